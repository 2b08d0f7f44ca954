import type { JsonObject } from "../../json.js";
import { has, textsIn, without } from "./lookup.js";

const TYPES = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);

/**
 * A schema whose `type` says what it means: names that are no type are dropped, `items` alone means an array, an empty
 * enum says nothing, and the values of an enum of objects are values, where openapi-typescript takes them for schemas.
 */
export function knownType(schema: JsonObject): JsonObject {
  const result = has(schema, "enum") && textless(schema) ? without(schema, "enum") : schema;
  const { type } = result;
  if (type === undefined) {
    const isArray = has(result, "items") || has(result, "prefixItems");
    return isArray && !has(result, "properties") ? { ...result, type: "array" } : result;
  }
  if (type === "object" && Array.isArray(result["enum"]))
    return without(result, "type", "properties", "additionalProperties");
  const types = (Array.isArray(type) ? textsIn(type) : [type]).filter(
    (name) => typeof name === "string" && TYPES.has(name),
  );
  if (types.length === 0) return without(result, "type");
  const [single, second] = types;
  if (second === undefined ? type === single : Array.isArray(type) && types.length === type.length) return result;
  return { ...result, type: second === undefined ? (single ?? null) : types };
}

function textless({ enum: values }: JsonObject): boolean {
  return !Array.isArray(values) || values.length === 0;
}
