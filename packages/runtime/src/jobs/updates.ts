import { callObserver } from "../settings/hooks.js";
import { follow } from "../time/signals.js";
import { AsyncQueue } from "./async-queue.js";
import type { Outcome } from "./outcome.js";
import { checkWaitOptions, type Update, type WaitOptions } from "./wait-options.js";

/** The updates of a job. Its iterators return the outcome at their end. */
export interface Updates<R, S> extends AsyncIterable<Update<S, R>> {
  [Symbol.asyncIterator](): AsyncIterator<Update<S, R>, Outcome<R, S> | undefined>;
}

type Queue = AsyncQueue<Update<unknown>, Outcome<unknown, unknown>>;
type Settle = (options: WaitOptions) => Promise<Outcome<unknown, unknown>>;

/**
 * Iterates over the updates of a wait that begins with the first read. A new update replaces an unread one. `return`
 * ends the wait; the job continues.
 */
export function iterateUpdates(
  settle: Settle,
  options: WaitOptions | undefined,
): AsyncIterator<Update<unknown>, Outcome<unknown, unknown> | undefined> {
  const queue: Queue = new AsyncQueue();
  const controller = new AbortController();
  let hasBegun = false;
  return {
    next() {
      if (!hasBegun) void readInto(queue, settle, options, controller);
      hasBegun = true;
      return queue.next();
    },
    return() {
      hasBegun = true;
      queue.clear();
      controller.abort();
      return queue.next();
    },
  };
}

/** Waits, and puts the updates and the end into the queue. Never rejects. */
async function readInto(
  queue: Queue,
  settle: Settle,
  options: WaitOptions | undefined,
  controller: AbortController,
): Promise<void> {
  let forget: (() => void) | undefined;
  try {
    checkWaitOptions(options);
    forget = follow(options?.signal, controller);
    const onUpdate = (update: Update<unknown>) => {
      queue.replace(update);
      callObserver(options?.onUpdate, update);
    };
    queue.close(await settle({ ...options, signal: controller.signal, onUpdate }));
  } catch (error) {
    queue.fail(error);
  } finally {
    forget?.();
  }
}
