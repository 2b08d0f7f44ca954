import type { Job } from "bullmq";
import { apply, isLost, type Next } from "./next.js";
import { stepOf } from "./step.js";
import { heal } from "./uncertain.js";
import type { WaitData } from "./wait-data.js";
import type { WorkContext } from "./work-context.js";

const FAILED_PAUSE_MS = 1_000;

/** What BullMQ calls with each wait that is due. An error of a step never reaches BullMQ: the wait sleeps instead. */
export async function processWait(context: WorkContext, job: Job<WaitData>, token: string): Promise<void> {
  const { onMetric, onProblem } = context;
  const lateMs = Math.max(0, Date.now() - Math.max(job.data.snapshot?.due ?? 0, job.timestamp));
  let next: Next;
  try {
    next = await stepOf(context, job, token);
    onMetric({ name: "step", result: resultOf(next, job), lateMs });
  } catch (error) {
    if (!isLost(error)) onProblem(error);
    onMetric({ name: "step", result: "failed", lateMs });
    next = { kind: "sleep", until: Date.now() + FAILED_PAUSE_MS };
  }
  await apply(context, job, token, next, () => heal(context, job));
}

function resultOf(next: Next, job: Job<WaitData>): "pending" | "settled" | "started" | "put-back" | "failed" {
  if (next.kind === "end") return "settled";
  if (next.kind === "fail") return "failed";
  if (next.data === undefined) return "put-back";
  return job.data.snapshot === undefined ? "started" : "pending";
}
