import { ResponseError } from "../errors/response-error.js";
import type { Requester } from "../request/requester.js";
import { jobRequest } from "./job-request.js";
import type { JobSpec } from "./job-spec.js";
import { resultIn } from "./outcome.js";
import { pollHint } from "./poll-hint.js";
import type { PollState, StatusAnswer } from "./poll-state.js";
import type { WaitOptions } from "./wait-options.js";

/** The options of a wait that affect its requests. */
export type RequestOptions = Pick<WaitOptions, "params" | "headers" | "timeoutMs">;

/** A job, and the options for requests about it. */
export interface PollTarget {
  readonly client: Requester;
  readonly spec: JobSpec;
  readonly id: string;
  readonly options: RequestOptions;
}

/** Requests the status of one job. Never rejects. A poll is not retried; the next poll follows anyway. */
export async function requestStatus(target: PollTarget, signal: AbortSignal): Promise<StatusAnswer> {
  const { client, spec, id, options } = target;
  const { headers, timeoutMs } = options;
  try {
    const { operation, path, params } = spec.urls?.known
      ? spec.urls.request(spec.status, id)
      : jobRequest(spec.status, spec.id, id, options.params);
    const reply = await client.request(operation, path, params, { headers, timeoutMs, signal, maxRetries: 0 });
    const { data, response } = reply;
    const result = spec.urls?.result(client, reply);
    const hintMs = pollHint(response, spec.pollAfter, client.clock.date());
    return { ok: true, status: data, code: response.status, result, hintMs };
  } catch (fault) {
    return failedAnswer(target, fault);
  }
}

/** Requests a result that has an operation or a URL of its own. The client may retry this request. */
export async function requestResult(
  { client, spec, id, options }: PollTarget,
  { result: url, status }: PollState,
  signal: AbortSignal,
): Promise<unknown> {
  const { result, urls } = spec;
  const request =
    url !== undefined && urls !== undefined
      ? urls.request(spec.status, url)
      : result !== undefined && "operation" in result
        ? jobRequest(result.operation, result.id, id, options.params)
        : undefined;
  if (request === undefined) return resultIn(spec, status);
  const { operation, path, params } = request;
  const { headers, timeoutMs } = options;
  return (await client.request(operation, path, params, { headers, timeoutMs, signal })).data;
}

/** The answer for an error, with the delay that the server asks for. */
export function failedAnswer({ client, spec }: PollTarget, fault: unknown): StatusAnswer & { readonly ok: false } {
  const hintMs = fault instanceof ResponseError ? pollHint(fault, spec.pollAfter, client.clock.date()) : undefined;
  return { ok: false, fault, hintMs };
}
