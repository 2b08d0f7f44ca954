import { ParameterError } from "./errors/parameter-error.js";
import { expand, textOf } from "./expansion.js";
import type { Parameter } from "./operation.js";

/** Values by wire name. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * A path value, percent-encoded whatever it holds. Values that would empty or climb the path are refused: an id of
 * `..` must not reach another operation.
 */
export function pathValue(parameter: Parameter, value: unknown): string {
  const text = value === "." || value === ".." || value === "" ? undefined : serialize(parameter, value);
  if (text === undefined || /^\.{0,2}$/.test(text)) {
    throw new ParameterError(parameter.name, "is part of the path and cannot be missing, empty, '.' or '..'");
  }
  return text;
}

/** The query string of the given parameters, without `?`; empty where there is nothing to send. */
export function queryString(parameters: readonly Parameter[], values: Values): string {
  return present(parameters, values).join("&");
}

/** The `Cookie` header of the given parameters; empty where there is nothing to send. */
export function cookieString(parameters: readonly Parameter[], values: Values): string {
  return present(parameters, values).join("; ");
}

/**
 * A header's value. It is not percent-encoded (OpenAPI 3.1.1, appendix D); what a header cannot carry is refused,
 * line breaks among it.
 */
export function headerValue(parameter: Parameter, value: unknown): string | undefined {
  const text = serialize(parameter, value);
  if (text !== undefined && !isHeaderText(text)) throw new ParameterError(parameter.name, "does not fit in a header");
  return text;
}

/** Whether HTTP can carry the text as a header's value (RFC 9110, section 5.5). */
export function isHeaderText(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}

function present(parameters: readonly Parameter[], values: Values): string[] {
  const parts: string[] = [];
  for (const parameter of parameters) {
    const value = values[parameter.name];
    const part = value === undefined ? undefined : serialize(parameter, value);
    if (part !== undefined) parts.push(part);
  }
  return parts;
}

function serialize(parameter: Parameter, value: unknown): string | undefined {
  const { name, in: location, content } = parameter;
  const encode =
    location === "header" ? verbatim : parameter.allowReserved && location === "query" ? reserved : percent;
  try {
    if (content === undefined) return expand(parameter, value, encode);
    if (value === undefined) return undefined;
    const text = encode(/[/+]json\b/.test(content) ? JSON.stringify(value) : textOf(name, value));
    return location === "query" || location === "cookie" ? `${encodeURIComponent(name)}=${text}` : text;
  } catch (error) {
    if (error instanceof ParameterError) throw error;
    // A lone surrogate, or a value that JSON cannot hold.
    throw new ParameterError(name, "holds text or a value that cannot be encoded");
  }
}

function verbatim(text: string): string {
  return text;
}

function percent(text: string): string {
  return encodeURIComponent(text);
}

/**
 * Reserved expansion (RFC 6570, section 3.2.3): reserved characters and percent-encoded triplets stand as they are,
 * except `#`, `&`, `+`, `[` and `]`, which would end the value or be read as something else in a query.
 */
export function reserved(text: string): string {
  return encodeURIComponent(text)
    .replace(/%(?:3A|2F|3F|40|24|2C|3B|3D)/g, decodeURIComponent)
    .replace(/%25([\dA-F]{2})/gi, "%$1");
}
