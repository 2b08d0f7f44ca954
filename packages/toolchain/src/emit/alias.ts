import type { Contract, Operation } from "../contract/contract.js";
import { methodExports } from "./method.js";
import type { Module } from "./module.js";
import { methodOf } from "./names.js";
import { moduleOf, type Resource } from "./resources.js";
import { bareName } from "./runtime-exports.js";

/** The deprecated methods of a class, each of which hands its arguments to the method that has taken its place. */
export function aliasMethods(module: Module): string[] {
  return module.resource.aliases.map(({ alias, operation }) => {
    const { resource } = module.find(operation.id);
    const isOwn = resource === module.resource;
    const type = isOwn ? resource.className : imported(module, resource, resource.className);
    const target = methodOf(operation);
    return `/** @deprecated Use \`${operation.name}\`. */
    ${methodOf({ name: alias })}(...given: Parameters<${type}["${target}"]>): ReturnType<${type}["${target}"]> {
      return ${isOwn ? "this" : `new ${type}(this.#client)`}.${target}(...given);
    }`;
  });
}

/** The exported types and guards of an operation by the names that they had with the method. */
export function aliasTypes(module: Module): string[] {
  return module.resource.aliases.flatMap(({ alias, operation }) => {
    const { resource } = module.find(operation.id);
    const names = methodExports(operation, resource, module.contract);
    return earlierExports(alias, operation, module.resource, module.contract).map((earlier, index) => {
      const name = bareName(names[index] ?? "");
      const isType = earlier !== bareName(earlier);
      const docs = `/** @deprecated Use \`${name}\`. */`;
      const local = resource === module.resource ? name : imported(module, resource, name, isType);
      return `${docs}\nexport ${isType ? "type" : "const"} ${bareName(earlier)} = ${local};`;
    });
  });
}

/** What of these a package exports, types marked as such. */
export function aliasExports(resource: Resource, contract: Contract): string[] {
  return resource.aliases.flatMap(({ alias, operation }) => earlierExports(alias, operation, resource, contract));
}

function earlierExports(alias: string, operation: Operation, resource: Resource, contract: Contract): string[] {
  return methodExports({ ...operation, name: alias }, resource, contract);
}

function imported(module: Module, resource: Resource, name: string, isType = false): string {
  const specifier = module.specifier(moduleOf(resource));
  return isType ? module.imports.type(specifier, name) : module.imports.value(specifier, name);
}
