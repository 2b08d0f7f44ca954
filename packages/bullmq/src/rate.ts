/** A window of BullMQ's limiter: at most `max` steps in `ms` milliseconds, which begin with the first of them. */
export interface RateWindow {
  readonly max: number;
  readonly ms: number;
}

/** The window without a limit. There must always be one: BullMQ ignores a pause of a queue that has no limiter. */
const UNLIMITED: RateWindow = { max: 1_000_000_000, ms: 1_000 };

/**
 * The window that keeps a rate. Windows of about 100 ms, or of one step each below ten a second: a second touches one
 * window more than fits in it, so long windows would let twice the rate through.
 */
export function rateWindow(requestsPerSecond = Infinity): RateWindow {
  if (requestsPerSecond >= UNLIMITED.max) return UNLIMITED;
  const max = Math.max(1, Math.floor(requestsPerSecond / 10));
  return { max, ms: Math.min(Math.ceil((max * 1_000) / requestsPerSecond), Number.MAX_SAFE_INTEGER) };
}
