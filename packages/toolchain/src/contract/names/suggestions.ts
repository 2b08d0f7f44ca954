import type { Contract, Operation } from "../contract.js";
import { overlayAction } from "../overlay-action.js";
import { resourcesOf } from "./assign.js";

/** A better name for an operation whose name is kept from an earlier generation. */
export interface NameSuggestion {
  readonly operation: Pick<Operation, "id" | "method" | "path">;
  readonly name: string;
  readonly better: string;
  /** YAML of an overlay action that gives the better name and keeps the other one as an alias. */
  readonly action: string;
}

/**
 * Better names for operations whose names the lock keeps: those that they would get today. All of them can be declared
 * together; one whose name another operation has, as a name, an alias or a resource, is left out.
 *
 * @param today The contract of the same document without its lock.
 */
export function suggestNames(current: Contract, today: Contract): NameSuggestion[] {
  const fresh = new Map(today.operations.map(({ id, name }) => [id, name]));
  const changing = current.operations.filter(
    ({ id, name, origins }) => origins.name !== "declared" && (fresh.get(id) ?? name) !== name,
  );
  const held = new Map(
    current.operations.flatMap(({ id, name, aliases = [] }) => [name, ...aliases].map((one) => [one, id])),
  );
  const resources = new Set([...held.keys()].flatMap(resourcesOf));
  const isFree = (id: string, name: string): boolean =>
    (held.get(name) ?? id) === id && !resources.has(name) && !resourcesOf(name).some((resource) => held.has(resource));
  return changing.flatMap((operation) => {
    const { id, method, path, name, aliases = [] } = operation;
    const better = fresh.get(id) ?? name;
    if (!isFree(id, better)) return [];
    const action = overlayAction(operation, "x-specloom-name", { name: better, aliases: [...aliases, name] });
    return [{ operation: { id, method, path }, name, better, action }];
  });
}
