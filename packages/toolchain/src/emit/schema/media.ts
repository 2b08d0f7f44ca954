import type { Visit } from "../../openapi/walk.js";
import { isObject, type Json, type JsonObject, parsePointer } from "../../json.js";
import { has, without } from "./lookup.js";

/**
 * A media type whose content has a schema: that of its items where it is a sequence (OpenAPI 3.2, "Media Type Object"),
 * text or bytes by its name where the document says nothing.
 */
export function mediaSchema(met: Visit): JsonObject {
  const { object, kind } = met;
  if (kind !== "mediaType") return object;
  const { schema, itemSchema } = object;
  if (schema === undefined && itemSchema !== undefined) return { ...without(object, "itemSchema"), schema: itemSchema };
  const says = schema !== undefined && schema !== true && !(isObject(schema) && Object.keys(schema).length === 0);
  const { pointer } = met;
  const known = says ? schema : impliedSchema(parsePointer(pointer).at(-1) ?? "");
  if (known === undefined) return object;
  const isBody = /\/requestBod(?:y|ies\/[^/]+)\/content\/[^/]+$/u.test(pointer);
  return { ...object, schema: isBody && isObject(known) ? { ...known, [WHOLE_BODY]: true } : known };
}

/** Marks the schema of a whole request body, which may be a stream where it is bytes. */
export const WHOLE_BODY = "x-whole-body";

function impliedSchema(mediaType: string): JsonObject | undefined {
  if (/^text\/(?!event-stream|json)|[/+]xml\b/iu.test(mediaType)) return { type: "string" };
  const isStructured = /[/+](?:json|yaml|xml)\b|json|^multipart\/|x-www-form-urlencoded|event-stream|\*/iu.test(
    mediaType,
  );
  return isStructured ? undefined : { type: "string", format: "binary" };
}

/**
 * A parameter or header described by `content` has the type of that content; openapi-typescript calls it text. One that
 * is the whole query stands among the parameters of the query, since it knows no other place for it.
 */
export function contentSchema({ object: given, kind }: Pick<Visit, "object" | "kind">): JsonObject {
  const object = kind === "parameter" && given["in"] === "querystring" ? { ...given, in: "query" } : given;
  if ((kind !== "parameter" && kind !== "header") || has(object, "schema") || !isObject(object["content"]))
    return object;
  const [media] = Object.values(object["content"]);
  const schema: Json | undefined = isObject(media) ? media["schema"] : undefined;
  return { ...without(object, "content"), ...(schema === undefined ? {} : { schema }) };
}

/** Fields that become comments hold text; anything else would end the printing. */
export function textualComments({ object, kind }: Pick<Visit, "object" | "kind">): JsonObject {
  if (kind === "document" || kind === "components" || kind === "callback") return object;
  const wrong = ["title", "summary", "description", "format"].filter(
    (key) => has(object, key) && typeof object[key] !== "string",
  );
  return wrong.length === 0 ? object : without(object, ...wrong);
}
