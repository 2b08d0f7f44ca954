import type { CallOptions } from "../call.js";
import { JobCancelledError, JobFailedError, JobPartialError, JobTimeoutError } from "../errors/job-errors.js";
import { ParameterError } from "../errors/parameter-error.js";
import type { Params, Requester } from "../requester.js";
import { address } from "./address.js";
import { newFacts } from "./facts.js";
import type { Outcome } from "./outcome.js";
import type { Poll } from "./poll.js";
import { Polls } from "./polls.js";
import type { JobError } from "./reading.js";
import { nameOf, snapshotOf } from "./failure.js";
import { settlement, type Conclusion } from "./settlement.js";
import { jobId, readSnapshot, type Snapshot } from "./snapshot.js";
import type { JobSpec } from "./spec.js";
import type { Step } from "./step.js";
import { DEFAULT_DEADLINE_MS, mergeWait, type Update, type WaitOptions } from "./wait-options.js";
import { Watch } from "./watch.js";

/** A job on the server. `R` is its result, `S` the body of its status operation. Not thenable: it is asked to wait. */
export interface Job<R, S> {
  readonly id: string;
  /**
   * Waits for success and gives the result. Throws `JobFailedError`, `JobCancelledError` or `JobPartialError` for
   * another end, and what `settle` throws.
   */
  wait(options?: WaitOptions<S>): Promise<R>;
  /**
   * Waits for the end, whatever it is. Throws `JobTimeoutError`, `JobIndeterminateError`, `JobNotFoundError` or
   * `ResultUnavailableError`, each with a snapshot; what a request threw that is not worth repeating; or the reason
   * of the signal that aborted.
   */
  settle(options?: WaitOptions<S>): Promise<Outcome<R, S>>;
  /** Every change of state, progress or message, the terminal one last. A slow reader gets the latest. */
  updates(options?: WaitOptions<S>): AsyncIterable<Update<S>>;
  /** One status request and no pause: for engines that sleep by themselves. `deadlineMs` counts from the job's start. */
  step(options?: WaitOptions<S>): Promise<Step<R, S>>;
  /** The wait as it stands, for another process to go on with. */
  snapshot(): Snapshot;
}

/** A job whose provider can cancel it. */
export interface CancellableJob<R, S> extends Job<R, S> {
  /** Asks the server to cancel. How the job ends is still what waiting reports. */
  cancel(options?: CallOptions): Promise<void>;
}

/** Options of every call on one job that gives none of its own. A signal and an observer belong to one call. */
export type JobOptions<P extends object = Params> = Omit<WaitOptions<unknown, P>, "signal" | "onUpdate">;

// The types are the declaration's word: no body is checked against its schema, since a value outside it (a fraction
// where an integer is declared) must not break a wait. This is the one place where that trust is given.

/** The job with an id, or the one that a snapshot was taken of. Throws `SnapshotError` for a snapshot of another. */
export function job<R, S>(client: Requester, spec: JobSpec, of: string | Snapshot, options?: JobOptions): Job<R, S> {
  return new Handle(client, spec, of, options) as Job<R, S>;
}

/** The same, where the provider has an operation that cancels. */
export function cancellableJob<R, S>(
  client: Requester,
  spec: JobSpec,
  of: string | Snapshot,
  options?: JobOptions,
): CancellableJob<R, S> {
  return new CancellableHandle(client, spec, of, options) as CancellableJob<R, S>;
}

class Handle implements Job<unknown, unknown> {
  readonly #options: JobOptions;
  #poll: Poll;
  /** The deadline that a snapshot brought. */
  readonly #resumed: number | undefined;
  /** The deadline of the latest call. */
  #deadline: number;

  constructor(client: Requester, spec: JobSpec, of: string | Snapshot, options: JobOptions = {}) {
    const started = newFacts(client.clock.now());
    const { id, facts, deadline } =
      typeof of === "string"
        ? { id: jobId(client, spec, of), facts: started, deadline: undefined }
        : readSnapshot(client, spec, of);
    this.#options = options;
    this.#resumed = deadline;
    this.#poll = Polls.of(client).create(spec, id, facts, options);
    this.#deadline = this.#deadlineFrom(started.due, options);
  }

