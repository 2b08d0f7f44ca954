import type { WaitOptions } from "@specloom/runtime";
import type { Jobs, JobStatus } from "../src/index.js";

/** How far a job has come. */
export interface JobProgress {
  readonly state: NonNullable<JobStatus["state"]>;
  /** 0 to 100; undefined while the API does not say that the number is meaningful. */
  readonly percent: number | undefined;
  /** The API's own words, where it has any. */
  readonly reason: string | undefined;
}

/**
 * Follows a job to its end, whatever the end is: one entry for every change, the last one included. Leaving the loop
 * stops asking and cancels nothing.
 *
 * @param jobId UUID of the job.
 * @throws {JobTimeoutError} where the job still runs when `deadlineMs` has passed.
 */
export async function* progress(
  this: Pick<Jobs, "job">,
  jobId: string,
  options?: WaitOptions<JobStatus>,
): AsyncGenerator<JobProgress, void, undefined> {
  for await (const { progress: percent, message, status } of this.job(jobId).updates(options))
    yield { state: status.state ?? "pending", percent, reason: message };
}
