import type { Contract } from "../contract/contract.js";
import { compareText } from "../json.js";
import { fixedNames, isReservedWord, pascal } from "./names.js";
import type { Resource } from "./resources.js";

/** The types of a method. */
export type MethodType = "Params" | "Response" | "Reply" | "Error";

/** The name of one of a method's types within its resource, such as `ListParams`. */
export function methodTypeName({ stems }: Pick<Resource, "stems">, method: string, type: MethodType): string {
  return `${stems.get(method) ?? pascal(method)}${type}`;
}

/** The name of the guard of a method's errors within its resource, such as `isListError`. */
export function guardName(resource: Pick<Resource, "stems">, method: string): string {
  let name = `is${methodTypeName(resource, method, "Error")}`;
  while (resource.stems.has(name)) name += "Guard";
  return name;
}

/** The name that a module can declare a function by; it is exported by its own. */
export function declarable(name: string): string {
  return isReservedWord(name) || name === "undefined" || name === "globalThis" ? `${name}_` : name;
}

/** A guard, as the package exports it. */
export interface GuardExport {
  readonly resource: Resource;
  /** Its name in the module of functions. */
  readonly local: string;
  /** Such as `isAgentsJobsListError`. */
  readonly exported: string;
}

/**
 * The names by which a package exports guards: those of their class and method. Where two would be one, or something
 * else has the name, all of them are spelled as the method is, so that no name depends on another's order.
 *
 * @param guards Resources and their methods that declare errors.
 */
export function guardExports(
  guards: readonly { readonly resource: Resource; readonly method: string }[],
  classes: readonly string[],
  contract: Pick<Contract, "client">,
): GuardExport[] {
  const taken = new Set([...fixedNames(contract), ...classes]);
  const plain = ({ resource, method }: { readonly resource: Resource; readonly method: string }): string =>
    `is${resource.className}${pascal(method)}Error`;
  const uses = new Map<string, number>();
  for (const guard of guards) uses.set(plain(guard), (uses.get(plain(guard)) ?? 0) + 1);
  const isAlone = (guard: (typeof guards)[number]): boolean => uses.get(plain(guard)) === 1 && !taken.has(plain(guard));
  const exported = new Map<string, string>();
  const keyOf = ({ resource, method }: (typeof guards)[number]): string => `${resource.path}.${method}`;
  const clashing = guards.filter((guard) => !isAlone(guard));
  for (const guard of guards.filter(isAlone)) {
    exported.set(keyOf(guard), plain(guard));
    taken.add(plain(guard));
  }
  for (const guard of clashing.toSorted((a, b) => compareText(keyOf(a), keyOf(b)))) {
    let name = `is${guard.resource.className}_${guard.method}Error`;
    while (taken.has(name)) name += "Guard";
    taken.add(name);
    exported.set(keyOf(guard), name);
  }
  return guards.map((guard) => ({
    resource: guard.resource,
    local: guardName(guard.resource, guard.method),
    exported: exported.get(keyOf(guard)) ?? plain(guard),
  }));
}
