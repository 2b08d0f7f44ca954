import { DelayedError, UnrecoverableError, type Job } from "bullmq";
import { rankOf } from "./ranks.js";
import { untilDone } from "./until-done.js";
import type { WaitData } from "./wait-data.js";
import type { WorkContext } from "./work-context.js";

/** Why a wait is kept as failed. It is the failure reason of its BullMQ job. */
export type FailureReason = "specloom: uncertain start" | "specloom: handler failed";

/** The failure reason of a start whose answer nobody has. */
export const UNCERTAIN: FailureReason = "specloom: uncertain start";
export const HANDLER_FAILED: FailureReason = "specloom: handler failed";

/** How long a worker leaves a wait to others that may know more of it: those of a newer version. */
export const TO_OTHERS_MS = 30_000;

/** What becomes of a wait after a step. */
export type Next =
  /** It sleeps. Without `data`, what is stored stays as it is. */
  | { readonly kind: "sleep"; readonly until: number; readonly data?: WaitData }
  /** It has ended, and the handler knows. */
  | { readonly kind: "end" }
  | { readonly kind: "fail"; readonly reason: FailureReason };

/**
 * Does with a BullMQ job what its step decided. Throws the error by which BullMQ knows that the job has moved already. If
 * Redis is full or loading, the call is repeated until the lock is lost, because BullMQ keeps a job with an error as failed.
 *
 * @param onLost Called where another worker has taken the wait.
 */
export async function apply(
  context: WorkContext,
  job: Job<WaitData>,
  token: string,
  next: Next,
  onLost: () => Promise<unknown>,
): Promise<void> {
  if (next.kind === "end") return;
  if (next.kind === "fail") throw new UnrecoverableError(next.reason);
  const { data, until } = next;
  await untilDone(context, async () => {
    try {
      if (data !== undefined) await job.updateData(data);
      await takeTurn(context, job, until);
      await job.moveToDelayed(until, token);
    } catch (error) {
      if (!isLost(error)) throw error;
      await onLost();
    }
  });
  throw new DelayedError();
}

/** Whether another worker has taken the job: it is gone, in another state, or its lock is another one's. */
export function isLost(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return code === -1 || code === -2 || code === -3 || code === -6;
}

/** Gives the next step its turn among the tenants. */
async function takeTurn({ redis, prefix }: WorkContext, job: Job<WaitData>, until: number): Promise<void> {
  const { tenant } = job.data;
  if (tenant === undefined) return;
  await job.changePriority({ priority: await rankOf(redis, prefix, tenant, until, Date.now()) });
}
