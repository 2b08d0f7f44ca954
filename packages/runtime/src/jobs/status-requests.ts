import { ResponseError } from "../errors/response-error.js";
import type { Requester } from "../request/requester.js";
import { jobRequest } from "./job-request.js";
import type { JobSpec } from "./job-spec.js";
import { resultIn } from "./outcome.js";
import { pollHint } from "./poll-hint.js";
import type { PollState, StatusAnswer } from "./poll-state.js";
import type { WaitOptions } from "./wait-options.js";

/** What a wait sets for the requests it causes. */
export type RequestOptions = Pick<WaitOptions, "params" | "headers" | "timeoutMs">;

/** A job, and how it is asked about. */
export interface PollTarget {
  readonly client: Requester;
  readonly spec: JobSpec;
  readonly id: string;
  readonly options: RequestOptions;
}

/** Asks for the status of one job. Never rejects. A poll is not retried: that is what the next poll is for. */
export async function requestStatus(target: PollTarget, signal: AbortSignal): Promise<StatusAnswer> {
  const { client, spec, id, options } = target;
  const { headers, timeoutMs, params: given } = options;
  try {
    const { operation, path, params } = spec.urls?.known
      ? spec.urls.request(spec.status, id)
      : jobRequest(spec.status, spec.id, id, given);
    const reply = await client.request(operation, path, params, { headers, timeoutMs, signal, maxRetries: 0 });
    const { data, response } = reply;
    const result = spec.urls?.result(client, reply);
    const hintMs = pollHint(response, spec.pollAfter, client.clock.date());
    return { ok: true, status: data, code: response.status, result, hintMs };
  } catch (fault) {
    return failedAnswer(target, fault);
  }
}

/** Fetches a result that has an operation or a URL of its own, which the client may retry as any other call. */
export async function requestResult(
  { client, spec, id, options }: PollTarget,
  { result: url, status }: PollState,
  signal: AbortSignal,
): Promise<unknown> {
  const { result, urls } = spec;
  const place =
    url !== undefined && urls !== undefined
      ? urls.request(spec.status, url)
      : result !== undefined && "operation" in result
        ? jobRequest(result.operation, result.id, id, options.params)
        : undefined;
  if (place === undefined) return resultIn(spec, status);
  const { operation, path, params } = place;
  const { headers, timeoutMs } = options;
  return (await client.request(operation, path, params, { headers, timeoutMs, signal })).data;
}

/** The answer that an error is, with the pause it asks for. */
export function failedAnswer({ client, spec }: PollTarget, fault: unknown): StatusAnswer & { readonly ok: false } {
  const hintMs = fault instanceof ResponseError ? pollHint(fault, spec.pollAfter, client.clock.date()) : undefined;
  return { ok: false, fault, hintMs };
}
