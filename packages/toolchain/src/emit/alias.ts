import type { CodeFragment } from "./layout.js";
import { hasGuard, methodTypesOf } from "./method.js";
import { declarable, guardName, methodTypeName } from "./method-names.js";
import type { Module } from "./module.js";
import { methodOf } from "./names.js";
import { functionsModuleOf, moduleOf, type Resource } from "./resources.js";

/** The deprecated methods of a class, each of which hands its arguments to the method that has taken its place. */
export function aliasMethods(module: Module): string[] {
  return module.resource.aliases.map(({ alias, operation }) => {
    const { resource } = module.find(operation.id);
    const isOwn = resource === module.resource;
    const type = isOwn
      ? resource.className
      : module.imports.type(module.specifier(moduleOf(resource)), resource.className);
    const target = methodOf(operation);
    const called = `${module.functions(resource)}.${target}`;
    return `/** @deprecated Use \`${operation.name}\`. */
    ${methodOf({ name: alias })}(...given: Parameters<${type}["${target}"]>): ReturnType<${type}["${target}"]> {
      return ${called}(${module.client}, ...given);
    }`;
  });
}

/** The deprecated functions of a module, which are those that have taken their place. */
export function aliasFunctions(module: Module): CodeFragment[] {
  return module.resource.aliases.map(({ alias, operation }) => {
    const name = methodOf({ name: alias });
    const target = imported(module, operation.id, methodOf(operation));
    const local = declarable(name);
    const code = `/** @deprecated Use \`${operation.name}\`. */\n`;
    if (local === name) return `${code}export const ${name}: typeof ${target} = ${target};`;
    return `${code}const ${local}: typeof ${target} = ${target};\nexport { ${local} as ${name} };`;
  });
}

/** The types and guards of an operation by the names that they had with the method. */
export function aliasTypes(module: Module): string[] {
  return module.resource.aliases.flatMap(({ alias, operation }) => {
    const { resource } = module.find(operation.id);
    const [earlier, method] = [methodOf({ name: alias }), methodOf(operation)];
    const types = methodTypesOf(operation, module.contract).map((type) => {
      const target = module.methodType(module.find(operation.id), type);
      const docs = `/** @deprecated Use \`${methodTypeName(resource, method, type)}\` of \`${operation.name}\`. */`;
      return `${docs}\nexport type ${methodTypeName(module.resource, earlier, type)} = ${target};`;
    });
    if (!hasGuard(operation)) return types;
    const guard = guardName(resource, method);
    const target = imported(module, operation.id, guard);
    const docs = `/** @deprecated Use \`${guard}\` of \`${operation.name}\`. */`;
    return [...types, `${docs}\nexport const ${guardName(module.resource, earlier)}: typeof ${target} = ${target};`];
  });
}

/** A function of another module, or one that this module declares. */
function imported(module: Module, id: string, name: string): string {
  const { resource }: { readonly resource: Resource } = module.find(id);
  if (resource === module.resource) return declarable(name);
  return module.imports.value(module.specifier(functionsModuleOf(resource)), name);
}