  get id(): string {
    return this.#poll.id;
  }

  wait(options?: WaitOptions): Promise<unknown> {
    return this.#settle(options, RESULT);
  }

  settle(options?: WaitOptions): Promise<Outcome<unknown, unknown>> {
    return this.#settle(options, OUTCOME);
  }

  updates(options?: WaitOptions): AsyncIterable<Update<unknown>> {
    return {
      [Symbol.asyncIterator]: () => {
        const given = this.#given(options);
        return new Watch(this.#join(given, this.#poll.client.clock.now()), given, this.#deadline);
      },
    };
  }

  step(options?: WaitOptions): Promise<Step<unknown, unknown>> {
    const given = this.#given(options);
    return settlement(this.#join(given, this.#poll.facts.started), given, this.#deadline, STEP);
  }

  snapshot(): Snapshot {
    return snapshotOf(this.#poll, this.#deadline);
  }

  protected async requestCancel(options: CallOptions | undefined): Promise<void> {
    const { client, spec, id } = this.#poll;
    if (spec.cancel === undefined) throw notCancellable("cancel");
    const { operation, path, params } = address(spec.cancel.operation, spec.cancel.id, id, this.#options.params);
    await client.request(operation, path, params, options);
  }

  #settle<T>(options: WaitOptions | undefined, conclusion: Conclusion<T>): Promise<T> {
    const given = this.#given(options);
    const cancels = given.cancelOnTimeout === true;
    if (cancels && this.#poll.spec.cancel === undefined) return Promise.reject(notCancellable("cancelOnTimeout"));
    const settled = settlement(this.#join(given, this.#poll.client.clock.now()), given, this.#deadline, conclusion);
    return cancels ? settled.catch((error: unknown) => this.#cancelled(given, error)) : settled;
  }

  #given(options: WaitOptions | undefined): WaitOptions {
    return mergeWait(this.#options, options);
  }

  #join(options: WaitOptions, start: number): Poll {
    this.#deadline = this.#deadlineFrom(start, options);
    this.#poll = this.#poll.shared(options);
    return this.#poll;
  }

  #deadlineFrom(start: number, { deadlineMs }: WaitOptions): number {
    return deadlineMs === undefined ? (this.#resumed ?? start + DEFAULT_DEADLINE_MS) : start + deadlineMs;
  }

  /** The caller asked for it: a job whose wait timed out is cancelled before the wait fails. */
  async #cancelled({ signal, headers, timeoutMs }: WaitOptions, error: unknown): Promise<never> {
    // Whether the server agrees changes nothing for this wait.
    if (error instanceof JobTimeoutError) await this.requestCancel({ signal, headers, timeoutMs }).catch(() => {});
    throw error;
  }
}

class CancellableHandle extends Handle implements CancellableJob<unknown, unknown> {
  cancel(options?: CallOptions): Promise<void> {
    return this.requestCancel(options);
  }
}

const OUTCOME: Conclusion<Outcome<unknown, unknown>> = { ended: (outcome) => outcome };

const RESULT: Conclusion<unknown> = {
  ended(outcome, poll) {
    switch (outcome.kind) {
      case "succeeded":
        return outcome.result;
      case "partial":
        throw new JobPartialError(`${nameOf(poll)} succeeded in part${because(outcome.error)}`, outcome);
      case "failed":
        throw new JobFailedError(`${nameOf(poll)} failed${because(outcome.error)}`, outcome);
      case "cancelled":
        throw new JobCancelledError(`${nameOf(poll)} was cancelled`, outcome);
    }
  },
};

const STEP: Conclusion<Step<unknown, unknown>> = {
  ended: (outcome) => ({ done: true, outcome }),
  pending: (poll, nextDelayMs, deadline) => ({ done: false, nextDelayMs, snapshot: snapshotOf(poll, deadline) }),
};

function because({ message }: JobError): string {
  return message === undefined ? "" : `: ${message}`;
}

function notCancellable(option: string): ParameterError {
  return new ParameterError(option, "needs an operation that cancels such a job, and none is declared");
}
