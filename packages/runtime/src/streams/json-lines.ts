import type { ActiveCall } from "../request/active-call.js";
import { invalidJsonError } from "../response/response-errors.js";
import type { Leavable } from "../time/leavable.js";
import { itemStream } from "./item-stream.js";
import { textLines } from "./text-lines.js";

/**
 * A body of JSON lines: an iterable of its values. If the document describes it as an array, of the items of the array.
 */
export type JsonLines<T> = AsyncIterable<T extends readonly (infer Item)[] ? Item : T>;

/**
 * The values of JSON lines (also NDJSON and the sequences of RFC 7464), each as soon as its line is complete. Throws
 * ResponseParseError for a line that is not valid JSON.
 */
export function jsonLines(response: Response, call: ActiveCall): Leavable<unknown> {
  return itemStream(response, call, (reading) => valuesOf(response, reading));
}

async function* valuesOf(response: Response, call: ActiveCall): AsyncGenerator<unknown, undefined, undefined> {
  for await (const line of textLines(response, call)) {
    let value: unknown;
    try {
      value = call.settings.json.parse(line);
    } catch {
      throw invalidJsonError(line, response, call);
    }
    yield value;
  }
  return undefined;
}
