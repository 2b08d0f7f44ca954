import { ParameterError } from "../errors/parameter-error.js";
import { JobCancelledError, JobFailedError, JobPartialError } from "./job-errors.js";
import type { JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";
import type { Outcome } from "./outcome.js";
import type { JobError } from "./status-reading.js";
import type { Step } from "./step.js";
import { TrackedJob, type GivenJob } from "./tracked-job.js";
import { jobName } from "./wait-errors.js";
import type { WaitOptions } from "./wait-options.js";
import { watch } from "./watch.js";

/**
 * Waits for a job without a cancel operation, and returns its result. It does what `Job.wait` does, in a bundle without
 * the other calls on a job.
 */
export async function waitForJob<R, S>(
  client: JobRequester,
  spec: JobSpec,
  of: unknown,
  options?: WaitOptions<S>,
  path?: GivenJob["path"],
): Promise<R> {
  if (options?.cancelOnTimeout === true) throw notCancellableError();
  return watch<R, S, R>(new TrackedJob(client, spec, { of, path }, undefined), options, readResult);
}

/** The error for `cancelOnTimeout` without a cancel operation. */
export function notCancellableError(): ParameterError {
  return new ParameterError("cancelOnTimeout", "needs a cancel operation");
}

/** For `settle`: the outcome. */
export function readOutcome<R, S>(end: Step<R, S>): Outcome<R, S> {
  if (!end.done) throw new TypeError("Only a step hands back");
  return end.outcome;
}

/** For `wait`: the result of a success; any other outcome is an error. */
export function readResult<R, S>(end: Step<R, S>, job: TrackedJob): R {
  const outcome = readOutcome(end);
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
}

function reason({ message }: JobError): string {
  return message === undefined ? "" : `: ${message}`;
}
