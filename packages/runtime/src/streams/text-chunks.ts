import type { ActiveCall } from "../request/active-call.js";
import { readBody } from "../response/response-errors.js";
import { onAbort, throwIfAborted } from "../time/signals.js";

/**
 * The text of a body as it arrives; all at once on a platform without streams. Throws the reason of the signal or
 * NetworkError. Leaving the loop cancels the body.
 */
export async function* textChunks(response: Response, call: ActiveCall): AsyncGenerator<string, void> {
  const { signal } = call.options;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  // Cancelling the rest of the body frees the connection. It also ends a read, where fetch does not obey the signal.
  const cancel = () => void reader?.cancel().catch(() => undefined);
  const forget = signal && onAbort(signal, cancel);
  try {
    throwIfAborted(signal);
    if (!response.body) return yield await readBody(response.text(), call);
    reader = response.body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await readBody(reader.read(), call);
      throwIfAborted(signal);
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  } finally {
    forget?.();
    cancel();
  }
}
