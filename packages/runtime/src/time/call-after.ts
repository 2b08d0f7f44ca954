import type { Clock } from "./clock.js";

/** The maximum delay of `setTimeout` in milliseconds. With a larger value it fires at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Calls `callback` once, after `delayMs` milliseconds of the clock's `now()`. The delay can be larger than the limit of
 * `setTimeout`. If the platform fires its timer too early, the timer is set again. The returned function prevents the call.
 */
export function callAfter(clock: Clock, delayMs: number, callback: () => void): () => void {
  const due = clock.now() + delayMs;
  let cancel: () => void;
  const arm = () => {
    const leftMs = Math.ceil(due - clock.now());
    cancel = clock.schedule(
      () => (clock.now() < due ? arm() : callback()),
      Math.min(Math.max(0, leftMs), MAX_DELAY_MS),
    );
  };
  arm();
  return () => cancel();
}
