import { LONGEST_TIMER_MS } from "./options.js";

/** Resolves after a time. Its timer keeps the process alive, so that the caller always continues. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** The value of a promise; undefined if it takes longer than `ms`. The timer keeps the process alive until then. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<{ readonly value: T } | undefined> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      promise.then((value) => ({ value })),
      new Promise<undefined>((resolve) => {
        // A process that was busy reads what has arrived before it calls that late.
        timer = setTimeout(() => setImmediate(resolve, undefined), Math.min(ms, LONGEST_TIMER_MS));
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether a promise is resolved within a time. It never rejects. */
export async function isDoneWithin(ms: number, promise: Promise<unknown>): Promise<boolean> {
  return (await within(ms, promise).catch(() => undefined)) !== undefined;
}
