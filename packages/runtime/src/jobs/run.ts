import type { Operation } from "../request/operation.js";
import type { Params } from "../request/requester.js";
import { CancellableJobHandle } from "./cancellable-job-handle.js";
import { JobHandle, notCancellableError } from "./job-handle.js";
import type { JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";
import { begun, requestStart, type StartCall, type StartOptions } from "./start.js";
import { checkWaitOptions, type WaitOptions } from "./wait-options.js";

/** Options of a call that starts a job and waits for its end. `deadlineMs` covers both. */
export interface RunOptions<S = unknown>
  extends StartOptions, Pick<WaitOptions<S>, "onUpdate" | "cancelOnTimeout" | "group"> {}

/**
 * Starts a job once and waits for its result. Throws what starting and `wait` throw, and `ParameterError` for
 * `cancelOnTimeout` without a cancel operation.
 */
export function runJob<R, S>(
  client: JobRequester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options?: RunOptions<S>,
): Promise<R>;
export async function runJob(
  client: JobRequester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options: RunOptions = {},
): Promise<unknown> {
  if (options.cancelOnTimeout === true) throw notCancellableError();
  return run(JobHandle, { client, spec, operation, path, params }, options);
}

/** The same for a job with a cancel operation. */
export function runCancellableJob<R, S>(
  client: JobRequester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options?: RunOptions<S>,
): Promise<R>;
export function runCancellableJob(
  client: JobRequester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options: RunOptions = {},
): Promise<unknown> {
  return run(CancellableJobHandle, { client, spec, operation, path, params }, options);
}

async function run(Handle: typeof JobHandle, call: StartCall, options: RunOptions): Promise<unknown> {
  checkWaitOptions(options);
  const { onUpdate, cancelOnTimeout, group, deadlineMs, ...start } = options;
  const { client, spec } = call;
  const { clock } = client;
  const startedAt = clock.now();
  const { given, kept } = await requestStart(call, start, deadlineMs);
  const leftMs = deadlineMs === undefined ? undefined : Math.max(0, deadlineMs - (clock.now() - startedAt));
  const job = begun(new Handle(client, spec, given, kept), client, spec);
  return job.wait({ signal: start.signal, onUpdate, cancelOnTimeout, group, deadlineMs: leftMs });
}
