import { JobCancelledError, JobFailedError, JobPartialError } from "./job-errors.js";
import type { Outcome } from "./outcome.js";
import type { Poll } from "./poll.js";
import type { JobError } from "./status-reading.js";
import type { Step } from "./step.js";
import { jobName, takeSnapshot } from "./wait-errors.js";

/** What the promise of `wait`, `settle` or `step` resolves to. */
export interface ResultMode<T> {
  /** For a job that has ended. The promise rejects with what it throws. */
  ended(outcome: Outcome<unknown, unknown>, poll: Poll): T;
  /**
   * For a job that continues, after one request or if none may be sent yet. Absent if the promise waits for the end.
   */
  pending?(poll: Poll, delayMs: number, deadline: number): T;
}

/** For `settle`: the outcome. */
export const SETTLE: ResultMode<Outcome<unknown, unknown>> = { ended: (outcome) => outcome };

/** For `wait`: the result of a success; any other outcome is an error. */
export const WAIT: ResultMode<unknown> = {
  ended(outcome, poll) {
    switch (outcome.kind) {
      case "succeeded":
        return outcome.result;
      case "partial":
        throw new JobPartialError(`${jobName(poll)} partially succeeded${reason(outcome.error)}`, outcome);
      case "failed":
        throw new JobFailedError(`${jobName(poll)} failed${reason(outcome.error)}`, outcome);
      case "cancelled":
        throw new JobCancelledError(`${jobName(poll)} was cancelled`, outcome);
    }
  },
};

/** For `step`. */
export const STEP: ResultMode<Step<unknown, unknown>> = {
  ended: (outcome) => ({ done: true, outcome }),
  pending: (poll, nextDelayMs, deadline) => ({ done: false, nextDelayMs, snapshot: takeSnapshot(poll, deadline) }),
};

function reason({ message }: JobError): string {
  return message === undefined ? "" : `: ${message}`;
}
