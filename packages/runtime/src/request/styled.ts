import { ParameterError } from "../errors/parameter-error.js";
import type { Encode, ExpansionRule } from "./expansion.js";
import { expand, hasParts, primitiveText } from "./expansion.js";
import type { Parameter } from "./operation.js";
import { defaultRule } from "./parameters.js";

/** How each style differs from the default of its location. */
const STYLE_RULES: Readonly<Record<string, (name: string) => Partial<ExpansionRule>>> = {
  label: () => ({ prefix: ".", separator: "." }),
  matrix: (name) => ({ prefix: ";", separator: ";", named: (text) => (text === "" ? name : `${name}=${text}`) }),
  spaceDelimited: () => ({ delimiter: "%20" }),
  pipeDelimited: () => ({ delimiter: "%7C" }),
  tabDelimited: () => ({ delimiter: "%09" }),
};

/**
 * Writes a parameter with `style`, `allowReserved` or `content` (OpenAPI 3.2, "Style Values" and "Style Examples").
 * Where the specification leaves the result undefined:
 * - null and undefined are left out everywhere, and so are empty lists and objects;
 * - `spaceDelimited`, `pipeDelimited` and `tabDelimited` write primitives, and everything with `explode`, like `form`;
 * - `deepObject` writes primitives like `form`, nested objects as `a[b][c]=1`, arrays as `a[b][]=1&a[b][]=2`, which Rack,
 *   PHP and `qs` read as arrays, and arrays of objects or arrays by index, as `a[b][0][c]=1`;
 * - an exploded object in a query repeats the names of its lists;
 * - exploded cookies are joined by `; `;
 * - a nested value in any other style is rejected, and so is an invalid Date.
 */
export function styled(parameter: Parameter, value: unknown, encodeValue: Encode): string | undefined {
  const { name, in: location, style = "", content, explode = false } = parameter;
  const encode =
    style === "cookie"
      ? cookieText(name)
      : parameter.allowReserved === true && location === "query"
        ? encodeReserved
        : encodeValue;
  const rule = defaultRule(parameter);
  if (content !== undefined) {
    const isJson = /[/+]json\b/.test(content);
    if (value === undefined || (value === null && !isJson)) return undefined;
    return rule.named(encode(isJson ? JSON.stringify(value) : primitiveText(name, value)));
  }
  if (style === "deepObject") return deepObjectPairs(name, name, value, encode).join("&") || undefined;
  const own = STYLE_RULES[style]?.(name);
  if (own === undefined) {
    const plain = (part: unknown): string | undefined => expand(name, part, rule, encode, encodeValue);
    if (
      location !== "query" ||
      !rule.explode ||
      value === null ||
      value === undefined ||
      !hasParts(value) ||
      Array.isArray(value)
    )
      return plain(value);
    const texts = Object.entries(value).map(([property, inner]) =>
      Array.isArray(inner)
        ? expand(property, inner, defaultRule({ name: property, in: location }), encode)
        : plain({ [property]: inner }),
    );
    return texts.filter((text) => text !== undefined).join("&") || undefined;
  }
  const { delimiter = rule.delimiter } = own;
  // A header is not percent-encoded.
  const between = { delimiter: location === "header" ? decodeURIComponent(delimiter) : delimiter };
  return expand(name, value, { ...rule, ...own, ...between, explode }, encode, encodeValue);
}

/** The style `cookie` does not encode; what would end the value is refused. */
function cookieText(name: string): Encode {
  return (text) => {
    if (/^[\x21-\x7e]*$/.test(text) && !text.includes(";")) return text;
    throw new ParameterError(name, "does not fit in a cookie");
  };
}

function deepObjectPairs(name: string, path: string, value: unknown, encode: Encode): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) {
    const isNested = value.some((item) => item !== null && hasParts(item));
    const list = path.replace(/\[\]$/, "");
    return value.flatMap((item, index) => deepObjectPairs(name, `${list}[${isNested ? index : ""}]`, item, encode));
  }
  if (hasParts(value)) {
    return Object.entries(value).flatMap(([property, inner]) =>
      deepObjectPairs(name, `${path}[${property}]`, inner, encode),
    );
  }
  return [`${encodeURIComponent(path)}=${encode(primitiveText(name, value))}`];
}

/**
 * Reserved expansion (RFC 6570, section 3.2.3): reserved characters and percent-encoded triplets stay as they are,
 * except `#`, `&`, `+`, `[` and `]`, which have a meaning of their own in a query.
 */
function encodeReserved(text: string): string {
  return encodeURIComponent(text)
    .replace(/%(?:3A|2F|3F|40|24|2C|3B|3D)/g, decodeURIComponent)
    .replace(/%25([\dA-F]{2})/gi, "%$1");
}
