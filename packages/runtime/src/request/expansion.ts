import { ParameterError } from "../errors/parameter-error.js";

export type Encode = (text: string) => string;

/** How a style joins and names the values of a parameter: a row of RFC 6570, appendix A. */
export interface ExpansionRule {
  /** Comes before everything. */
  readonly prefix: string;
  /** Separates exploded values. */
  readonly separator: string;
  /** Separates values that are not exploded. */
  readonly delimiter: string;
  /** Adds the name of the parameter to a text. Properties of an exploded object use their own names. */
  readonly named: (text: string) => string;
  readonly explode: boolean;
}

/**
 * Writes a parameter by a rule. Returns undefined if nothing is sent: for null, undefined, and empty lists and objects.
 * Null and undefined items and properties are left out, as in RFC 6570. Nested values, an invalid Date, and objects
 * without fields, such as a Map, are rejected. Property names need their own encoding where the encoding of values
 * keeps `=` and `,`.
 */
export function expand(
  name: string,
  value: unknown,
  rule: ExpansionRule,
  encode: Encode,
  encodeName = encode,
): string | undefined {
  const { prefix, separator, delimiter, named, explode } = rule;
  if (value === undefined || value === null) return undefined;
  if (!hasParts(value)) return prefix + named(encode(primitiveText(name, value)));
  const isList = Array.isArray(value);
  const texts = Object.entries(value)
    .filter(([, item]) => item !== undefined && item !== null)
    .map(([property, inner]) => {
      const text = encode(primitiveText(name, inner));
      if (isList) return explode ? named(text) : text;
      return encodeName(property) + (explode ? "=" : delimiter) + text;
    });
  if (texts.length === 0) return undefined;
  return prefix + (explode ? texts.join(separator) : named(texts.join(delimiter)));
}

/** The text of a primitive; a Date as ISO 8601 in UTC. */
export function primitiveText(name: string, value: unknown): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (/^(string|number|boolean|bigint)$/.test(typeof value)) return String(value);
  throw new ParameterError(name, "does not fit its style or media type");
}

/** Returns true for a list and for an object with fields. A Date, a URL, a Map and a Promise are neither. */
export function hasParts(value: unknown): value is object {
  return typeof value === "object" && / (Array|Object)\]/.test(Object.prototype.toString.call(value));
}
