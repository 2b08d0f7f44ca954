import type { JobRequester } from "./job-hooks.js";
import type { JobAddress } from "./job-address.js";
import type { JobSpec } from "./job-spec.js";
import type { JobOptions } from "./job.js";
import type { Loop } from "./loop.js";
import type { PollState } from "./poll-state.js";

/** What the calls on one job object share. */
export interface TrackedJob {
  readonly client: JobRequester;
  readonly spec: JobSpec;
  readonly address: JobAddress;
  readonly options: JobOptions;
  /** What was known of the job at first. */
  readonly state: PollState;
  readonly isResumed: boolean;
  /** The deadline of a call without one. */
  readonly defaultDeadlineMs: number;
  /** The deadline of the snapshot. */
  readonly resumedDeadline: number | undefined;
  /** The deadline of the latest call. */
  deadline: number;
  /** The polling of its calls, the latest last: one for each set of request options and credentials. */
  loops: readonly Loop[];
}
