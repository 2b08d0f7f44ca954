import type { Encode, Rule } from "./expansion.js";
import { expand, isObject, textOf } from "./expansion.js";
import type { Parameter } from "./operation.js";
import { ruleOf } from "./parameters.js";

/** What sets the styles apart from the default of their location. */
const RULES: Readonly<Record<string, (name: string) => Partial<Rule>>> = {
  label: () => ({ first: ".", separator: "." }),
  matrix: (name) => ({ first: ";", separator: ";", label: (text) => (text === "" ? name : `${name}=${text}`) }),
  spaceDelimited: () => ({ delimiter: "%20" }),
  pipeDelimited: () => ({ delimiter: "%7C" }),
};

/**
 * Writes a parameter that says more of itself than its location and `explode`: every style, `allowReserved` and
 * `content` (OpenAPI 3.1.1, "Style Values" and "Style Examples"). What the specification leaves undefined is decided so:
 * - null and undefined are left out wherever they stand, and so is a list or object with nothing in it;
 * - `spaceDelimited` and `pipeDelimited` write primitives, and everything with `explode`, like `form`;
 * - `deepObject` writes primitives and arrays like `form` with `explode`, nested objects as `a[b][c]=1`, arrays
 *   inside as the same name again, and arrays of objects or arrays by index, as `a[b][0][c]=1`;
 * - exploded cookies are joined by `; `;
 * - a nested value in any other style is refused, and so is an invalid Date.
 */
export function styled(parameter: Parameter, value: unknown, plain: Encode): string | undefined {
  const { name, in: location, style = "", content, explode = false } = parameter;
  const encode = parameter.allowReserved === true && location === "query" ? reserved : plain;
  const rule = ruleOf(parameter);
  if (content !== undefined) {
    const isJson = /[/+]json\b/.test(content);
    if (value === undefined || (value === null && !isJson)) return undefined;
    return rule.label(encode(isJson ? JSON.stringify(value) : textOf(name, value)));
  }
  if (style === "deepObject") return deep(name, name, value, encode).join("&") || undefined;
  const own = RULES[style];
  return expand(name, value, own === undefined ? rule : { ...rule, ...own(name), explode }, encode, plain);
}

function deep(name: string, path: string, value: unknown, encode: Encode): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) {
    const isNested = value.some((item) => item !== null && isObject(item));
    return value.flatMap((item, index) => deep(name, isNested ? `${path}[${index}]` : path, item, encode));
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([property, inner]) => deep(name, `${path}[${property}]`, inner, encode));
  }
  return [`${encodeURIComponent(path)}=${encode(textOf(name, value))}`];
}

/**
 * Reserved expansion (RFC 6570, section 3.2.3): reserved characters and percent-encoded triplets stand as they are,
 * except `#`, `&`, `+`, `[` and `]`, which would end the value or be read as something else in a query.
 */
function reserved(text: string): string {
  return encodeURIComponent(text)
    .replace(/%(?:3A|2F|3F|40|24|2C|3B|3D)/g, decodeURIComponent)
    .replace(/%25([\dA-F]{2})/gi, "%$1");
}
