import { ResponseError } from "../errors/response-error.js";
import type { Requester, RequesterOptions } from "../request/requester.js";
import type { Reply } from "../response/reply.js";
import { redactedBy } from "../response/secrets.js";
import type { JobAddress } from "./job-address.js";
import { jobRequest, type JobRequest } from "./job-request.js";
import type { JobSpec } from "./job-spec.js";
import { resultIn } from "./outcome.js";
import { pollHint } from "./poll-hint.js";
import type { FailedAnswer, PollState, ResultAnswer, StatusAnswer } from "./poll-state.js";
import type { RequestSettings } from "./wait-options.js";

/** A job, and the options for requests about it. */
export interface PollTarget {
  readonly client: Requester;
  readonly spec: JobSpec;
  readonly address: JobAddress;
  readonly options: RequestSettings;
}

/** What a request about jobs needs of the polling that makes it. */
export type Asking = Pick<RequesterOptions, "signal" | "onCredentials">;

/** Requests the status of one job. Never rejects. A poll is not retried; the next poll follows anyway. */
export async function requestStatus(target: PollTarget, asking: Asking): Promise<StatusAnswer | FailedAnswer> {
  const { client, spec, address, options } = target;
  try {
    const request = spec.urls?.known
      ? spec.urls.request(spec.status, address.id, options.params)
      : jobRequest({ operation: spec.status, id: spec.id }, address, options.params);
    const reply = await send(target, request, asking);
    return statusAnswer(target, reply, spec.urls?.result(client, reply));
  } catch (fault) {
    return failedAnswer(target, fault);
  }
}

/** The answer that a reply contains. Texts that the server sent back do not show the credentials of the request. */
export function statusAnswer(
  { client, spec }: PollTarget,
  { data, response }: Reply<unknown>,
  result?: string,
): StatusAnswer {
  const hintMs = pollHint(response, spec.pollAfter, client.clock.date());
  return { ok: true, status: data, code: response.status, result, hintMs, redact: redactedBy(response) };
}

/** Requests a result that has an operation or a URL of its own. Never rejects. */
export async function requestResult(
  target: PollTarget,
  { result: url, status }: PollState,
  asking: Asking,
): Promise<ResultAnswer | FailedAnswer> {
  const { spec, address, options } = target;
  const { result, urls } = spec;
  try {
    const request =
      url !== undefined && urls !== undefined
        ? urls.request(spec.status, url, options.params)
        : result !== undefined && "operation" in result
          ? jobRequest(result, address, options.params)
          : undefined;
    if (request === undefined) return { ok: true, value: resultIn(spec, status) };
    return { ok: true, value: (await send(target, request, asking)).data };
  } catch (fault) {
    return failedAnswer(target, fault);
  }
}

function send(
  { client, options }: PollTarget,
  { operation, path, params }: JobRequest,
  asking: Asking,
): Promise<Reply<unknown>> {
  const { headers, timeoutMs } = options;
  return client.request(operation, path, params, { ...asking, headers, timeoutMs, maxRetries: 0, purpose: "poll" });
}

/** The answer for an error, with the delay that the server asks for. */
export function failedAnswer({ client, spec }: PollTarget, fault: unknown): FailedAnswer {
  const hintMs = fault instanceof ResponseError ? pollHint(fault, spec.pollAfter, client.clock.date()) : undefined;
  return { ok: false, fault, hintMs };
}
