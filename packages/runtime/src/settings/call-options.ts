import type { FetchOptions } from "./fetch-options.js";
import type { HeaderValues } from "./headers.js";
import { abortSignal, count, duration, flag, headerOrNull, headers, object, type OptionRules } from "./option-rules.js";

/** Options of one call, walk or wait. They override the options of the client. */
export interface CallOptions {
  /** Aborts this call only. A signal that is already aborted sends nothing. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that one attempt may take, its body included. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds that the whole call may take, retries and pauses included. */
  readonly deadlineMs?: number | undefined;
  /** Headers added to those of the client; `null` removes one. Names are case-insensitive. */
  readonly headers?: HeaderValues | undefined;
  /** Retries after the first attempt; 0 means none. */
  readonly maxRetries?: number | undefined;
  /** Options of fetch for this call, over those of the client. */
  readonly fetchOptions?: FetchOptions | undefined;
  /** Idempotency key of a POST or PATCH. The client makes one if the operation declares a header for it. */
  readonly idempotencyKey?: string | null | undefined;
}

/** Options of a call whose answer is a stream of events. */
export interface EventOptions extends CallOptions {
  /** Asks again when the stream has ended, until the server answers 204. */
  readonly reconnect?: boolean | undefined;
}

/** Options of a call whose answer is bytes: it returns a stream instead of a Blob. */
export interface StreamOptions extends CallOptions {
  /** `timeoutMs` and `deadlineMs` then cover only the headers; `signal` still aborts the body. */
  readonly as: "stream";
}

export const CALL_RULES: OptionRules<CallOptions & EventOptions & StreamOptions> = {
  signal: abortSignal,
  timeoutMs: duration,
  deadlineMs: duration,
  headers,
  maxRetries: count,
  idempotencyKey: headerOrNull,
  fetchOptions: object,
  reconnect: flag,
  as: (value) => (value === "stream" ? undefined : 'must be "stream"'),
};

/** Whether a call asks for its bytes as a stream. */
export function asksForStream(options: CallOptions | undefined): boolean {
  return options !== undefined && "as" in options && options.as === "stream";
}
