import type { Requester } from "../request/requester.js";
import type { JobAddress } from "./job-address.js";
import { JobIndeterminateError, JobNotFoundError, JobTimeoutError, ResultUnavailableError } from "./job-errors.js";
import type { JobSpec } from "./job-spec.js";
import type { NextPoll } from "./next-poll.js";
import { withFreshPatience, type PollState } from "./poll-state.js";
import { writeSnapshot, type Snapshot } from "./snapshot.js";

/** A job and the state of its polling. */
export interface KnownJob {
  readonly client: Requester;
  readonly spec: JobSpec;
  readonly address: JobAddress;
  readonly state: PollState;
}

export function jobName({ spec, address: { id } }: Pick<KnownJob, "spec" | "address">): string {
  return `${spec.name} ${id}`;
}

export function takeSnapshot({ client, spec, address, state }: KnownJob, deadline: number): Snapshot {
  return writeSnapshot(client, spec, address, state, deadline);
}

/** The error for a deadline that has passed, or that leaves no time for another poll. `cause` is the last fault. */
export function timeoutError(job: KnownJob, deadline: number, cause?: unknown): JobTimeoutError {
  const { state = "none", attempt, phase } = job.state;
  const lacks = phase === "status" ? "has not ended" : "has ended, but its result was not fetched";
  const message = `${jobName(job)} ${lacks} by the deadline: last state ${state}, ${attempt} status requests`;
  return new JobTimeoutError(message, takeSnapshot(job, deadline), cause);
}

/** The error of a wait that `nextPoll` has ended. After a grace period, the snapshot starts with a new one. */
export function waitError(job: KnownJob, end: NonNullable<NextPoll["end"]>, fault: unknown, deadline: number): unknown {
  if (end === "timeout") return timeoutError(job, deadline, fault);
  const state = withFreshPatience(job.state);
  const snapshot = takeSnapshot({ ...job, state }, deadline);
  const name = jobName(job);
  if (end === "not-found") return new JobNotFoundError(`${name} does not exist`, snapshot, fault);
  if (end === "fault") {
    if (state.phase === "status") return fault;
    return new ResultUnavailableError(`${name} has a result that could not be fetched`, snapshot, fault);
  }
  const reported = state.state === undefined ? "no state" : `the state ${state.state}, which is not declared`;
  return new JobIndeterminateError(`${name} has ${reported}`, snapshot);
}
