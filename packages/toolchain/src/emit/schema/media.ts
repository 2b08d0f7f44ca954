import { contentType, isJson, isText, streamKind } from "../../openapi/media-type.js";
import { eventData, eventSchema } from "../../openapi/event-data.js";
import type { Visit } from "../../openapi/walk.js";
import { isObject, type Json, type JsonObject, parsePointer } from "../../json.js";
import type { TravelDirection } from "../../openapi/directions.js";
import { has, without } from "../../openapi/schema-keywords.js";
import { isAnything } from "./objects.js";
import type { Place } from "./scope.js";

/** Marks a schema for the printer of schemas, which is not openapi-typescript's. */
const MARKED = "specloom";

/** A schema as openapi-typescript hands it back, and where it stands. */
export interface Marked {
  readonly schema: Json;
  readonly place: Place;
  readonly direction: TravelDirection;
  /** Whether it describes a merge patch. */
  readonly isPatch: boolean;
}

/** An object whose schema is marked; a media type also gets a schema where its name, or that of its items, says one. */
export function marked({ object: given, kind, pointer }: Visit, document: JsonObject): JsonObject {
  if (kind !== "mediaType" && kind !== "parameter" && kind !== "header") return given;
  // openapi-typescript knows no other place for a parameter that is the whole query.
  const object = kind === "parameter" && given["in"] === "querystring" ? { ...given, in: "query" } : given;
  const tokens = parsePointer(pointer);
  const name = tokens.at(-1) ?? "";
  const schema = kind === "mediaType" ? mediaSchema(object, name, document) : described(object);
  if (schema === undefined) return without(object, "content");
  const section = kind === "mediaType" ? sectionOf(tokens) : `${kind}s`;
  const isOwn = tokens[0] === "paths" || tokens[0] === "components";
  const place = kind === "mediaType" ? placeOf(section, name, isOwn) : kind === "header" ? "text" : "parameter";
  const isPatch = section === "requestBodies" && /^application\/merge-patch\+json\b/iu.test(name);
  const direction = isOwn && (section === "requestBodies" || section === "parameters") ? "request" : "response";
  const mark = { type: MARKED, schema, place, isPatch, direction };
  return { ...without(object, "content", "itemSchema"), schema: mark };
}

/** The section of components in which what holds a media type would stand. */
function sectionOf(tokens: readonly string[]): string {
  const holder = tokens.at(-4) ?? "";
  const isNamed = ["requestBodies", "responses", "parameters", "headers"].includes(holder);
  return isNamed ? holder : tokens.at(-3) === "requestBody" ? "requestBodies" : "";
}

/** A holder of content whose media types have the names that they mean. */
export function withContent(holder: JsonObject, document: JsonObject): JsonObject {
  const { content } = holder;
  if (!isObject(content) || has(content, "application/json")) return holder;
  const named = Object.entries(content).map(([key, media]) => {
    const schema = isObject(media) ? unmarked(media["schema"])?.schema : undefined;
    const name = contentType(document, key, schema === undefined ? {} : { schema });
    return [name, name === key || !isObject(media) ? media : asText(media)] as const;
  });
  if (named.every(([name]) => Object.hasOwn(content, name))) return holder;
  return { ...holder, content: Object.fromEntries(named) };
}

function asText(media: JsonObject): JsonObject {
  const mark = unmarked(media["schema"]);
  return mark === undefined ? media : { ...media, schema: { type: MARKED, ...mark, place: "text" } };
}

/** What stands behind the mark of a schema; undefined where there is none. */
export function unmarked(value: unknown): Marked | undefined {
  return isMarked(value) ? value : undefined;
}

function isMarked(value: unknown): value is Marked {
  return isObject(value) && value["type"] === MARKED;
}

/**
 * The schema of a media type; of its items where it is a sequence (OpenAPI 3.2, "Media Type Object"), and of the data of
 * those that are events.
 */
function mediaSchema(media: JsonObject, name: string, document: JsonObject): Json | undefined {
  const { schema, itemSchema } = media;
  const event = streamKind(name) === "events" ? eventSchema(document, { value: media, pointer: "" }) : undefined;
  if (event !== undefined) return eventData(document, event.value)?.schema ?? event.value;
  if (schema === undefined && itemSchema !== undefined) {
    // Lines are typed by the list of their items, so that an item that is a list itself stays one.
    return streamKind(name) === "lines" ? { type: "array", items: itemSchema } : itemSchema;
  }
  return schema === undefined || isAnything(schema) ? (impliedSchema(name) ?? schema) : schema;
}

/** The schema of a parameter or a header: that of its content where it has one. */
function described(object: JsonObject): Json | undefined {
  if (has(object, "schema") || !isObject(object["content"])) return object["schema"];
  const [media] = Object.values(object["content"]);
  return isObject(media) ? unmarked(media["schema"])?.schema : undefined;
}

/** Bytes come as they are where the runtime reads neither JSON nor text. */
function placeOf(section: string, name: string, isOwn: boolean): Place {
  if (section === "parameters") return "parameter";
  if (section === "headers" || isJson(name) || isText(name) || streamKind(name) !== undefined) return "text";
  if (section === "requestBodies") return "body";
  return isOwn ? "answer" : "field";
}

/** Text or bytes by a media type's name; undefined where it says neither. */
function impliedSchema(mediaType: string): JsonObject | undefined {
  if (/^text\/(?!event-stream|json)|[/+]xml\b/iu.test(mediaType)) return { type: "string" };
  const isStructured = /[/+](?:json|yaml|xml)\b|json|^multipart\/|x-www-form-urlencoded|event-stream|\*/iu.test(
    mediaType,
  );
  return isStructured ? undefined : { type: "string", format: "binary" };
}
