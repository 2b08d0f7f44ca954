import type { Clock, Fetch } from "@specloom/runtime";

/** A clock for pauses between requests over real sockets, and the `fetch` that it knows of. */
export interface FastClock extends Clock {
  readonly fetch: Fetch;
}

/** Turns of the event loop after which nothing more is on its way between a client and a server in one process. */
const QUIET_TURNS = 25;

/**
 * A clock whose time moves only from one timer to the next, in the order of their due times: at once, as soon as nothing
 * has happened for some turns of the event loop. It stands still while a request of its `fetch` waits for headers. It
 * measures no time, so a busy machine changes nothing. Chance always falls in the middle.
 */
export function fastClock(fetch: Fetch = globalThis.fetch): FastClock {
  const epoch = Date.now();
  const timers = new Map<() => void, number>();
  let now = 0;
  let requests = 0;
  let turn: NodeJS.Immediate | undefined;

  function restart(): void {
    clearImmediate(turn);
    if (timers.size > 0 && requests === 0) countDown(QUIET_TURNS);
  }

  function countDown(turns: number): void {
    turn = setImmediate(() => (turns > 0 ? countDown(turns - 1) : fire()));
  }

  function fire(): void {
    const [first, ...rest] = timers;
    if (first === undefined) return;
    const [ring, due] = rest.reduce((least, timer) => (timer[1] < least[1] ? timer : least), first);
    timers.delete(ring);
    now = due;
    restart();
    ring();
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
