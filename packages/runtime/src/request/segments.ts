import { ParameterError } from "../errors/parameter-error.js";
import type { Encode } from "./expansion.js";
import { primitiveText } from "./expansion.js";
import type { Parameter } from "./operation.js";

/**
 * Writes a path parameter whose value may be several segments, such as the id of an Azure resource: its slashes stay.
 * The template has the slash before it. Empty segments, `.` and `..` are rejected, because they would lead elsewhere.
 */
export function segments({ name }: Parameter, value: unknown, encode: Encode): string | undefined {
  if (value === undefined || value === null) return undefined;
  const parts = primitiveText(name, value).replace(/^\//, "").split("/");
  if (parts.some((part) => /^\.{0,2}$/.test(part))) {
    throw new ParameterError(name, "must not have a segment that is empty, '.' or '..'");
  }
  return parts.map(encode).join("/");
}
