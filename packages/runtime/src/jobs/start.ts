import { ApiError } from "../errors/api-error.js";
import { RequestError } from "../errors/request-error.js";
import { SpecloomError } from "../errors/specloom-error.js";
import { readPointer } from "../json/pointer.js";
import type { Operation } from "../request/operation.js";
import type { Params } from "../request/requester.js";
import type { Reply } from "../response/reply.js";
import type { CallOptions } from "../settings/call-options.js";
import { callObserver } from "../settings/hooks.js";
import { CancellableJobHandle } from "./cancellable-job-handle.js";
import { jobAddress, otherPathNames } from "./job-address.js";
import { JobHandle, type GivenJob } from "./job-handle.js";
import type { JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";
import { SnapshotError, StartUncertainError } from "./job-start-errors.js";
import type { CancellableJob, Job, JobOptions } from "./job.js";
import { isTerminal } from "./outcome.js";
import { pollHint } from "./poll-hint.js";
import type { PollState } from "./poll-state.js";
import { readStatus } from "./status-reading.js";
import { checkWaitOptions } from "./wait-options.js";

/**
 * Options of a call that starts a job: call options, and job options that the job keeps. The signal applies only to the
 * call.
 */
export interface StartOptions extends JobOptions, Pick<CallOptions, "signal" | "maxRetries" | "idempotencyKey"> {}

/** A call of an operation that starts a job. */
export interface StartCall {
  readonly client: JobRequester;
  readonly spec: JobSpec;
  readonly operation: Operation;
  readonly path: readonly unknown[];
  readonly params: Params | undefined;
}

/**
 * Starts a job and returns it when the server has answered. The request is repeated only if that is known to be safe.
 * Throws `StartUncertainError` if a job may have been started but cannot be identified; every other error has `started:
 * false`, except the reason of an aborted signal.
 */
export function startJob<R, S>(
  client: JobRequester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options?: StartOptions,
): Promise<Job<R, S>>;
export async function startJob(
  client: JobRequester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options: StartOptions = {},
): Promise<Job<unknown, unknown>> {
  const { given, kept } = await requestStart({ client, spec, operation, path, params }, options);
  return begun(new JobHandle(client, spec, given, kept), client, spec);
}

/** The same for a job with a cancel operation. */
export function startCancellableJob<R, S>(
  client: JobRequester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options?: StartOptions,
): Promise<CancellableJob<R, S>>;
export async function startCancellableJob(
  client: JobRequester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options: StartOptions = {},
): Promise<CancellableJob<unknown, unknown>> {
  const { given, kept } = await requestStart({ client, spec, operation, path, params }, options);
  return begun(new CancellableJobHandle(client, spec, given, kept), client, spec);
}

/** Tells the hook of the client that a job was started. */
export function begun<J extends Job<unknown, unknown>>(job: J, { jobHooks }: JobRequester, { name }: JobSpec): J {
  const onJob = jobHooks?.onJob;
  if (onJob !== undefined) {
    callObserver(onJob, { kind: "started", resource: name, id: job.id, snapshot: job.snapshot() });
  }
  return job;
}

/** Sends the request that starts a job. Returns what is known of the job, and the options that it keeps. */
export async function requestStart(
  start: StartCall,
  options: StartOptions,
  deadlineMs?: number,
): Promise<{ readonly given: GivenJob; readonly kept: JobOptions }> {
  const { signal, maxRetries, idempotencyKey, ...kept } = options;
  const { client, spec, operation, path, params } = start;
  const { headers, timeoutMs } = kept;
  const uncertain = (why: string, cause?: unknown) =>
    new StartUncertainError(
      `${spec.name}: a job may have been started, but ${why}`,
      idempotencyKey ?? undefined,
      cause,
    );
  const call = { signal, maxRetries, idempotencyKey, headers, timeoutMs, purpose: "start" } as const;
  let reply: Reply<unknown>;
  try {
    // All of them, also those of later waits: a job that was started must not be lost for one.
    checkWaitOptions(options);
    reply = await client.request(operation, path, params, deadlineMs === undefined ? call : { ...call, deadlineMs });
  } catch (cause) {
    if (isAmbiguous(cause)) throw uncertain("the response is missing or unreadable", cause);
    throw cause instanceof SpecloomError ? Object.assign(cause, { started: false }) : cause;
  }
  try {
    const given = startedJob(start, reply, kept.params);
    if (given !== undefined) return { given, kept };
  } catch (cause) {
    throw uncertain(cause instanceof SnapshotError ? "its URL is invalid" : "its response cannot be used", cause);
  }
  throw uncertain("the response does not identify it");
}

/**
 * What the response to a start says of the job; undefined if it does not identify it. If it contains no URL but a
 * terminal state, it is the end of the job.
 */
function startedJob(start: StartCall, reply: Reply<unknown>, params: Params | undefined): GivenJob | undefined {
  const { client, spec, operation } = start;
  const { data, response } = reply;
  const { id: url, result } = spec.urls?.started(client, reply) ?? {};
  const known: Partial<PollState> = { ...(result !== undefined && { result }), ...firstPoll(start, response) };
  if (spec.urls?.known) {
    const { status: code } = response;
    if (url !== undefined) return { of: url, known };
    if (!isTerminal(readStatus(spec, data, code))) return undefined;
    return { of: "/", known: { ...known, phase: "result", status: data ?? null, code } };
  }
  const declared = spec.start?.find((one) => one.operation.id === operation.id);
  const id = readPointer(data, declared?.jobId ?? "");
  if ((typeof id !== "string" || id === "") && typeof id !== "number" && typeof id !== "bigint") return undefined;
  const address = jobAddress(client, spec, id, { ...params, ...pathOf(start, declared?.path, data) });
  return { of: address.id, path: address.path, known };
}

/** The other path parameters of the job: from the arguments of the start, or from its response. */
function pathOf(
  { spec, operation, path }: StartCall,
  places: Readonly<Record<string, string>> = {},
  data: unknown,
): Params {
  const names = operation.parameters?.filter(({ in: place, key }) => place === "path" && key === undefined) ?? [];
  const argument = (wanted: string) => path[names.findIndex(({ name }) => name === wanted)];
  return Object.fromEntries(
    otherPathNames(spec).flatMap((name) => {
      const place = places[name] ?? name;
      const value = place.startsWith("/") ? readPointer(data, place) : argument(place);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** When the first poll is due, if the response asks for a delay. */
function firstPoll({ client: { clock }, spec }: StartCall, response: Response): Partial<PollState> {
  const hintMs = pollHint(response, spec.pollAfter, clock.date());
  if (hintMs === undefined) return {};
  const hold = clock.now() + hintMs * (1 + clock.random() / 10);
  return { hold, due: hold };
}

/** Whether a job may have been started. False if the server rejected the request or nothing was sent. */
function isAmbiguous(error: unknown): boolean {
  if (error instanceof ApiError) return error.status === 408 || error.status >= 500;
  return error instanceof RequestError && error.attempts > 0;
}
