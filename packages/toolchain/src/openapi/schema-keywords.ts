import { isObject, type Json, type JsonObject, valueAt } from "../json.js";
import { REFERENCE } from "./reference.js";

/** The document's schemas by name. */
export function schemasOf(document: JsonObject): JsonObject {
  const schemas = valueAt(document, "/components/schemas");
  return isObject(schemas) ? schemas : {};
}

/** An own member of a map of schemas, where it is an object. */
export function schemaNamed(schemas: JsonObject, name: string | undefined): JsonObject | undefined {
  const schema = name !== undefined && Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  return isObject(schema) ? schema : undefined;
}

/** The items of an array, none where a value is no array. */
export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** The texts among the items of an array. */
export function textsIn(value: Json | undefined): string[] {
  return listOf(value).filter((item) => typeof item === "string");
}

/** Whether an object has a key of its own. */
export function has(object: JsonObject, key: string): boolean {
  return Object.hasOwn(object, key);
}

/** An object without some keys; itself where it has none of them. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  if (!keys.some((key) => Object.hasOwn(object, key))) return object;
  const copy = { ...object };
  for (const key of keys) delete copy[key];
  return copy;
}

/** A copy with some keys only. */
export function only(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}

/** Fields of a schema that say something to people and nothing to its type. */
export const ANNOTATIONS: readonly string[] =
  "title description default deprecated readOnly writeOnly example examples externalDocs xml $comment".split(" ");

const TYPES = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);

/** The types that a schema names, those that are none left out; else the one that its keywords are about. */
export function typeNames(schema: JsonObject): readonly string[] {
  const { type, properties } = schema;
  const known = (typeof type === "string" ? [type] : textsIn(type)).filter((name) => TYPES.has(name));
  if (known.length > 0) return known;
  if ((has(schema, "items") || has(schema, "prefixItems")) && !has(schema, "properties")) return ["array"];
  const isMap = ["additionalProperties", "patternProperties", "unevaluatedProperties"].some((key) => schema[key]);
  const hasProperties = isObject(properties) && Object.keys(properties).length > 0;
  const isAlone = ![REFERENCE, "allOf", "anyOf", "oneOf"].some((key) => has(schema, key));
  const isBounded = isAlone && (textsIn(schema["required"]).length > 0 || schema["maxProperties"] === 0);
  return isMap || hasProperties || isBounded ? ["object"] : [];
}

/** The values of an enum; undefined where a schema has none, or an empty one, which says nothing. */
export function listedValues({ enum: values }: JsonObject): Json[] | undefined {
  return Array.isArray(values) && values.length > 0 ? values : undefined;
}

/** Whether a schema allows null beside what it says: `nullable` counts in 3.1 too, and where no type stands beside it. */
export function allowsNull({ nullable, type }: JsonObject): boolean {
  return nullable === true || (Array.isArray(type) && type.includes("null"));
}
