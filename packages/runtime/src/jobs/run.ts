import { CancellableJobHandle } from "./cancellable-job-handle.js";
import { JobHandle } from "./job-handle.js";
import { startWith, type StartCall, type StartOptions } from "./start.js";
import { notCancellableError } from "./wait-for.js";
import { checkWaitOptions, type WaitOptions } from "./wait-options.js";

/** Options of a call that starts a job and waits for its end. `deadlineMs` covers both. */
export interface RunOptions<S = unknown>
  extends StartOptions, Pick<WaitOptions<S>, "onUpdate" | "cancelOnTimeout" | "group"> {}

/**
 * Starts a job once and waits for its result. Throws what starting and `wait` throw, and `ParameterError` for
 * `cancelOnTimeout` without a cancel operation.
 */
export async function runJob<R, S>(...[client, ...call]: StartCall<RunOptions<S>>): Promise<R> {
  const [, , , , options] = call;
  if (options?.cancelOnTimeout === true) throw notCancellableError();
  return run<R, S>(JobHandle, [client, ...call]);
}

/** The same for a job with a cancel operation. */
export function runCancellableJob<R, S>(...call: StartCall<RunOptions<S>>): Promise<R> {
  return run(CancellableJobHandle<R, S>, call);
}

async function run<R, S>(
  Handle: typeof JobHandle<R, S>,
  [client, spec, operation, path, params, options = {}]: StartCall<RunOptions<S>>,
): Promise<R> {
  checkWaitOptions(options);
  const { onUpdate, cancelOnTimeout, group, deadlineMs, ...start } = options;
  const startedAt = client.clock.now();
  const job = await startWith(Handle, [client, spec, operation, path, params, start], deadlineMs);
  const leftMs = deadlineMs === undefined ? undefined : Math.max(0, deadlineMs - (client.clock.now() - startedAt));
  return job.wait({ signal: start.signal, onUpdate, cancelOnTimeout, group, deadlineMs: leftMs });
}
