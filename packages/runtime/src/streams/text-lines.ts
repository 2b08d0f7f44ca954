import type { ActiveCall } from "../request/active-call.js";
import { textParts } from "./text-parts.js";

/** The character that begins each record of a JSON text sequence (RFC 7464). */
const RECORD_SEPARATOR = "\u001E";

/**
 * The lines of a body as text, each as soon as it is complete; blank lines are left out. A record of a JSON text
 * sequence can have several lines. It ends when all of its brackets are closed, or when the next record begins.
 */
export async function* textLines(response: Response, call: ActiveCall): AsyncGenerator<string, void> {
  let isSequence = false;
  let record: string[] = [];
  let open = 0;
  const divide = (chunk: string) => chunk.replaceAll(RECORD_SEPARATOR, `\n${RECORD_SEPARATOR}`).split("\n");
  for await (const part of textParts(response, call, divide)) {
    const begins = part.startsWith(RECORD_SEPARATOR);
    isSequence ||= begins;
    if (begins && record.length > 0) {
      yield record.join("\n");
      record = [];
      open = 0;
    }
    const line = (begins ? part.slice(1) : part).replace(/\r$/, "");
    if (line.trim() === "") continue;
    record.push(line);
    if (isSequence) open += openBrackets(line);
    if (open > 0) continue;
    yield record.join("\n");
    record = [];
    open = 0;
  }
  if (record.length > 0) yield record.join("\n");
}

/** The number of brackets that a line of JSON opens and does not close. A JSON string is always on one line. */
function openBrackets(line: string): number {
  let open = 0;
  let inString = false;
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (character === '"') inString = !inString;
    else if (inString) index += character === "\\" ? 1 : 0;
    else if (character === "{" || character === "[") open++;
    else if (character === "}" || character === "]") open--;
  }
  return open;
}
