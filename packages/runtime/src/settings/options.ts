import { defined } from "../json/json.js";
import type { JsonCodec } from "../json/exact-json.js";
import type { Clock } from "../time/clock.js";
import { type FetchOptions, mergeFetchOptions } from "./fetch-options.js";
import { mergeHeaders, type HeaderValues } from "./headers.js";
import type { Hooks } from "./hooks.js";
import type { Log } from "./log.js";
import type { ServerOptions } from "./servers.js";
import { sharedScheduler } from "./shared-scheduler.js";

/** A key or token, or a function that returns it. */
export type Secret = string | (() => string | Promise<string>);

/** The credential of a security scheme: a key or token, or the two parts of HTTP basic authentication. */
export type Credential = Secret | { readonly username: string; readonly password: string };

/** A fetch function. It is always called as `fetch(url, init)`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Options of every client that concern its requests. */
export interface HttpOptions extends Hooks {
  /**
   * The key for the only, or first, security scheme of the API. A function is called for every attempt. For OAuth 2.0
   * and OpenID Connect, it is called once for all calls, and again after a 401. `null`: there is none, as before a log-in
   * or where `onRequest` signs. A call that needs one then throws, unless its own headers or `onRequest` bring it.
   */
  readonly apiKey?: Secret | null | undefined;
  /** Credentials by the name of their security scheme, for an API with several. `null` as for `apiKey`. */
  readonly auth?: Readonly<Record<string, Credential | undefined>> | null | undefined;
  /** The URL of the API, instead of the server in the document. It may have a path, but no query and no user-info. */
  readonly baseUrl?: string | URL | undefined;
  /**
   * Milliseconds that one attempt may take, its body included.
   *
   * @default 60_000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds that the whole call may take, retries and delays included.
   *
   * @default Infinity
   */
  readonly deadlineMs?: number | undefined;
  /**
   * Retries after the first attempt; 0 means none.
   *
   * @default 2
   */
  readonly maxRetries?: number | undefined;
  /**
   * Milliseconds. If a server asks for a longer delay, the call fails at once.
   *
   * @default 60_000
   */
  readonly maxRetryDelayMs?: number | undefined;
  /**
   * The most bytes that the body of a response may have; see `CallOptions`.
   *
   * @default Infinity
   */
  readonly maxResponseBytes?: number | undefined;
  readonly fetch?: Fetch | undefined;
  /** Options of fetch for every request. */
  readonly fetchOptions?: FetchOptions | undefined;
  /** Headers of every request; `null` removes a default one. */
  readonly headers?: HeaderValues | undefined;
  /** Told of requests, retries and failures: `logTo(console, "debug")`. */
  readonly log?: Log | undefined;
  readonly clock?: Clock | undefined;
  /**
   * Parses and writes JSON bodies; `exactJson` keeps all digits of numbers.
   *
   * @default JSON
   */
  readonly json?: JsonCodec | undefined;
  /** Limits of the requests that jobs send. */
  readonly scheduler?: SchedulerOptions | undefined;
}

/**
 * `base` with the options of `over`. Headers, credentials and server variables are merged by name. Neither argument
 * changes. A client with the result shares the limits of one that has `base`, unless `over` has a `clock` or `scheduler`.
 */
export function mergeOptions<O extends HttpOptions & ServerOptions>(base: O, over: Partial<O>): O {
  const { auth, serverVariables } = base;
  const merged = {
    ...mergeCallOptions(base, over),
    // A new `apiKey` takes the place of all credentials of the base. Null says that there are none.
    ...(over.apiKey !== undefined ? { auth: over.auth } : auth && over.auth && { auth: { ...auth, ...over.auth } }),
    ...(over.auth === null && { apiKey: over.apiKey }),
    ...(serverVariables &&
      over.serverVariables && { serverVariables: { ...serverVariables, ...over.serverVariables } }),
  };
  sharedScheduler(merged, base);
  return merged;
}

/** `base` with the options of `over` that are defined. Headers and options of fetch are merged by name. */
export function mergeCallOptions<O extends Pick<HttpOptions, "headers" | "fetchOptions">>(
  base: O,
  over: Partial<O>,
): O {
  return {
    ...base,
    ...defined(over),
    ...(base.headers && over.headers && { headers: mergeHeaders(base.headers, over.headers) }),
    fetchOptions: mergeFetchOptions(base.fetchOptions, over.fetchOptions),
  };
}

/** Bounds of the requests that waiting sends, over all jobs of one client. */
export interface SchedulerOptions {
  /**
   * Requests in flight at once.
   *
   * @default 8
   */
  readonly maxInFlight?: number | undefined;
  /**
   * Requests started per second, evenly spaced.
   *
   * @default Infinity
   */
  readonly requestsPerSecond?: number | undefined;
}
