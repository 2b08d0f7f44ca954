import type { CallOptions } from "../call.js";
import { JobTimeoutError } from "../errors/job-errors.js";
import { address } from "./address.js";
import type { Conclusion } from "./conclusion.js";
import { Handle } from "./handle.js";
import type { CancellableJob } from "./job.js";
import { settlement } from "./settlement.js";
import type { WaitOptions } from "./wait-options.js";

/** A job whose provider has an operation that cancels. */
export class CancellableHandle extends Handle implements CancellableJob<unknown, unknown> {
  async cancel(options?: CallOptions): Promise<void> {
    const { client, spec, id, options: given } = this.subject;
    if (spec.cancel === undefined) return;
    const { operation, path, params } = address(spec.cancel.operation, spec.cancel.id, id, given.params);
    await client.request(operation, path, params, options);
  }

  /** A job whose wait timed out is cancelled before the wait fails, where the caller asked for it. */
  protected override ending<T>(options: WaitOptions | undefined, to: Conclusion<T>): Promise<T> {
    if (options?.cancelOnTimeout !== true) return super.ending(options, to);
    return this.call(options, (...call) =>
      settlement(...call, to).catch(async (error: unknown) => {
        const { signal, headers, timeoutMs } = call[1];
        // Whether the server agrees changes nothing for this wait.
        if (error instanceof JobTimeoutError) await this.cancel({ signal, headers, timeoutMs }).catch(() => {});
        throw error;
      }),
    );
  }
}
