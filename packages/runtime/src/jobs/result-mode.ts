import { JobCancelledError, JobFailedError, JobPartialError } from "./job-errors.js";
import type { Outcome } from "./outcome.js";
import type { Poll } from "./poll.js";
import type { JobError } from "./status-reading.js";
import type { Step } from "./step.js";
import { jobName, takeSnapshot } from "./wait-errors.js";

/** What a promise resolves to, made of how its job stands. */
export interface ResultMode<T> {
  /** Of a job that has ended. What it throws, the promise rejects with. */
  ended(outcome: Outcome<unknown, unknown>, poll: Poll): T;
  /** Of a job that goes on, after one request or where none may be sent yet. Absent: the promise waits for the end. */
  pending?(poll: Poll, delayMs: number, deadline: number): T;
}

/** For `settle`: the outcome, whatever it is. */
export const SETTLE: ResultMode<Outcome<unknown, unknown>> = { ended: (outcome) => outcome };

/** For `wait`: the result of a job that succeeded; every other end is an error. */
export const WAIT: ResultMode<unknown> = {
  ended(outcome, poll) {
    switch (outcome.kind) {
      case "succeeded":
        return outcome.result;
      case "partial":
        throw new JobPartialError(`${jobName(poll)} succeeded in part${reason(outcome.error)}`, outcome);
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
