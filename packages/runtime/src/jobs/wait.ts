import type { AbortListener } from "../time/signals.js";
import type { Timed } from "../time/timers.js";
import { activate, deactivate, type Loop, type Turn } from "./loop.js";
import { minDelay } from "./next-poll.js";
import type { Outcome } from "./outcome.js";
import { faultOf, type FaultMet, type PendingStep } from "./step.js";
import { knownJob, type TrackedJob } from "./tracked-job.js";
import { takeSnapshot, timeoutError } from "./wait-errors.js";
import { DEFAULT_DEADLINE_MS, type Update, type WaitOptions } from "./wait-options.js";

/** One call that waits for a job. Its own alarm, and the listener of its signal: each object less saves memory. */
export class Wait implements AbortListener, Timed {
  readonly job: TrackedJob;
  readonly options: WaitOptions;
  readonly deadline: number;
  /** When a step hands back; undefined for a wait. */
  readonly until: number | undefined;
  readonly read: ReadEnd<unknown>;
  /** Ends the call. */
  readonly settle: (result: Promise<unknown>) => void;
  /** The loop that it shares, or has shared; undefined before it joins one. */
  loop: Loop | undefined = undefined;
  /** Its position among the waits of the loop; -1 if it is not one of them. */
  index = -1;
  /** When it wants the next poll. */
  wish: number;
  /** Its time is over already: the first answer ends it. */
  isOverdue: boolean;
  isQueued = false;
  /** A request was sent since it joined. */
  hasAsked = false;
  /** What it was told and has not read yet. */
  inbox: Message[] | undefined = undefined;
  /** Makes it read. */
  wake: ((wait: Wait) => void) | undefined = undefined;
  due = 0;
  slot = -1;
  order = 0;

  /** `stepMs` is how long a step may poll; the deadline of a step counts from the start of the job. */
  constructor(
    job: TrackedJob,
    options: WaitOptions,
    stepMs: number | undefined,
    read: Wait["read"],
    settle: Wait["settle"],
  ) {
    const { spec, resumedDeadline, started, given, client } = job;
    const now = client.clock.now();
    const start = stepMs === undefined ? now : (given?.started ?? started);
    const byDefault = resumedDeadline ?? start + (spec.wait?.deadlineMs ?? DEFAULT_DEADLINE_MS);
    const deadline = Math.floor(options.deadlineMs === undefined ? byDefault : start + options.deadlineMs);
    this.job = job;
    this.options = options;
    this.deadline = deadline;
    this.until = stepMs === undefined ? undefined : now + stepMs;
    this.wish = deadline;
    this.isOverdue = deadline <= now || stepMs === 0;
    this.read = read;
    this.settle = settle;
  }

  abort(): void {
    end(this, { kind: "aborted", error: this.options.signal?.reason });
  }

  /** The time has come for a poll, or for the end. */
  ring(): void {
    const { loop, job, deadline, hasAsked, isQueued } = this;
    const limit = limitOf(this);
    if (!this.isOverdue && limit <= job.client.clock.now()) {
      // A timer that came late, for both the poll and the end, still leaves the wait its one request.
      this.isOverdue = loop !== undefined && this.wish < limit && !hasAsked && !isQueued;
      if (!this.isOverdue && limit < deadline) return handBack(this);
      if (!this.isOverdue) return end(this, { kind: "failed", error: timeoutError(knownJob(job, loop), deadline) });
    }
    arm(this);
  }
}

/** What a call returns for the end of its wait, or throws. */
export type ReadEnd<T> = (end: Extract<End, { kind: "ended" | "pending" }>, job: TrackedJob) => T;

/** What a wait is told. It reads the messages in order, in the asynchronous context of its caller. */
export type Message =
  /** It sends the request of a turn. */
  | { readonly kind: "turn"; readonly turn: Turn }
  | { readonly kind: "update"; readonly update: Update<unknown> }
  | { readonly kind: "polled"; readonly fault: unknown }
  | { readonly kind: "identity"; readonly identity: string }
  | End;

/** How a wait ends. */
export type End =
  | { readonly kind: "ended"; readonly outcome: Outcome<unknown, unknown> }
  /** The job continues after a step. */
  | { readonly kind: "pending"; readonly step: PendingStep }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "aborted"; readonly error: unknown };

/** Tells a wait something. */
export function tell(wait: Wait, message: Message): void {
  wait.inbox = [...(wait.inbox ?? []), message];
  wait.wake?.(wait);
}

