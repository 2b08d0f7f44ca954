import type { ResponseContext } from "../response/response-context.js";
import { interruptedError } from "../response/response-errors.js";

/** A body as text, as it arrives. Rejects with the signal's reason or NetworkError; leaving it cancels the body. */
export async function* textChunks({ body }: Response, context: ResponseContext): AsyncGenerator<string, void> {
  if (body === null) return;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } catch (error) {
    context.signal?.throwIfAborted();
    throw interruptedError(error, context);
  } finally {
    // What is left of it is not wanted, and its connection is.
    reader.cancel().catch(() => undefined);
  }
}
