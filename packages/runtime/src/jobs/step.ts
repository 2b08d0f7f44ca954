import { describeError } from "../errors/redact.js";
import { codeOf } from "../errors/specloom-error.js";
import { latestUpdate } from "./loop.js";
import { minDelay } from "./next-poll.js";
import type { Outcome } from "./outcome.js";
import type { AppliedAnswer } from "./poll-state.js";
import { takeSnapshot, type Snapshot } from "./snapshot.js";
import type { TrackedJob } from "./tracked-job.js";
import type { Update, WaitOptions } from "./wait-options.js";
import { Wait } from "./wait.js";

/** A fault that a step has met and tolerates, as plain JSON. */
export interface StepFault {
  readonly name: string;
  readonly message: string;
  /** An HTTP status, or the code of a network error. */
  readonly code?: string | number;
  /** The delay that the server asked for. */
  readonly retryAfterMs?: number;
}

/** The job continues, and the next step is due in `nextDelayMs`. */
export interface PendingStep<S = unknown> {
  readonly done: false;
  readonly nextDelayMs: number;
  readonly snapshot: Snapshot;
  /** The latest state. Absent if none is known. */
  readonly update?: Update<S>;
  /** Why the last request of the step failed. Absent if it did not. */
  readonly fault?: StepFault;
}

/** The result of one step. */
export type Step<R, S> = { readonly done: true; readonly outcome: Outcome<R, S> } | PendingStep<S>;

/** A wait that returns to its caller after a time and can be continued. Its deadline counts from the start of the job. */
export class StepWait extends Wait {
  /** When it returns a pending step. */
  declare readonly until: number;

  constructor(stepMs: number, job: TrackedJob, options: WaitOptions, read: Wait["read"], settle: Wait["settle"]) {
    super(job, options, read, settle, job.given?.started ?? job.started);
    this.until = job.client.clock.now() + stepMs;
    if (stepMs === 0) this.chance = "last";
  }

  override get limit(): number {
    return Math.min(this.deadline, this.until);
  }

  override get isStep(): boolean {
    return true;
  }

  override go(isBusy: boolean, last?: AppliedAnswer): void {
    const { until, wish, job, options } = this;
    const now = job.client.clock.now();
    const isLater = wish > Math.max(until, now) || (until <= now && (isBusy || job.polling.pause.until > now));
    if (isLater) this.handBack(last, isBusy ? minDelay(options) : 0);
    else this.arm();
  }

  override expire(): void {
    if (this.limit < this.deadline) this.handBack();
    else super.expire();
  }

  /** `last` is the answer to the last request. */
  private handBack(last?: AppliedAnswer, atLeastMs = 0): void {
    const { loop, job, wish, deadline, state } = this;
    const now = job.client.clock.now();
    const openAt = loop === undefined ? now : Math.max(wish, job.polling.pause.until);
    const update = loop && latestUpdate(loop);
    this.end({
      done: false,
      nextDelayMs: Math.ceil(Math.max(0, atLeastMs, openAt - now)),
      snapshot: takeSnapshot(job, state, deadline),
      ...(update !== undefined && { update }),
      ...(last?.fault !== undefined && { fault: stepFault(last.fault, last.hintMs) }),
    });
  }
}

/** The description of a fault. `retryAfterMs` is the delay that the server asked for. */
function stepFault(fault: unknown, retryAfterMs: number | undefined): StepFault {
  const code = codeOf(fault);
  return {
    name: fault instanceof Error ? fault.name : "Error",
    message: describeError(fault),
    ...(code !== undefined && { code }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}
