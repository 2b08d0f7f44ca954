import { isObject, type Json, type JsonObject } from "../../json.js";
import { ANNOTATIONS, has, listOf, only, textsIn, without } from "./lookup.js";

const NULL: JsonObject = { type: "null" };

/** A `const` of null is the type null; openapi-typescript takes it for no constant at all. */
export function nullConstant(schema: JsonObject): JsonObject {
  return schema["const"] === null ? { ...without(schema, "const", "enum", "nullable"), type: "null" } : schema;
}

/** An enum that lists null beside a type that allows it lists it once. */
export function nullOnce(schema: JsonObject): JsonObject {
  const { enum: values } = schema;
  if (!Array.isArray(values) || !allowsNull(schema)) return schema;
  const others = values.filter((value) => value !== null);
  return others.length === 0 ? { ...without(schema, "enum", "nullable"), type: "null" } : { ...schema, enum: others };
}

/**
 * The null of a schema apart from the rest of it, where openapi-typescript would lose it: beside `$ref`, `const` and
 * compositions. `nullable` counts in 3.1 too, and where no type stands beside it: its authors mean it.
 */
export function takeNull(schema: JsonObject): { readonly schema: JsonObject; readonly isNullable: boolean } {
  const isComposed = ["$ref", "const", "allOf", "anyOf", "oneOf"].some((key) => has(schema, key));
  if (!isComposed || !allowsNull(schema)) return { schema, isNullable: false };
  const { type } = schema;
  const types = textsIn(type).filter((name) => name !== "null");
  const rest = without(schema, "nullable", ...(Array.isArray(type) ? ["type"] : []));
  const [single, second] = types;
  if (single === undefined) return { schema: rest, isNullable: true };
  return { schema: { ...rest, type: second === undefined ? single : types }, isNullable: true };
}

/** The schema, or null. What it says to people is said of both. */
export function withNull(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const rest = without(schema, ...ANNOTATIONS);
  if (Object.keys(rest).length === 0) return schema;
  const keys = Object.keys(rest);
  const union = keys.length === 1 && has(rest, "anyOf") ? listOf(rest["anyOf"]) : [rest];
  const isThere = union.some((member) => isObject(member) && member["type"] === "null");
  return { ...only(schema, ...ANNOTATIONS), anyOf: isThere ? union : [...union, NULL] };
}

function allowsNull({ nullable, type }: JsonObject): boolean {
  return nullable === true || (Array.isArray(type) && type.includes("null"));
}
