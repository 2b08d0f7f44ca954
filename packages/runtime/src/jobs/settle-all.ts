import { onAbort } from "../signals.js";
import type { Job } from "./job.js";
import { Mailbox } from "./mailbox.js";
import type { Outcome } from "./outcome.js";
import type { WaitOptions } from "./wait-options.js";

type AnyJob = Job<unknown, unknown>;

/** How the wait for one of several jobs ended: with the job's outcome, or before it with an error. */
export type Settled<J> =
  J extends Job<infer R, infer S>
    ? | { readonly index: number; readonly job: J; readonly ok: true; readonly outcome: Outcome<R, S> }
      | { readonly index: number; readonly job: J; readonly ok: false; readonly error: unknown }
    : never;

/** Options of each of the waits. */
export type SettleAllOptions = Omit<WaitOptions, "onUpdate" | "group">;

/** Jobs that are waited for together. Nothing is sent before it is awaited or iterated. */
export interface Settling<J extends readonly AnyJob[]> extends PromiseLike<{
  -readonly [K in keyof J]: Settled<J[K]>;
}> {
  /** Each job as it ends. To break off detaches from the others and cancels nothing. */
  asCompleted(): AsyncIterable<Settled<J[number]>>;
}

/**
 * Waits for several jobs, of one provider or of many, one failing without harm to another. Awaited, it gives how each
 * ended, in the order of `jobs`, and never rejects. A tuple keeps each job's types.
 */
export function settleAll<const J extends readonly AnyJob[]>(jobs: J, options: SettleAllOptions = {}): Settling<J> {
  // One result for each job, in the jobs' order: what the mapped type says, and the checker cannot follow.
  return new Together([...jobs], options) as Settling<readonly AnyJob[]> as Settling<J>;
}

class Together implements Settling<readonly AnyJob[]> {
  readonly #jobs: readonly AnyJob[];
  readonly #options: SettleAllOptions;
  #all: Promise<Settled<AnyJob>[]> | undefined;

  constructor(jobs: readonly AnyJob[], options: SettleAllOptions) {
    this.#jobs = jobs;
    this.#options = options;
  }

  then<A = Settled<AnyJob>[], B = never>(
    resolved?: ((settled: Settled<AnyJob>[]) => A | PromiseLike<A>) | null,
    rejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#all ??= new Promise((resolve) => {
      const all: Settled<AnyJob>[] = [];
      wait(
        this.#jobs,
        this.#options,
        (settled) => (all[settled.index] = settled),
        () => resolve(all),
      );
    });
    return this.#all.then(resolved, rejected);
  }

  asCompleted(): AsyncIterable<Settled<AnyJob>> {
    return { [Symbol.asyncIterator]: () => completions(this.#jobs, this.#options) };
  }
}

function completions(jobs: readonly AnyJob[], options: SettleAllOptions): AsyncIterator<Settled<AnyJob>, undefined> {
  const mailbox = new Mailbox<Settled<AnyJob>>();
  let stop: (() => void) | undefined;
  return {
    next() {
      stop ??= wait(
        jobs,
        options,
        (settled) => mailbox.add(settled),
        () => mailbox.close(),
      );
      return mailbox.next();
    },
    return() {
      stop?.();
      stop = () => {};
      mailbox.clear();
      return mailbox.next();
    },
  };
}

/** Waits for all jobs as one group. The returned function detaches from those that have not ended. */
function wait(
  jobs: readonly AnyJob[],
  options: SettleAllOptions,
  each: (settled: Settled<AnyJob>) => void,
  end: () => void,
): () => void {
  const controller = new AbortController();
  const { signal } = options;
  if (signal?.aborted === true) controller.abort(signal.reason);
  const release = signal && onAbort(signal, () => controller.abort(signal.reason));
  let left = jobs.length;
  const finish = (settled?: Settled<AnyJob>) => {
    if (settled !== undefined) each(settled);
    if (settled !== undefined && --left > 0) return;
    release?.();
    end();
  };
  const shared = { ...options, signal: controller.signal, group: controller };
  for (const [index, job] of jobs.entries()) {
    job.settle(shared).then(
      (outcome) => finish({ index, job, ok: true, outcome }),
      (error: unknown) => finish({ index, job, ok: false, error }),
    );
  }
  if (left === 0) finish();
  return () => controller.abort();
}
