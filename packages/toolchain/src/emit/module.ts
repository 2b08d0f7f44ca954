import type { Contract, Operation } from "../contract/contract.js";
import { Imports } from "./imports.js";
import { methodOf } from "./names.js";
import { flatten, moduleOf, operationsModuleOf, type Resource } from "./resources.js";
import { guardOf, type MethodType, methodTypeName } from "./type-stems.js";

/** Package that generated code runs on. */
export const runtime = "@specloom/runtime";

/** An operation together with the class that carries its method. */
export interface Placed {
  readonly operation: Operation;
  readonly resource: Resource;
}

/** The module of one class while it is being written: its body so far, and what the body names from elsewhere. */
export class Module {
  readonly resource: Resource;
  readonly contract: Contract;
  readonly imports = new Imports();
  readonly #placed: ReadonlyMap<string, Placed>;

  constructor(resource: Resource, contract: Contract, placed: ReadonlyMap<string, Placed>) {
    this.resource = resource;
    this.contract = contract;
    this.#placed = placed;
  }

  /** Specifier of a module below `src`, seen from this one. */
  specifier(path: string): string {
    if (this.resource.path === "") return `./${path}.js`;
    return path.startsWith("resources/") ? `./${path.slice("resources/".length)}.js` : `../${path}.js`;
  }

  /** Finds an operation by id. Ids were checked when the contract was read. */
  find(id: string): Placed {
    const found = this.#placed.get(id);
    if (found === undefined) throw new RangeError(`The contract names an operation that it does not hold: ${id}`);
    return found;
  }

  /** An expression for an operation's wire facts. */
  wireFacts({ operation, resource }: Placed): string {
    const own = resource === this.resource;
    const alias = own ? "operation" : `${lowerFirst(resource.className)}Operation`;
    const local = this.imports.value(this.specifier(operationsModuleOf(resource)), "operation", alias);
    return `${local}.${methodOf(operation)}`;
  }

  /** The name of a type of `schema.ts`. */
  schema(name: "operations" | "paths"): string {
    return this.imports.type(this.specifier("schema"), name);
  }

  /** The name of one of a method's exported types. */
  methodType({ operation, resource }: Placed, suffix: MethodType): string {
    const name = typeName(resource, operation, suffix);
    return resource === this.resource ? name : this.imports.type(this.specifier(moduleOf(resource)), name);
  }
}

/** Operations by id, with their classes. */
export function placements(client: Resource): ReadonlyMap<string, Placed> {
  return new Map(
    flatten(client).flatMap((resource) =>
      resource.operations.map((operation) => [operation.id, { operation, resource }]),
    ),
  );
}

/** `AgentsJobsListParams` and the like: the exported types of one method. */
export function typeName(resource: Resource, operation: Operation, suffix: MethodType): string {
  return methodTypeName(stemOf(resource, operation), suffix);
}

/** `isAgentsJobsListError` and the like: the guard of a method's errors. */
export function guardName(resource: Resource, operation: Operation): string {
  return guardOf(stemOf(resource, operation));
}

function stemOf({ stems, path }: Resource, operation: Operation): string {
  const stem = stems.get(methodOf(operation));
  if (stem === undefined) throw new RangeError(`'${path}' has no method '${methodOf(operation)}'`);
  return stem;
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
