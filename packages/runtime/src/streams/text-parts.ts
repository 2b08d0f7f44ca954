import type { ActiveCall } from "../request/active-call.js";
import { textChunks } from "./text-chunks.js";

/**
 * The parts of a body as text, each as soon as it is complete. The last part can be incomplete; an empty one is left out.
 * `divide` splits a chunk into pieces, and the last piece continues in the next chunk. Each chunk is searched once.
 */
export async function* textParts(
  response: Response,
  call: ActiveCall,
  divide: (chunk: string) => string[],
): AsyncGenerator<string, void> {
  let begun: string[] = [];
  for await (const chunk of textChunks(response, call)) {
    const pieces = divide(chunk);
    const last = pieces.pop() ?? "";
    for (const piece of pieces) {
      yield [...begun, piece].join("");
      begun = [];
    }
    begun.push(last);
  }
  const rest = begun.join("");
  if (rest !== "") yield rest;
}
