import type { FetchOptions } from "./fetch-options.js";
import type { HeaderValues } from "./headers.js";
import {
  abortSignal,
  count,
  duration,
  flag,
  header,
  headerOrNull,
  headers,
  object,
  type OptionRules,
} from "./option-rules.js";

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
  /**
   * The most bytes that the body of a response may have, after decompression. More end the call, or the stream, with
   * ResponseParseError; an error status is then told without its body.
   */
  readonly maxResponseBytes?: number | undefined;
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

/** Options of a call that chooses one of the media types that its answer may have. */
export interface AcceptOptions<A extends string> extends CallOptions {
  /** Sent as `Accept`, alone. An answer of another type is a ResponseParseError. */
  readonly accept: A;
}

/** Options of any call, whatever its answer is. */
export interface AnyCallOptions extends CallOptions {
  readonly reconnect?: EventOptions["reconnect"];
  readonly as?: StreamOptions["as"] | undefined;
  readonly accept?: string | undefined;
}

export const CALL_RULES: OptionRules<AnyCallOptions> = {
  signal: abortSignal,
  timeoutMs: duration,
  deadlineMs: duration,
  headers,
  maxRetries: count,
  maxResponseBytes: count,
  idempotencyKey: headerOrNull,
  fetchOptions: object,
  reconnect: flag,
  accept: header,
  as: (value) => value === "stream" || 'must be "stream"',
};
