import type { Clock } from "./clock.js";

/** The limits of the delay before a retry, in milliseconds. */
export interface Backoff {
  /** The shortest delay. */
  readonly floorMs: number;
  /** The longest possible first delay. It grows with each retry. */
  readonly baseMs: number;
  /** The longest delay. */
  readonly capMs: number;
  /** The growth from one delay to the next. */
  readonly factor: number;
  /** The part of the delay above the shortest one that is random, from 0 to 1. */
  readonly jitter: number;
}

export const BACKOFF: Backoff = { floorMs: 100, baseMs: 500, capMs: 8_000, factor: 2, jitter: 1 };

/** A delay that the server asks for grows by up to 10 %, so that rejected clients do not all return at once. */
const SPREAD = 1.1;

/**
 * Milliseconds to wait before retry number `retry` (from 0): jitter between the floor and `min(cap, base·factorⁿ)`. A delay that the server asks for is a minimum.
 */
export function backoff(retry: number, hintMs = 0, clock: Clock, bounds: Backoff = BACKOFF): number {
  const low = Math.max(bounds.floorMs, hintMs);
  const high = Math.max(Math.min(bounds.capMs, bounds.baseMs * bounds.factor ** retry), hintMs * SPREAD, low);
  const random = bounds.jitter * (high - low);
  return high - random + clock.random() * random;
}
