import { aliasMethods, aliasTypes } from "./alias.js";
import type { ClassBody } from "./class-body.js";
import { asWritten, below, type CodeFragment } from "./layout.js";
import { methodTypes, plainMethod } from "./method.js";
import { type Module, runtime } from "./module.js";
import { moduleOf, type Resource } from "./resources.js";

/** The body of a resource's module: its class with the plain methods. Wrappers are woven in later. */
export function resourceBody(module: Module): ClassBody {
  const { resource } = module;
  return {
    before: [...resource.operations.flatMap((operation) => methodTypes(operation, module)), ...aliasTypes(module)],
    head: `/** The methods under \`${resource.path}\`. */\nexport class ${resource.className}`,
    members: [...fields(module), ...constructor(module), ...plainMethods(module), ...aliasMethods(module)],
  };
}

/** The methods of the operations that no wrapper replaces. */
export function plainMethods(module: Module): CodeFragment[] {
  return module.resource.operations
    .filter((operation) => operation.pagination === undefined)
    .map((operation) => plainMethod(operation, module));
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
  const own = holdsClient(module.resource) ? [`readonly #client: ${module.imports.type(runtime, "Client")};`] : [];
  const lines = [...childFields(module), ...own];
  return lines.length === 0 ? [] : [asWritten(lines.join("\n"), 1)];
}

function constructor(module: Module): CodeFragment[] {
  const own = holdsClient(module.resource) ? ["this.#client = client;"] : [];
  const statements = [...own, ...childAssignments(module, "client")];
  if (statements.length === 0) return [];
  const head = `constructor(client: ${module.imports.type(runtime, "Client")}) {`;
  return [asWritten([head, ...below(statements), "}"].join("\n"), 1)];
}

function child(module: Module, resource: Resource): string {
  return module.imports.value(module.specifier(moduleOf(resource)), resource.className);
}

function holdsClient(resource: Resource): boolean {
  return resource.operations.length + resource.aliases.length + resource.jobs.length > 0;
}
