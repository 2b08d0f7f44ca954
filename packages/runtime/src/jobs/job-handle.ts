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
import { isSnapshot, jobId, readSnapshot, type Snapshot } from "./snapshot.js";
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

/** Creates the waiter of one call. */
type MakeWaiter<W> = (poll: Poll, options: WaitOptions, deadline: number) => W;

/** The state that the calls on one job share. */
export class JobHandle implements Job<unknown, unknown> {
  readonly #options: JobOptions | undefined;
  #poll: Poll;
  /** The deadline of a call without one. */
  readonly #defaultDeadlineMs: number;
  /** The deadline of the snapshot. */
  readonly #resumedDeadline: number | undefined;
  /** The deadline of the latest call. */
  #deadline: number;

  constructor(
    client: Requester,
    spec: JobSpec,
    of: unknown,
    options: JobOptions | undefined,
    known?: Partial<PollState>,
  ) {
    const now = client.clock.now();
    const { id, state, deadline } = isSnapshot(of)
      ? readSnapshot(client, spec, of)
      : { id: jobId(client, spec, of), state: { ...newPollState(now), ...known }, deadline: undefined };
    checkWaitOptions(options);
    const { deadlineMs = DEFAULT_DEADLINE_MS, ...defaults } = spec.wait ?? {};
    this.#defaultDeadlineMs = deadlineMs;
    this.#options = spec.wait === undefined ? options : mergeWaitOptions(defaults, options);
    this.#resumedDeadline = deadline;
    this.#poll = PollRegistry.of(client).create(spec, id, state, options ?? {});
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
    return { [Symbol.asyncIterator]: () => this.call(options, (...call) => new UpdateIterator(...call)) };
  }

  step(options?: WaitOptions): Promise<Step<unknown, unknown>> {
    return this.call(options, (...call) => waitForPromise(...call, STEP), this.#poll.state.started);
  }

  snapshot(): Snapshot {
    return takeSnapshot(this.#poll, this.#deadline);
  }

  /** Starts a waiter that the caller creates. */
  attach(options: WaitOptions, make: MakeWaiter<Waiter>): void {
    this.call(options, make).start();
  }

  /** The job, with the options of this handle. */
  protected get target(): PollTarget {
    const { client, spec, id } = this.#poll;
    return { client, spec, id, options: this.#options ?? {} };
  }

  /** Rejects `cancelOnTimeout`, because there is no cancel operation. */
  protected waitFor<T>(options: WaitOptions | undefined, mode: ResultMode<T>): Promise<T> {
    if (options?.cancelOnTimeout === true) return Promise.reject(notCancellableError());
    return this.call(options, (...call) => waitForPromise(...call, mode));
  }

  protected call<W>(options: WaitOptions | undefined, make: MakeWaiter<W>, start = this.#poll.client.clock.now()): W {
    checkWaitOptions(options);
    const merged = mergeWaitOptions(this.#options, options);
    this.#deadline = this.#deadlineFrom(start, merged.deadlineMs);
    this.#poll = this.#poll.shared(merged);
    return make(this.#poll, merged, this.#deadline);
  }

  #deadlineFrom(start: number, deadlineMs: number | undefined): number {
    return deadlineMs === undefined ? (this.#resumedDeadline ?? start + this.#defaultDeadlineMs) : start + deadlineMs;
  }
}

/** The error for `cancelOnTimeout` without a cancel operation. */
export function notCancellableError(): ParameterError {
  return new ParameterError("cancelOnTimeout", "needs a cancel operation");
}
