import { isObject, type Json, type JsonObject, valueAt } from "../../json.js";

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
