/** Time and randomness. Each part can be injected, so that tests run in virtual time. */
export interface Clock {
  /** Milliseconds on a monotonic clock with an arbitrary origin. */
  now(): number;
  /** Milliseconds since the Unix epoch, for times that another process reads. */
  date(): number;
  /** Calls `callback` once after `delayMs` (at most 2³¹−1). The returned function cancels it. */
  schedule(callback: () => void, delayMs: number): () => void;
  /** A number in [0, 1). */
  random(): number;
}

/** The clock of the platform. It looks up globals at each call, so fake timers that are installed later work. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  schedule(callback, delayMs) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
