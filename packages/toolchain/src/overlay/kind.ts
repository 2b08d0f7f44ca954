import type { Json } from "../json.js";

/** The three kinds of node in the Overlay specification; null is a primitive (RFC 8259, section 1). */
export type ValueKind = "object" | "array" | "primitive";

export function valueKindOf(value: Json): ValueKind {
  if (Array.isArray(value)) return "array";
  return typeof value === "object" && value !== null ? "object" : "primitive";
}

/** The JSON type of a value with its article, for messages: `an array`, `null`. */
export function describeType(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  return typeof value === "bigint" ? "a number" : `a ${typeof value}`;
}
