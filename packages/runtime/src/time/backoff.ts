import type { Clock } from "./clock.js";

/** What bounds the pause before a retry, in milliseconds. */
export interface Backoff {
  /** No pause is shorter. */
  readonly floorMs: number;
  /** The longest possible first pause; it grows with each retry. */
  readonly baseMs: number;
  /** The growth stops here. */
  readonly capMs: number;
  /** What each pause is multiplied by to give the next. */
  readonly factor: number;
}

export const BACKOFF: Backoff = { floorMs: 100, baseMs: 500, capMs: 8_000, factor: 2 };

/** Added at most to a pause that the server asked for, so that those it turned away do not return together. */
const SPREAD = 1.1;

/**
 * Milliseconds to wait before retry number `retry` (from 0): full jitter between the floor and `min(cap, base·factorⁿ)`.
 * A hint of the server is a floor: something may be added to it, nothing is taken away.
 */
export function backoff(retry: number, hintMs: number | undefined, clock: Clock, bounds: Backoff = BACKOFF): number {
  const low = Math.max(bounds.floorMs, hintMs ?? 0);
  const high = Math.max(Math.min(bounds.capMs, bounds.baseMs * bounds.factor ** retry), (hintMs ?? 0) * SPREAD, low);
  return low + clock.random() * (high - low);
}
