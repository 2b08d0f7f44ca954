import type { SourceDocument } from "./document.js";
import type { Json, JsonObject } from "../json.js";
import { createObjectMemory } from "../memory.js";

const keysIn = createObjectMemory<ReadonlySet<string>>();

/**
 * The keys of a document that begin with `x-`, wherever they stand, examples and literal data included: who reads an
 * extension need not look for one that is nowhere.
 */
export function extensionsIn({ value }: SourceDocument): ReadonlySet<string> {
  return keysIn(value, (holder) => {
    const found = new Set<string>();
    collect(holder, found);
    return found;
  });
}

function collect(holder: JsonObject | Json[], found: Set<string>): void {
  if (Array.isArray(holder)) {
    for (const item of holder) if (typeof item === "object" && item !== null) collect(item, found);
    return;
  }
  for (const key of Object.keys(holder)) {
    if (key.startsWith("x-")) found.add(key);
    const member = holder[key];
    if (typeof member === "object" && member !== null) collect(member, found);
  }
}
