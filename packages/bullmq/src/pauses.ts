import type { WorkContext } from "./work-context.js";

/** The pause after a 429 that names no time. */
const DEFAULT_PAUSE_MS = 1_000;

/** Lets no worker begin a step for a time. A longer pause stays. */
export async function pauseAll({ queue, onMetric, onProblem }: WorkContext, ms = DEFAULT_PAUSE_MS): Promise<void> {
  const pauseMs = Math.ceil(Math.max(ms, 1));
  onMetric({ name: "rate-limited", pauseMs });
  try {
    if ((await queue.getRateLimitTtl()) < pauseMs) await queue.rateLimit(pauseMs);
  } catch (error) {
    onProblem(error);
  }
}
