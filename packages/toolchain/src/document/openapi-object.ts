import { ToolchainError } from "../errors.js";
import { isObject, type JsonObject } from "../json.js";
import type { Location } from "../location.js";
import type { LocatedData } from "./data.js";
import { formatOfKeys, isOpenApi } from "./other-format.js";
import { formatValue } from "../openapi/format-value.js";

/**
 * The root of an OpenAPI document: a mapping that says its version.
 * @throws ToolchainError `document/not-openapi`
 */
export function openApiObject({ value, locate }: LocatedData): JsonObject {
  if (!isObject(value)) {
    throw notOpenApi(
      `Expected an OpenAPI document, which is a mapping, found ${formatValue(value ?? undefined)}`,
      locate(""),
    );
  }
  if (!isOpenApi(value)) {
    const other = formatOfKeys(value);
    if (other !== undefined)
      throw notOpenApi(`Expected an OpenAPI document, found ${other.name}`, locate(""), other.hint);
    const keys = Object.keys(value).slice(0, 8).join(", ") || "none";
    throw notOpenApi(`Expected a key "openapi" or "swagger", found the keys ${keys}`, locate(""));
  }
  return value;
}

function notOpenApi(message: string, location: Location, hint?: string): ToolchainError {
  return new ToolchainError("document/not-openapi", message, { location, hint });
}
