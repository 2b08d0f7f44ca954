import { onAbort } from "./signals.js";
import type { Timers } from "./timers.js";

/**
 * Resolves after `delayMs`, or rejects with `signal.reason` when the signal aborts. Leaves no timer or listener behind.
 */
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
