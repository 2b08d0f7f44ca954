import { ParameterError } from "../errors/parameter-error.js";
import { isHeaderText } from "../settings/headers.js";
import type { ExpansionRule } from "./expansion.js";
import { expand } from "./expansion.js";
import type { Parameter } from "./operation.js";

/** Values by wire name. */
export type Values = Readonly<Record<string, unknown>>;

/** The own value of a name. A parameter may have the name of an inherited property. */
export function ownValue(values: Values | undefined, name: string): unknown {
  return values && Object.hasOwn(values, name) ? values[name] : undefined;
}

/**
 * A percent-encoded path value. Empty values, `.` and `..` are rejected, because they would lead to another operation.
 */
export function pathValue(parameter: Parameter, value: unknown): string {
  const text = (!isDotSegment(value) && serialize(parameter, value)) || "";
  if (isDotSegment(text)) {
    throw new ParameterError(parameter.name, "is in the path and must not be missing, empty, '.' or '..'");
  }
  return text;
}

function isDotSegment(value: unknown): boolean {
  return typeof value === "string" && /^\.{0,2}$/.test(value);
}

/**
 * A parameter as sent, with its name if the location needs one. Undefined if nothing is sent. A header is not
 * percent-encoded (OpenAPI 3.1.1, appendix D); text that a header cannot contain is rejected, line breaks included.
 */
export function serialize(parameter: Parameter, value: unknown): string | undefined {
  const { name, in: location, write = writePlain } = parameter;
  const isHeader = location === "header";
  let text: string | undefined;
  try {
    text = write(parameter, value, isHeader ? String : encodeURIComponent);
  } catch (error) {
    if (error instanceof ParameterError) throw error;
    // A lone surrogate, or a value that JSON cannot represent.
    throw new ParameterError(name, "has a value that cannot be encoded");
  }
  if (isHeader && text !== undefined && !isHeaderText(text)) throw new ParameterError(name, "is not valid in a header");
  return text;
}

/** Writes a parameter in the default style of its location. */
function writePlain(parameter: Parameter, value: unknown, encode: (text: string) => string): string | undefined {
  return expand(parameter.name, value, defaultRule(parameter), encode);
}

/** The default style of a location: `simple` in a path or header, `form` in a query or cookie. */
export function defaultRule({ name, in: location, explode }: Parameter): ExpansionRule {
  const isForm = location === "query" || location === "cookie";
  return {
    prefix: "",
    separator: location === "cookie" ? "; " : isForm ? "&" : ",",
    delimiter: ",",
    named: isForm ? (text) => `${encodeURIComponent(name)}=${text}` : String,
    explode: explode ?? isForm,
  };
}
