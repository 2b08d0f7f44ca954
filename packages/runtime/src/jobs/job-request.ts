import type { Operation } from "../request/operation.js";
import type { Params, RequesterOptions } from "../request/requester.js";
import type { Reply } from "../request/reply.js";
import type { JobAddress, KnownJob } from "./job-address.js";
import type { OperationOfJob } from "./job-spec.js";
import type { PollState } from "./poll-state.js";
import type { RequestSettings } from "./wait-options.js";

/** The arguments of a request about a job. */
export interface JobRequest {
  readonly operation: Operation;
  /** Path parameters in template order. */
  readonly path: readonly unknown[];
  readonly params: Params;
}

/** What a request about jobs needs of the polling that makes it. */
export type Asking = Pick<RequesterOptions, "signal" | "onCredentials">;

/** The answer to a request for a status or a result. Without `reply` and `fault`, a batch has no row for the job. */
export interface Answer {
  readonly phase: PollState["phase"];
  readonly reply?: Reply<unknown>;
  /** The URL of the result that the reply contains. */
  readonly result?: string | undefined;
  /** Why there is no reply. */
  readonly fault?: unknown;
}

/**
 * The request of an operation for a job: the id in its parameter, the other path parameters of the job, and those of
 * `params` that the operation declares.
 */
export function jobRequest(
  { operation, id, path: names = {}, body }: OperationOfJob,
  address: JobAddress,
  params: Params = {},
): JobRequest {
  const path: unknown[] = [];
  const taken: Record<string, unknown> = body === undefined ? {} : { body };
  for (const { name, key, in: place } of operation.parameters ?? []) {
    const value = params[key ?? name];
    if (place === "path" && key === undefined)
      path.push(name === id ? address.id : (address.path?.[names[name] ?? name] ?? value));
    else if (value !== undefined) taken[key ?? name] = value;
  }
  return { operation, path, params: taken };
}

/** Requests the status of a job, or its result. Never rejects. A poll is not retried; the next poll follows anyway. */
export async function askJob(
  job: KnownJob,
  { phase, result: url }: PollState,
  { params, headers, timeoutMs }: RequestSettings,
  asking: Asking,
): Promise<Answer> {
  const { client, spec } = job;
  const { status, id = "", result, urls } = spec;
  try {
    const at = phase === "result" ? url : urls?.known ? job.id : undefined;
    const asked =
      phase === "result" && result !== undefined && "operation" in result ? result : { operation: status, id };
    const request =
      at !== undefined && urls !== undefined ? urls.request(status, at, params) : jobRequest(asked, job, params);
    const options = { ...asking, headers, timeoutMs, maxRetries: 0, purpose: "poll" } as const;
    const reply = await client.request(request.operation, request.path, request.params, options);
    return { phase, reply, result: phase === "status" ? urls?.result(client, reply) : undefined };
  } catch (fault) {
    return { phase, fault };
  }
}
