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
import { checkWaitOptions } from "./wait-options.js";

/**
 * Options of a call that starts a job: call options, and job options that the job keeps. The signal applies only to the
 * call.
 */
export interface StartOptions extends JobOptions, Pick<CallOptions, "signal" | "maxRetries" | "idempotencyKey"> {}

/**
 * Starts a job and returns it when the server has answered. Throws `StartUncertainError` if a job may have been started
 * but cannot be identified. The request is repeated only if that is known to be safe.
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

/** The same for a job with a cancel operation. */
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
 * Sends the request that starts a job. Returns the id of the job, the options that the job keeps, and what is known of
 * it already.
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
  // All of them, also those of later waits: a job that was started must not be lost for one.
  checkWaitOptions(options);
  const { signal, maxRetries, idempotencyKey, ...rest } = options;
  const { headers, timeoutMs } = rest;
  const uncertain = (why: string, cause?: unknown) =>
    new StartUncertainError(
      `${spec.name}: a job may have been started, but ${why}`,
      idempotencyKey ?? undefined,
      cause,
    );
  const call = { signal, maxRetries, idempotencyKey, headers, timeoutMs };
  let reply: Reply<unknown>;
  try {
    reply = await client.request(operation, path, params, deadlineMs === undefined ? call : { ...call, deadlineMs });
  } catch (cause) {
    throw isAmbiguous(cause) ? uncertain("the response is missing or unreadable", cause) : cause;
  }
  try {
    const { id, known } = startedJob(client, spec, operation, reply);
    if (id !== undefined) return [jobId(client, spec, id), rest, known];
  } catch (cause) {
    if (cause instanceof SnapshotError) throw uncertain("its URL is invalid", cause);
    throw cause;
  }
  throw uncertain("the response does not identify it");
}

/**
 * What the response to a start says of the job. If it contains no URL but a terminal state, it is the end of the job.
 */
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
    const id = readPointer(data, spec.start?.find((one) => one.operation.id === operation)?.jobId ?? "");
    const isId = (typeof id === "string" && id !== "") || typeof id === "number";
    return { id: isId ? String(id) : undefined, known: { ...known, ...firstPollDue(client, spec, response) } };
  }
  const { status: code } = response;
  const isOver = url === undefined && isTerminal(readStatus(spec, data, code));
  return isOver
    ? { id: "/", known: { ...known, phase: "result", status: data ?? null, code } }
    : { id: url, known: { ...known, ...firstPollDue(client, spec, response) } };
}

/** When the first poll is due, if the response asks for a delay. */
function firstPollDue({ clock }: Requester, { pollAfter }: JobSpec, response: Response): Partial<PollState> {
  const hintMs = pollHint(response, pollAfter, clock.date());
  return hintMs === undefined ? {} : { due: clock.now() + hintMs * (1 + clock.random() / 10) };
}

/** Whether a job may have been started. False if the server rejected the request or nothing was sent. */
function isAmbiguous(error: unknown): boolean {
  if (error instanceof ApiError) return error.status === 408 || error.status >= 500;
  return error instanceof RequestError && error.attempts > 0;
}
