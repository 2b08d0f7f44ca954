import type { SourceDocument } from "../openapi/document.js";
import { formatPointer, parsePointer, valueAt, type Json, type JsonObject } from "../json.js";
import type { ActionResult } from "./apply-action.js";
import { valueKindOf } from "./kind.js";
import type { Overlay } from "./overlay.js";
import type { QueryMatch } from "./query.js";

/**
 * Locates values of the overlaid document: in the overlay where an action introduced or replaced them, else in the
 * source. It follows the applied actions back, newest first; nothing is recorded while they are applied.
 */
export function createLocate(
  source: SourceDocument,
  overlay: Overlay,
  newestFirst: readonly ActionResult[],
): SourceDocument["locate"] {
  const removals = new Map<ActionResult, ReadonlySet<string>>();
  return (pointer) => {
    let tokens: QueryMatch = existingPart(newestFirst[0]?.after ?? source.value, pointer);
    for (const step of newestFirst) {
      if (step.action.change.kind === "remove") {
        const removed = removals.get(step) ?? new Set(step.places.map((place) => formatPointer(place)));
        removals.set(step, removed);
        tokens = beforeRemoval(step.before, removed, tokens);
      } else if (isIntroduced(step, formatPointer(tokens))) {
        return overlay.locate(`/actions/${step.index}${originInAction(step, overlay, tokens)}`);
      }
    }
    return source.locate(formatPointer(tokens));
  };
}

/** The tokens of the longest part of a pointer that exists. */
function existingPart(document: JsonObject, pointer: string): readonly string[] {
  const tokens = parsePointer(pointer);
  while (valueAt(document, formatPointer(tokens)) === undefined) tokens.pop();
  return tokens;
}

/** Updates never move or remove a node, so a node is new where it was absent or its primitive value differs. */
function isIntroduced({ before, after }: ActionResult, pointer: string): boolean {
  const old = valueAt(before, pointer);
  return old === undefined || (valueKindOf(old) === "primitive" && old !== valueAt(after, pointer));
}

/** The tokens of a node before items of its arrays were removed. */
function beforeRemoval(before: JsonObject, removed: ReadonlySet<string>, tokens: QueryMatch): QueryMatch {
  return tokens.reduce<QueryMatch>((path, token) => {
    const container = valueAt(before, formatPointer(path));
    if (!Array.isArray(container)) return [...path, token];
    const kept = container.flatMap((_, index) => (removed.has(formatPointer([...path, index])) ? [] : [index]));
    return [...path, kept[Number(token)] ?? token];
  }, []);
}

/** The pointer from an action to the part of it that introduced a node. */
function originInAction({ action, before, places }: ActionResult, overlay: Overlay, tokens: QueryMatch): string {
  if (action.change.kind !== "update") return "/copy";
  const update = action.change.value;
  const around = places.filter((place) => place.every((step, index) => String(step) === String(tokens[index])));
  const paths = around.flatMap((place) => {
    const target = valueAt(before, formatPointer(place));
    const path = originInUpdate(target, update, tokens.slice(place.length), overlay.version);
    return path === undefined ? [] : [path];
  });
  return `/update${formatPointer(paths.at(-1) ?? [])}`;
}

/** The path within `update` of the node at `path` within an updated node; undefined where it came from elsewhere. */
function originInUpdate(
  target: Json | undefined,
  update: Json,
  path: QueryMatch,
  version: Overlay["version"],
): QueryMatch | undefined {
  if (Array.isArray(target) && (version === "1.0" || !Array.isArray(update))) {
    return Number(path[0]) === target.length ? path.slice(1) : undefined;
  }
  let [old, given]: (Json | undefined)[] = [target, update];
  const origin: (string | number)[] = [];
  for (const token of path) {
    // Appended items start at the end of the target's items.
    const step = Array.isArray(old) ? Number(token) - old.length : token;
    origin.push(step);
    old = old === undefined ? undefined : valueAt(old, formatPointer([token]));
    given = given === undefined ? undefined : valueAt(given, formatPointer([step]));
  }
  return given === undefined ? undefined : origin;
}
