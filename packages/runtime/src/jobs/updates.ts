import { callObserver } from "../settings/hooks.js";
import { follow } from "../time/signals.js";
import type { Job } from "./job.js";
import type { Outcome } from "./outcome.js";
import { checkWaitOptions, type Update, type WaitOptions } from "./wait-options.js";

/** The updates of a job. Its iterators return the outcome at their end. */
export interface Updates<R, S> extends AsyncIterable<Update<S, R>> {
  [Symbol.asyncIterator](): AsyncIterator<Update<S, R>, Outcome<R, S> | undefined>;
}

/**
 * Iterates over the updates of a wait that begins with the first read. A new update replaces an unread one. `return`
 * ends the wait; the job continues.
 */
export function iterateUpdates<R, S>(
  job: Job<R, S>,
  options: WaitOptions<S> | undefined,
): ReturnType<Updates<R, S>[typeof Symbol.asyncIterator]>;
export function iterateUpdates(
  job: Job<unknown, unknown>,
  options: WaitOptions | undefined,
): AsyncIterator<Update<unknown>, Outcome<unknown, unknown> | undefined> {
  const controller = new AbortController();
  let unread: Update<unknown> | undefined;
  let isClosed = false;
  /** Ends the sleep of the iterator. */
  let wake = () => {};

  async function* updates(): AsyncGenerator<Update<unknown>, Outcome<unknown, unknown> | undefined> {
    checkWaitOptions(options);
    const forget = follow(options?.signal, controller);
    const onUpdate = (update: Update<unknown>) => {
      unread = update;
      wake();
      callObserver(options?.onUpdate, update);
    };
    let hasEnded = false;
    const end = job.settle({ ...options, signal: controller.signal, onUpdate }).finally(() => {
      hasEnded = true;
      forget?.();
      wake();
    });
    end.catch(() => undefined);
    for (;;) {
      const update = unread;
      unread = undefined;
      if (isClosed) return undefined;
      if (update !== undefined) yield update;
      else if (hasEnded) return end;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  const generator = updates();
  return {
    next: () => generator.next(),
    return() {
      isClosed = true;
      controller.abort();
      wake();
      return generator.return(undefined);
    },
  };
}
