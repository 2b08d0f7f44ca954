import { JobIndeterminateError, JobNotFoundError, JobTimeoutError, ResultUnavailableError } from "./job-errors.js";
import type { NextPoll } from "./next-poll.js";
import { withFreshPatience, type AppliedAnswer, type PollState } from "./poll-state.js";
import { writeSnapshot, type Snapshot } from "./snapshot.js";
import type { PollTarget } from "./status-requests.js";

/** A job and the state of its polling. */
export interface TrackedJob extends PollTarget {
  readonly state: PollState;
}

export function jobName({ spec, id }: PollTarget): string {
  return `${spec.name} ${id}`;
}

export function takeSnapshot(
  { client, spec, id, state }: TrackedJob,
  deadline: number,
  now: PollState = state,
): Snapshot {
  return writeSnapshot(client, spec, id, now, deadline);
}

/** The error for a deadline that has passed, or that leaves no time for another poll. */
export function timeoutError(job: TrackedJob, deadline: number, state: PollState = job.state): JobTimeoutError {
  const { state: lastState = "none", attempt } = state;
  const message = `${jobName(job)} has not ended by the deadline: last state ${lastState}, ${attempt} status requests`;
  return new JobTimeoutError(message, takeSnapshot(job, deadline, state));
}

/** The error for a result that could not be fetched. */
export function resultUnavailableError(job: TrackedJob, deadline: number, cause: unknown): ResultUnavailableError {
  return new ResultUnavailableError(
    `${jobName(job)} has a result that could not be fetched`,
    takeSnapshot(job, deadline),
    cause,
  );
}

/** The error of a wait that `nextPoll` has ended. After a grace period, the snapshot starts with a new one. */
export function waitError(
  job: TrackedJob,
  { end, due }: NextPoll,
  { fault }: AppliedAnswer,
  deadline: number,
): unknown {
  const state = { ...job.state, due };
  if (end === "fault") return fault;
  if (end === "timeout") return timeoutError(job, deadline, state);
  const snapshot = takeSnapshot(job, deadline, withFreshPatience(state));
  if (end === "not-found") return new JobNotFoundError(`${jobName(job)} does not exist`, snapshot, fault);
  const reported = state.state === undefined ? "no state" : `the state ${state.state}, which is not declared`;
  return new JobIndeterminateError(`${jobName(job)} has ${reported}`, snapshot);
}
