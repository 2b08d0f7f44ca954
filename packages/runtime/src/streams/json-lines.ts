import type { Reading } from "../response.js";
import { malformed } from "../response.js";
import { textChunks } from "./text-chunks.js";

/** What a body of JSON lines is: its items, or the items of the array that the document describes it as. */
export type JsonLines<T> = AsyncIterable<T extends readonly (infer Item)[] ? Item : T>;

/**
 * The values of JSON lines (also NDJSON, and the sequences of RFC 7464), each as soon as its line is complete. Throws
 * ResponseParseError for a line that is no JSON.
 */
export async function* jsonLines(response: Response, reading: Reading): AsyncGenerator<unknown, void> {
  let rest = "";
  for await (const chunk of textChunks(response, reading)) {
    const lines = (rest + chunk).replaceAll("\u001e", "\n").split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield* valueOf(line, reading);
  }
  yield* valueOf(rest, reading);
}

function* valueOf(line: string, reading: Reading): Generator<unknown, void> {
  if (line.trim() === "") return;
  let value: unknown;
  try {
    value = (reading.json ?? JSON).parse(line);
  } catch {
    throw malformed(line, reading);
  }
  yield value;
}
