import type { JobAddress } from "./job-address.js";
import type { JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";
import type { JobOptions } from "./job.js";
import type { Loop } from "./loop.js";
import type { PollState } from "./poll-state.js";

/** What the calls on one job object share. */
export interface TrackedJob {
  readonly client: JobRequester;
  readonly spec: JobSpec;
  readonly address: JobAddress;
  readonly options: JobOptions | undefined;
  /** What was known of the job at first. */
  readonly state: PollState;
  readonly isResumed: boolean;
  /** The deadline of the snapshot. */
  readonly resumedDeadline: number | undefined;
  /** The deadline of the latest call. */
  deadline: number;
  /** The polling of the latest call. */
  loop: Loop | undefined;
  /** The polling of calls with other request options or credentials. */
  otherLoops: readonly Loop[];
}
