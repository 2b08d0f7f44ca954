import { decodeJson } from "./decode-json.js";
import type { Reply } from "./reply.js";
import type { Decoder, ResponseContext } from "./response-context.js";
import { statusError } from "./response-errors.js";

/**
 * The decoded body of a success; undefined if it has none. `R` is the type that the document declares; this function
 * is the one place that trusts it without a check. Throws ApiError or a subclass for an error status,
 * ResponseParseError for a body that the operation does not declare, and NetworkError if the body ends too early.
 */
export async function readResponse<R extends Reply<unknown>>(
  response: Response,
  context: ResponseContext,
  decode?: Decoder,
): Promise<R>;
export async function readResponse(
  response: Response,
  context: ResponseContext,
  decode = decodeJson,
): Promise<Reply<unknown>> {
  const { status } = response;
  if (status >= 400) throw await statusError(response, context);
  const isEmpty = context.info.method === "HEAD" || status === 204 || status === 205 || status >= 300;
  return { data: isEmpty ? undefined : await decode(response, context), status, response };
}
