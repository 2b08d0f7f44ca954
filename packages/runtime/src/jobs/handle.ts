import { ParameterError } from "../errors/parameter-error.js";
import type { Requester } from "../requester.js";
import { OUTCOME, RESULT, STEP, type Conclusion } from "./conclusion.js";
import { type Facts, newFacts } from "./facts.js";
import { snapshotOf } from "./failure.js";
import type { Job, JobOptions } from "./job.js";
import type { Outcome } from "./outcome.js";
import type { Poll } from "./poll.js";
import { Polls } from "./polls.js";
import type { Subject } from "./requests.js";
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
  /** How long a wait may take that sets no deadline. */
  readonly #usualMs: number;
  /** The deadline that a snapshot brought. */
  readonly #resumed: number | undefined;
  /** The deadline of the latest call. */
  #deadline: number;

  constructor(
    client: Requester,
    spec: JobSpec,
    of: string | Snapshot,
    options: JobOptions | undefined,
    known?: Partial<Facts>,
  ) {
    const now = client.clock.now();
    const { id, facts, deadline } =
      typeof of === "string"
        ? { id: jobId(client, spec, of), facts: { ...newFacts(now), ...known }, deadline: undefined }
        : readSnapshot(client, spec, of);
    if (options !== undefined) checkNumbers(options);
    const { deadlineMs = DEFAULT_DEADLINE_MS, ...usual } = spec.wait ?? {};
    this.#usualMs = deadlineMs;
    this.#options = spec.wait === undefined ? options : mergeWait(usual, options);
    this.#resumed = deadline;
    this.#poll = Polls.of(client).create(spec, id, facts, options ?? {});
    this.#deadline = this.#deadlineFrom(now, options?.deadlineMs);
  }

  get id(): string {
    return this.#poll.id;
  }

  wait(options?: WaitOptions): Promise<unknown> {
    return this.ending(options, RESULT);
  }

  settle(options?: WaitOptions): Promise<Outcome<unknown, unknown>> {
    return this.ending(options, OUTCOME);
  }

  updates(options?: WaitOptions): AsyncIterable<Update<unknown>> {
    return { [Symbol.asyncIterator]: () => this.call(options, (...call) => new Watch(...call)) };
  }

  step(options?: WaitOptions): Promise<Step<unknown, unknown>> {
    return this.call(options, (...call) => settlement(...call, STEP), this.#poll.facts.started);
  }

  snapshot(): Snapshot {
    return snapshotOf(this.#poll, this.#deadline);
  }

  /** Starts a wait that is its caller's own. */
  attach(options: WaitOptions, make: MakeWaiter<Waiter>): void {
    this.call(options, make).start();
  }

  /** What is asked about the job, by the ids and arguments that this handle was made with. */
  protected get subject(): Subject {
    const { client, spec, id } = this.#poll;
    return { client, spec, id, options: this.#options ?? {} };
  }

  /** A job that nobody can cancel refuses to be, before anything is sent. */
  protected ending<T>(options: WaitOptions | undefined, to: Conclusion<T>): Promise<T> {
    if (options?.cancelOnTimeout === true) return Promise.reject(notCancellable());
    return this.call(options, (...call) => settlement(...call, to));
  }

  protected call<W>(options: WaitOptions | undefined, make: MakeWaiter<W>, start = this.#poll.client.clock.now()): W {
    const given = mergeWait(this.#options, options);
    this.#deadline = this.#deadlineFrom(start, given.deadlineMs);
    this.#poll = this.#poll.shared(given);
    return make(this.#poll, given, this.#deadline);
  }

  #deadlineFrom(start: number, deadlineMs: number | undefined): number {
    return deadlineMs === undefined ? (this.#resumed ?? start + this.#usualMs) : start + deadlineMs;
  }
}

/** A job that no operation cancels was asked to be cancelled. */
export function notCancellable(): ParameterError {
  return new ParameterError("cancelOnTimeout", "needs an operation that cancels such a job, and none is declared");
}
