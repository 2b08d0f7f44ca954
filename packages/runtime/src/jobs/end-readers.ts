import { JobCancelledError, JobFailedError, JobPartialError } from "./job-errors.js";
import type { Outcome } from "./outcome.js";
import type { JobError } from "./status-reading.js";
import type { Step } from "./step.js";
import { jobName } from "./wait-errors.js";
import type { ReadEnd } from "./wait.js";

/** For `step`: the outcome, or the state of a job that continues. */
export const readStep: ReadEnd<Step<unknown, unknown>> = (end) =>
  end.kind === "pending" ? end.step : { done: true, outcome: end.outcome };

/** For `settle`: the outcome. */
export const readOutcome: ReadEnd<Outcome<unknown, unknown>> = (end) => {
  if (end.kind === "pending") throw new TypeError("Only a step hands back");
  return end.outcome;
};

/** For `wait`: the result of a success; any other outcome is an error. */
export const readResult: ReadEnd<unknown> = (end, job) => {
  const outcome = readOutcome(end, job);
  const name = jobName(job);
  switch (outcome.kind) {
    case "succeeded":
      return outcome.result;
    case "partial":
      throw new JobPartialError(`${name} partially succeeded${reason(outcome.error)}`, outcome);
    case "failed":
      throw new JobFailedError(`${name} failed${reason(outcome.error)}`, outcome);
    case "cancelled":
      throw new JobCancelledError(`${name} was cancelled`, outcome);
  }
};

function reason({ message }: JobError): string {
  return message === undefined ? "" : `: ${message}`;
}
