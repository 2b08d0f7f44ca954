import type { ActiveCall } from "../request/active-call.js";
import { type Leavable, leavable } from "../time/leavable.js";
import { eitherSignal } from "../time/signals.js";

/**
 * Returns the items that `read` finds in a response. `return` frees the connection at once, even before the first read
 * and while the server sends nothing.
 */
export function itemStream<T>(
  response: Response,
  call: ActiveCall,
  read: (call: ActiveCall) => AsyncGenerator<T, undefined, undefined>,
): Leavable<T> {
  const { options } = call;
  const left = new AbortController();
  const signal = eitherSignal(options.signal, left.signal);
  const leave = () => {
    left.abort();
    // This fails if a reader has locked the body. The reader then cancels the body itself.
    response.body?.cancel().catch(() => undefined);
  };
  return leavable({}, read({ ...call, options: { ...options, signal } }), leave, options.signal);
}
