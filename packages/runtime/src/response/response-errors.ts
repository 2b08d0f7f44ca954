import type { ApiError } from "../errors/api-error.js";
import { NetworkError } from "../errors/network-error.js";
import { describeError, redact, redactCause } from "../errors/redact.js";
import { SpecloomError } from "../errors/specloom-error.js";
import type { ParseFault } from "../errors/response-parse-error.js";
import { ResponseParseError } from "../errors/response-parse-error.js";
import { apiError } from "../errors/status-errors.js";
import { infoOf, responseInfo, secretsOf, type ActiveCall } from "../request/active-call.js";
import { errorDetail } from "./error-detail.js";
import { parseRetryAfter } from "./retry-after.js";

/** How much of a body an error shows, in characters. */
const EXCERPT_LENGTH = 256;

/**
 * The error for an error status. Its body is parsed as JSON whatever its content type says, else kept as text. `copy`
 * is read in place of a response whose body the caller needs.
 */
export async function statusError(response: Response, call: ActiveCall, copy = response): Promise<ApiError> {
  // The status alone is enough: an incomplete body does not hide it.
  const text = await copy.text().catch(() => "");
  const body = text === "" ? undefined : parsedOrText(text, call);
  const retryAfterMs = parseRetryAfter(response.headers, call.settings.clock.date());
  return apiError(responseInfo(call, response), { body, detail: errorDetail(body), retryAfterMs });
}

/** The error for a body with an undeclared content type, or for an empty body. */
export async function mediaTypeError(response: Response, call: ActiveCall): Promise<ResponseParseError> {
  const text = await readBody(firstCharacters(response, secretsOf(call)), call);
  if (text === "") return emptyBodyError(response, call);
  return parseError("media-type", "unexpected content type", text, response, call);
}

/** The error for an empty body where the operation declares content. */
export function emptyBodyError(response: Response, call: ActiveCall): ResponseParseError {
  return parseError("empty", "no body", "", response, call);
}

/** The error for text that is not valid JSON. */
export function invalidJsonError(text: string, response: Response, call: ActiveCall): ResponseParseError {
  return parseError("syntax", "invalid JSON", text, response, call);
}

/** The error for a body that is not a valid form. */
export function invalidFormError(text: string, response: Response, call: ActiveCall): ResponseParseError {
  return parseError(
    text === "" ? "empty" : "syntax",
    text === "" ? "no body" : "an invalid form",
    text,
    response,
    call,
  );
}

/** The error for an exception of fetch or of a body, without secrets. An error of the runtime stays unchanged. */
export function networkError(error: unknown, call: ActiveCall, what = ""): SpecloomError {
  try {
    if (error instanceof SpecloomError) return error;
    const secrets = secretsOf(call);
    return new NetworkError(what + describeError(error, secrets), infoOf(call), redactCause(error, secrets));
  } catch {
    // Reading the exception can throw too, for example if it is a revoked Proxy.
    return networkError(undefined, call, what);
  }
}

/**
 * Reads a body or a part of it. Throws NetworkError if it ends too early. A body that is too large has its own error.
 */
export async function readBody<T>(body: Promise<T>, call: ActiveCall): Promise<T> {
  try {
    return await body;
  } catch (error) {
    throw networkError(error, call, "the response broke off: ");
  }
}

/** A body without secrets. Written as JSON again, it shows also those that the server escaped in its own way. */
function parsedOrText(text: string, call: ActiveCall): unknown {
  const { json } = call.settings;
  const secrets = secretsOf(call);
  try {
    const body = json.parse(text);
    const written = json.stringify(body) ?? "";
    const clean = redact(written, secrets);
    return clean === written ? body : json.parse(clean);
  } catch {
    return redact(text, secrets);
  }
}

function parseError(
  fault: ParseFault,
  problem: string,
  text: string,
  response: Response,
  call: ActiveCall,
): ResponseParseError {
  const info = responseInfo(call, response);
  const type = info.headers.get("content-type") ?? "no content type";
  const excerpt = redact(text, secretsOf(call)).slice(0, EXCERPT_LENGTH);
  return new ResponseParseError(`${info.status} with ${problem} (${type})`, info, fault, excerpt);
}

/** The first characters of a body, or all of it on a platform without streams. The rest is cancelled. */
async function firstCharacters(response: Response, secrets: readonly string[]): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return response.text();
  const decoder = new TextDecoder();
  // A secret at the end of the excerpt is read whole, so that it is recognised. An escaped secret is longer.
  const length = EXCERPT_LENGTH + 12 * secrets.join("").length;
  let text = "";
  while (text.length < length) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
