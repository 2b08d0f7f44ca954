import { JobCancelledError, JobFailedError, JobPartialError } from "../errors/job-errors.js";
import { nameOf, snapshotOf } from "./failure.js";
import type { Outcome } from "./outcome.js";
import type { Poll } from "./poll.js";
import type { JobError } from "./reading.js";
import type { Step } from "./step.js";

/** What a promise resolves to, made of how its job stands. */
export interface Conclusion<T> {
  /** Of a job that has ended. What it throws, the promise rejects with. */
  ended(outcome: Outcome<unknown, unknown>, poll: Poll): T;
  /** Of a job that goes on, after one request or where none may be sent yet. Absent: the promise waits for the end. */
  pending?(poll: Poll, delayMs: number, deadline: number): T;
}

/** For `settle`: the outcome, whatever it is. */
export const OUTCOME: Conclusion<Outcome<unknown, unknown>> = { ended: (outcome) => outcome };

/** For `wait`: the result of a job that succeeded; every other end is an error. */
export const RESULT: Conclusion<unknown> = {
  ended(outcome, poll) {
    switch (outcome.kind) {
      case "succeeded":
        return outcome.result;
      case "partial":
        throw new JobPartialError(`${nameOf(poll)} succeeded in part${because(outcome.error)}`, outcome);
      case "failed":
        throw new JobFailedError(`${nameOf(poll)} failed${because(outcome.error)}`, outcome);
      case "cancelled":
        throw new JobCancelledError(`${nameOf(poll)} was cancelled`, outcome);
    }
  },
};

/** For `step`. */
export const STEP: Conclusion<Step<unknown, unknown>> = {
  ended: (outcome) => ({ done: true, outcome }),
  pending: (poll, nextDelayMs, deadline) => ({ done: false, nextDelayMs, snapshot: snapshotOf(poll, deadline) }),
};

function because({ message }: JobError): string {
  return message === undefined ? "" : `: ${message}`;
}
