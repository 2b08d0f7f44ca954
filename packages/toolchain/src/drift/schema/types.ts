import { type Located, member } from "../../openapi/located.js";
import type { Json } from "../../json.js";

/** The types that the parts of a schema accept together. */
export interface Types {
  /** Without `null`; undefined for any type. */
  readonly accepted: ReadonlySet<string> | undefined;
  readonly acceptsNull: boolean;
}

/**
 * The types that all parts accept. Where no part has `type`, its values, or keywords for objects or arrays, imply one:
 * stating an implied type is no change.
 */
export function typeNamesOf(parts: readonly Located<Json>[]): Types {
  const declared = parts.flatMap((part) => declaredTypes(part) ?? []);
  const named = declared.length > 0 ? declared : parts.flatMap((part) => impliedTypes(part) ?? []);
  const accepted = named
    .map((types) => new Set([...types].filter((type) => type !== "null")))
    .reduce<Set<string> | undefined>((all, types) => (all === undefined ? types : intersection(all, types)), undefined);
  if (accepted?.has("number") === true && parts.some(isOfWholeNumbers)) {
    accepted.delete("number");
    accepted.add("integer");
  }
  return {
    accepted: accepted?.size === 0 ? undefined : accepted,
    // Strictly, all parts would have to accept null; documents upgraded from `nullable` have it in one part.
    acceptsNull: named.some((types) => types.has("null")),
  };
}

/** Whether a part accepts only whole numbers, because it accepts only multiples of a whole number. */
function isOfWholeNumbers(part: Located<Json>): boolean {
  const divisor = member(part, "multipleOf")?.value;
  return typeof divisor === "number" && Number.isInteger(divisor);
}

export type TypeChange = "same" | "widened" | "narrowed" | "changed";

/** Compares two sets of types. */
export function compareTypes(
  before: ReadonlySet<string> | undefined,
  after: ReadonlySet<string> | undefined,
): TypeChange {
  const isWithin = accepts(after, before);
  const isAround = accepts(before, after);
  if (isWithin && isAround) return "same";
  return isWithin ? "widened" : isAround ? "narrowed" : "changed";
}

/** Returns the name of a type in TypeScript, which has one type for all numbers. */
export function typeInTypeScript(type: string): string {
  return type === "integer" ? "number" : type;
}

/** Whether two sets of types are the same in TypeScript. */
export function areSameInTypeScript(
  before: ReadonlySet<string> | undefined,
  after: ReadonlySet<string> | undefined,
): boolean {
  const [was, is] = [before, after].map((types) => types && new Set([...types].map(typeInTypeScript)));
  return compareTypes(was, is) === "same";
}

function accepts(outer: ReadonlySet<string> | undefined, inner: ReadonlySet<string> | undefined): boolean {
  if (outer === undefined) return true;
  return inner !== undefined && [...inner].every((type) => includesType(outer, type));
}

/** Whether a set of types accepts a type; every integer is a number. */
export function includesType(types: ReadonlySet<string>, type: string): boolean {
  return types.has(type) || (type === "integer" && types.has("number"));
}

function intersection(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  return new Set([
    ...[...a].filter((type) => includesType(b, type)),
    ...[...b].filter((type) => includesType(a, type)),
  ]);
}

function declaredTypes(part: Located<Json>): [ReadonlySet<string>] | undefined {
  const type = member(part, "type")?.value;
  if (typeof type === "string") return [new Set([type])];
  return Array.isArray(type) ? [new Set(type.filter((item) => typeof item === "string"))] : undefined;
}

function impliedTypes(part: Located<Json>): [ReadonlySet<string>] | undefined {
  const values = member(part, "enum")?.value;
  if (Array.isArray(values)) return [new Set(values.map(typeOfValue))];
  const constant = member(part, "const");
  if (constant !== undefined) return [new Set([typeOfValue(constant.value)])];
  if (["properties", "required", "patternProperties", "additionalProperties"].some((name) => member(part, name)))
    return [new Set(["object"])];
  return ["items", "prefixItems"].some((name) => member(part, name)) ? [new Set(["array"])] : undefined;
}

export function typeOfValue(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "bigint" || Number.isInteger(value)) return "integer";
  return typeof value;
}
