import { formatPointer, isObject, type Json, type JsonObject, valueAt } from "../../packages/toolchain/src/json.js";

/** What a reference names in the document, or the value itself. */
export function resolved(value: Json | undefined, document: JsonObject): Json | undefined {
  if (!isObject(value) || typeof value["$ref"] !== "string") return value;
  return resolved(valueAt(document, value["$ref"].slice(1)), document);
}

const PLAIN: Readonly<Record<string, Json>> = { string: "text", integer: 1, number: 1, boolean: true };

/** The smallest value of a schema: what is required alone. Undefined where the schema is more than types and enums. */
export function sample(at: Json | undefined, document: JsonObject): Json | undefined {
  const schema = resolved(at, document);
  if (!isObject(schema) || ["allOf", "anyOf", "oneOf", "not"].some((key) => key in schema)) return undefined;
  if (Array.isArray(schema["enum"])) return schema["enum"][0];
  const { type } = schema;
  if (type === "array") return listOf(sample(schema["items"], document));
  if (type === "object") return objectOf(schema, document);
  return typeof type === "string" ? PLAIN[type] : undefined;
}

function listOf(item: Json | undefined): Json[] | undefined {
  return item === undefined ? undefined : [item];
}

function objectOf({ properties, required }: JsonObject, document: JsonObject): JsonObject | undefined {
  // openapi-typescript's own command asks for properties that have a default.
  if (Object.values(properties ?? {}).some((property) => isObject(property) && "default" in property)) return undefined;
  const values: JsonObject = {};
  const names = Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
  for (const name of names) {
    const value = sample(valueAt(properties ?? {}, formatPointer([name])), document);
    if (value === undefined) return undefined;
    values[name] = value;
  }
  return values;
}
