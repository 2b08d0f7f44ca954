import type { SourceDocument } from "../../document/document.js";
import { member } from "../located.js";
import type { Note } from "../note.js";
import type { OperationSource } from "../operations.js";
import { overlayAction } from "../overlay-action.js";
import { type Candidates, resourcesOf } from "./assign.js";
import type { Name } from "./name.js";

/** Declarations that change a name which users already import. */
export function renameNotes(
  document: SourceDocument,
  operations: readonly OperationSource[],
  declared: ReadonlyMap<string, string | undefined>,
  locked: ReadonlyMap<string, string>,
): Note[] {
  return operations.flatMap(({ id, at }): Note[] => {
    const [before, after] = [locked.get(id), declared.get(id)];
    if (before === undefined || after === undefined || before === after) return [];
    const location = document.locate(member(at, "x-specloom-name")?.pointer ?? at.pointer);
    return [
      {
        kind: "renamed",
        operation: id,
        location,
        message: `'${before}' becomes '${after}': code that uses it breaks.`,
      },
    ];
  });
}

/** Operations that do not have the name that reads best, because another reaches for it. */
export function fallbackNotes(
  document: SourceDocument,
  operations: readonly OperationSource[],
  names: ReadonlyMap<string, Name>,
  candidates: readonly Candidates[],
): Note[] {
  const best = new Map(candidates.map(({ id, names: possible }) => [id, possible[0] ?? ""]));
  const isContested = contested(
    [...names.values()].map(({ name }) => name),
    [...best.values()],
  );
  return operations.flatMap((operation): Note[] => {
    const { id } = operation;
    const name = names.get(id);
    const wanted = best.get(id) ?? "";
    if (name?.origin !== "derived" || name.name === wanted || !isContested(wanted)) return [];
    return [
      {
        kind: "fallback",
        operation: id,
        location: document.locate(operation.at.pointer),
        message: `'${wanted}' would not be this operation's alone, so it is '${name.name}'.`,
        action: overlayAction(operation, "x-specloom-name", wanted),
      },
    ];
  });
}

/** Whether a name that one operation wants is wanted or held by another, as its own or as a resource. */
function contested(held: readonly string[], wanted: readonly string[]): (name: string) => boolean {
  const all = new Set([...held, ...wanted]);
  const holders = new Set(held);
  const resources = new Set([...all].flatMap(resourcesOf));
  const seen = new Set<string>();
  const twice = new Set(wanted.filter((name) => seen.size === seen.add(name).size));
  return (name) =>
    twice.has(name) || holders.has(name) || resources.has(name) || resourcesOf(name).some((prefix) => all.has(prefix));
}
