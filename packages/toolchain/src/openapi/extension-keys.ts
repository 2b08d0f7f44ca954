import type { SourceDocument } from "./document.js";
import type { Json, JsonObject } from "../json.js";

const known = new WeakMap<JsonObject, ReadonlySet<string>>();

/**
 * The keys of a document that begin with `x-`, wherever they stand, examples and literal data included: who reads an
 * extension need not look for one that is nowhere.
 */
export function extensionsIn({ value }: SourceDocument): ReadonlySet<string> {
  const before = known.get(value);
  if (before !== undefined) return before;
  const found = new Set<string>();
  collect(value, found);
  known.set(value, found);
  return found;
}

function collect(value: Json, found: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  for (const key of Object.keys(value)) {
    if (key.startsWith("x-")) found.add(key);
    collect(value[key] ?? null, found);
  }
}
