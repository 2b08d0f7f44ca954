import { isJson } from "./body.js";
import type { Reply } from "./call.js";
import { apiError } from "./errors/status-errors.js";
import type { ApiError } from "./errors/api-error.js";
import type { JsonCodec } from "./exact-json.js";
import { NetworkError } from "./errors/network-error.js";
import type { ResponseFacts } from "./errors/response-error.js";
import type { ParseFault } from "./errors/response-parse-error.js";
import { ResponseParseError } from "./errors/response-parse-error.js";
import { errorDetail } from "./error-detail.js";
import { describe, redact, redactCause, redactHeaders } from "./redact.js";
import { parseRetryAfter } from "./retry.js";

/** What reading a response needs to know beside it. */
export interface Reading {
  readonly facts: ResponseFacts;
  /** Media types that the operation declares for success; undefined where it declares no content. */
  readonly accept: readonly string[] | undefined;
  /** Credentials of the request, which no error may show. */
  readonly secrets: readonly string[];
  /** Milliseconds since the epoch, for a `Retry-After` date in a response without `Date`. */
  readonly now: number;
  /** What reads JSON. */
  readonly json?: JsonCodec | undefined;
  /** What reads the streams that the operation declares, by media type. */
  readonly streams?: Readonly<Record<string, StreamReader>> | undefined;
  /** The call's own. */
  readonly signal?: AbortSignal | undefined;
  /** Asks for a stream again after a pause in milliseconds; undefined where the request must not be repeated. */
  readonly resume?: ((pauseMs: number, headers: Readonly<Record<string, string>>) => Promise<Response>) | undefined;
}

/** Reads a stream as it arrives. */
export type StreamReader = (response: Response, reading: Reading) => AsyncIterable<unknown>;

/** How much of a body an error shows, in characters. */
const EXCERPT = 256;

/**
 * The decoded body of a success. `R` is the document's word for what comes; it is taken on trust here and nowhere
 * else. Throws ApiError or its subclass for an error status, else what `decode` throws.
 */
export async function receive<R extends Reply<unknown>>(response: Response, reading: Reading): Promise<R>;
export async function receive(response: Response, reading: Reading): Promise<Reply<unknown>> {
  if (response.status >= 400) throw await errorOf(response, reading);
  return { data: await decode(response, reading), status: response.status, response };
}

/**
 * The body of a successful response, by its content type: JSON parsed, text as a string, declared server-sent events
 * and JSON lines item by item, others as the stream itself, `multipart/form-data` as FormData, anything else as a
 * Blob; undefined where there is none. Throws ResponseParseError for a body that is not what the operation declares,
 * and NetworkError where it breaks off.
 */
async function decode(response: Response, reading: Reading): Promise<unknown> {
  const { accept, facts } = reading;
  const { status } = response;
  if (facts.method === "HEAD" || status === 204 || status === 205 || (status >= 300 && status < 400)) return undefined;
  const header = response.headers.get("content-type");
  const type = header ?? accept?.[0] ?? "application/json";
  if (header !== null && accept !== undefined && !accept.some((range) => matches(header, range))) {
    const text = await read(start(response), reading);
    throw text === ""
      ? fault("empty", "no body", "", reading)
      : fault("media-type", `unexpected content type`, text, reading);
  }
  if (isJson(type) || isText(type)) {
    const text = await read(response.text(), reading);
    if (text === "" && accept === undefined) return undefined;
    if (text === "" && !isText(type)) throw fault("empty", "no body", text, reading);
    return isJson(type) ? parse(text, reading) : text;
  }
  if (isStream(type)) return reading.streams?.[essence(type)]?.(response, reading) ?? response.body;
  return read<unknown>(/^multipart\/form-data/i.test(type) ? response.formData() : response.blob(), reading);
}

/** The error of a response with an error status. Its body is read as JSON whatever its type says, else as text. */
export async function errorOf(response: Response, reading: Reading): Promise<ApiError> {
  // The status is known; a body that breaks off takes nothing from it.
  const text = redact(await response.text().catch(() => ""), reading.secrets);
  const body = text === "" ? undefined : parseOr(text, text);
  const retryAfterMs = parseRetryAfter(response.headers, reading.now);
  return apiError(safe(reading), { body, detail: errorDetail(body), retryAfterMs });
}

/** True for the types whose body is handed over unread. */
export function isStream(mediaType: string): boolean {
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

function parse(text: string, reading: Reading): unknown {
  try {
    return (reading.json ?? JSON).parse(text);
  } catch {
    if (reading.accept === undefined) return text;
    throw malformed(text, reading);
  }
}

/** The error for text that was to be JSON. */
export function malformed(text: string, reading: Reading): ResponseParseError {
  return fault("syntax", "broken JSON", text, reading);
}

function parseOr(text: string, fallback: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fallback;
  }
}

/** The facts as an error may show them. */
function safe({ facts, secrets }: Reading): ResponseFacts {
  return { ...facts, headers: redactHeaders(facts.headers, secrets) };
}

function fault(kind: ParseFault, problem: string, text: string, reading: Reading): ResponseParseError {
  const facts = safe(reading);
  const type = facts.headers.get("content-type") ?? "no content type";
  const excerpt = redact(text, reading.secrets).slice(0, EXCERPT);
  return new ResponseParseError(`${facts.status} with ${problem} (${type})`, facts, kind, excerpt);
}

async function read<T>(body: Promise<T>, reading: Reading): Promise<T> {
  try {
    return await body;
  } catch (error) {
    throw brokenOff(error, reading);
  }
}

/** The error for a body that ended before its time. */
export function brokenOff(error: unknown, { facts, secrets }: Reading): NetworkError {
  const message = `the answer broke off: ${redact(describe(error), secrets)}`;
  return new NetworkError(message, facts, redactCause(error, secrets));
}

/** The first bytes of a body as text; the rest is not waited for. */
async function start({ body }: Response): Promise<string> {
  if (body === null) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (text.length < EXCERPT) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
