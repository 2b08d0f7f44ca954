import type { Clock } from "@specloom/runtime";

/**
 * A clock on which time passes `speed` times as fast, for pauses between requests over real sockets: a second takes
 * two milliseconds unless told otherwise. Chance always falls in the middle.
 */
export function fastClock(speed = 500): Clock {
  const start = performance.now();
  const epoch = Date.now();
  const now = () => (performance.now() - start) * speed;
  return {
    now,
    date: () => epoch + Math.floor(now()),
    schedule(callback, delayMs) {
      const timer = setTimeout(callback, delayMs / speed);
      return () => clearTimeout(timer);
    },
    random: () => 0.5,
  };
}
