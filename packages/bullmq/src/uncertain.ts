import type { Job } from "bullmq";
import { UNCERTAIN } from "./next.js";
import type { WaitData } from "./wait-data.js";
import type { WorkContext } from "./work-context.js";

/**
 * Lets an uncertain wait go on if its job is noted meanwhile. The worker that notes the job and the one that finds the
 * start uncertain both write first and read then, so one of them sees both.
 *
 * @returns Whether the job is known.
 */
export async function heal(
  { keys, queue }: Pick<WorkContext, "keys" | "queue">,
  wait: Job<WaitData>,
): Promise<boolean> {
  const { id = "", data } = wait;
  if (data.input === undefined) return false;
  const note = await keys.startNote(id);
  if (note?.snapshot === undefined) return false;
  const stored = await queue.getJob(id);
  if (stored?.failedReason === UNCERTAIN && (await stored.isFailed())) await stored.retry("failed");
  return true;
}
