import type ts from "typescript";
import { REFERENCE } from "../../openapi/reference.js";
import { isObject, type Json, type JsonObject } from "../../json.js";
import { nodes } from "./libraries.js";
import { allowsNull, ANNOTATIONS, has, listedValues, only, without } from "../../openapi/schema-keywords.js";
import { isOpenEnum } from "./open-enum.js";

/** Adds what a schema says to people to a declaration. */
export function addComment(declaration: ts.Node, schema: Json): void {
  if (isObject(schema)) nodes.addJSDocComment(told(schema), declaration);
}

/** What a comment says. Of a union only what all its members are is said, and an open enum and null make one. */
function told(schema: JsonObject): JsonObject {
  const isComposed = [REFERENCE, "const", "allOf", "anyOf", "oneOf"].some((key) => has(schema, key));
  if (isOpenEnum(schema) || (isComposed && allowsNull(schema))) return textual(only(schema, ...ANNOTATIONS));
  const values = listedValues(schema)?.filter((value) => value !== null || !allowsNull(schema)) ?? [];
  const { type } = schema;
  const shown = schema["const"] === null ? without(schema, "const", "enum") : schema;
  if (values.length === 0) return textual(without(shown, "enum"));
  return textual(type === "object" ? without(shown, "type") : shown);
}

/** Fields that become comments hold text; anything else would end the printing. */
export function textual(object: JsonObject): JsonObject {
  const fields = ["title", "summary", "description", "format"];
  return without(object, ...fields.filter((key) => has(object, key) && typeof object[key] !== "string"));
}
