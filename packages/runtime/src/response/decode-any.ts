import { isJson } from "../json/media-type.js";
import { readJson } from "./decode-json.js";
import type { ResponseContext } from "./response-context.js";
import { mediaTypeError, readBody } from "./response-errors.js";

/**
 * The body of a successful response, by its content type: parsed JSON, text as a string, declared server-sent events
 * and JSON lines item by item, other streams unread, `multipart/form-data` as FormData, anything else as a Blob, or as
 * a stream if the call asks for one. Generated code refers to it by name, so that a client whose API only answers
 * with JSON does not contain it.
 */
export async function decodeAny(response: Response, context: ResponseContext): Promise<unknown> {
  const { accept, streams } = context;
  const header = response.headers.get("content-type");
  const type = header ?? accept?.[0] ?? "application/json";
  if (header !== null && accept !== undefined && !accept.some((range) => isInRange(header, range))) {
    throw await mediaTypeError(response, context);
  }
  if (isJson(type)) return readJson(response, context);
  if (isText(type)) {
    const text = await readBody(response.text(), context);
    return text === "" && accept === undefined ? undefined : text;
  }
  if (isStream(type)) return streams?.[withoutParameters(type)]?.(response, context) ?? response.body;
  if (/^multipart\/form-data/i.test(type)) return readBody<unknown>(response.formData(), context);
  if (context.asStream) return response.body ?? (await readBody(response.blob(), context)).stream();
  return readBody<unknown>(response.blob(), context);
}

/** True for types that are read item by item. */
function isStream(mediaType: string): boolean {
  return /^(text\/event-stream|application\/((x-)?ndjson|jsonl|x-jsonlines|json-seq))\b/i.test(mediaType);
}

function isText(mediaType: string): boolean {
  return /^text\/(?!event-stream)|[/+](xml|yaml|x-yaml)\b|^application\/x-www-form-urlencoded\b/i.test(mediaType);
}

/** Whether a content type is in a declared media range. All JSON types match each other: `application/problem+json` too. */
function isInRange(type: string, range: string): boolean {
  if (isJson(type) && isJson(range)) return true;
  const wanted = withoutParameters(range);
  const actual = withoutParameters(type);
  return wanted === actual || wanted === "*/*" || (wanted.endsWith("/*") && actual.startsWith(wanted.slice(0, -1)));
}

function withoutParameters(mediaType: string): string {
  return (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
}
