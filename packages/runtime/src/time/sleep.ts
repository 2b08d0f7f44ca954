import { callAfter } from "./call-after.js";
import type { Clock } from "./clock.js";
import { onAbort, throwIfAborted } from "./signals.js";

/**
 * Resolves after `delayMs`, or rejects with `signal.reason` when the signal aborts. Leaves no timer or listener behind.
 */
export function sleep(clock: Clock, delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    throwIfAborted(signal);
    const cancel = callAfter(clock, delayMs, () => {
      release?.();
      resolve();
    });
    const release =
      signal &&
      onAbort(signal, () => {
        cancel();
        reject(signal.reason);
      });
  });
}
