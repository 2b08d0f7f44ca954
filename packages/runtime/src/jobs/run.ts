import type { Operation } from "../request/operation.js";
import type { Params, Requester } from "../request/requester.js";
import { notCancellableError } from "./job-handle.js";
import type { JobSpec } from "./job-spec.js";
import { cancellableJob, job, type Job } from "./job.js";
import { requestStart, type StartOptions } from "./start.js";
import { checkWaitOptions, type WaitOptions } from "./wait-options.js";

/** Options of a call that starts a job and waits for its end. `deadlineMs` covers both. */
export interface RunOptions<S = unknown>
  extends StartOptions, Pick<WaitOptions<S>, "onUpdate" | "cancelOnTimeout" | "group"> {}

/**
 * Starts a job once and waits for its result. Throws what starting and `wait` throw, and `ParameterError` for
 * `cancelOnTimeout` without a cancel operation.
 */
export function runJob<R, S>(
  client: Requester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options: RunOptions<S> = {},
): Promise<R> {
  if (options.cancelOnTimeout === true) return Promise.reject(notCancellableError());
  return run((...of) => job<R, S>(...of), client, spec, operation, path, params, options);
}

/** The same for a job with a cancel operation. */
export function runCancellableJob<R, S>(
  client: Requester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options: RunOptions<S> = {},
): Promise<R> {
  return run((...of) => cancellableJob<R, S>(...of), client, spec, operation, path, params, options);
}

async function run<R, S>(
  createJob: (...of: Parameters<typeof job>) => Job<R, S>,
  client: Requester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options: RunOptions<S>,
): Promise<R> {
  checkWaitOptions(options);
  const { onUpdate, cancelOnTimeout, group, deadlineMs, ...start } = options;
  const { clock } = client;
  const startedAt = clock.now();
  const [id, rest, known] = await requestStart(client, spec, operation, path, params, start, deadlineMs);
  const leftMs = deadlineMs === undefined ? undefined : Math.max(0, deadlineMs - (clock.now() - startedAt));
  const { signal } = start;
  return createJob(client, spec, id, rest, known).wait({
    signal,
    onUpdate,
    cancelOnTimeout,
    group,
    deadlineMs: leftMs,
  });
}
