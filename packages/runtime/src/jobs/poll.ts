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
 * The polling of one job, shared by all that wait for it. It asks, lets the answer change the facts, tells the
 * waiters, and is due again; or it ends with an outcome. While nobody waits it does nothing and holds nothing.
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
  /** The batch operation refused a request that this job was part of. */
  #excludedFromBatch = false;

  constructor(polls: PollRegistry, spec: JobSpec, id: string, key: string, facts: PollState, options: RequestOptions) {
    this.#registry = polls;
    this.spec = spec;
    this.id = id;
    this.key = key;
    this.state = facts;
    this.options = options;
  }

  get client(): Requester {
    return this.#registry.client;
  }

  /** True while someone waits. */
  get active(): boolean {
    return this.#waiters.length > 0;
  }

  /** The poll that a call with these options shares: one already going on, else this one or its continuation. */
  shared(options: RequestOptions): Poll {
    return this.#registry.share(this, options);
  }

  /** A job with arguments of its own is asked about by itself. */
  get batch(): JobSpec["batch"] {
    return this.key === this.id && this.state.phase === "status" && !this.#excludedFromBatch
      ? this.spec.batch
      : undefined;
  }

  /** Milliseconds for which a step would have to sleep; of a job that others poll already, at least `busyMs`. */
  delay(busyMs: number): number {
    const delay = Math.max(this.state.due, this.#registry.scheduler.openAt) - this.client.clock.now();
    return Math.max(0, delay, this.active ? busyMs : 0);
  }

  /** True where the server has asked not to be asked before `deadline`, and nobody else is waiting already. */
  isNotDueBefore(deadline: number): boolean {
    return !this.active && this.state.due >= deadline;
  }

  timeout(deadline: number): unknown {
    return timeoutError(this, deadline);
  }

  /** Gives `waiter` what is known already. True where that was all it waited for. */
  deliverKnown(waiter: Waiter): boolean {
    const { phase, status, code } = this.state;
    if (this.outcome === undefined && phase === "status") return false;
    waiter.onStatus(readStatus(this.spec, status, code), status, this.state);
    if (this.outcome === undefined && waiter.wantsOutcome) return false;
    waiter.finish(this.outcome);
    return true;
  }

  /** Polls for `waiter` too. The first to come starts the polling, at once unless it is known to be due later. */
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

  /** Stops polling for `waiter`; with the last of them the polling stops, and the request in flight is aborted. */
  leave(waiter: Waiter): void {
    waiter.release();
    const place = this.#waiters.indexOf(waiter);
    const last = place < 0 ? undefined : this.#waiters.pop();
    if (last === undefined) return;
    if (last !== waiter) this.#waiters[place] = last;
    if (!this.active) this.#stop();
  }

  /** The job is due: the scheduler decides when it may send. */
  fire(): void {
    this.#registry.scheduler.ready(this);
  }

  /** Sends one request: for the result, for the status, or for the status of this job and `others`. Never rejects. */
  async run(others: readonly Poll[]): Promise<void> {
    const polls = [this, ...others];
    const flight = new SharedRequest(polls.length);
    for (const poll of polls) poll.#request = flight;
    const { signal } = flight;
    if (this.state.phase === "result") return this.#fetchResult(flight);
    const ask = others.length > 0 ? this.spec.batch?.ask : undefined;
    const answers = (await ask?.(polls, signal)) ?? [await requestStatus(this, signal)];
    for (const [place, poll] of polls.entries()) {
      const answer = answers[place];
      if (answer !== undefined && poll.#received(flight)) poll.#applyAnswer(answer, others.length > 0);
    }
  }

  async #fetchResult(flight: SharedRequest): Promise<void> {
    try {
      const result = await requestResult(this, this.state, flight.signal);
      const { status, code } = this.state;
      if (this.#received(flight)) this.#finish(outcomeOf(readStatus(this.spec, status, code), status, result));
    } catch (cause) {
      if (!this.#received(flight)) return;
      this.#pauseAll(cause, failedAnswer(this, cause).hintMs);
      for (const waiter of this.#takeWaiters()) waiter.fail(resultUnavailableError(this, waiter.due, cause));
    }
  }

  /** False where nobody waits for that request any more. */
  #received(flight: SharedRequest): boolean {
    if (this.#request !== flight) return false;
    this.#request = undefined;
    return true;
  }

  #applyAnswer(answer: StatusAnswer, shared: boolean): void {
    const heard = applyAnswer(this.spec, this.state, answer, this.client.clock.now());
    if (shared && heard.fault !== undefined && heard.kind !== "transient") {
      // One bad id may spoil a whole batch: from now on this job is asked about by itself.
      this.#excludedFromBatch = true;
      this.fire();
      return;
    }
    this.state = heard.state;
    if (!answer.ok || heard.reading === undefined) return this.#continue(heard);
    for (const waiter of this.#waiters) waiter.onStatus(heard.reading, answer.status, heard.state);
    if (isTerminal(heard.reading)) this.#end(heard.reading, answer.status);
    else this.#continue(heard);
  }

  /** The job has not ended. Each wait judges for itself whether it goes on; the earliest of their wishes is due. */
  #continue(heard: AppliedAnswer): void {
    let due = Infinity;
    for (const waiter of this.#waiters.slice()) {
      const verdict = nextPoll(waiter.options, heard, waiter.due, this.client.clock);
      if (verdict.end === undefined) {
        due = Math.min(due, verdict.due);
        continue;
      }
      const failure = waitError(this, verdict, heard, waiter.due);
      this.state = { ...heard.state, due: verdict.due };
      this.leave(waiter);
      waiter.fail(failure);
    }
    this.#pauseAll(heard.fault, heard.hintMs ?? due - this.client.clock.now());
    if (this.active) this.#schedule(due);
    else this.state = withFreshPatience(this.state);
    for (const waiter of this.#waiters.slice()) waiter.onPending();
  }

  /** Where this job was turned away for too many requests, the others of the client would fare no better. */
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

  /** Stops, and gives those that waited, each let go of. */
  #takeWaiters(): readonly Waiter[] {
    const waiters = this.#waiters;
    this.#waiters = [];
    this.#stop();
    for (const waiter of waiters) waiter.release();
    return waiters;
  }
}
