import { secretsOf, type ActiveCall } from "../request/active-call.js";
import { decodeJson } from "./decode-json.js";
import type { Reply } from "../request/reply.js";
import { emptyBodyError, statusError } from "./response-errors.js";
import { keepSecrets } from "./secrets.js";

/**
 * The decoded body of a success; undefined if it has none. `R` is the type that the document declares; this function
 * is the one place that trusts it without a check. Throws ApiError or a subclass for a status outside 2xx: no document
 * can declare one as a success. Throws ResponseParseError for a body that the operation does not declare, also for none
 * where it declares one, and NetworkError if the body ends too early.
 */
export async function readResponse<R extends Reply<unknown>>(response: Response, call: ActiveCall): Promise<R>;
export async function readResponse(response: Response, call: ActiveCall): Promise<Reply<unknown>> {
  const { operation, options } = call;
  const { method, empty = {}, decode = decodeJson } = operation;
  const { status } = response;
  if (options.purpose !== undefined) keepSecrets(response, secretsOf(call));
  if (!response.ok) throw await statusError(response, call);
  const declared = options.accept === undefined ? operation.accept : [options.accept];
  const accept = (empty[status] ?? empty["2XX"]) ? undefined : declared;
  const isEmpty = method === "HEAD" || status === 204 || status === 205;
  if (isEmpty && method !== "HEAD" && accept !== undefined) throw emptyBodyError(response, call);
  return { data: isEmpty ? undefined : await decode(response, call, accept), status, response };
}
