import type { CallOptions } from "../settings/call-options.js";
import { JobTimeoutError } from "./job-errors.js";
import { JobHandle } from "./job-handle.js";
import { jobRequest } from "./job-request.js";
import type { CancellableJob } from "./job.js";
import { waitForPromise } from "./promise-waiter.js";
import type { ResultMode } from "./result-mode.js";
import type { WaitOptions } from "./wait-options.js";

/** A job whose provider has an operation that cancels. */
export class CancellableJobHandle extends JobHandle implements CancellableJob<unknown, unknown> {
  async cancel(options?: CallOptions): Promise<void> {
    const { client, spec, id, options: given } = this.target;
    if (spec.cancel === undefined) return;
    const { operation, path, params } = jobRequest(spec.cancel.operation, spec.cancel.id, id, given.params);
    await client.request(operation, path, params, options);
  }

  /** A job whose wait timed out is cancelled before the wait fails, where the caller asked for it. */
  protected override waitFor<T>(options: WaitOptions | undefined, mode: ResultMode<T>): Promise<T> {
    if (options?.cancelOnTimeout !== true) return super.waitFor(options, mode);
    return this.withWaiter(options, (...waiterArguments) =>
      waitForPromise(...waiterArguments, mode).catch(async (error: unknown) => {
        const { signal, headers, timeoutMs } = waiterArguments[1];
        // Whether the server agrees changes nothing for this wait.
        if (error instanceof JobTimeoutError) await this.cancel({ signal, headers, timeoutMs }).catch(() => {});
        throw error;
      }),
    );
  }
}
