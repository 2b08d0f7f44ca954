import type { RequestInfo } from "../errors/request-error.js";
import type { ResponseInfo } from "../errors/response-error.js";
import type { JsonCodec } from "../json/exact-json.js";

/** What reading a response needs besides the response itself. */
export interface ResponseContext {
  readonly info: ResponseInfo;
  /** Media types that the operation declares for success; undefined if it declares no content. */
  readonly accept: readonly string[] | undefined;
  /** Credentials of the request. No error shows them. */
  readonly secrets: readonly string[];
  /** Milliseconds since the epoch, for a `Retry-After` date in a response without `Date`. */
  readonly now: number;
  /** Parses JSON bodies. */
  readonly json?: JsonCodec | undefined;
  /** Readers of the declared streams, by media type. */
  readonly streams?: Readonly<Record<string, StreamReader>> | undefined;
  /** Whether the call wants bytes as a stream, not as a Blob. */
  readonly asStream?: boolean;
  /** The signal of the call, for a body that is read after the call. */
  readonly signal?: AbortSignal | undefined;
  /** How the request is sent again; only for a body that is read after the call. */
  readonly reopen?: Reopen | undefined;
}

/** How a stream is asked for again. */
export interface Reopen {
  /** How often in a row without a new event. */
  readonly maxRetries: number;
  /** Whether a stream that has ended is asked for again too. */
  readonly always: boolean;
  /** Milliseconds before request number `attempt` (from 0) without a new event: at least `floorMs`. */
  readonly delayMs: (attempt: number, floorMs: number) => number;
  /** Sends the request once, after a delay, with more headers. */
  readonly send: (
    delayMs: number,
    headers: Readonly<Record<string, string>>,
    read: ReadResponse<Response>,
  ) => Promise<Response>;
}

/** Makes the result of a call from a response. No error may show the `secrets`. */
export type ReadResponse<T> = (response: Response, info: RequestInfo, secrets: readonly string[]) => Promise<T>;

/** Reads the body of a successful response. */
export type Decoder = (response: Response, context: ResponseContext) => Promise<unknown>;

/** Reads a stream item by item. */
export type StreamReader = (response: Response, context: ResponseContext) => AsyncIterable<unknown>;
