import { NetworkError } from "../errors/network-error.js";
import { infoOf, type ActiveCall } from "../request/active-call.js";
import { isJson } from "../json/media-type.js";
import type { Accept } from "../request/operation.js";
import { emptyBodyError, invalidJsonError, mediaTypeError, readBody } from "./response-errors.js";

/** The body of a response to an operation that declares only JSON. If it declares nothing, other types become text. */
export async function decodeJson(response: Response, call: ActiveCall, accept: Accept): Promise<unknown> {
  const type = response.headers.get("content-type");
  if (type !== null && !isJson(type)) {
    if (accept !== undefined) throw await mediaTypeError(response, call);
    return (await readBody(response.text(), call)) || undefined;
  }
  return readJson(response, call, accept);
}

/** A body as JSON; undefined if it is empty and none is declared. */
export async function readJson(response: Response, call: ActiveCall, accept: Accept): Promise<unknown> {
  const text = await readBody(response.text(), call);
  if (text === "") {
    if (accept === undefined) return undefined;
    throw emptyBodyError(response, call);
  }
  try {
    return call.settings.json.parse(text);
  } catch {
    if (accept === undefined) return text;
    const error = invalidJsonError(text, response, call);
    throw isCut(text, response) ? new NetworkError("the compressed response broke off", infoOf(call), error) : error;
  }
}

/**
 * Returns true for a compressed body with unclosed brackets. Fetch reports no error if a compressed body is cut short.
 */
function isCut(text: string, { headers }: Response): boolean {
  const bare = text.replace(/\\./gs, "").replace(/"[^"]*"?/g, "");
  return headers.has("content-encoding") && bare.split(/[[{]/).length > bare.split(/[\]}]/).length;
}
