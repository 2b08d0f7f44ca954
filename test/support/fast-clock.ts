import type { Clock, Fetch } from "@specloom/runtime";

/** A clock for pauses between requests over real sockets, and the `fetch` that it knows of. */
export interface FastClock extends Clock {
  readonly fetch: Fetch;
}

/**
 * A clock whose time moves only from one timer to the next, in the order of their due times. It waits `speed` times
 * less than they ask for, and begins anew whenever a timer is set or taken away; it stands still while a request of its
 * `fetch` waits for headers. A busy machine changes nothing. Chance always falls in the middle.
 */
export function fastClock(fetch: Fetch = globalThis.fetch, speed = 500): FastClock {
  const epoch = Date.now();
  const timers = new Map<() => void, number>();
  let now = 0;
  let requests = 0;
  let wait: NodeJS.Timeout | undefined;
  let turn: NodeJS.Immediate | undefined;

  function restart(): void {
    clearTimeout(wait);
    clearImmediate(turn);
    const [first, ...rest] = timers;
    if (first === undefined || requests > 0) return;
    const [ring, due] = rest.reduce((least, timer) => (timer[1] < least[1] ? timer : least), first);
    const go = (): void => {
      timers.delete(ring);
      now = due;
      restart();
      ring();
    };
    // What has arrived meanwhile comes before a timer that is late.
    wait = setTimeout(() => (turn = setImmediate(go)), (due - now) / speed);
  }

  return {
    now: () => now,
    date: () => epoch + Math.floor(now),
    schedule(callback, delayMs) {
      const ring = (): void => callback();
      timers.set(ring, now + delayMs);
      restart();
      return () => {
        if (timers.delete(ring)) restart();
      };
    },
    random: () => 0.5,
    async fetch(...request) {
      requests += 1;
      restart();
      try {
        return await fetch(...request);
      } finally {
        requests -= 1;
        restart();
      }
    },
  };
}
