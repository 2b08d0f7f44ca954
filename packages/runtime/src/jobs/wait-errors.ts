import type { KnownJob } from "./job-address.js";
import { JobIndeterminateError, JobNotFoundError, JobTimeoutError, ResultUnavailableError } from "./job-errors.js";
import type { NextPoll } from "./next-poll.js";
import { withFreshPatience } from "./poll-state.js";
import { takeSnapshot } from "./snapshot.js";
import type { Wait } from "./wait.js";

export function jobName({ spec, id }: KnownJob): string {
  return `${spec.name} ${id}`;
}

/** The error for a deadline that has passed, or that leaves no time for another poll. `cause` is the last fault. */
export function timeoutError({ job, state: known, deadline }: Wait, cause?: unknown): JobTimeoutError {
  const { state = "none", attempt, phase } = known;
  const lacks = phase === "status" ? "has not ended" : "has ended, but its result was not fetched";
  const message = `${jobName(job)} ${lacks} by the deadline: last state ${state}, ${attempt} status requests`;
  return new JobTimeoutError(message, takeSnapshot(job, known, deadline), cause);
}

/** The error of a wait that `nextPoll` has ended. After a grace period, the snapshot starts with a new one. */
export function waitError(wait: Wait, end: NonNullable<NextPoll["end"]>, fault: unknown): unknown {
  const { job, deadline } = wait;
  const { phase, state } = wait.state;
  if (end === "timeout") return timeoutError(wait, fault);
  if (end === "fault" && phase === "status") return fault;
  const snapshot = takeSnapshot(job, withFreshPatience(wait.state), deadline);
  const name = jobName(job);
  if (end === "fault")
    return new ResultUnavailableError(`${name} has a result that could not be fetched`, snapshot, fault);
  if (end === "not-found") return new JobNotFoundError(`${name} does not exist`, snapshot, fault);
  const reported = state === undefined ? "no state" : `the state ${state}, which is not declared`;
  return new JobIndeterminateError(`${name} has ${reported}`, snapshot);
}
