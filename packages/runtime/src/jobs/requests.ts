import { ResponseError } from "../errors/response-error.js";
import type { Requester } from "../requester.js";
import { address } from "./address.js";
import type { Answer, Facts } from "./facts.js";
import { hintOf } from "./hint.js";
import { resultIn } from "./outcome.js";
import type { JobSpec } from "./spec.js";
import type { WaitOptions } from "./wait-options.js";

/** What a wait sets for the requests it causes. */
export type RequestOptions = Pick<WaitOptions, "params" | "headers" | "timeoutMs">;

/** A job, and how it is asked about. */
export interface Subject {
  readonly client: Requester;
  readonly spec: JobSpec;
  readonly id: string;
  readonly options: RequestOptions;
}

/** Asks for the status of one job. Never rejects. A poll is not retried: that is what the next poll is for. */
export async function askStatus(subject: Subject, signal: AbortSignal): Promise<Answer> {
  const { client, spec, id, options } = subject;
  const { headers, timeoutMs, params: given } = options;
  try {
    const { operation, path, params } = spec.urls?.known
      ? spec.urls.address(spec.status, id)
      : address(spec.status, spec.id, id, given);
    const reply = await client.request(operation, path, params, { headers, timeoutMs, signal, maxRetries: 0 });
    const { data, response } = reply;
    const result = spec.urls?.result(client, reply);
    const hintMs = hintOf(response, spec.pollAfter, client.clock.date());
    return { ok: true, status: data, code: response.status, result, hintMs };
  } catch (fault) {
    return refused(subject, fault);
  }
}

/** Fetches a result that has an operation or a URL of its own, which the client may retry as any other call. */
export async function askResult(
  { client, spec, id, options }: Subject,
  { result: url, status }: Facts,
  signal: AbortSignal,
): Promise<unknown> {
  const { result, urls } = spec;
  const place =
    url !== undefined && urls !== undefined
      ? urls.address(spec.status, url)
      : result !== undefined && "operation" in result
        ? address(result.operation, result.id, id, options.params)
        : undefined;
  if (place === undefined) return resultIn(spec, status);
  const { operation, path, params } = place;
  const { headers, timeoutMs } = options;
  return (await client.request(operation, path, params, { headers, timeoutMs, signal })).data;
}

/** The answer that an error is, with the pause it asks for. */
export function refused({ client, spec }: Subject, fault: unknown): Answer & { readonly ok: false } {
  const hintMs = fault instanceof ResponseError ? hintOf(fault, spec.pollAfter, client.clock.date()) : undefined;
  return { ok: false, fault, hintMs };
}
