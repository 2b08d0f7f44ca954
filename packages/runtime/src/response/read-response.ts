import { decodeJson } from "./decode-json.js";
import type { Reply } from "./reply.js";
import type { Decoder, ResponseContext } from "./response-context.js";
import { emptyBodyError, statusError } from "./response-errors.js";

/**
 * The decoded body of a success; undefined if it has none. `R` is the type that the document declares; this function
 * is the one place that trusts it without a check. Throws ApiError or a subclass for a status outside 2xx: no document
 * can declare one as a success. Throws ResponseParseError for a body that the operation does not declare, also for none
 * where it declares one, and NetworkError if the body ends too early.
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
  if (!response.ok) throw await statusError(response, context);
  if (context.info.method === "HEAD") return { data: undefined, status, response };
  const isEmpty = status === 204 || status === 205;
  if (isEmpty && context.accept !== undefined) throw emptyBodyError(context);
  return { data: isEmpty ? undefined : await decode(response, context), status, response };
}
