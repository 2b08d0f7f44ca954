import type { AbortListener } from "../time/signals.js";
import type { Timed } from "../time/timers.js";
import { attach, detach, waitsOf, type Loop } from "./loop.js";
import { minDelay } from "./next-poll.js";
import type { AppliedAnswer, PollState } from "./poll-state.js";
import { poll } from "./poll.js";
import { claimStart } from "./polling.js";
import type { Ticket } from "./scheduler.js";
import type { Step } from "./step.js";
import type { TrackedJob } from "./tracked-job.js";
import { timeoutError } from "./wait-errors.js";
import { DEFAULT_DEADLINE_MS, type WaitOptions } from "./wait-options.js";

/** How a wait ends: with the end of the job, as a step that hands back, or with an error. */
export type End = Step<unknown, unknown> | { readonly error: unknown };

/**
 * One call that waits for a job. To save memory, the same object is also its alarm, the listener of its signal, and its
 * ticket in the queue.
 */
export class Wait implements AbortListener, Timed, Ticket {
  declare readonly job: TrackedJob;
  declare readonly options: WaitOptions;
  declare readonly deadline: number;
  /** What the call returns for the end of its wait, or throws. */
  declare readonly read: (end: Step<unknown, unknown>, job: TrackedJob) => unknown;
  /** Ends the call. */
  declare readonly settle: (result: Promise<unknown>) => void;
  /** The loop that it shares, or has shared; undefined before it joins one. */
  loop: Loop | undefined = undefined;
  /** When it wants the next poll. */
  declare wish: number;
  /** `asked` if a request was sent since it joined. `last` if its time is over: then the first answer ends it. */
  declare chance: "asked" | "last" | undefined;
  /** What it was told and has not done yet, in order. */
  inbox: ((wait: Wait) => void)[] | undefined = undefined;
  /** Makes it read, in the asynchronous context of its caller. */
  wake: ((wait: Wait) => void) | undefined = undefined;
  ending: End | undefined = undefined;
  due = 0;
  slot = -1;
  order = 0;

  /** The deadline counts from `start`. */
  constructor(
    job: TrackedJob,
    options: WaitOptions,
    read: Wait["read"],
    settle: Wait["settle"],
    start = job.client.clock.now(),
  ) {
    const byDefault = job.given?.deadline ?? start + (job.spec.wait?.deadlineMs ?? DEFAULT_DEADLINE_MS);
    this.job = job;
    this.options = options;
    this.deadline = Math.floor(options.deadlineMs === undefined ? byDefault : start + options.deadlineMs);
    this.wish = this.deadline;
    this.chance = this.deadline <= job.client.clock.now() ? "last" : undefined;
    this.read = read;
    this.settle = settle;
  }

  /** What is known of the job. */
  get state(): PollState {
    return this.loop?.state ?? this.job.firstState();
  }

  /** When it ends in any case. */
  get limit(): number {
    return this.deadline;
  }

  /** Whether it returns a pending step, which a later call continues with the same tolerance of faults. */
  get isStep(): boolean {
    return false;
  }

  get group(): object | undefined {
    return this.options.group;
  }

  get batch(): Loop["batch"] {
    return this.loop?.state.phase === "status" ? this.loop.batch : undefined;
  }

  /** Lets it do something in the asynchronous context of its caller, after what it was told before. */
  tell(action: (wait: Wait) => void): void {
    if (this.ending !== undefined) return;
    this.inbox = [...(this.inbox ?? []), action];
    this.wake?.(this);
  }

  end(how: End): void {
    this.leave();
    this.ending ??= how;
    this.wake?.(this);
  }

  abort(): void {
    this.end({ error: this.options.signal?.reason });
  }

  leave(): void {
    const { polling } = this.job;
    polling.scheduler.timers.remove(this);
    if (this.loop !== undefined) polling.scheduler.cancel(this);
    detach(this);
  }

  /**
   * Joins a loop. `due` is when the job is due by itself, if it was resumed. The loop is polled at the earliest wish of
   * its waits: the server's own hint and the minimum delay of the wait are the only limits.
   */
  join(loop: Loop, due: number | undefined): void {
    const { attempt, phase, hold = -Infinity, answered = -Infinity } = loop.state;
    const { deadline, options } = this;
    const now = this.job.client.clock.now();
    const min = minDelay(options);
    const isBusy = loop.waits !== undefined;
    attach(this, loop);
    // A result is fetched at once.
    const earliest = Math.max(now, hold, phase === "status" ? answered + min : now);
    const wanted = due ?? (attempt === 0 ? now + (options.initialDelayMs ?? 0) : now);
    // Each wait asks at least once: at the latest, when there is still time for an answer.
    const wish = Math.max(earliest, Math.min(wanted, deadline - min));
    this.wish = wish > now ? Math.ceil(wish) : Math.floor(now);
    // The clock has gone on since the call: what was to end then may still ask once.
    this.chance = this.limit <= Math.max(this.wish, now) ? "last" : loop.turn && "asked";
    if (hold > now && hold >= deadline) this.end({ error: timeoutError(this) });
    else this.go(isBusy);
  }

  /** Continues after it has joined a loop, or after an answer. `isBusy` if the loop has other waits. */
  go(_isBusy: boolean, _last?: AppliedAnswer): void {
    this.arm();
  }

  /** Ends at its limit. */
  expire(): void {
    this.end({ error: timeoutError(this) });
  }

  /** Takes its turn if it is due. Otherwise sets its alarm: for the poll that it wants, or for its end. */
  arm(): void {
    const { loop, wish, limit, chance, job } = this;
    const { scheduler } = job.polling;
    const isIdle = loop !== undefined && loop.turn === undefined && !scheduler.has(this);
    const isDue = isIdle && wish <= job.client.clock.now();
    if (isDue) scheduler.add(this);
    scheduler.timers.set(this, Math.min(isIdle && !isDue ? wish : Infinity, chance === "last" ? Infinity : limit));
  }

  /** The time has come for a poll, or for the end. */
  ring(): void {
    const { loop, limit } = this;
    if (this.chance !== "last" && limit <= this.job.client.clock.now()) {
      // A timer that came late, for both the poll and the end, still leaves the wait its one request.
      const isQueued = this.job.polling.scheduler.has(this);
      const mayAsk = loop !== undefined && this.wish < limit && this.chance === undefined && !isQueued;
      if (!mayAsk) return this.expire();
      this.chance = "last";
    }
    this.arm();
  }

  mayStart(now: number): boolean {
    this.wish = claimStart(this.job.polling.pause, now);
    if (this.wish > now) this.arm();
    return this.wish <= now;
  }

  /** The first wait that is due asks for all that share its loop. */
  take(): void {
    for (const wait of this.loop === undefined ? [] : waitsOf(this.loop)) {
      wait.chance ??= "asked";
      this.job.polling.scheduler.cancel(wait);
    }
  }

  send(others: readonly Wait[]): Promise<void> {
    const loops = [this, ...others].flatMap(({ loop }) => loop ?? []);
    const turn = { loops, users: loops.length, controller: new AbortController() };
    for (const loop of loops) loop.turn = turn;
    return new Promise((done) => this.tell((wait) => done(poll(wait, turn))));
  }
}
