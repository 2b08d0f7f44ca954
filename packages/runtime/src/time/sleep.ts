import { onAbort, throwIfAborted } from "./signals.js";
import type { Timers } from "./timers.js";

/**
 * Resolves after `delayMs`, or rejects with `signal.reason` when the signal aborts. Leaves no timer or listener behind.
 */
export function sleep(timers: Timers, delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    throwIfAborted(signal);
    const alarm = timers.after(delayMs, () => {
      release?.();
      resolve();
    });
    const release =
      signal &&
      onAbort(signal, () => {
        alarm.cancel();
        reject(signal.reason);
      });
  });
}
