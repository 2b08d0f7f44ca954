import { callObserver } from "../settings/hooks.js";
import { callback, checkOptions, checkValue, list } from "../settings/option-rules.js";
import { follow } from "../time/signals.js";
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

/**
 * Waits for several jobs of one or more providers. A failed job does not affect the others. A tuple keeps the types of
 * its jobs. Throws `ParameterError` for an invalid option, or for jobs that are no array.
 */
export function settleAll<const J extends readonly AnyJob[]>(
  jobs: J,
  options?: SettleAllOptions<J[number]>,
): SettleAllResult<J>;
export function settleAll(of: readonly AnyJob[], given: SettleAllOptions = {}): SettleAllResult<readonly AnyJob[]> {
  checkValue("jobs", of, list);
  // The caller may change the list meanwhile.
  const jobs = [...of];
  checkOptions(given, { ...WAIT_RULES, onSnapshot: callback });
  const { onUpdate, onSnapshot, ...options } = given;
  const controller = new AbortController();
  const forget = follow(options.signal, controller);
  const shared = { ...options, signal: controller.signal, group: controller };
  const isObserved = onUpdate !== undefined || onSnapshot !== undefined;
  /** In order of completion. */
  const completed: Settled<AnyJob>[] = [];
  /** Called when one more has completed. */
  const sleepers = new Set<() => void>();
  const wake = () => {
    for (const sleeper of sleepers) sleeper();
    sleepers.clear();
  };

  /** Never rejects. */
  const settleOne = async (job: AnyJob, index: number): Promise<Settled<AnyJob>> => {
    const observe = (update: Update<unknown>) => {
      callObserver(onUpdate, update, job, index);
      if (onSnapshot !== undefined) callObserver(onSnapshot, job.snapshot(), job, index);
    };
    const wait = isObserved ? { ...shared, onUpdate: observe } : shared;
    let settled: Settled<AnyJob>;
    try {
      settled = { index, job, ok: true, outcome: await job.settle(wait) };
    } catch (error) {
      settled = { index, job, ok: false, error };
    }
    completed.push(settled);
    wake();
    return settled;
  };

  async function* asCompleted(): AsyncGenerator<Settled<AnyJob>, undefined> {
    for (let index = 0; index < jobs.length; index++) {
      while (completed.length <= index) await new Promise<void>((resolve) => sleepers.add(resolve));
      const settled = completed[index];
      if (settled !== undefined) yield settled;
    }
    return undefined;
  }

  const all = Promise.all(jobs.map(settleOne)).finally(() => forget?.());
  const iterator = () => {
    const generator = asCompleted();
    const stop = () => {
      controller.abort();
      return generator.return(undefined);
    };
    return { next: () => generator.next(), return: stop };
  };
  return Object.assign(all, { asCompleted: () => ({ [Symbol.asyncIterator]: iterator }) });
}
