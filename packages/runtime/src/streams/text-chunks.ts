import type { ResponseContext } from "../response/response-context.js";
import { interruptedError } from "../response/response-errors.js";

/**
 * The text of a body as it arrives; all at once on a platform without streams. Throws the reason of the signal or
 * NetworkError. Leaving the loop cancels the body.
 */
export async function* textChunks(response: Response, context: ResponseContext): AsyncGenerator<string, void> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  try {
    if (!response.body) return yield await response.text();
    reader = response.body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } catch (error) {
    context.signal?.throwIfAborted();
    throw interruptedError(error, context);
  } finally {
    // Cancelling the rest of the body frees the connection.
    reader?.cancel().catch(() => undefined);
  }
}
