import type { ApiError } from "../errors/api-error.js";
import { NetworkError } from "../errors/network-error.js";
import { describeError, redact, redactCause, redactHeaders } from "../errors/redact.js";
import type { ResponseInfo } from "../errors/response-error.js";
import type { ParseFault } from "../errors/response-parse-error.js";
import { ResponseParseError } from "../errors/response-parse-error.js";
import { apiError } from "../errors/status-errors.js";
import { errorDetail } from "./error-detail.js";
import type { ResponseContext } from "./response-context.js";
import { parseRetryAfter } from "./retry-after.js";

/** How much of a body an error shows, in characters. */
const EXCERPT_LENGTH = 256;

/** The error for an error status. Its body is parsed as JSON whatever its content type says, else kept as text. */
export async function statusError(response: Response, context: ResponseContext): Promise<ApiError> {
  // The status alone is enough: an incomplete body does not hide it.
  const text = await response.text().catch(() => "");
  const body = text === "" ? undefined : parsedOrText(text, context);
  const retryAfterMs = parseRetryAfter(response.headers, context.now);
  return apiError(redactedInfo(context), { body, detail: errorDetail(body), retryAfterMs });
}

/** The error for a body with an undeclared content type, or for an empty body. */
export async function mediaTypeError(response: Response, context: ResponseContext): Promise<ResponseParseError> {
  const text = await readBody(firstCharacters(response, context.secrets), context);
  return text === "" ? emptyBodyError(context) : parseError("media-type", "unexpected content type", text, context);
}

/** The error for an empty body where the operation declares content. */
export function emptyBodyError(context: ResponseContext): ResponseParseError {
  return parseError("empty", "no body", "", context);
}

/** The error for text that is not valid JSON. */
export function invalidJsonError(text: string, context: ResponseContext): ResponseParseError {
  return parseError("syntax", "invalid JSON", text, context);
}

/** The error for a body that ended too early. */
export function interruptedError(error: unknown, { info, secrets }: ResponseContext): NetworkError {
  const message = `the response broke off: ${describeError(error, secrets)}`;
  return new NetworkError(message, info, redactCause(error, secrets));
}

/** Reads a body; throws NetworkError if it ends too early. */
export async function readBody<T>(body: Promise<T>, context: ResponseContext): Promise<T> {
  try {
    return await body;
  } catch (error) {
    throw interruptedError(error, context);
  }
}

/** A body without secrets. Written as JSON again, it shows also those that the server escaped in its own way. */
function parsedOrText(text: string, { json = JSON, secrets }: ResponseContext): unknown {
  try {
    const body = json.parse(text);
    const written = json.stringify(body) ?? "";
    const clean = redact(written, secrets);
    return clean === written ? body : json.parse(clean);
  } catch {
    return redact(text, secrets);
  }
}

function parseError(kind: ParseFault, problem: string, text: string, context: ResponseContext): ResponseParseError {
  const info = redactedInfo(context);
  const type = info.headers.get("content-type") ?? "no content type";
  const excerpt = redact(text, context.secrets).slice(0, EXCERPT_LENGTH);
  return new ResponseParseError(`${info.status} with ${problem} (${type})`, info, kind, excerpt);
}

/** The information without secrets, for an error. */
function redactedInfo({ info, secrets }: ResponseContext): ResponseInfo {
  return { ...info, headers: redactHeaders(info.headers, secrets) };
}

/** The first characters of a body, or all of it on a platform without streams. The rest is cancelled. */
async function firstCharacters(response: Response, secrets: readonly string[]): Promise<string> {
  const { body } = response;
  if (!body) return response.text();
  const reader = body.getReader();
  const decoder = new TextDecoder();
  // A secret at the end of the excerpt is read whole, so that it is recognised. Encoding makes it up to three times as long.
  const length = EXCERPT_LENGTH + 3 * Math.max(0, ...secrets.map((secret) => secret.length));
  let text = "";
  while (text.length < length) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
