import { isObject, type Json, type JsonObject, setOwn } from "../../json.js";
import { ORIGIN } from "./origins.js";

/** Where the encoding of form fields waits for its place in the upgraded body. */
const ENCODING = "x-encoding";

const URLENCODED = "application/x-www-form-urlencoded";

/** The fields of a parameter that 3.0 has in its schema (Swagger 2.0, "Parameter Object"). */
const SCHEMA_FIELDS = (
  "type format items default enum maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems " +
  "minItems uniqueItems multipleOf description nullable"
).split(" ");

/** 3.0's style of an array in a form, by 2.0's `collectionFormat`; `multi` is the default there and not here. */
const STYLES: ReadonlyMap<Json, string> = new Map([
  ["csv", "form"],
  ["ssv", "spaceDelimited"],
  ["pipes", "pipeDelimited"],
]);

/**
 * The one body of an operation: its body parameter, or its form fields as the properties of one.
 * @returns also the media types of a form, undefined where they stay as they are
 */
export function bodyOf(
  parameters: readonly JsonObject[],
  consumes: Json | undefined,
): { readonly parameter: JsonObject | undefined; readonly consumes?: string[] } {
  const body = parameters.find((parameter) => parameter["in"] === "body");
  const fields = parameters.filter((parameter) => parameter["in"] === "formData");
  if (body !== undefined || fields.length === 0) return { parameter: body };
  const required = fields.filter((field) => field["required"] === true).map((field) => field["name"] ?? "");
  const properties: JsonObject = {};
  const encoding: JsonObject = {};
  for (const field of fields) {
    const name = typeof field["name"] === "string" ? field["name"] : "";
    setOwn(properties, name, schemaOf(field));
    const style = field["type"] === "array" ? STYLES.get(field["collectionFormat"] ?? "csv") : undefined;
    if (style !== undefined) setOwn(encoding, name, { style, explode: false });
  }
  const schema: JsonObject = { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
  return {
    parameter: {
      name: "body",
      in: "body",
      ...(required.length > 0 ? { required: true } : {}),
      schema,
      ...(Object.keys(encoding).length > 0 ? { [ENCODING]: encoding } : {}),
    },
    consumes: formTypes(fields, consumes),
  };
}

/** The encoding of an upgraded body's fields, in its place: with each of its media types. */
export function placeEncoding(body: JsonObject): JsonObject {
  const { [ENCODING]: encoding, ...rest } = body;
  const { content } = rest;
  if (encoding === undefined || !isObject(content)) return body;
  const placed: JsonObject = {};
  for (const [type, media] of Object.entries(content))
    setOwn(placed, type, isObject(media) ? { ...media, encoding } : media);
  return { ...rest, content: placed };
}

function schemaOf(field: JsonObject): JsonObject {
  const schema: JsonObject = {};
  for (const [key, value] of Object.entries(field))
    if (key === ORIGIN || SCHEMA_FIELDS.includes(key)) setOwn(schema, key, value);
  if (field["x-nullable"] === true) schema["nullable"] = true;
  return schema;
}

/** A file needs `multipart/form-data` (Swagger 2.0, "Parameter Object", `type`); without files a form is urlencoded. */
function formTypes(fields: readonly JsonObject[], consumes: Json | undefined): string[] {
  const declared = Array.isArray(consumes) ? consumes.filter((type) => typeof type === "string") : [];
  const forms = declared.filter((type) => type.startsWith("multipart/") || type === URLENCODED);
  if (forms.length > 0) return forms;
  return fields.some((field) => field["type"] === "file") ? ["multipart/form-data"] : [URLENCODED];
}
