import { ParameterError } from "../errors/parameter-error.js";
import type { Requester } from "../request/requester.js";
import type { JobSpec } from "./job-spec.js";
import type { Job, JobOptions } from "./job.js";
import type { Outcome } from "./outcome.js";
import { PollRegistry } from "./poll-registry.js";
import { newPollState, type PollState } from "./poll-state.js";
import type { Poll } from "./poll.js";
import { waitForPromise } from "./promise-waiter.js";
import { SETTLE, STEP, WAIT, type ResultMode } from "./result-mode.js";
import { jobId, readSnapshot, type Snapshot } from "./snapshot.js";
import type { PollTarget } from "./status-requests.js";
import type { Step } from "./step.js";
import { UpdateIterator } from "./update-iterator.js";
import { takeSnapshot } from "./wait-errors.js";
import {
  checkWaitOptions,
  DEFAULT_DEADLINE_MS,
  mergeWaitOptions,
  type Update,
  type WaitOptions,
} from "./wait-options.js";
import type { Waiter } from "./waiter.js";

/** Makes the wait of one call: what it polls, its options and its deadline. */
type MakeWaiter<W> = (poll: Poll, options: WaitOptions, deadline: number) => W;

/** A job as its calls share it: what is polled, and what of it outlives a call. */
export class JobHandle implements Job<unknown, unknown> {
  readonly #options: JobOptions | undefined;
  #poll: Poll;
  /** How long a wait may take that sets no deadline. */
  readonly #defaultDeadlineMs: number;
  /** The deadline that a snapshot brought. */
  readonly #resumedDeadline: number | undefined;
  /** The deadline of the latest call. */
  #deadline: number;

  constructor(
    client: Requester,
    spec: JobSpec,
    of: string | Snapshot,
    options: JobOptions | undefined,
    known?: Partial<PollState>,
  ) {
    const now = client.clock.now();
    const { id, facts, deadline } =
      typeof of === "string"
        ? { id: jobId(client, spec, of), facts: { ...newPollState(now), ...known }, deadline: undefined }
        : readSnapshot(client, spec, of);
    if (options !== undefined) checkWaitOptions(options);
    const { deadlineMs = DEFAULT_DEADLINE_MS, ...usual } = spec.wait ?? {};
    this.#defaultDeadlineMs = deadlineMs;
    this.#options = spec.wait === undefined ? options : mergeWaitOptions(usual, options);
    this.#resumedDeadline = deadline;
    this.#poll = PollRegistry.of(client).create(spec, id, facts, options ?? {});
    this.#deadline = this.#deadlineFrom(now, options?.deadlineMs);
  }

  get id(): string {
    return this.#poll.id;
  }

  wait(options?: WaitOptions): Promise<unknown> {
    return this.waitFor(options, WAIT);
  }

  settle(options?: WaitOptions): Promise<Outcome<unknown, unknown>> {
    return this.waitFor(options, SETTLE);
  }

  updates(options?: WaitOptions): AsyncIterable<Update<unknown>> {
    return { [Symbol.asyncIterator]: () => this.withWaiter(options, (...call) => new UpdateIterator(...call)) };
  }

  step(options?: WaitOptions): Promise<Step<unknown, unknown>> {
    return this.withWaiter(options, (...call) => waitForPromise(...call, STEP), this.#poll.state.started);
  }

  snapshot(): Snapshot {
    return takeSnapshot(this.#poll, this.#deadline);
  }

  /** Starts a wait that is its caller's own. */
  attach(options: WaitOptions, make: MakeWaiter<Waiter>): void {
    this.withWaiter(options, make).start();
  }

  /** What is asked about the job, by the ids and arguments that this handle was made with. */
  protected get target(): PollTarget {
    const { client, spec, id } = this.#poll;
    return { client, spec, id, options: this.#options ?? {} };
  }

  /** A job that nobody can cancel refuses to be, before anything is sent. */
  protected waitFor<T>(options: WaitOptions | undefined, mode: ResultMode<T>): Promise<T> {
    if (options?.cancelOnTimeout === true) return Promise.reject(notCancellableError());
    return this.withWaiter(options, (...waiterArguments) => waitForPromise(...waiterArguments, mode));
  }

  protected withWaiter<W>(
    options: WaitOptions | undefined,
    make: MakeWaiter<W>,
    start = this.#poll.client.clock.now(),
  ): W {
    const given = mergeWaitOptions(this.#options, options);
    this.#deadline = this.#deadlineFrom(start, given.deadlineMs);
    this.#poll = this.#poll.shared(given);
    return make(this.#poll, given, this.#deadline);
  }

  #deadlineFrom(start: number, deadlineMs: number | undefined): number {
    return deadlineMs === undefined ? (this.#resumedDeadline ?? start + this.#defaultDeadlineMs) : start + deadlineMs;
  }
}

/** A job that no operation cancels was asked to be cancelled. */
export function notCancellableError(): ParameterError {
  return new ParameterError("cancelOnTimeout", "needs an operation that cancels such a job, and none is declared");
}
