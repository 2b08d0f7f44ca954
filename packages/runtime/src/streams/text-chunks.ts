import type { ActiveCall } from "../request/active-call.js";
import { interruptedError } from "../response/response-errors.js";
import { throwIfAborted } from "../time/signals.js";

/**
 * The text of a body as it arrives; all at once on a platform without streams. Throws the reason of the signal or
 * NetworkError. Leaving the loop cancels the body.
 */
export async function* textChunks(response: Response, call: ActiveCall): AsyncGenerator<string, void> {
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
    throwIfAborted(call.options.signal);
    throw interruptedError(error, call);
  } finally {
    // Cancelling the rest of the body frees the connection.
    reader?.cancel().catch(() => undefined);
  }
}
