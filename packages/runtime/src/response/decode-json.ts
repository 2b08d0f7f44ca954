import { isJson } from "../json/media-type.js";
import type { ResponseContext } from "./response-context.js";
import { emptyBodyError, invalidJsonError, mediaTypeError, readBody } from "./response-errors.js";

/** The body of a response to an operation that declares only JSON. If it declares nothing, other types become text. */
export async function decodeJson(response: Response, context: ResponseContext): Promise<unknown> {
  const type = response.headers.get("content-type");
  if (type === null || isJson(type)) return readJson(response, context);
  if (context.accept !== undefined) throw await mediaTypeError(response, context);
  return (await readBody(response.text(), context)) || undefined;
}

/** A body as JSON; undefined if it is empty and none is declared. */
export async function readJson(response: Response, context: ResponseContext): Promise<unknown> {
  const { accept, json = JSON } = context;
  const text = await readBody(response.text(), context);
  if (text === "") {
    if (accept === undefined) return undefined;
    throw emptyBodyError(context);
  }
  try {
    return json.parse(text);
  } catch {
    if (accept === undefined) return text;
    throw invalidJsonError(text, context);
  }
}
