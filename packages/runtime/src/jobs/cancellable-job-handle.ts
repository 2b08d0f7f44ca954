import type { CallOptions } from "../settings/call-options.js";
import { JobTimeoutError } from "./job-errors.js";
import { JobHandle } from "./job-handle.js";
import { jobRequest } from "./job-request.js";
import type { CancellableJob } from "./job.js";
import { waitForPromise } from "./promise-waiter.js";
import type { ResultMode } from "./result-mode.js";
import type { WaitOptions } from "./wait-options.js";

/** A job with a cancel operation. */
export class CancellableJobHandle extends JobHandle implements CancellableJob<unknown, unknown> {
  async cancel(options?: CallOptions): Promise<void> {
    const { client, spec, id, options: given } = this.target;
    if (spec.cancel === undefined) return;
    const { operation, path, params } = jobRequest(spec.cancel.operation, spec.cancel.id, id, given.params);
    await client.request(operation, path, params, options);
  }

  /** With `cancelOnTimeout`, cancels the job before a timed-out wait rejects. */
  protected override waitFor<T>(options: WaitOptions | undefined, mode: ResultMode<T>): Promise<T> {
    if (options?.cancelOnTimeout !== true) return super.waitFor(options, mode);
    return this.call(options, (...call) =>
      waitForPromise(...call, mode).catch(async (error: unknown) => {
        const { signal, headers, timeoutMs } = call[1];
        // The wait rejects with the timeout even if the cancel request fails.
        if (error instanceof JobTimeoutError) await this.cancel({ signal, headers, timeoutMs }).catch(() => {});
        throw error;
      }),
    );
  }
}
