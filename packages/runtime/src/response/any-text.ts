import { isJson } from "../json/media-type.js";
import type { ActiveCall } from "../request/active-call.js";
import { readText } from "./read-text.js";

/**
 * Reads a body of any media type whose schema is text. A JSON text or null gives its value. Any other body is returned
 * unchanged. Some frameworks label plain text as JSON, so a body that is not JSON is not an error.
 */
export async function anyText(response: Response, call: ActiveCall): Promise<string | null> {
  const text = await readText(response, call);
  if (!isJson(response.headers.get("content-type") ?? "")) return text;
  try {
    const value = call.settings.json.parse(text);
    return value === null || typeof value === "string" ? value : text;
  } catch {
    return text;
  }
}
