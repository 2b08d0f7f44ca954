/** Time and chance. Every part can be injected, so that tests run in virtual time. */
export interface Clock {
  /** Milliseconds on a monotonic clock; the origin is arbitrary. */
  now(): number;
  /** Milliseconds since the Unix epoch, for what must be understood in another process. */
  date(): number;
  /** Calls `callback` once after `delayMs` (at most 2³¹−1) unless the returned function is called first. */
  schedule(callback: () => void, delayMs: number): () => void;
  /** A number in [0, 1). */
  random(): number;
}

/** The platform's own clock. Globals are looked up at each call, so fake timers installed later are honoured. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  schedule(callback, delayMs) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
