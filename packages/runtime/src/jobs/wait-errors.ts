import { JobIndeterminateError, JobNotFoundError, JobTimeoutError, ResultUnavailableError } from "./job-errors.js";
import type { NextPoll } from "./next-poll.js";
import { withFreshPatience, type AppliedAnswer, type PollState } from "./poll-state.js";
import { writeSnapshot, type Snapshot } from "./snapshot.js";
import type { PollTarget } from "./status-requests.js";

/** A job, and what is known of it. */
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

/** The error of a wait whose deadline has passed, or leaves no time for another poll. */
export function timeoutError(job: TrackedJob, deadline: number, facts: PollState = job.state): JobTimeoutError {
  const { state = "none", attempt } = facts;
  const message = `${jobName(job)} has not ended by the deadline: last state ${state}, ${attempt} status requests`;
  return new JobTimeoutError(message, takeSnapshot(job, deadline, facts));
}

/** The error of a wait whose job has a result that could not be fetched. */
export function resultUnavailableError(job: TrackedJob, deadline: number, cause: unknown): ResultUnavailableError {
  return new ResultUnavailableError(
    `${jobName(job)} has a result that could not be fetched`,
    takeSnapshot(job, deadline),
    cause,
  );
}

/** What a wait throws that `judge` has ended. The snapshot of one that lost patience has a fresh one. */
export function waitError(
  job: TrackedJob,
  { end, due }: NextPoll,
  { fault }: AppliedAnswer,
  deadline: number,
): unknown {
  const facts = { ...job.state, due };
  if (end === "fault") return fault;
  if (end === "timeout") return timeoutError(job, deadline, facts);
  const snapshot = takeSnapshot(job, deadline, withFreshPatience(facts));
  if (end === "not-found") return new JobNotFoundError(`${jobName(job)} does not exist`, snapshot, fault);
  const state = facts.state === undefined ? "no state" : `the state ${facts.state}`;
  return new JobIndeterminateError(`${jobName(job)} has ${state}, which does not tell whether it has ended`, snapshot);
}
