import { ParameterError } from "./errors/parameter-error.js";
import type { Parameter } from "./operation.js";

/** The values of one parameter as text. Absent stands for a value that is not sent. */
type Shape =
  | { readonly kind: "primitive"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "pairs"; readonly pairs: readonly (readonly [string, string])[] };

export type Encode = (text: string) => string;

/** How an expression begins, joins and names its values: the table of RFC 6570, appendix A. */
interface Rule {
  readonly first: string;
  readonly separator: string;
  readonly named: boolean;
  /** Follows the name of an empty value. */
  readonly empty: string;
}

const SIMPLE: Rule = { first: "", separator: ",", named: false, empty: "" };
const FORM: Rule = { first: "", separator: "&", named: true, empty: "=" };
const RULES: Readonly<Record<NonNullable<Parameter["style"]>, Rule>> = {
  simple: SIMPLE,
  label: { first: ".", separator: ".", named: false, empty: "" },
  matrix: { first: ";", separator: ";", named: true, empty: "" },
  form: FORM,
  spaceDelimited: FORM,
  pipeDelimited: FORM,
  deepObject: FORM,
};
const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: "%20", pipeDelimited: "%7C" };

/**
 * One parameter as its style writes it (OpenAPI 3.1.1, "Style Values" and "Style Examples"), undefined where nothing
 * is sent. What the specification leaves undefined is decided so:
 * - null, and null or undefined among items and properties, are left out, as RFC 6570 does; so is a list or object
 *   with nothing in it;
 * - `spaceDelimited` and `pipeDelimited` write primitives, and everything with `explode`, like `form`;
 * - `deepObject` writes primitives and arrays like `form` with `explode`, nested objects as `a[b][c]=1`, and arrays
 *   inside as the same name again;
 * - exploded cookies are joined by `; `;
 * - a nested value in any other style is refused, and so is an invalid Date.
 */
export function expand(parameter: Parameter, value: unknown, encode: Encode): string | undefined {
  const { name, in: location } = parameter;
  const style = parameter.style ?? (location === "path" || location === "header" ? "simple" : "form");
  const key = location === "path" || location === "header" ? name : encodeURIComponent(name);
  const rule = RULES[style];
  const named = (text: string, label = key) => `${label}${text === "" ? rule.empty : `=${text}`}`;
  const separator = location === "cookie" ? "; " : rule.separator;

  if (style === "deepObject") return deep(name, name, value, encode).join("&") || undefined;
  const shape = shapeOf(name, value);
  if (shape === undefined) return undefined;
  if (shape.kind === "primitive") {
    const text = encode(shape.text);
    return rule.first + (rule.named ? named(text) : text);
  }
  if (parameter.explode ?? style === "form") {
    const parts =
      shape.kind === "list"
        ? shape.items.map((item) => (rule.named ? named(encode(item)) : encode(item)))
        : shape.pairs.map(([property, text]) => `${encode(property)}=${encode(text)}`);
    return rule.first + parts.join(separator);
  }
  const texts = shape.kind === "list" ? shape.items : shape.pairs.flat();
  const joined = texts.map(encode).join(DELIMITERS[style] ?? ",");
  return rule.first + (rule.named ? named(joined) : joined);
}

function deep(name: string, path: string, value: unknown, encode: Encode): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => deep(name, path, item, encode));
  if (isObject(value)) {
    return Object.entries(value).flatMap(([property, inner]) => deep(name, `${path}[${property}]`, inner, encode));
  }
  return [`${encodeURIComponent(path)}=${encode(textOf(name, value))}`];
}

function shapeOf(name: string, value: unknown): Shape | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) {
    const items = value.filter(isPresent).map((item) => textOf(name, item));
    return items.length === 0 ? undefined : { kind: "list", items };
  }
  if (isObject(value)) {
    const pairs = Object.entries(value)
      .filter(([, inner]) => isPresent(inner))
      .map(([property, inner]) => [property, textOf(name, inner)] as const);
    return pairs.length === 0 ? undefined : { kind: "pairs", pairs };
  }
  return { kind: "primitive", text: textOf(name, value) };
}

/** A primitive as text; a Date as ISO 8601, in UTC. */
export function textOf(name: string, value: unknown): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (/^(string|number|boolean|bigint)$/.test(typeof value)) return String(value);
  throw new ParameterError(name, "holds a value that its style or media type has no form for");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && !(value instanceof Date);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
