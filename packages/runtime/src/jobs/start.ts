import { ApiError } from "../errors/api-error.js";
import { RequestError } from "../errors/request-error.js";
import { readPointer } from "../json/pointer.js";
import type { Operation } from "../request/operation.js";
import type { Params, Requester } from "../request/requester.js";
import type { Reply } from "../response/reply.js";
import type { CallOptions } from "../settings/call-options.js";
import type { JobSpec } from "./job-spec.js";
import { SnapshotError, StartUncertainError } from "./job-start-errors.js";
import { cancellableJob, job, type CancellableJob, type Job, type JobOptions } from "./job.js";
import { isTerminal } from "./outcome.js";
import { pollHint } from "./poll-hint.js";
import type { PollState } from "./poll-state.js";
import { jobId } from "./snapshot.js";
import { readStatus } from "./status-reading.js";

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
  const [id, rest, known] = await requestStart(client, spec, operation, path, params, options);
  return job<R, S>(client, spec, id, rest, known);
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
  const [id, rest, known] = await requestStart(client, spec, operation, path, params, options);
  return cancellableJob<R, S>(client, spec, id, rest, known);
}

/**
 * Sends the request that starts a job.
 *
 * @returns The job's id, the options that stay with the job, and what is known of it already.
 */
export async function requestStart(
  client: Requester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options: StartOptions = {},
  deadlineMs?: number,
): Promise<[string, JobOptions, Partial<PollState>]> {
  const { signal, maxRetries, idempotencyKey, ...rest } = options;
  const { headers, timeoutMs } = rest;
  const uncertain = (why: string, cause?: unknown) =>
    new StartUncertainError(`${spec.name}: a job may have been started, but ${why}`, idempotencyKey, cause);
  const call = { signal, maxRetries, idempotencyKey, headers, timeoutMs };
  let reply: Reply<unknown>;
  try {
    reply = await client.request(operation, path, params, deadlineMs === undefined ? call : { ...call, deadlineMs });
  } catch (cause) {
    throw isAmbiguous(cause) ? uncertain("the answer did not arrive or could not be read", cause) : cause;
  }
  try {
    const { id, known } = startedJob(client, spec, operation, reply);
    if (id !== undefined) return [jobId(client, spec, id), rest, known];
  } catch (cause) {
    if (cause instanceof SnapshotError) throw uncertain("what names it cannot be used", cause);
    throw cause;
  }
  throw uncertain("the answer does not say which");
}

/** What the answer to a start says of the job. One that names no URL, and tells that all is done, is the job's end. */
function startedJob(
  client: Requester,
  spec: JobSpec,
  { id: operation }: Operation,
  reply: Reply<unknown>,
): { readonly id: string | undefined; readonly known: Partial<PollState> } {
  const { data, response } = reply;
  const { id: url, result } = spec.urls?.started(client, reply) ?? {};
  const known = result === undefined ? {} : { result };
  if (!spec.urls?.known) {
    const named = readPointer(data, spec.start?.find((one) => one.operation.id === operation)?.jobId ?? "");
    const isId = (typeof named === "string" && named !== "") || typeof named === "number";
    return { id: isId ? String(named) : undefined, known: { ...known, ...firstPollDue(client, spec, response) } };
  }
  const { status: code } = response;
  const isOver = url === undefined && isTerminal(readStatus(spec, data, code));
  return isOver
    ? { id: "/", known: { ...known, phase: "result", status: data ?? null, code } }
    : { id: url, known: { ...known, ...firstPollDue(client, spec, response) } };
}

/** When the first poll is due, where the server says so with its answer: sooner it is not asked. */
function firstPollDue({ clock }: Requester, { pollAfter }: JobSpec, response: Response): Partial<PollState> {
  const hintMs = pollHint(response, pollAfter, clock.date());
  return hintMs === undefined ? {} : { due: clock.now() + hintMs * (1 + clock.random() / 10) };
}

/** False where the server said, or nothing was sent, so that no job was started. */
function isAmbiguous(error: unknown): boolean {
  if (error instanceof ApiError) return error.status === 408 || error.status >= 500;
  return error instanceof RequestError && error.attempts > 0;
}
