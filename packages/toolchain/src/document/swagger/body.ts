import { isObject, type Json, type JsonObject, setOwn } from "../../json.js";
import {
  COLLECTION_STYLE,
  collectionStyle,
  isParameterPlace,
  type ParameterPlace,
  styleOfPlace,
} from "../../openapi/parameter-styles.js";
import { isForm, isMultipart } from "../../openapi/media-type.js";
import { ORIGIN } from "./origins.js";

/** Where the encoding of form fields waits for its place in the upgraded body. */
const ENCODING = "x-encoding";

/** What is sent and answered where nothing is said. */
export const JSON_TYPE = "application/json";

const URLENCODED = "application/x-www-form-urlencoded";

/** The fields of a parameter that 3.0 has in its schema (Swagger 2.0, "Parameter Object"). */
const SCHEMA_FIELDS = (
  "type format items default enum maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems " +
  "minItems uniqueItems multipleOf description nullable"
).split(" ");

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
  if (body !== undefined && Array.isArray(consumes) && consumes.length === 0)
    return { parameter: body, consumes: [JSON_TYPE] };
  if (body !== undefined || fields.length === 0) return { parameter: body };
  const required = fields.filter((field) => field["required"] === true).map((field) => field["name"] ?? "");
  const properties: JsonObject = {};
  const encoding: JsonObject = {};
  for (const field of fields) {
    const name = typeof field["name"] === "string" ? field["name"] : "";
    setOwn(properties, name, schemaOf(field));
    const style = styleOf(field);
    if (style !== undefined) setOwn(encoding, name, { ...written("query", style), explode: false });
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

/** A list in a parameter as 3.x writes it, with the style of 2.0 where 3.x has none such at its place. */
export function styledList(parameter: JsonObject): JsonObject {
  const { in: place } = parameter;
  const style = styleOf(parameter);
  if (style === undefined || style === "form" || typeof place !== "string" || !isParameterPlace(place))
    return parameter;
  return { ...parameter, ...written(place, style), explode: false };
}

/** The style of a list, of which the values stand in one text; `csv` is the default (Swagger 2.0, "Parameter Object"). */
function styleOf({ type, collectionFormat = "csv" }: JsonObject): string | undefined {
  return type === "array" && typeof collectionFormat === "string" ? collectionStyle(collectionFormat) : undefined;
}

function written(place: ParameterPlace, style: string): JsonObject {
  return { [styleOfPlace(place, style) ? "style" : COLLECTION_STYLE]: style };
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

/**
 * The media types of a form. A form with a file must be multipart, although 2.0 also allows urlencoded ("Parameter
 * Object", `type`). A form without files is urlencoded by default.
 */
function formTypes(fields: readonly JsonObject[], consumes: Json | undefined): string[] {
  const declared = Array.isArray(consumes) ? consumes.filter((type) => typeof type === "string") : [];
  const hasFile = fields.some((field) => holdsFile(field));
  const forms = declared.filter((type) => (hasFile ? isMultipart(type) : isForm(type)));
  if (forms.length > 0) return forms;
  return [hasFile ? "multipart/form-data" : URLENCODED];
}

function holdsFile({ type, items }: JsonObject): boolean {
  return type === "file" || (isObject(items) && holdsFile(items));
}
