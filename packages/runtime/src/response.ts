import { isJson } from "./body.js";
import type { CallOptions, Reply } from "./call.js";
import { apiError } from "./errors/status-errors.js";
import type { ApiError } from "./errors/api-error.js";
import type { JsonCodec } from "./exact-json.js";
import type { Exchange } from "./exchange.js";
import { NetworkError } from "./errors/network-error.js";
import type { ResponseFacts } from "./errors/response-error.js";
import type { ParseFault } from "./errors/response-parse-error.js";
import { ResponseParseError } from "./errors/response-parse-error.js";
import { errorDetail } from "./error-detail.js";
import { describe, redact, redactCause, redactHeaders } from "./redact.js";
import { parseRetryAfter } from "./retry.js";
import type { Settings } from "./settings.js";

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
  /** The request that was answered, for what asks for a stream again. */
  readonly origin?: Origin | undefined;
}

interface Origin {
  readonly settings: Settings;
  readonly what: Exchange;
  readonly options: CallOptions | undefined;
}

/** Reads the body of a success. */
export type Decoder = (response: Response, reading: Reading) => Promise<unknown>;

/** Reads a stream as it arrives. */
export type StreamReader = (response: Response, reading: Reading) => AsyncIterable<unknown>;

/** How much of a body an error shows, in characters. */
const EXCERPT = 256;

/**
 * The decoded body of a success, undefined where there is none. `R` is the document's word for what comes; it is taken
 * on trust here and nowhere else. Throws ApiError or its subclass for an error status, ResponseParseError for a body
 * that is not what the operation declares, and NetworkError where it breaks off.
 */
export async function receive<R extends Reply<unknown>>(
  response: Response,
  reading: Reading,
  decode?: Decoder,
): Promise<R>;
export async function receive(response: Response, reading: Reading, decode = decodeJson): Promise<Reply<unknown>> {
  const { status } = response;
  if (status >= 400) throw await errorOf(response, reading);
  const isEmpty = reading.facts.method === "HEAD" || status === 204 || status === 205 || status >= 300;
  return { data: isEmpty ? undefined : await decode(response, reading), status, response };
}

/** The body of a response to an operation that answers with JSON alone; text where it declares nothing. */
async function decodeJson(response: Response, reading: Reading): Promise<unknown> {
  const type = response.headers.get("content-type");
  if (type === null || isJson(type)) return readJson(response, reading);
  if (reading.accept !== undefined) throw await mismatch(response, reading);
  return (await readBody(response.text(), reading)) || undefined;
}

/** A body as JSON, undefined where none is declared and none comes. */
export async function readJson(response: Response, reading: Reading): Promise<unknown> {
  const { accept, json = JSON } = reading;
  const text = await readBody(response.text(), reading);
  if (text === "") {
    if (accept === undefined) return undefined;
    throw fault("empty", "no body", text, reading);
  }
  try {
    return json.parse(text);
  } catch {
    if (accept === undefined) return text;
    throw malformed(text, reading);
  }
}

/** The error for a body of a type that is not declared, or for none. */
export async function mismatch(response: Response, reading: Reading): Promise<ResponseParseError> {
  const text = await readBody(start(response), reading);
  return text === ""
    ? fault("empty", "no body", text, reading)
    : fault("media-type", "unexpected content type", text, reading);
}

/** The error of a response with an error status. Its body is read as JSON whatever its type says, else as text. */
export async function errorOf(response: Response, reading: Reading): Promise<ApiError> {
  // The status is known; a body that breaks off takes nothing from it.
  const text = redact(await response.text().catch(() => ""), reading.secrets);
  const body = text === "" ? undefined : parseOr(text, reading);
  const retryAfterMs = parseRetryAfter(response.headers, reading.now);
  return apiError(safe(reading), { body, detail: errorDetail(body), retryAfterMs });
}

/** The error for text that was to be JSON. */
export function malformed(text: string, reading: Reading): ResponseParseError {
  return fault("syntax", "broken JSON", text, reading);
}

function parseOr(text: string, reading: Reading): unknown {
  try {
    return (reading.json ?? JSON).parse(text);
  } catch {
    return text;
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

/** A body as it is read; what breaks it off is a NetworkError. */
export async function readBody<T>(body: Promise<T>, reading: Reading): Promise<T> {
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
