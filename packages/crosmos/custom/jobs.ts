import type { WaitOptions } from "@specloom/runtime";
import type { IngestionJobResponse, Jobs } from "../src/index.js";

/** What an ingestion brought in. */
export interface Ingestion {
  /** Ids of the sources that can be searched now. */
  readonly sourceIds: readonly number[];
  /** True where only a part of the input was taken in; `error` says why. */
  readonly partial: boolean;
  readonly error: string | undefined;
  /** Milliseconds from creation to completion, as the server measured it; undefined where it gave no completion time. */
  readonly durationMs: number | undefined;
}

/**
 * Waits until an ingestion has finished, and says which sources it brought in. Unlike `waitFor`, it takes a partial
 * success for an answer.
 *
 * @param jobId UUID of the ingestion job.
 * @throws {JobFailedError} where the ingestion failed; {@link JobCancelledError} where it was cancelled.
 * @throws {JobTimeoutError} where the job still runs when `deadlineMs` has passed.
 */
export async function ingested(
  this: Pick<Jobs, "job">,
  jobId: string,
  options?: WaitOptions<IngestionJobResponse>,
): Promise<Ingestion> {
  const job = this.job(jobId);
  const outcome = await job.settle(options);
  // A job that has ended is not asked again: `wait` throws what `settle` learned.
  if (outcome.kind === "failed" || outcome.kind === "cancelled") await job.wait(options);
  const { source_ids: sourceIds, created_at: created, completed_at: completed } = outcome.status;
  return {
    sourceIds,
    partial: outcome.kind === "partial",
    error: outcome.kind === "partial" ? outcome.error.message : undefined,
    durationMs: typeof completed === "string" ? Date.parse(completed) - Date.parse(created) : undefined,
  };
}
