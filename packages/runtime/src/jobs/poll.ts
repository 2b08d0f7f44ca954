import type { Requester } from "../request/requester.js";
import type { TimerEntry } from "../time/timers.js";
import type { JobSpec } from "./job-spec.js";
import { nextPoll } from "./next-poll.js";
import { isTerminal, needsResult, outcomeOf, resultIn, type Outcome } from "./outcome.js";
import type { PollRegistry } from "./poll-registry.js";
import {
  applyAnswer,
  isRateLimited,
  withFreshPatience,
  type AppliedAnswer,
  type PollState,
  type StatusAnswer,
} from "./poll-state.js";
import type { Task } from "./scheduler.js";
import { SharedRequest } from "./shared-request.js";
import { readStatus, type StatusReading } from "./status-reading.js";
import { failedAnswer, requestResult, requestStatus, type PollTarget, type RequestOptions } from "./status-requests.js";
import { resultUnavailableError, timeoutError, waitError } from "./wait-errors.js";
import type { Waiter } from "./waiter.js";

/**
 * The polling of one job, shared by all its waiters. It requests the status, updates its state, informs the waiters and
 * schedules the next request, until the job has an outcome. Without waiters it sends nothing and holds no timer.
 */
export class Poll implements TimerEntry, Task<Poll>, PollTarget {
  due = 0;
  index = -1;
  order = 0;
  group: object | undefined;
  readonly spec: JobSpec;
  readonly id: string;
  readonly key: string;
  options: RequestOptions;
  state: PollState;
  outcome: Outcome<unknown, unknown> | undefined;
  readonly #registry: PollRegistry;
  #waiters: Waiter[] = [];
  #request: SharedRequest | undefined;
  /** The batch operation rejected a request with this job. */
  #isAlone = false;

  constructor(polls: PollRegistry, spec: JobSpec, id: string, key: string, state: PollState, options: RequestOptions) {
    this.#registry = polls;
    this.spec = spec;
    this.id = id;
    this.key = key;
    this.state = state;
    this.options = options;
  }

  get client(): Requester {
    return this.#registry.client;
  }

  /** Whether anyone waits. */
  get active(): boolean {
    return this.#waiters.length > 0;
  }

  /** The poll that a call with these options shares: an active one, else this one or a copy of it. */
  shared(options: RequestOptions): Poll {
    return this.#registry.share(this, options);
  }

  /** The batch operation, unless the job has arguments of its own. */
  get batch(): JobSpec["batch"] {
    return this.key === this.id && this.state.phase === "status" && !this.#isAlone ? this.spec.batch : undefined;
  }

