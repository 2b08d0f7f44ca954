import { isObject, type Json, type JsonObject } from "../../json.js";
import { ANNOTATIONS, has, listOf, only, textsIn, without } from "./lookup.js";

/** What a member of a union may hold that is about presence alone. */
const PRESENCE = new Set(["required", "not", "type", ...ANNOTATIONS]);

/** Longest text of a schema that is written out once for each member. */
const LONGEST = 4000;

/**
 * A union about which properties are present becomes a union of the whole schema, each with its own `required`.
 * Where there is nothing to require in, or too much to repeat, the union goes: it cannot be said in a type.
 */
export function requiredUnion(schema: JsonObject): JsonObject {
  return distribute(distribute(schema, "anyOf"), "oneOf");
}

function distribute(schema: JsonObject, key: string): JsonObject {
  const members = listOf(schema[key]);
  if (members.length === 0 || !members.every(isAboutPresence)) return schema;
  const rest = without(schema, key);
  const core = without(rest, ...ANNOTATIONS);
  const hasProperties = isObject(core["properties"]) || listOf(core["allOf"]).length > 0;
  if (!hasProperties || JSON.stringify(core).length > LONGEST) return rest;
  const own = textsIn(core["required"]);
  const variants = members.map((member) => ({
    ...core,
    required: [...new Set([...own, ...textsIn(isObject(member) ? member["required"] : undefined)])],
  }));
  return { ...only(schema, ...ANNOTATIONS), [key]: variants };
}

function isAboutPresence(member: Json): boolean {
  return (
    isObject(member) &&
    (has(member, "required") || has(member, "not")) &&
    (member["type"] === undefined || member["type"] === "object") &&
    Object.keys(member).every((key) => PRESENCE.has(key))
  );
}
