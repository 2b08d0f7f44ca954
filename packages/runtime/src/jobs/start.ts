import { ApiError } from "../errors/api-error.js";
import { DeadlineError } from "../errors/deadline-error.js";
import { RequestError } from "../errors/request-error.js";
import { SpecloomError } from "../errors/specloom-error.js";
import { readPointer } from "../json/pointer.js";
import type { Operation } from "../request/operation.js";
import type { Params } from "../request/requester.js";
import type { Reply } from "../request/reply.js";
import type { CallOptions } from "../settings/call-options.js";
import { CancellableJobHandle } from "./cancellable-job-handle.js";
import { jobAddress, otherPathNames } from "./job-address.js";
import { SnapshotError, StartUncertainError } from "./job-errors.js";
import { JobHandle } from "./job-handle.js";
import { tellOnJob, type JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";
import type { CancellableJob, Job, JobOptions } from "./job.js";
import { isTerminal } from "./outcome.js";
import { pollHint } from "./poll-hint.js";
import type { PollState } from "./poll-state.js";
import { readStatus } from "./status-reading.js";
import type { GivenJob } from "./tracked-job.js";
import { checkWaitOptions } from "./wait-options.js";

/**
 * Options of a call that starts a job: call options, and job options that the job keeps. The signal applies only to the
 * call.
 */
export interface StartOptions extends JobOptions, Pick<CallOptions, "signal" | "maxRetries" | "idempotencyKey"> {}

/** The arguments of a call that starts a job. */
export type StartCall<O = StartOptions> = readonly [
  client: JobRequester,
  spec: JobSpec,
  operation: Operation,
  path: readonly unknown[],
  params: Params | undefined,
  options?: O,
];

/**
 * Starts a job and returns it when the server has answered. The request is repeated only if that is known to be safe.
 * Throws `StartUncertainError` if a job may have been started but cannot be identified; every other error has `started:
 * false`, except the reason of an aborted signal.
 */
export function startJob<R, S>(...call: StartCall): Promise<Job<R, S>> {
  return startWith(JobHandle<R, S>, call);
}

/** The same for a job with a cancel operation. */
export function startCancellableJob<R, S>(...call: StartCall): Promise<CancellableJob<R, S>> {
  return startWith(CancellableJobHandle<R, S>, call);
}

/** Starts a job and makes its object, which keeps the options. The deadline is that of the start. */
export async function startWith<J extends JobHandle<unknown, unknown>>(
  Handle: new (...of: ConstructorParameters<typeof JobHandle>) => J,
  call: StartCall,
  deadlineMs?: number,
): Promise<J> {
  const [client, spec, , , , { signal: _, maxRetries: _retries, idempotencyKey: _key, ...kept } = {}] = call;
  const job = new Handle(client, spec, await requestStart(call, deadlineMs), kept);
  tellOnJob({ job, state: job.state, deadline: job.deadline }, { kind: "started" });
  return job;
}

/** Sends the request that starts a job. Returns what is known of the job. */
async function requestStart(call: StartCall, deadlineMs?: number): Promise<GivenJob> {
  const [client, spec, operation, path, params, options = {}] = call;
  const { signal, maxRetries, idempotencyKey, headers, timeoutMs } = options;
  const uncertain = (why: string, cause?: unknown) =>
    new StartUncertainError(
      `${spec.name}: a job may have been started, but ${why}`,
      idempotencyKey ?? undefined,
      cause,
    );
  let isUncertain = false;
  const onFault = (fault: unknown) => {
    // An attempt may have started a job, although the server rejects a later one.
    isUncertain ||= isAmbiguous(fault);
  };
  const sent = { signal, maxRetries, idempotencyKey, headers, timeoutMs, onFault, purpose: "start" } as const;
  let reply: Reply<unknown>;
  try {
    // All of them, also those of later waits: a job that was started must not be lost for one.
    checkWaitOptions(options);
    reply = await client.request(operation, path, params, deadlineMs === undefined ? sent : { ...sent, deadlineMs });
  } catch (cause) {
    onFault(cause);
    // The reason of the signal is thrown as it is.
    if (isUncertain && cause !== signal?.reason) throw uncertain("the response is missing or unreadable", cause);
    if (cause instanceof SpecloomError) Object.assign(cause, { started: false });
    throw cause;
  }
  try {
    const given = startedJob(call, reply, uncertain);
    if (given !== undefined) return given;
  } catch (cause) {
    if (cause instanceof StartUncertainError) throw cause;
    throw uncertain(cause instanceof SnapshotError ? "its URL is invalid" : "its response cannot be used", cause);
  }
  throw uncertain("the response does not identify it");
}

/**
 * What the response to a start says of the job; undefined if it does not identify it. If it contains no URL but a
 * terminal state, it is the end of the job.
 */
function startedJob(
  call: StartCall,
  reply: Reply<unknown>,
  uncertain: (why: string) => StartUncertainError,
): GivenJob | undefined {
  const [client, spec, operation, , , options] = call;
  const { data, response } = reply;
  const { id: url, result } = spec.urls?.started(client, reply) ?? {};
  const known: Partial<PollState> = { ...(result !== undefined && { result }), ...firstPoll(call, response) };
  if (spec.urls?.known) {
    const { status: code } = response;
    if (url !== undefined) return { of: url, known };
    if (!isTerminal(readStatus(spec, data, code))) return undefined;
    return { of: "/", known: { ...known, phase: "result", status: data ?? null, code } };
  }
  const declared = spec.start?.find((one) => one.operation.id === operation.id);
  const id = valueAt(call, declared?.jobId ?? "", data);
  if ((typeof id !== "string" || id === "") && typeof id !== "number" && typeof id !== "bigint") return undefined;
  // A rounded number can be the id of another job.
  if (typeof id === "number" && !Number.isSafeInteger(id))
    throw uncertain("its id is not exact as a number: the client option `json: exactJson` keeps all digits");
  const address = jobAddress(client, spec, id, { ...options?.params, ...pathOf(call, declared?.path, data) });
  return { of: address.id, path: address.path, known };
}

/** The other path parameters of the job: from the arguments of the start, or from its response. */
function pathOf(call: StartCall, places: Readonly<Record<string, string>> = {}, data: unknown): Params {
  return Object.fromEntries(
    otherPathNames(call[1]).flatMap((name) => {
      const value = valueAt(call, places[name] ?? name, data);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The value at a pointer into the response to a start, or of the path parameter of the start that has this name. */
function valueAt([, , operation, path]: StartCall, place: string, data: unknown): unknown {
  if (place === "" || place.startsWith("/")) return readPointer(data, place);
  const names = operation.parameters?.filter(({ in: where, key }) => where === "path" && key === undefined) ?? [];
  return path[names.findIndex(({ name }) => name === place)];
}

/** When the first poll is due, if the response asks for a delay. */
function firstPoll([{ clock }, spec]: StartCall, response: Response): Partial<PollState> {
  const hintMs = pollHint(response, spec.pollAfter, clock.date());
  if (hintMs === undefined) return {};
  const hold = clock.now() + hintMs * (1 + clock.random() / 10);
  return { hold, due: hold };
}

/** Whether a job may have been started. False if the server rejected the request or nothing was sent. */
function isAmbiguous(error: unknown): boolean {
  // The deadline left no time for another attempt. The cause is the error of the last attempt.
  if (error instanceof DeadlineError && error.cause !== undefined) return isAmbiguous(error.cause);
  if (error instanceof ApiError) return error.status === 408 || error.status >= 500;
  return error instanceof RequestError && error.attempts > 0;
}
