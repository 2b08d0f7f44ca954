import type { SourceDocument } from "../../openapi/document.js";
import { compareText } from "../../json.js";
import { member } from "../../openapi/located.js";
import type { Note } from "../note.js";
import type { OperationSource } from "../operations.js";
import { overlayAction } from "../overlay-action.js";
import { type Candidates, resourcesOf } from "./assign.js";
import type { Name } from "./name.js";

/** Notes on existing names that change without an alias, by a declaration or because the client now has such a member. */
export function renameNotes(
  document: SourceDocument,
  operations: readonly OperationSource[],
  names: ReadonlyMap<string, Name>,
  locked: ReadonlyMap<string, string>,
): Note[] {
  return operations.flatMap((operation): Note[] => {
    const { id, at } = operation;
    const before = locked.get(id);
    const given = names.get(id);
    if (before === undefined || given === undefined) return [];
    const { name, aliases = [] } = given;
    if ([name, ...aliases].includes(before)) return [];
    const note = {
      kind: "renamed",
      operation: id,
      location: document.locate(member(at, "x-specloom-name")?.pointer ?? at.pointer),
    } as const;
    const message = `'${before}' becomes '${name}': code that uses it breaks.`;
    if (given.origin !== "declared")
      return [{ ...note, message: `${message} Every client has a member of the old name.` }];
    return [
      {
        ...note,
        message: `${message} An alias keeps the old name, deprecated.`,
        action: overlayAction(operation, "x-specloom-name", { name, aliases: [...aliases, before] }),
      },
    ];
  });
}

/**
 * Notes on operations without their best name, because another operation has it or wants it too. One that leaves it to
 * an operation whose path says so too, and has its next best, needs none.
 */
export function fallbackNotes(
  document: SourceDocument,
  operations: readonly OperationSource[],
  names: ReadonlyMap<string, Name>,
  candidates: readonly Candidates[],
): Note[] {
  const best = new Map(candidates.map(({ id, names: possible }) => [id, possible[0] ?? ""]));
  const namesAfterBest = new Map(candidates.map(({ id, names: [, second] }) => [id, second]));
  const held = new Set([...names.values()].flatMap(({ name, aliases = [] }) => [name, ...aliases]));
  const resources = new Set([...held].flatMap(resourcesOf));
  const isFree = (name: string): boolean =>
    !held.has(name) && !resources.has(name) && !resourcesOf(name).some((resource) => held.has(resource));
  const seen = new Set<string>();
  const twice = new Set([...best.values()].filter((name) => seen.size === seen.add(name).size));
  const yielding = new Set(candidates.filter(({ yields = 0 }) => yields > 0).map(({ id }) => id));
  const contested = operations.filter(({ id }) => {
    const name = names.get(id);
    const wanted = best.get(id) ?? "";
    if (yielding.has(id) && held.has(wanted) && name?.name === namesAfterBest.get(id)) return false;
    return name?.origin === "derived" && name.name !== wanted && (twice.has(wanted) || !isFree(wanted));
  });
  // All proposals must work when they are pasted together, so each name is proposed once.
  const offered = new Map<string, string>();
  for (const { id } of contested.toSorted(byRoute)) {
    const wanted = best.get(id) ?? "";
    if (!isFree(wanted) || offered.has(wanted)) continue;
    if ([...offered.keys()].some((other) => resourcesOf(other).includes(wanted) || resourcesOf(wanted).includes(other)))
      continue;
    offered.set(wanted, id);
  }
  return contested.map((operation): Note => {
    const { id } = operation;
    const name = names.get(id)?.name ?? "";
    const wanted = best.get(id) ?? "";
    return {
      kind: "fallback",
      operation: id,
      location: document.locate(operation.at.pointer),
      message: `'${wanted}' would not be unique, so the name is '${name}'.`,
      action: overlayAction(operation, "x-specloom-name", offered.get(wanted) === id ? wanted : name),
    };
  });
}

/** The shortest path first, so that the order of the document does not matter. */
function byRoute(a: OperationSource, b: OperationSource): number {
  return a.path.length - b.path.length || compareText(a.path, b.path) || compareText(a.method, b.method);
}
