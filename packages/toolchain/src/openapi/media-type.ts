import { isObject, type Json, type JsonObject } from "../json.js";
import { resolvedValue } from "./references.js";

/** RFC 6839, section 3.1: a `+json` suffix means that the body is JSON. */
export function isJson(mediaType: string): boolean {
  return /^[^;]*[/+]json\s*(?:;|$)/iu.test(mediaType);
}

/** The types that the runtime gives as a string. */
export function isText(mediaType: string): boolean {
  return /^text\/|[/+](?:xml|yaml|x-yaml)\b|^application\/x-www-form-urlencoded\b/iu.test(mediaType);
}

/** The types that a form is written in. */
export function isForm(mediaType: string): boolean {
  return isMultipart(mediaType) || /^application\/x-www-form-urlencoded\b/iu.test(mediaType);
}

/** The forms that may hold files. */
export function isMultipart(mediaType: string): boolean {
  return /^multipart\//iu.test(mediaType);
}

/** The types that are read as they arrive. */
export function streamKind(mediaType: string): "events" | "lines" | undefined {
  if (/^text\/event-stream\b/iu.test(mediaType)) return "events";
  return /^application\/(?:(?:x-)?ndjson|jsonl|x-jsonlines|json-seq)\b/iu.test(mediaType) ? "lines" : undefined;
}

/** OpenAPI 3.1, "Considerations for File Uploads": a media type without an encoding is raw bytes, unless it is text. */
export function isBytes({ format, contentMediaType: media, contentEncoding: encoding }: JsonObject): boolean {
  if (format === "binary") return true;
  return typeof media === "string" && media !== "" && encoding === undefined && !/^text\/|json|xml|yaml/iu.test(media);
}

/** The media range that frameworks write for any response. */
const ANY = "*/*";

/** Whether a media range says nothing about the content. */
export function isAnyType(mediaType: string): boolean {
  return /^(?:\*|application)\/\*/u.test(mediaType);
}

/**
 * The media type that a key of `content` means. Frameworks write the range of all types for JSON, so beside it a schema
 * of anything but text and bytes says that the content is JSON. A key that is not a media type is read like the range.
 *
 * @param root The document that references are followed in.
 */
export function contentType(root: Json, key: string, media: Json): string {
  if (!isVague(key)) return key;
  const kind = contentKind(root, media);
  if (kind === "json") return "application/json";
  return key.includes("/") || kind === undefined ? key : ANY;
}

/** Whether a key does not name the media type of its content, and the schema describes text. */
export function isTextOfAnyType(root: Json, key: string, media: Json): boolean {
  return isVague(key) && contentKind(root, media) === "text";
}

function isVague(key: string): boolean {
  return !key.includes("/") || isAnyType(key);
}

/** The kind of content that a schema describes. Undefined if the schema says nothing. */
function contentKind(root: Json, media: Json): "json" | "text" | "bytes" | undefined {
  const target = resolvedValue(root, media);
  const schema = isObject(target) ? resolvedValue(root, target["schema"]) : undefined;
  if (!isObject(schema)) return undefined;
  const types = [schema["type"] ?? []].flat().filter((type) => type !== "null");
  const isMade = ["properties", "items", "allOf", "anyOf", "oneOf"].some((keyword) => Object.hasOwn(schema, keyword));
  if (types.length === 0) return isMade ? "json" : undefined;
  if (types.some((type) => type !== "string")) return "json";
  return isBytes(schema) ? "bytes" : "text";
}
