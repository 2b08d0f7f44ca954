import type { ActiveCall } from "../request/active-call.js";
import { leavable } from "../time/leavable.js";
import { eitherSignal } from "../time/signals.js";

/**
 * The items that `read` takes from a response. `return` frees the connection at once, also before the first read and while
 * the server is silent.
 */
export function itemStream<T>(
  response: Response,
  call: ActiveCall,
  read: (call: ActiveCall) => AsyncGenerator<T, undefined, undefined>,
): AsyncGenerator<T, undefined, undefined> {
  const { options } = call;
  const left = new AbortController();
  const signal = options.signal ? eitherSignal(options.signal, left.signal) : left.signal;
  const leave = () => {
    left.abort();
    // A reader cancels its body itself.
    if (response.body?.locked === false) response.body.cancel().catch(() => undefined);
  };
  return leavable(read({ ...call, options: { ...options, signal } }), leave, options.signal);
}
