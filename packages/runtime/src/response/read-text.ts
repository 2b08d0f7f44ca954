import { isJson } from "../json/media-type.js";
import type { ActiveCall } from "../request/active-call.js";
import { readBody } from "./response-errors.js";

/**
 * Reads a body as text in the `charset` of its content type. UTF-8 is used if there is no charset, if the platform does
 * not know it, and for JSON (RFC 8259, section 8.1).
 */
export async function readText(response: Response, call: ActiveCall): Promise<string> {
  const type = response.headers.get("content-type") ?? "";
  const decoder = isJson(type) ? undefined : decoderOf(type);
  if (decoder === undefined) return readBody(response.text(), call);
  return decoder.decode(await readBody(response.arrayBuffer(), call));
}

function decoderOf(mediaType: string): TextDecoder | undefined {
  const [, charset] = /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(mediaType) ?? [];
  try {
    return charset === undefined ? undefined : new TextDecoder(charset);
  } catch {
    return undefined;
  }
}
