import { ParameterError } from "../errors/parameter-error.js";

export type Encode = (text: string) => string;

/** How a style begins, joins and names the values of one parameter: a row of RFC 6570, appendix A. */
export interface ExpansionRule {
  /** Stands before everything. */
  readonly prefix: string;
  /** Stands between exploded values. */
  readonly separator: string;
  /** Stands between the others. */
  readonly delimiter: string;
  /** Puts the parameter's name to a text; a property of an exploded object goes by its own name. */
  readonly named: (text: string) => string;
  readonly explode: boolean;
}

/**
 * One parameter as a rule writes it, undefined where nothing is sent: null, undefined, and lists and objects without
 * anything in them. Null and undefined among items and properties are left out, as RFC 6570 does. A nested value is
 * refused, and so is an invalid Date. Names have an encoding of their own where that of values lets `=` and `,` stand.
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

/** A primitive as text; a Date as ISO 8601, in UTC. */
export function primitiveText(name: string, value: unknown): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (/^(string|number|boolean|bigint)$/.test(typeof value)) return String(value);
  throw new ParameterError(name, "holds a value that its style or media type has no form for");
}

/** Whether a value has parts: a list or an object, and no Date. */
export function hasParts(value: unknown): value is object {
  return typeof value === "object" && !(value instanceof Date);
}
