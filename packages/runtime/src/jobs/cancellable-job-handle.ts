import type { CallOptions } from "../settings/call-options.js";
import { JobTimeoutError } from "./job-errors.js";
import { JobHandle, type WatchArguments } from "./job-handle.js";
import { jobRequest } from "./job-request.js";
import { loopsOf, waitsOf } from "./loop.js";
import type { CancellableJob } from "./job.js";
import { watch } from "./watch.js";

/** A job with a cancel operation. */
export class CancellableJobHandle<R, S> extends JobHandle<R, S> implements CancellableJob<R, S> {
  /** `given` has the parameters of the cancel operation other than the job's id. */
  async cancel(options?: CallOptions, given = this.options?.params): Promise<void> {
    const { client, spec } = this;
    if (spec.cancel === undefined) return;
    const { operation, path, params } = jobRequest(spec.cancel, this, given);
    await client.request(operation, path, params, options);
    // The end is near: the waits ask at once, and often.
    const due = client.clock.now();
    for (const loop of loopsOf(this)) {
      loop.state = { ...loop.state, unchanged: 0, answered: undefined, due };
      for (const wait of waitsOf(loop)) {
        wait.wish = Math.max(due, loop.state.hold ?? due);
        wait.arm();
      }
    }
  }

  /** With `cancelOnTimeout`, asks the server to cancel after a timeout. The wait does not wait for that. */
  protected override watch<T>(...[options, ...of]: WatchArguments<R, S, T>): Promise<T> {
    const end = watch(this, options, ...of);
    if (options?.cancelOnTimeout !== true) return end;
    return end.catch((error: unknown) => {
      const { headers = this.options?.headers, timeoutMs = this.options?.timeoutMs, params } = options;
      const sent = { headers, timeoutMs, maxRetries: 0 };
      if (error instanceof JobTimeoutError) void this.cancel(sent, params).catch(() => {});
      throw error;
    });
  }
}
