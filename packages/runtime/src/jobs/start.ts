import type { CallOptions, Reply } from "../call.js";
import { ApiError } from "../errors/api-error.js";
import { SnapshotError, StartUncertainError } from "../errors/job-start-errors.js";
import { RequestError } from "../errors/request-error.js";
import type { Operation } from "../operation.js";
import { read } from "../pointer.js";
import type { Params, Requester } from "../requester.js";
import { cancellableJob, job, type CancellableJob, type Job, type JobOptions } from "./job.js";
import { jobId } from "./snapshot.js";
import type { JobSpec } from "./spec.js";

/** Options of a call that starts a job: those of the call, and those of the job it gives. The signal is the call's. */
export interface StartOptions extends JobOptions, Pick<CallOptions, "signal" | "maxRetries" | "idempotencyKey"> {}

/**
 * Starts a job and gives it as soon as the server has answered. Throws `StartUncertainError` where the job may have
 * been started and it cannot be told which it is; the request is repeated only where that is known to do no harm.
 */
export async function startJob<R, S>(
  client: Requester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options?: StartOptions,
): Promise<Job<R, S>> {
  const [id, rest] = await request(client, spec, operation, path, params, options);
  return job<R, S>(client, spec, id, rest);
}

/** The same, where the provider has an operation that cancels. */
export async function startCancellableJob<R, S>(
  client: Requester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options?: StartOptions,
): Promise<CancellableJob<R, S>> {
  const [id, rest] = await request(client, spec, operation, path, params, options);
  return cancellableJob<R, S>(client, spec, id, rest);
}

async function request(
  client: Requester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options: StartOptions = {},
): Promise<[string, JobOptions]> {
  const { signal, maxRetries, idempotencyKey, ...rest } = options;
  const { headers, timeoutMs } = rest;
  const uncertain = (why: string, cause?: unknown) =>
    new StartUncertainError(`${spec.name}: a job may have been started, but ${why}`, idempotencyKey, cause);
  let reply: Reply<unknown>;
  try {
    reply = await client.request(operation, path, params, { signal, maxRetries, idempotencyKey, headers, timeoutMs });
  } catch (cause) {
    throw isAmbiguous(cause) ? uncertain("the answer did not arrive or could not be read", cause) : cause;
  }
  const id = idIn(spec, operation, reply);
  if (id === undefined) throw uncertain("the answer does not say which");
  try {
    return [jobId(client, spec, id, reply.response.url || client.baseUrl.href), rest];
  } catch (cause) {
    if (cause instanceof SnapshotError) throw uncertain("its URL is not within the base URL", cause);
    throw cause;
  }
}

function idIn(spec: JobSpec, operation: Operation, { data, response }: Reply<unknown>): string | undefined {
  if (spec.location !== undefined) return response.headers.get(spec.location.header) ?? undefined;
  const pointer = spec.start?.find((one) => one.operation.id === operation.id)?.jobId ?? "";
  const id = read(data, pointer);
  return (typeof id === "string" && id !== "") || typeof id === "number" ? String(id) : undefined;
}

/** False where the server said, or nothing was sent, so that no job was started. */
function isAmbiguous(error: unknown): boolean {
  if (error instanceof ApiError) return error.status === 408 || error.status >= 500;
  return error instanceof RequestError && error.attempts > 0;
}
