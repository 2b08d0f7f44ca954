import type { ActiveCall } from "../request/active-call.js";
import { isJson } from "../json/media-type.js";
import { readJson } from "./decode-json.js";
import type { Accept } from "../request/operation.js";
import { readText } from "./read-text.js";
import { invalidFormError, mediaTypeError, readBody } from "./response-errors.js";

/**
 * The body of a successful response, by its content type: parsed JSON, text as a string, declared server-sent events
 * and JSON lines item by item, other streams unread, `multipart/form-data` as FormData, anything else as a Blob, or as
 * a stream if the call asks for one. If the document declares only a range, the range decides: `text/*` gives text.
 * Any other range gives text if its schema describes text, and a Blob if not. Generated code refers to this function by
 * name, so that a client whose API only answers with JSON does not contain it.
 */
export async function decodeAny(response: Response, call: ActiveCall, accept: Accept): Promise<unknown> {
  const header = response.headers.get("content-type");
  const type = accept === undefined ? (header ?? "application/json") : declaredType(header, accept);
  if (type === undefined) throw await mediaTypeError(response, call);
  if (isJson(type)) return readJson(response, call, accept);
  if (isText(type)) {
    const text = await readText(response, call);
    return text === "" && accept === undefined ? undefined : text;
  }
  const read = call.operation.streams?.[withoutParameters(type)];
  if (read !== undefined) return read(response, call);
  if (isStream(type)) return response.body;
  if (/^multipart\/form-data/i.test(type)) return readForm(response, call, type);
  if (call.options.as === "stream") return response.body ?? (await readBody(response.blob(), call)).stream();
  return readBody<unknown>(response.blob(), call);
}

/** The media type that decides how a response is read. Undefined if the type of the response is not declared. */
function declaredType(header: string | null, accept: readonly string[]): string | undefined {
  if (header === null) return accept[0];
  if (accept.some((range) => !isWild(range) && isInRange(header, range))) return header;
  return accept.find((range) => isInRange(header, range));
}

function isWild(range: string): boolean {
  return withoutParameters(range).endsWith("/*");
}

/** A form. The body is read first, so that an invalid form and an interrupted response have different errors. */
async function readForm(response: Response, call: ActiveCall, type: string): Promise<FormData> {
  const bytes = await readBody(response.arrayBuffer(), call);
  try {
    return await new Response(bytes, { headers: { "content-type": type } }).formData();
  } catch {
    throw invalidFormError(new TextDecoder().decode(bytes), response, call);
  }
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
