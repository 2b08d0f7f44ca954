import { onAbort } from "../time/signals.js";
import { AsyncQueue } from "./async-queue.js";
import { JobHandle } from "./job-handle.js";
import type { Job } from "./job.js";
import type { Outcome } from "./outcome.js";
import type { Poll } from "./poll.js";
import { checkWaitOptions, type WaitOptions } from "./wait-options.js";
import { Waiter } from "./waiter.js";

type AnyJob = Job<unknown, unknown>;

/** How the wait for one job ended: with the outcome of the job, or with an error. */
export type Settled<J> =
  J extends Job<infer R, infer S>
    ? | { readonly index: number; readonly job: J; readonly ok: true; readonly outcome: Outcome<R, S> }
      | { readonly index: number; readonly job: J; readonly ok: false; readonly error: unknown }
    : never;

/** Options of each wait. */
export type SettleAllOptions = Omit<WaitOptions, "onUpdate" | "group" | "cancelOnTimeout">;

/** How several jobs ended, in the order of the argument. Never rejects. */
export interface Settling<J extends readonly AnyJob[]> extends Promise<{ -readonly [K in keyof J]: Settled<J[K]> }> {
  /**
   * Each job as it ends, completed ones first. `break` ends the open waits, also for the promise, and cancels nothing
   * on the server.
   */
  asCompleted(): AsyncIterable<Settled<J[number]>>;
}

/**
 * Waits for several jobs of one or more providers. A failed job does not affect the others. A tuple keeps the types of
 * its jobs. Throws `ParameterError` for an invalid option.
 */
export function settleAll<const J extends readonly AnyJob[]>(jobs: J, options?: SettleAllOptions): Settling<J>;
export function settleAll(jobs: readonly AnyJob[], options: SettleAllOptions = {}): Settling<readonly AnyJob[]> {
  checkWaitOptions(options);
  const batch = new SettleAllBatch();
  const settled = new Promise<Settled<AnyJob>[]>((resolve) => batch.start(jobs, options, resolve));
  return Object.assign(settled, { asCompleted: () => ({ [Symbol.asyncIterator]: () => batch.iterate() }) });
}

/** The waits of one `settleAll` call. */
class SettleAllBatch {
  readonly #controller = new AbortController();
  readonly #settled: Settled<AnyJob>[] = [];
  /** In order of completion. */
  readonly #completed: Settled<AnyJob>[] = [];
  readonly #readers = new Set<AsyncQueue<Settled<AnyJob>>>();
  #left = 0;
  #end = () => {};

  start(jobs: readonly AnyJob[], { signal, ...options }: SettleAllOptions, resolve: (all: Settled<AnyJob>[]) => void) {
    const controller = this.#controller;
    if (signal?.aborted === true) controller.abort(signal.reason);
    const release = signal && onAbort(signal, () => controller.abort(signal.reason));
    this.#left = jobs.length;
    this.#end = () => {
      release?.();
      for (const reader of this.#readers) reader.close();
      resolve(this.#settled);
    };
    const shared = { ...options, signal: controller.signal, group: this };
    for (const [index, job] of jobs.entries()) {
      if (job instanceof JobHandle) job.attach(shared, (...call) => new SettleAllSlot(this, index, job, ...call));
      else {
        job.settle(shared).then(
          (outcome) => this.add({ index, job, ok: true, outcome }),
          (error: unknown) => this.add({ index, job, ok: false, error }),
        );
      }
    }
    if (jobs.length === 0) this.#end();
  }

  add(settled: Settled<AnyJob>): void {
    this.#settled[settled.index] = settled;
    this.#completed.push(settled);
    for (const reader of this.#readers) reader.add(settled);
    if (--this.#left === 0) this.#end();
  }

  iterate(): AsyncIterator<Settled<AnyJob>, undefined> {
    const queue = new AsyncQueue<Settled<AnyJob>>();
    for (const settled of this.#completed) queue.add(settled);
    if (this.#left === 0) queue.close();
    this.#readers.add(queue);
    return {
      next: () => queue.next(),
      return: () => {
        this.#readers.delete(queue);
        queue.clear();
        this.#controller.abort();
        return queue.next();
      },
    };
  }
}

/** The waiter for one job of a batch. It needs no promise of its own. */
class SettleAllSlot extends Waiter {
  readonly #batch: SettleAllBatch;
  readonly #index: number;
  readonly #job: AnyJob;

  constructor(batch: SettleAllBatch, index: number, job: AnyJob, poll: Poll, options: WaitOptions, deadline: number) {
    super(poll, options, deadline);
    this.#batch = batch;
    this.#index = index;
    this.#job = job;
  }

  override finish(outcome: Outcome<unknown, unknown>): void {
    this.#batch.add({ index: this.#index, job: this.#job, ok: true, outcome });
  }

  override fail(error: unknown): void {
    this.#batch.add({ index: this.#index, job: this.#job, ok: false, error });
  }
}