/** Ends a wait. */
export function end(wait: Wait, how: End): void {
  leave(wait);
  tell(wait, how);
}

/** Makes a wait one of those that a loop tells. */
export function attach(wait: Wait, loop: Loop): void {
  wait.loop = loop;
  if (loop.waits.length === 0) {
    // A list of one takes less memory than a list that has grown.
    loop.waits = [wait];
    activate(loop);
  } else loop.waits.push(wait);
  wait.index = loop.waits.length - 1;
}

/**
 * Adds a wait to a loop. `due` is when the job is due by itself, if it was resumed. The loop is polled at the earliest
 * wish of its waits: the server's own hint and the minimum delay of the wait are the only limits.
 */
export function join(wait: Wait, loop: Loop, due: number | undefined): void {
  const { attempt, phase, hold = -Infinity, answered = -Infinity } = loop.state;
  const { deadline, until = Infinity, options } = wait;
  const now = loop.client.clock.now();
  const min = minDelay(options);
  const isBusy = loop.turn !== undefined || loop.waits.length > 0;
  attach(wait, loop);
  wait.hasAsked = loop.turn !== undefined;
  // A result is fetched at once.
  const earliest = Math.max(now, hold, phase === "status" ? answered + min : now);
  const wanted = due ?? (attempt === 0 ? now + (options.initialDelayMs ?? 0) : now);
  // Each wait asks at least once: at the latest, when there is still time for an answer.
  const wish = Math.max(earliest, Math.min(wanted, deadline - min));
  wait.wish = wish > now ? Math.ceil(wish) : Math.floor(now);
  // The clock has gone on since the call: what was to end then may still ask once.
  wait.isOverdue = limitOf(wait) <= Math.max(wait.wish, now);
  const isPaused = loop.polling.pauses.end(loop.polling.origin, now) > now;
  if (hold > now && hold >= deadline) end(wait, { kind: "failed", error: timeoutError(loop, deadline) });
  else if (wait.wish > Math.max(until, now) || (until <= now && (isBusy || isPaused)))
    handBack(wait, undefined, isBusy ? min : 0);
  else arm(wait);
}

/** Removes a wait from its loop. With the last one, the polling stops. */
export function leave(wait: Wait): void {
  const { loop, index, job } = wait;
  job.client.timers.remove(wait);
  if (loop === undefined || index < 0) return;
  if (wait.isQueued) loop.polling.scheduler.cancel(wait);
  wait.isQueued = false;
  wait.index = -1;
  const last = loop.waits.pop();
  if (last !== undefined && last !== wait) {
    loop.waits[index] = last;
    last.index = index;
  }
  if (loop.waits.length === 0) deactivate(loop);
}

/** When the wait ends in any case. */
function limitOf({ deadline, until = Infinity }: Wait): number {
  return Math.min(deadline, until);
}

/** Lets a wait take its turn if it is due. Otherwise sets its alarm: for the poll that it wants, or for its end. */
export function arm(wait: Wait): void {
  const { loop, job, wish, isOverdue } = wait;
  const { clock, timers } = job.client;
  const isIdle = loop !== undefined && loop.turn === undefined && !wait.isQueued;
  if (isIdle && wish <= clock.now()) {
    wait.isQueued = true;
    loop.polling.scheduler.add(wait);
  }
  const due = Math.min(isIdle && !wait.isQueued ? wish : Infinity, isOverdue ? Infinity : limitOf(wait));
  timers.set(wait, due);
}

/** Ends a step: its engine continues later. `met` is the fault of the last request. */
export function handBack(wait: Wait, met?: FaultMet, atLeastMs = 0): void {
  const { loop, job, wish, deadline } = wait;
  const { client, update } = loop ?? { client: job.client, update: undefined };
  const now = client.clock.now();
  const openAt = loop === undefined ? now : loop.polling.pauses.end(loop.polling.origin, now);
  const delayMs = Math.max(0, atLeastMs, (loop === undefined ? now : Math.max(wish, openAt)) - now);
  const step: PendingStep = {
    done: false,
    nextDelayMs: Math.ceil(delayMs),
    snapshot: takeSnapshot(knownJob(job, loop), deadline),
    ...(update !== undefined && { update }),
    ...(met?.fault !== undefined && { fault: faultOf(met) }),
  };
  end(wait, { kind: "pending", step });
}
