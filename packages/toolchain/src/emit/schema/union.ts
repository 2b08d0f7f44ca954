import { isObject, type Json, type JsonObject } from "../../json.js";
import { ANNOTATIONS, has, listOf, only, textsIn, without } from "./lookup.js";

/** Fields of a schema that its type follows from, beside `type` and the compositions. */
const SUBSTANCE = [
  "$ref",
  "properties",
  "additionalProperties",
  "patternProperties",
  "items",
  "prefixItems",
  "enum",
  "const",
];

const SCALARS = new Set(["string", "number", "integer", "boolean"]);

/**
 * What members of `allOf` require without having it, the whole requires: a name means the same property in all of them,
 * and openapi-typescript looks no further than one. Members that then say nothing are left out.
 */
export function fullMembers(schema: JsonObject): JsonObject {
  if (!has(schema, "allOf")) return schema;
  const lifted: string[] = [];
  const members = listOf(schema["allOf"]).flatMap((member): Json[] => {
    if (!isObject(member)) return [member];
    const properties = isObject(member["properties"]) ? member["properties"] : {};
    const own = textsIn(member["required"]).filter((name) => has(properties, name));
    if (has(member, "$ref") || has(member, "allOf")) return [member];
    lifted.push(...textsIn(member["required"]).filter((name) => !has(properties, name)));
    const rest = own.length > 0 ? { ...member, required: own } : without(member, "required");
    const isIdle = !saysType(rest) || (Object.keys(rest).length === 1 && rest["type"] === "object");
    return isIdle ? [] : [rest];
  });
  const required = [...new Set([...textsIn(schema["required"]), ...lifted])];
  return {
    ...without(schema, "allOf", "required"),
    ...(members.length > 0 ? { allOf: members } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

/**
 * What stands beside a union holds too (JSON Schema 2020-12, section 10.2.1): each part becomes a member of `allOf`.
 * openapi-typescript would make one union of them all. It intersects an object with `oneOf` by itself.
 */
export function unionBeside(given: JsonObject): JsonObject {
  if (!has(given, "anyOf") && !has(given, "oneOf")) return given;
  const schema = withoutIdle(typeInMembers(given));
  const unions = ["anyOf", "oneOf"].filter((key) => listOf(schema[key]).length > 0);
  if (unions.length === 0) return schema;
  const { type } = schema;
  const isTyped = type !== undefined && type !== "object";
  const hasCore = isTyped || SUBSTANCE.some((key) => has(schema, key) && schema[key] !== false);
  const isIntersected = unions.length === 1 && unions[0] === "oneOf" && !isTyped && !has(schema, "$ref");
  if (!hasCore && !has(schema, "allOf") && unions.length === 1) return requiringAll(schema, unions[0] ?? "");
  if (isIntersected) return schema;
  const rest = without(schema, "allOf", "anyOf", "oneOf", ...ANNOTATIONS);
  const core: JsonObject[] = hasCore ? [rest] : [];
  const members: Json[] = [...core, ...listOf(schema["allOf"]), ...unions.map((key) => only(schema, key))];
  return { ...only(schema, ...ANNOTATIONS), allOf: members };
}

/** `type: string` beside a union of constants and patterns is the type of those that do not say their own. */
function typeInMembers(schema: JsonObject): JsonObject {
  const { type } = schema;
  const key = has(schema, "oneOf") ? "oneOf" : "anyOf";
  const isAlone = !has(schema, "allOf") && !(has(schema, "anyOf") && has(schema, "oneOf"));
  if (typeof type !== "string" || !SCALARS.has(type) || !isAlone || SUBSTANCE.some((name) => has(schema, name)))
    return schema;
  const members = listOf(schema[key]);
  const own = ["type", "enum", "const", "$ref", "allOf", "anyOf", "oneOf"];
  const typed = members.map((member) =>
    isObject(member) && !own.some((name) => has(member, name)) ? { ...member, type } : member,
  );
  return members.length === 0 ? schema : { ...without(schema, "type"), [key]: typed };
}

/** A union of which one member leaves the type open adds nothing to a type that stands beside it. */
function withoutIdle(schema: JsonObject): JsonObject {
  const { type } = schema;
  const hasMore =
    (type !== undefined && type !== "object") || has(schema, "allOf") || SUBSTANCE.some((key) => has(schema, key));
  const idle = ["anyOf", "oneOf"].filter((key) =>
    listOf(schema[key]).some((member) => isObject(member) && !saysType(member)),
  );
  return hasMore ? without(schema, ...idle) : schema;
}

function saysType(schema: JsonObject): boolean {
  return [...SUBSTANCE, "type", "allOf", "anyOf", "oneOf"].some((key) => has(schema, key));
}

/** What a schema requires without properties of its own, each member of its union requires. */
function requiringAll(schema: JsonObject, union: string): JsonObject {
  const required = textsIn(schema["required"]);
  if (required.length === 0) return schema;
  const members = listOf(schema[union]).map((member) => {
    if (!isObject(member)) return member;
    if (has(member, "$ref")) return { allOf: [member], required };
    return { ...member, required: [...new Set([...required, ...textsIn(member["required"])])] };
  });
  return { ...without(schema, "required"), [union]: members };
}

/** A reference with constraints beside it is both (OpenAPI 3.1, "Schema Object"); openapi-typescript reads the reference alone. */
export function besideReference(schema: JsonObject): JsonObject {
  if (!has(schema, "$ref")) return schema;
  const told = ["allOf", "anyOf", "oneOf", "required", ...SUBSTANCE];
  if (!told.some((key) => key !== "$ref" && has(schema, key))) return schema;
  const { $ref: reference, allOf, ...rest } = schema;
  return { ...rest, allOf: [{ $ref: reference ?? "" }, ...listOf(allOf)] };
}
