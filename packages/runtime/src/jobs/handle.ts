import type { CallOptions } from "../call.js";
import { JobTimeoutError } from "../errors/job-errors.js";
import { ParameterError } from "../errors/parameter-error.js";
import type { Requester } from "../requester.js";
import { address } from "./address.js";
import { OUTCOME, RESULT, STEP, type Conclusion } from "./conclusion.js";
import { newFacts } from "./facts.js";
import { snapshotOf } from "./failure.js";
import type { CancellableJob, Job, JobOptions } from "./job.js";
import type { Outcome } from "./outcome.js";
import type { Poll } from "./poll.js";
import { Polls } from "./polls.js";
import { settlement } from "./settlement.js";
import { jobId, readSnapshot, type Snapshot } from "./snapshot.js";
import type { JobSpec } from "./spec.js";
import type { Step } from "./step.js";
import { checkNumbers, DEFAULT_DEADLINE_MS, mergeWait, type Update, type WaitOptions } from "./wait-options.js";
import type { Waiter } from "./waiter.js";
import { Watch } from "./watch.js";

/** Makes the wait of one call: what it polls, its options and its deadline. */
type MakeWaiter<W> = (poll: Poll, options: WaitOptions, deadline: number) => W;

/** A job as its calls share it: what is polled, and what of it outlives a call. */
export class Handle implements Job<unknown, unknown> {
  readonly #options: JobOptions | undefined;
  #poll: Poll;
  /** The deadline that a snapshot brought. */
  readonly #resumed: number | undefined;
  /** The deadline of the latest call. */
  #deadline: number;

  constructor(client: Requester, spec: JobSpec, of: string | Snapshot, options: JobOptions | undefined) {
    const now = client.clock.now();
    const { id, facts, deadline } =
      typeof of === "string"
        ? { id: jobId(client, spec, of), facts: newFacts(now), deadline: undefined }
        : readSnapshot(client, spec, of);
    if (options !== undefined) checkNumbers(options);
    this.#options = options;
    this.#resumed = deadline;
    this.#poll = Polls.of(client).create(spec, id, facts, options ?? {});
    this.#deadline = this.#deadlineFrom(now, options?.deadlineMs);
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
    return { [Symbol.asyncIterator]: () => this.#call(options, (...call) => new Watch(...call)) };
  }

  step(options?: WaitOptions): Promise<Step<unknown, unknown>> {
    return this.#call(options, (...call) => settlement(...call, STEP), this.#poll.facts.started);
  }

  snapshot(): Snapshot {
    return snapshotOf(this.#poll, this.#deadline);
  }

  /** Starts a wait that is its caller's own. */
  attach(options: WaitOptions, make: MakeWaiter<Waiter>): void {
    this.#call(options, make).start();
  }

  protected async requestCancel(options: CallOptions | undefined): Promise<void> {
    const { client, spec, id } = this.#poll;
    if (spec.cancel === undefined) throw notCancellable("cancel");
    const { operation, path, params } = address(spec.cancel.operation, spec.cancel.id, id, this.#options?.params);
    await client.request(operation, path, params, options);
  }

  #settle<T>(options: WaitOptions | undefined, to: Conclusion<T>): Promise<T> {
    if (options?.cancelOnTimeout !== true) return this.#call(options, (...call) => settlement(...call, to));
    if (this.#poll.spec.cancel === undefined) return Promise.reject(notCancellable("cancelOnTimeout"));
    return this.#call(options, (...call) => settlement(...call, to).catch((error) => this.#cancelled(call[1], error)));
  }

  #call<W>(options: WaitOptions | undefined, make: MakeWaiter<W>, start = this.#poll.client.clock.now()): W {
    const given = mergeWait(this.#options, options);
    this.#deadline = this.#deadlineFrom(start, given.deadlineMs);
    this.#poll = this.#poll.shared(given);
    return make(this.#poll, given, this.#deadline);
  }

  #deadlineFrom(start: number, deadlineMs: number | undefined): number {
    return deadlineMs === undefined ? (this.#resumed ?? start + DEFAULT_DEADLINE_MS) : start + deadlineMs;
  }

  /** The caller asked for it: a job whose wait timed out is cancelled before the wait fails. */
  async #cancelled({ signal, headers, timeoutMs }: WaitOptions, error: unknown): Promise<never> {
    // Whether the server agrees changes nothing for this wait.
    if (error instanceof JobTimeoutError) await this.requestCancel({ signal, headers, timeoutMs }).catch(() => {});
    throw error;
  }
}

export class CancellableHandle extends Handle implements CancellableJob<unknown, unknown> {
  cancel(options?: CallOptions): Promise<void> {
    return this.requestCancel(options);
  }
}

function notCancellable(option: string): ParameterError {
  return new ParameterError(option, "needs an operation that cancels such a job, and none is declared");
}