  /** Milliseconds until a step may send a request; at least `busyMs` if others poll the job already. */
  delay(busyMs: number): number {
    const delay = Math.max(this.state.due, this.#registry.scheduler.openAt) - this.client.clock.now();
    return Math.max(0, delay, this.active ? busyMs : 0);
  }

  /** Whether the next poll is due only after `deadline` and nobody else waits. */
  isIdleUntil(deadline: number): boolean {
    return !this.active && this.state.due >= deadline;
  }

  timeout(deadline: number): unknown {
    return timeoutError(this, deadline);
  }

  /** Gives `waiter` what is known already. True if it needs nothing more. */
  replay(waiter: Waiter): boolean {
    const { phase, status, code } = this.state;
    if (this.outcome === undefined && phase === "status") return false;
    waiter.onStatus(readStatus(this.spec, status, code), status, this.state);
    if (this.outcome === undefined && waiter.wantsOutcome) return false;
    waiter.finish(this.outcome);
    return true;
  }

  /** Adds a waiter. The first one starts the polling, at once unless the next poll is due later. */
  join(waiter: Waiter): void {
    if (this.active) {
      this.#waiters.push(waiter);
      return;
    }
    const { attempt, due } = this.state;
    const { group, initialDelayMs = 0 } = waiter.options;
    this.#waiters = [waiter];
    this.group = group;
    this.#registry.add(this);
    this.#schedule(attempt === 0 ? Math.max(due, this.client.clock.now() + initialDelayMs) : due);
  }

  /** Removes a waiter. With the last one the polling stops and the request in flight is aborted. */
  leave(waiter: Waiter): void {
    waiter.release();
    const index = this.#waiters.indexOf(waiter);
    const last = index < 0 ? undefined : this.#waiters.pop();
    if (last === undefined) return;
    if (last !== waiter) this.#waiters[index] = last;
    if (!this.active) this.#stop();
  }

  /** The job is due. The scheduler decides when it may send. */
  fire(): void {
    this.#registry.scheduler.ready(this);
  }

  /** Sends one request: for the result, for the status, or for the status of this job and `others`. Never rejects. */
  async run(others: readonly Poll[]): Promise<void> {
    const polls = [this, ...others];
    const request = new SharedRequest(polls.length);
    for (const poll of polls) poll.#request = request;
    const { signal } = request;
    if (this.state.phase === "result") return this.#fetchResult(request);
    const ask = others.length > 0 ? this.spec.batch?.ask : undefined;
    const answers = (await ask?.(polls, signal)) ?? [await requestStatus(this, signal)];
    for (const [index, poll] of polls.entries()) {
      const answer = answers[index];
      if (answer !== undefined && poll.#received(request)) poll.#applyAnswer(answer, others.length > 0);
    }
  }

  async #fetchResult(request: SharedRequest): Promise<void> {
    try {
      const result = await requestResult(this, this.state, request.signal);
      const { status, code } = this.state;
      if (this.#received(request)) this.#finish(outcomeOf(readStatus(this.spec, status, code), status, result));
    } catch (cause) {
      if (!this.#received(request)) return;
      this.#pauseAll(cause, failedAnswer(this, cause).hintMs);
      for (const waiter of this.#takeWaiters()) waiter.fail(resultUnavailableError(this, waiter.due, cause));
    }
  }

  /** Ends the request. False if nobody waits for it any more. */
  #received(request: SharedRequest): boolean {
    if (this.#request !== request) return false;
    this.#request = undefined;
    return true;
  }

  #applyAnswer(answer: StatusAnswer, shared: boolean): void {
    const applied = applyAnswer(this.spec, this.state, answer, this.client.clock.now());
    if (shared && applied.fault !== undefined && applied.kind !== "transient") {
      // One invalid id may fail a whole batch, so this job leaves the batch.
      this.#isAlone = true;
      this.fire();
      return;
    }
    this.state = applied.state;
    if (!answer.ok || applied.reading === undefined) return this.#continue(applied);
    for (const waiter of this.#waiters) waiter.onStatus(applied.reading, answer.status, applied.state);
    if (isTerminal(applied.reading)) this.#end(applied.reading, answer.status);
    else this.#continue(applied);
  }

  /** Continues after an answer that is not terminal. Each waiter applies its limits; the earliest due time counts. */
  #continue(applied: AppliedAnswer): void {
    let due = Infinity;
    for (const waiter of this.#waiters.slice()) {
      const next = nextPoll(waiter.options, applied, waiter.due, this.client.clock);
      if (next.end === undefined) {
        due = Math.min(due, next.due);
        continue;
      }
      const failure = waitError(this, next, applied, waiter.due);
      this.state = { ...applied.state, due: next.due };
      this.leave(waiter);
      waiter.fail(failure);
    }
    this.#pauseAll(applied.fault, applied.hintMs ?? due - this.client.clock.now());
    if (this.active) this.#schedule(due);
    else this.state = withFreshPatience(this.state);
    for (const waiter of this.#waiters.slice()) waiter.onPending();
  }

  /** A rate limit applies to all jobs of the client, so it pauses all of them. */
  #pauseAll(fault: unknown, milliseconds = 0): void {
    if (isRateLimited(fault) && milliseconds < Infinity) this.#registry.scheduler.pause(milliseconds);
  }

  #end(reading: StatusReading, status: unknown): void {
    const pending = needsResult(this.spec, reading, this.state.result);
    this.state = { ...this.state, status, phase: pending ? "result" : "status" };
    if (!pending) return this.#finish(outcomeOf(reading, status, resultIn(this.spec, status)));
    for (const waiter of this.#waiters.slice()) {
      if (waiter.wantsOutcome) continue;
      this.leave(waiter);
      waiter.finish(undefined);
    }
    if (this.active) this.fire();
  }

  #finish(outcome: Outcome<unknown, unknown>): void {
    this.outcome = outcome;
    for (const waiter of this.#takeWaiters()) waiter.finish(outcome);
  }

  #schedule(due: number): void {
    this.state = { ...this.state, due };
    this.due = due;
    if (due <= this.client.clock.now()) this.fire();
    else this.client.timers.add(this);
  }

  #stop(): void {
    this.#registry.remove(this);
    this.#registry.scheduler.cancel(this);
    this.client.timers.remove(this);
    this.#request?.release();
    this.#request = undefined;
  }

  /** Stops the polling and returns the released waiters. */
  #takeWaiters(): readonly Waiter[] {
    const waiters = this.#waiters;
    this.#waiters = [];
    this.#stop();
    for (const waiter of waiters) waiter.release();
    return waiters;
  }
}
