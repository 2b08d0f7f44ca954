import type { Requester } from "../requester.js";
import type { Entry } from "../timers.js";
import { failureOf, timeoutOf, unavailableOf } from "./failure.js";
import { forgiven, hear, isTooMany, type Answer, type Facts, type Heard } from "./facts.js";
import { Flight } from "./flight.js";
import { isTerminal, needsResult, outcomeOf, resultIn, type Outcome } from "./outcome.js";
import type { Polls } from "./polls.js";
import { readStatus, type Reading } from "./reading.js";
import { askResult, askStatus, refused, type RequestOptions, type Subject } from "./requests.js";
import type { Task } from "./scheduler.js";
import type { JobSpec } from "./spec.js";
import { judge } from "./verdict.js";
import type { Waiter } from "./waiter.js";

/**
 * The polling of one job, shared by all that wait for it. It asks, lets the answer change the facts, tells the
 * waiters, and is due again; or it ends with an outcome. While nobody waits it does nothing and holds nothing.
 */
export class Poll implements Entry, Task<Poll>, Subject {
  due = 0;
  index = -1;
  order = 0;
  group: object | undefined;
  readonly spec: JobSpec;
  readonly id: string;
  readonly key: string;
  options: RequestOptions;
  facts: Facts;
  outcome: Outcome<unknown, unknown> | undefined;
  readonly #polls: Polls;
  #waiters: Waiter[] = [];
  #flight: Flight | undefined;
  /** The batch operation refused a request that this job was part of. */
  #alone = false;

  constructor(polls: Polls, spec: JobSpec, id: string, key: string, facts: Facts, options: RequestOptions) {
    this.#polls = polls;
    this.spec = spec;
    this.id = id;
    this.key = key;
    this.facts = facts;
    this.options = options;
  }

  get client(): Requester {
    return this.#polls.client;
  }

  /** True while someone waits. */
  get active(): boolean {
    return this.#waiters.length > 0;
  }

  /** The poll that a call with these options shares: one already going on, else this one or its continuation. */
  shared(options: RequestOptions): Poll {
    return this.#polls.share(this, options);
  }

  /** A job with arguments of its own is asked about by itself. */
  get batch(): JobSpec["batch"] {
    return this.key === this.id && this.facts.phase === "status" && !this.#alone ? this.spec.batch : undefined;
  }

  /** Milliseconds for which a step would have to sleep; of a job that others poll already, at least `busyMs`. */
  delay(busyMs: number): number {
    const delay = Math.max(this.facts.due, this.#polls.scheduler.opens) - this.client.clock.now();
    return Math.max(0, delay, this.active ? busyMs : 0);
  }

  /** True where the server has asked not to be asked before `deadline`, and nobody else is waiting already. */
  isQuietUntil(deadline: number): boolean {
    return !this.active && this.facts.due >= deadline;
  }

  timeout(deadline: number): unknown {
    return timeoutOf(this, deadline);
  }

  /** Gives `waiter` what is known already. True where that was all it waited for. */
  replay(waiter: Waiter): boolean {
    const { phase, status, code } = this.facts;
    if (this.outcome === undefined && phase === "status") return false;
    waiter.tell(readStatus(this.spec, status, code), status, this.facts);
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
    const { attempt, due } = this.facts;
    const { group, initialDelayMs = 0 } = waiter.options;
    this.#waiters = [waiter];
    this.group = group;
    this.#polls.enter(this);
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
    this.#polls.scheduler.ready(this);
  }

  /** Sends one request: for the result, for the status, or for the status of this job and `others`. Never rejects. */
  async run(others: readonly Poll[]): Promise<void> {
    const polls = [this, ...others];
    const flight = new Flight(polls.length);
    for (const poll of polls) poll.#flight = flight;
    const { signal } = flight;
    if (this.facts.phase === "result") return this.#fetchResult(flight);
    const ask = others.length > 0 ? this.spec.batch?.ask : undefined;
    const answers = (await ask?.(polls, signal)) ?? [await askStatus(this, signal)];
    for (const [place, poll] of polls.entries()) {
      const answer = answers[place];
      if (answer !== undefined && poll.#landed(flight)) poll.#hear(answer, others.length > 0);
    }
  }

  async #fetchResult(flight: Flight): Promise<void> {
    try {
      const result = await askResult(this, this.facts, flight.signal);
      const { status, code } = this.facts;
      if (this.#landed(flight)) this.#finish(outcomeOf(readStatus(this.spec, status, code), status, result));
    } catch (cause) {
      if (!this.#landed(flight)) return;
      this.#pauseAll(cause, refused(this, cause).hintMs);
      for (const waiter of this.#close()) waiter.fail(unavailableOf(this, waiter.due, cause));
    }
  }

  /** False where nobody waits for that request any more. */
  #landed(flight: Flight): boolean {
    if (this.#flight !== flight) return false;
    this.#flight = undefined;
    return true;
  }

  #hear(answer: Answer, shared: boolean): void {
    const heard = hear(this.spec, this.facts, answer, this.client.clock.now());
    if (shared && heard.fault !== undefined && heard.kind !== "transient") {
      // One bad id may spoil a whole batch: from now on this job is asked about by itself.
      this.#alone = true;
      this.fire();
      return;
    }
    this.facts = heard.facts;
    if (!answer.ok || heard.reading === undefined) return this.#goOn(heard);
    for (const waiter of this.#waiters) waiter.tell(heard.reading, answer.status, heard.facts);
    if (isTerminal(heard.reading)) this.#end(heard.reading, answer.status);
    else this.#goOn(heard);
  }

  /** The job has not ended. Each wait judges for itself whether it goes on; the earliest of their wishes is due. */
  #goOn(heard: Heard): void {
    let due = Infinity;
    for (const waiter of this.#waiters.slice()) {
      const verdict = judge(waiter.options, heard, waiter.due, this.client.clock);
      if (verdict.end === undefined) {
        due = Math.min(due, verdict.due);
        continue;
      }
      const failure = failureOf(this, verdict, heard, waiter.due);
      this.facts = { ...heard.facts, due: verdict.due };
      this.leave(waiter);
      waiter.fail(failure);
    }
    this.#pauseAll(heard.fault, heard.hintMs ?? due - this.client.clock.now());
    if (this.active) this.#schedule(due);
    else this.facts = forgiven(this.facts);
    for (const waiter of this.#waiters.slice()) waiter.again();
  }

  /** Where this job was turned away for too many requests, the others of the client would fare no better. */
  #pauseAll(fault: unknown, milliseconds = 0): void {
    if (isTooMany(fault) && milliseconds < Infinity) this.#polls.scheduler.pause(milliseconds);
  }

  #end(reading: Reading, status: unknown): void {
    const pending = needsResult(this.spec, reading, this.facts.result);
    this.facts = { ...this.facts, status, phase: pending ? "result" : "status" };
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
    for (const waiter of this.#close()) waiter.finish(outcome);
  }

  #schedule(due: number): void {
    this.facts = { ...this.facts, due };
    this.due = due;
    if (due <= this.client.clock.now()) this.fire();
    else this.client.timers.add(this);
  }

  #stop(): void {
    this.#polls.leave(this);
    this.#polls.scheduler.cancel(this);
    this.client.timers.remove(this);
    this.#flight?.release();
    this.#flight = undefined;
  }

  /** Stops, and gives those that waited, each let go of. */
  #close(): readonly Waiter[] {
    const waiters = this.#waiters;
    this.#waiters = [];
    this.#stop();
    for (const waiter of waiters) waiter.release();
    return waiters;
  }
}
