import { pause } from "./within.js";
import type { WorkContext } from "./work-context.js";

const RETRY_MS = 1_000;

/** Repeats what only needs a Redis that takes writes again, such as one that is full or loading. */
export async function untilDone(context: Pick<WorkContext, "onProblem">, action: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      context.onProblem(error);
    }
    await pause(RETRY_MS);
  }
}
