import { isObject, type Json, type JsonObject } from "../../json.js";
import { ANNOTATIONS, without } from "./lookup.js";

/** Most types that an index signature names before it says `unknown`. */
const MOST = 8;

/**
 * Properties beside extras of a type. TypeScript has one type for all keys of an index signature, so that of the extras
 * includes those of the properties: otherwise no value has the type.
 */
export function typedExtras(schema: JsonObject): JsonObject {
  const { properties, additionalProperties: extras, patternProperties: patterns } = schema;
  if (!isObject(properties) || Object.keys(properties).length === 0) return schema;
  const typed = [
    ...(isTyped(extras) ? [extras] : []),
    ...(isObject(patterns) ? Object.values(patterns).filter(isTyped) : []),
  ];
  if (typed.length === 0) return schema;
  const all = [...typed, ...Object.values(properties)].map(bare);
  const distinct = [...new Map(all.map((member) => [JSON.stringify(member), member])).values()];
  const index: Json = distinct.length > MOST ? true : { anyOf: distinct };
  return { ...without(schema, "patternProperties"), additionalProperties: index };
}

function isTyped(schema: Json | undefined): schema is JsonObject {
  return isObject(schema) && Object.keys(schema).length > 0;
}

function bare(schema: Json): Json {
  return isObject(schema) ? without(schema, ...ANNOTATIONS) : schema;
}
