import { isObject, type Json, type JsonObject } from "../../json.js";
import { ANNOTATIONS, has, only } from "./lookup.js";

/** Marks the member of a union that stands for every value an open enum does not list. */
export const OTHER_VALUES = "x-other-values";

/**
 * An open enum, as a union of the values that are known and of any other of their type. An enum is closed unless the
 * document says otherwise: by `x-specloom-enum`, else by `x-extensible-enum` (Zalando's guidelines, whose list may stand
 * in place of `enum`) or by `modelAsString` of Azure's `x-ms-enum`.
 */
export function openEnum(schema: JsonObject): JsonObject {
  const values = knownValues(schema);
  if (values === undefined || !isOpen(schema)) return schema;
  const known = values.filter((value) => value !== null);
  const type = known.every((value) => typeof value === "string")
    ? "string"
    : known.every((value) => typeof value === "number")
      ? "number"
      : undefined;
  if (type === undefined || known.length === 0) return schema;
  const { type: declared, nullable } = schema;
  const isNullable =
    nullable === true || known.length < values.length || (Array.isArray(declared) && declared.includes("null"));
  const listed = known.map((value): JsonObject => ({ type, enum: [value] }));
  const others: JsonObject[] = [{ type, [OTHER_VALUES]: true }, ...(isNullable ? [{ type: "null" }] : [])];
  return { ...only(schema, ...ANNOTATIONS), anyOf: [...listed, ...others] };
}

function knownValues(schema: JsonObject): Json[] | undefined {
  const values = has(schema, "enum") ? schema["enum"] : schema["x-extensible-enum"];
  return Array.isArray(values) ? values : undefined;
}

function isOpen(schema: JsonObject): boolean {
  const declared = schema["x-specloom-enum"];
  if (declared !== undefined) return declared === "open";
  const azure = schema["x-ms-enum"];
  return Array.isArray(schema["x-extensible-enum"]) || (isObject(azure) && azure["modelAsString"] === true);
}
