import { isJson } from "./body.js";
import { asksForStream } from "./call.js";
import type { Reading } from "./response.js";
import { mismatch, readBody, readJson } from "./response.js";

/**
 * The body of a successful response, by its content type: JSON parsed, text as a string, declared server-sent events
 * and JSON lines item by item, others as the stream itself, `multipart/form-data` as FormData, anything else as a
 * Blob, or as a stream where the call asks for one. Apart from `decodeJson` and named by generated code: an API that
 * answers with JSON alone does not carry it.
 */
export async function decodeAny(response: Response, reading: Reading): Promise<unknown> {
  const { accept, streams } = reading;
  const header = response.headers.get("content-type");
  const type = header ?? accept?.[0] ?? "application/json";
  if (header !== null && accept !== undefined && !accept.some((range) => matches(header, range))) {
    throw await mismatch(response, reading);
  }
  if (isJson(type)) return readJson(response, reading);
  if (isText(type)) {
    const text = await readBody(response.text(), reading);
    return text === "" && accept === undefined ? undefined : text;
  }
  if (isStream(type)) return streams?.[essence(type)]?.(response, reading) ?? response.body;
  if (/^multipart\/form-data/i.test(type)) return readBody<unknown>(response.formData(), reading);
  if (asksForStream(reading.origin?.options)) return response.body ?? new Blob([]).stream();
  return readBody<unknown>(response.blob(), reading);
}

/** True for the types whose body is handed over unread. */
function isStream(mediaType: string): boolean {
  return /^(text\/event-stream|application\/((x-)?ndjson|jsonl|x-jsonlines|json-seq))\b/i.test(mediaType);
}

function isText(mediaType: string): boolean {
  return /^text\/(?!event-stream)|[/+](xml|yaml|x-yaml)\b|^application\/x-www-form-urlencoded\b/i.test(mediaType);
}

/** Whether a content type is within a declared media range. JSON is one family: `application/problem+json` fits. */
function matches(type: string, range: string): boolean {
  if (isJson(type) && isJson(range)) return true;
  const wanted = essence(range);
  const actual = essence(type);
  return wanted === actual || wanted === "*/*" || (wanted.endsWith("/*") && actual.startsWith(wanted.slice(0, -1)));
}

/** A media type without its parameters. */
function essence(mediaType: string): string {
  return (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
}
