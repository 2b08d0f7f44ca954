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
  const text = redact(await response.text().catch(() => ""), context.secrets);
  const body = text === "" ? undefined : parsedOrText(text, context);
  const retryAfterMs = parseRetryAfter(response.headers, context.now);
  return apiError(redactedInfo(context), { body, detail: errorDetail(body), retryAfterMs });
}

/** The error for a body with an undeclared content type, or for an empty body. */
export async function mediaTypeError(response: Response, context: ResponseContext): Promise<ResponseParseError> {
  const text = await readBody(firstCharacters(response), context);
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
  const message = `the response broke off: ${redact(describeError(error), secrets)}`;
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

function parsedOrText(text: string, context: ResponseContext): unknown {
  try {
    return (context.json ?? JSON).parse(text);
  } catch {
    return text;
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

/** The first characters of a body. The rest is cancelled. */
async function firstCharacters({ body }: Response): Promise<string> {
  if (body === null) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (text.length < EXCERPT_LENGTH) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
