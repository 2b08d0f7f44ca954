import { isObject, type Json } from "../json.js";
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

/**
 * The media type that a key of `content` means. Frameworks write the range of all types for JSON, so beside it a schema
 * of anything but text and bytes says that the content is JSON.
 *
 * @param root The document that references are followed in.
 */
export function contentType(root: Json, key: string, media: Json): string {
  const target = key === "*/*" ? resolvedValue(root, media) : undefined;
  const schema = isObject(target) ? resolvedValue(root, target["schema"]) : undefined;
  if (!isObject(schema)) return key;
  const types = [schema["type"] ?? []].flat().filter((type) => type !== "null");
  const isMade = ["properties", "items", "allOf", "anyOf", "oneOf"].some((keyword) => Object.hasOwn(schema, keyword));
  return (types.length === 0 ? isMade : !types.includes("string")) ? "application/json" : key;
}
