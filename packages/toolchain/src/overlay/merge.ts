import { isObject, type Json, type JsonObject } from "../json.js";
import { valueKindOf } from "./kind.js";
import type { Overlay } from "./overlay.js";
import type { QueryMatch } from "./query.js";

/** Reports that two values cannot be merged; `path` leads to both from the start of the merge. */
export type Clash = (path: QueryMatch, target: Json, update: Json) => never;

/**
 * Applies the value of `update`, or of the node that `copy` selects, to a selected node (Overlay 1.1.0, Action Object).
 * An array is extended by the items of an array, or by any other value as one item; in 1.0 the value is always one
 * item. Returns the target itself where nothing changes. Inserted values are copies, so the result shares no part with
 * them.
 */
export function applyUpdate(target: Json, update: Json, version: Overlay["version"], clash: Clash): Json {
  if (!Array.isArray(target)) return merge(target, update, [], clash);
  return concatenate(target, version === "1.1" && Array.isArray(update) ? update : [update]);
}

/**
 * The recursive merge: objects by key, arrays concatenated, primitives replaced; everything else clashes. 1.0 does not
 * define arrays inside objects; 1.1 defines what its tools already did, so one rule serves both.
 */
function merge(target: Json, update: Json, path: QueryMatch, clash: Clash): Json {
  if (isObject(target) && isObject(update)) return mergeObjects(target, update, path, clash);
  if (Array.isArray(target) && Array.isArray(update)) return concatenate(target, update);
  if (valueKindOf(target) === "primitive" && valueKindOf(update) === "primitive") return update;
  return clash(path, target, update);
}

function mergeObjects(target: JsonObject, update: JsonObject, path: QueryMatch, clash: Clash): JsonObject {
  const changes = Object.entries(update).flatMap(([key, value]): [string, Json][] => {
    // Own keys only: a document may have a key `constructor`.
    const existing = Object.hasOwn(target, key) ? target[key] : undefined;
    if (existing === undefined) return [[key, structuredClone(value)]];
    const merged = merge(existing, value, [...path, key], clash);
    return merged === existing ? [] : [[key, merged]];
  });
  // A Map keeps the position of a replaced key, and fromEntries keeps __proto__ an ordinary key.
  return changes.length === 0 ? target : Object.fromEntries(new Map([...Object.entries(target), ...changes]));
}

function concatenate(target: Json[], items: readonly Json[]): Json[] {
  return items.length === 0 ? target : [...target, ...items.map((item) => structuredClone(item))];
}
