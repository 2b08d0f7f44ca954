import type { ResponseContext } from "../response/response-context.js";
import { interruptedError } from "../response/response-errors.js";

/**
 * The text of a body as it arrives. Throws the reason of the signal or NetworkError. Leaving the loop cancels the body.
 */
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
    // Cancelling the rest of the body frees the connection.
    reader.cancel().catch(() => undefined);
  }
}
