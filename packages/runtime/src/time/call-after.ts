import type { Clock } from "./clock.js";

/** The longest delay that `setTimeout` supports. With a longer one it fires at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Calls `callback` once, `delayMs` from now by the clock's `now()`. The delay may exceed the limit of `setTimeout`, and a
 * timer of the platform that comes early is set again. The returned function prevents the call.
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
