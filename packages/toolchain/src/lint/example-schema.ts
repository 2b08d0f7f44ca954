import { isObject, type Json, type JsonObject } from "../json.js";

/** The schema of an example value; `{}` for null, which fits any type. */
export function exampleSchema(value: Json): JsonObject {
  if (value === null) return {};
  if (Array.isArray(value)) return { type: "array", items: value[0] === undefined ? {} : exampleSchema(value[0]) };
  if (isObject(value)) {
    const properties = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, exampleSchema(item)]));
    return Object.keys(properties).length === 0
      ? { type: "object", additionalProperties: true }
      : { type: "object", properties };
  }
  if (typeof value === "number") return { type: Number.isInteger(value) ? "integer" : "number" };
  return { type: typeof value === "bigint" ? "integer" : typeof value };
}
