import { aliasMethods } from "./alias.js";
import type { ClassBody } from "./class-body.js";
import { callables, hasFunctions } from "./function-module.js";
import { asWritten, below, type CodeFragment, fits } from "./layout.js";
import { delegateOf, methodTypesOf } from "./method.js";
import { methodTypeName } from "./method-names.js";
import { type Module, runtime } from "./module.js";
import { methodOf } from "./names.js";
import { moduleOf, type Resource } from "./resources.js";

/** The body of a resource's module: its class, whose methods call the functions. Wrappers are woven in later. */
export function resourceBody(module: Module): ClassBody {
  const { resource } = module;
  return {
    before: [],
    head: `/** The methods under \`${resource.path}\`. */\nexport class ${resource.className}`,
    members: [...fields(module), ...constructor(module), ...methods(module)],
    after: methodNamespace(module),
  };
}

/** The methods of a class. */
export function methods(module: Module): CodeFragment[] {
  return [...callables(module).map((callable) => delegateOf(callable, module)), ...aliasMethods(module)];
}

/** The types of a class's methods as members of a namespace of its name. */
export function methodNamespace(module: Module): CodeFragment[] {
  const { resource, contract } = module;
  const methodsOf = [
    ...resource.operations.map((operation) => ({ method: methodOf(operation), operation, docs: "" })),
    ...resource.aliases.map(({ alias, operation }) => {
      return {
        method: methodOf({ name: alias }),
        operation,
        docs: `  /** @deprecated Use the types of \`${operation.name}\`. */\n`,
      };
    }),
  ];
  const lines = methodsOf.flatMap(({ method, operation, docs }) =>
    methodTypesOf(operation, contract).map((type) => {
      const name = methodTypeName(resource, method, type);
      const [head, target] = [`  export type ${name} =`, `${module.functions()}.${name};`];
      return docs + (fits(`${head} ${target}`) ? `${head} ${target}` : `${head}\n    ${target}`);
    }),
  );
  if (lines.length === 0) return [];
  return [asWritten([`export declare namespace ${resource.className} {`, ...lines, "}"].join("\n"))];
}

/** Fields that hold the resources below this one. */
export function childFields(module: Module): string[] {
  return module.resource.children.map(({ property, resource }) => `readonly ${property}: ${child(module, resource)};`);
}

/** Statements that create the resources below this one. */
export function childAssignments(module: Module, client: string): string[] {
  return module.resource.children.map(
    ({ property, resource }) => `this.${property} = new ${child(module, resource)}(${client});`,
  );
}

function fields(module: Module): CodeFragment[] {
  const own = hasFunctions(module.resource) ? [`readonly #client: ${module.imports.type(runtime, "Client")};`] : [];
  const lines = [...childFields(module), ...own];
  return lines.length === 0 ? [] : [asWritten(lines.join("\n"), 1)];
}

function constructor(module: Module): CodeFragment[] {
  const own = hasFunctions(module.resource) ? ["this.#client = client;"] : [];
  const statements = [...own, ...childAssignments(module, "client")];
  if (statements.length === 0) return [];
  const head = `constructor(client: ${module.imports.type(runtime, "Client")}) {`;
  return [asWritten([head, ...below(statements), "}"].join("\n"), 1)];
}

function child(module: Module, resource: Resource): string {
  return module.imports.value(module.specifier(moduleOf(resource)), resource.className);
}
