import type { ResponseContext } from "../response/response-context.js";
import { textChunks } from "./text-chunks.js";

/** The separator of a JSON text sequence (RFC 7464). */
const RECORD_SEPARATOR = "\u001E";

/**
 * The lines of a body as text, each as soon as it is complete; blank lines are left out. Each chunk is searched once,
 * however long a line is.
 */
export async function* textLines(response: Response, context: ResponseContext): AsyncGenerator<string, void> {
  let parts: string[] = [];
  for await (const chunk of textChunks(response, context)) {
    const pieces = chunk.replaceAll(RECORD_SEPARATOR, "\n").split("\n");
    const last = pieces.pop() ?? "";
    for (const piece of pieces) {
      const line = lineOf(parts, piece);
      parts = [];
      if (line !== undefined) yield line;
    }
    parts.push(last);
  }
  const rest = lineOf(parts, "");
  if (rest !== undefined) yield rest;
}

/** Undefined for a blank line. */
function lineOf(parts: readonly string[], end: string): string | undefined {
  const line = [...parts, end].join("").replace(/\r$/, "");
  return line.trim() === "" ? undefined : line;
}
