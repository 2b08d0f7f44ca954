import type { CallOptions } from "../settings/call-options.js";
import { JobTimeoutError } from "./job-errors.js";
import { JobHandle } from "./job-handle.js";
import { jobRequest } from "./job-request.js";
import type { CancellableJob } from "./job.js";
import type { WaitOptions } from "./wait-options.js";
import { arm, type ReadEnd } from "./wait.js";
import { watch } from "./watch.js";

/** A job with a cancel operation. */
export class CancellableJobHandle extends JobHandle implements CancellableJob<unknown, unknown> {
  async cancel(options?: CallOptions): Promise<void> {
    const { client, spec, address, options: own, loop: last, otherLoops } = this.job;
    if (spec.cancel === undefined) return;
    const { operation, path, params } = jobRequest(spec.cancel, address, own?.params);
    await client.request(operation, path, params, options);
    // The end is near: the waits ask at once, and often.
    const now = client.clock.now();
    for (const loop of last === undefined ? otherLoops : [last, ...otherLoops]) {
      loop.state = { ...loop.state, unchanged: 0, answered: undefined, due: now };
      for (const wait of loop.waits) {
        wait.wish = Math.max(now, loop.state.hold ?? now);
        arm(wait);
      }
    }
  }

  /** With `cancelOnTimeout`, asks the server to cancel after a timeout. The wait does not wait for that. */
  protected override watch<T>(options: WaitOptions | undefined, read: ReadEnd<T>, stepMs?: number): Promise<T> {
    const end = watch(this.job, options, read, stepMs);
    if (options?.cancelOnTimeout !== true) return end;
    return end.catch((error: unknown) => {
      const { headers, timeoutMs } = { ...this.job.options, ...options };
      if (error instanceof JobTimeoutError) void this.cancel({ headers, timeoutMs, maxRetries: 0 }).catch(() => {});
      throw error;
    });
  }
}
