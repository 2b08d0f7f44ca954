import { type Located, member } from "../../openapi/located.js";
import type { Origin } from "../contract.js";
import { formatName } from "../names/reserved.js";
import { camelCase, splitWords } from "../names/words.js";

/** A name from another generator's extensions, and its source. */
export interface AnnotatedName {
  readonly name: string;
  readonly origin: Origin;
}

const vendors = [
  { origin: "vendor:speakeasy", group: "x-speakeasy-group", method: "x-speakeasy-name-override" },
  { origin: "vendor:fern", group: "x-fern-sdk-group-name", method: "x-fern-sdk-method-name" },
] as const;

/**
 * The group and the method from another generator's extensions, in our notation. Where one of them is missing, it comes
 * from `derived`, the operation's derived name.
 */
export function annotatedName(at: Located, derived: string): AnnotatedName | undefined {
  const own = derived.split(".");
  for (const { origin, group, method } of vendors) {
    const resource = segments(member(at, group)?.value);
    const verb = segments(member(at, method)?.value);
    if (resource.length === 0 && verb.length === 0) continue;
    const path = resource.length === 0 ? own.slice(0, -1) : resource.slice(0, 3);
    return { name: formatName([...path, verb.length === 0 ? (own.at(-1) ?? "") : camelCase(verb)]), origin };
  }
  return undefined;
}

/** Resources are separated by dots in a text, or are the items of a list. */
function segments(value: unknown): string[] {
  const parts = Array.isArray(value) ? value : [value];
  return parts
    .flatMap((part) => (typeof part === "string" ? part.split(".") : []))
    .map(splitWords)
    .filter((words) => words.length > 0)
    .map(camelCase);
}
