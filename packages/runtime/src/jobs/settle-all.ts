import { callObserver } from "../settings/hooks.js";
import { callback, checkOptions } from "../settings/option-rules.js";
import { follow } from "../time/signals.js";
import { AsyncQueue } from "./async-queue.js";
import type { Job } from "./job.js";
import type { Outcome } from "./outcome.js";
import type { Snapshot } from "./snapshot.js";
import { WAIT_RULES, type Update, type WaitOptions } from "./wait-options.js";

type AnyJob = Job<unknown, unknown>;

/** How the wait for one job ended: with the outcome of the job, or with an error. */
export type Settled<J> =
  J extends Job<infer R, infer S>
    ? | { readonly index: number; readonly job: J; readonly ok: true; readonly outcome: Outcome<R, S> }
      | { readonly index: number; readonly job: J; readonly ok: false; readonly error: unknown }
    : never;

/** Options of each wait. */
export interface SettleAllOptions<J extends AnyJob = AnyJob> extends Omit<
  WaitOptions,
  "onUpdate" | "group" | "cancelOnTimeout"
> {
  /** Called on every change of a job. `index` is its place in the argument. */
  readonly onUpdate?: ((update: Update<unknown>, job: J, index: number) => void) | undefined;
  /** Called on every change of a job, to keep the snapshot. */
  readonly onSnapshot?: ((snapshot: Snapshot, job: J, index: number) => void) | undefined;
}

/** How several jobs ended, in the order of the argument. Never rejects. */
export interface SettleAllResult<J extends readonly AnyJob[]> extends Promise<{
  -readonly [K in keyof J]: Settled<J[K]>;
}> {
  /**
   * Each job as it ends, completed ones first. `break` ends the open waits, also for the promise, and cancels nothing
   * on the server.
   */
  asCompleted(): AsyncIterable<Settled<J[number]>>;
}

/** The state of one call of `settleAll`. */
interface Batch {
  readonly controller: AbortController;
  /** In order of completion. */
  readonly completed: Settled<AnyJob>[];
  readonly readers: Set<AsyncQueue<Settled<AnyJob>>>;
  isOver: boolean;
}

/**
 * Waits for several jobs of one or more providers. A failed job does not affect the others. A tuple keeps the types of
 * its jobs. Throws `ParameterError` for an invalid option.
 */
export function settleAll<const J extends readonly AnyJob[]>(
  jobs: J,
  options?: SettleAllOptions<J[number]>,
): SettleAllResult<J>;
export function settleAll(jobs: readonly AnyJob[], options: SettleAllOptions = {}): SettleAllResult<readonly AnyJob[]> {
  checkOptions(options, { ...WAIT_RULES, onSnapshot: callback });
  const controller = new AbortController();
  const forget = follow(options.signal, controller);
  const batch: Batch = { controller, completed: [], readers: new Set(), isOver: false };
  const waits = jobs.map((job, index) => settleOne(batch, job, index, options));
  const all = Promise.all(waits).finally(() => {
    forget?.();
    batch.isOver = true;
    for (const reader of batch.readers) reader.close();
  });
  return Object.assign(all, { asCompleted: () => ({ [Symbol.asyncIterator]: () => iterate(batch) }) });
}

/** Never rejects. */
async function settleOne(
  batch: Batch,
  job: AnyJob,
  index: number,
  { onUpdate, onSnapshot, ...options }: SettleAllOptions,
): Promise<Settled<AnyJob>> {
  const observe = (update: Update<unknown>) => {
    callObserver(onUpdate, update, job, index);
    if (onSnapshot !== undefined) callObserver(onSnapshot, job.snapshot(), job, index);
  };
  const isObserved = onUpdate !== undefined || onSnapshot !== undefined;
  const shared = {
    ...options,
    signal: batch.controller.signal,
    group: batch,
    onUpdate: isObserved ? observe : undefined,
  };
  let settled: Settled<AnyJob>;
  try {
    settled = { index, job, ok: true, outcome: await job.settle(shared) };
  } catch (error) {
    settled = { index, job, ok: false, error };
  }
  batch.completed.push(settled);
  for (const reader of batch.readers) reader.add(settled);
  return settled;
}

function iterate({ controller, completed, readers, isOver }: Batch): AsyncIterator<Settled<AnyJob>, undefined> {
  const queue = new AsyncQueue<Settled<AnyJob>>();
  for (const settled of completed) queue.add(settled);
  if (isOver) queue.close();
  readers.add(queue);
  return {
    next: () => queue.next(),
    return() {
      readers.delete(queue);
      queue.clear();
      controller.abort();
      return queue.next();
    },
  };
}
