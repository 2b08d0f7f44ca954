import { type ClientOptions, systemClock } from "@specloom/runtime";

/** What a client holds of its platform, counted where it asks for it. */
export interface Counted {
  /** Makes a client that is counted. */
  readonly options: Pick<ClientOptions, "clock" | "fetch">;
  readonly held: { timers: number; requests: number; listeners: number };
  /** A controller whose signal's listeners are counted. */
  readonly controller: () => AbortController;
}

/** Counts the timers set and not over, the requests sent and not answered, and the listeners added and not removed. */
export function counted(): Counted {
  const held = { timers: 0, requests: 0, listeners: 0 };
  return {
    held,
    options: {
      clock: {
        ...systemClock,
        schedule(callback, delayMs) {
          const end = once(() => held.timers--);
          held.timers++;
          const clear = systemClock.schedule(() => {
            end();
            callback();
          }, delayMs);
          return () => {
            end();
            clear();
          };
        },
      },
      async fetch(url, init) {
        held.requests++;
        try {
          return await globalThis.fetch(url, init);
        } finally {
          held.requests--;
        }
      },
    },
    controller() {
      const controller = new AbortController();
      const { signal } = controller;
      const add = signal.addEventListener.bind(signal);
      const remove = signal.removeEventListener.bind(signal);
      // One signal of one test: the platform's class stays as it is.
      Object.assign(signal, {
        addEventListener(type: string, listener: () => void) {
          held.listeners++;
          add(type, listener);
        },
        removeEventListener(type: string, listener: () => void) {
          held.listeners--;
          remove(type, listener);
        },
      });
      return controller;
    },
  };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
