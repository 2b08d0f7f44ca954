import type { JobAddress } from "./job-address.js";
import type { JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";
import type { JobOptions } from "./job.js";
import type { Loop } from "./loop.js";
import { newPollState, type PollState } from "./poll-state.js";
import type { KnownJob } from "./wait-errors.js";

/** What the calls on one job object share. */
export interface TrackedJob {
  readonly client: JobRequester;
  readonly spec: JobSpec;
  readonly address: JobAddress;
  readonly options: JobOptions | undefined;
  readonly started: number;
  /** What its snapshot, or the response to its start, said of it. */
  readonly given: Partial<PollState> | undefined;
  /** The deadline of its snapshot; undefined if it has none. */
  readonly resumedDeadline: number | undefined;
  /** The deadline of the latest call. */
  deadline: number;
  /** The polling of the latest call. */
  loop: Loop | undefined;
  /** The polling of calls with other request options or credentials. */
  otherLoops: readonly Loop[];
}

/** What was known of the job at first. It is made when somebody asks: the job object keeps what it was given. */
export function firstState({ started, given }: TrackedJob): PollState {
  return { ...newPollState(started), ...given };
}

/** The job as its loop knows it, or as it was known at first. */
export function knownJob(job: TrackedJob, loop: Loop | undefined): KnownJob {
  return loop ?? { ...job, state: firstState(job) };
}
