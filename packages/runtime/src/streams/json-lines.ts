import type { ResponseContext } from "../response/response-context.js";
import { invalidJsonError } from "../response/response-errors.js";
import { textChunks } from "./text-chunks.js";

/**
 * A body of JSON lines: an iterable of its values. If the document describes it as an array, of the items of the array.
 */
export type JsonLines<T> = AsyncIterable<T extends readonly (infer Item)[] ? Item : T>;

/**
 * The values of JSON lines (also NDJSON and the sequences of RFC 7464), each as soon as its line is complete. Throws
 * ResponseParseError for a line that is not valid JSON.
 */
export async function* jsonLines(response: Response, context: ResponseContext): AsyncGenerator<unknown, void> {
  let rest = "";
  for await (const chunk of textChunks(response, context)) {
    const lines = (rest + chunk).replaceAll("\u001e", "\n").split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield* parsedLine(line, context);
  }
  yield* parsedLine(rest, context);
}

function* parsedLine(line: string, context: ResponseContext): Generator<unknown, void> {
  if (line.trim() === "") return;
  let value: unknown;
  try {
    value = (context.json ?? JSON).parse(line);
  } catch {
    throw invalidJsonError(line, context);
  }
  yield value;
}
