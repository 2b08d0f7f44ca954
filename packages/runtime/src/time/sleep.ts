import { onAbort } from "./signals.js";
import type { Timers } from "./timers.js";

/** Resolves after `delayMs`; rejects with `signal.reason` as soon as the signal aborts. Leaves no timer or listener. */
export function sleep(timers: Timers, delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted === true) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const release =
      signal &&
      onAbort(signal, () => {
        alarm.cancel();
        reject(signal.reason);
      });
    const alarm = timers.after(delayMs, () => {
      release?.();
      resolve();
    });
  });
}
