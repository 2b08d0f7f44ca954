import type { CallOptions } from "../call.js";
import { ResponseError } from "../errors/response-error.js";
import { read, tokens } from "../pointer.js";
import type { Requester } from "../requester.js";
import { address, statusAddress } from "./address.js";
import type { Answer } from "./facts.js";
import { hintOf } from "./hint.js";
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
export async function askStatus({ client, spec, id, options }: Subject, signal: AbortSignal): Promise<Answer> {
  try {
    const { operation, path, params } = statusAddress(spec, id, options.params);
    const call = { ...callOptions(options, signal), maxRetries: 0 };
    const { data, response } = await client.request(operation, path, params, call);
    return { ok: true, status: data, hintMs: hintOf(response, spec.pollAfter, client.clock.date()) };
  } catch (fault) {
    return refused(client, spec, fault);
  }
}

/** Fetches a result that has an operation of its own, which the client may retry as any other call. */
export async function askResult({ client, spec, id, options }: Subject, signal: AbortSignal): Promise<unknown> {
  const { result } = spec;
  if (result === undefined || "pointer" in result) return undefined;
  const { operation, path, params } = address(result.operation, result.id, id, options.params);
  return (await client.request(operation, path, params, callOptions(options, signal))).data;
}

/** Asks for the status of several jobs of one kind at once: an answer for each, in order. Never rejects. */
export async function askBatch(subjects: readonly Subject[], signal: AbortSignal): Promise<readonly Answer[]> {
  const [first] = subjects;
  const batch = first?.spec.batch;
  if (first === undefined || batch === undefined) return [];
  const { client, spec } = first;
  const { operation, ids: place, key } = batch;
  try {
    const ids = [...new Set(subjects.map(({ id }) => id))];
    const body = tokens(place).reduceRight<unknown>((value, token) => ({ [token]: value }), ids);
    const params = /^(\/|$)/.test(place) ? { body } : { [place]: ids };
    const { data, response } = await client.request(operation, [], params, { signal, maxRetries: 0 });
    if (!Array.isArray(data)) throw new TypeError(`${operation.id} answered with no list`);
    const hintMs = hintOf(response, spec.pollAfter, client.clock.date());
    const rows = new Map(data.map((row: unknown) => [String(read(row, key)), row]));
    return subjects.map(({ id }) => (rows.has(id) ? { ok: true, status: rows.get(id), hintMs } : { ok: false }));
  } catch (fault) {
    return subjects.map(() => refused(client, spec, fault));
  }
}

/** The answer that an error is, with the pause it asks for. */
export function refused({ clock }: Requester, { pollAfter }: JobSpec, fault: unknown): Answer & { readonly ok: false } {
  return {
    ok: false,
    fault,
    hintMs: fault instanceof ResponseError ? hintOf(fault, pollAfter, clock.date()) : undefined,
  };
}

function callOptions({ headers, timeoutMs }: RequestOptions, signal: AbortSignal): CallOptions {
  return { headers, timeoutMs, signal };
}
