import type { JsonCodec } from "../json/exact-json.js";
import type { Clock } from "../time/clock.js";
import { mergeHeaders, type HeaderValues } from "./headers.js";
import type { Hooks } from "./hooks.js";
import type { Logger, LogLevel } from "./log.js";
import type { ServerOptions } from "./servers.js";

/** A key or token, or a function that gives it. */
export type Secret = string | (() => string | Promise<string>);

/** What one security scheme takes: a key or token, or the two parts of HTTP basic authentication. */
export type Credential = Secret | { readonly username: string; readonly password: string };

/** Called as `fetch(url, init)`, whatever the platform's own would also take. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Options every client takes; each provider adds its own parameters. */
export interface ClientOptions extends Hooks {
  /**
   * The key of the API's only, or first, security scheme. A function is asked for every attempt; that of an OAuth 2.0
   * or OpenID Connect scheme is asked once, however many calls wait for it, and again after a 401.
   */
  readonly apiKey?: Secret | undefined;
  /** Credentials by the name of their security scheme, where the API has several. */
  readonly auth?: Readonly<Record<string, Credential | undefined>> | undefined;
  /** Where the API is, in place of the document's server; it may have a path of its own, no query and no user-info. */
  readonly baseUrl?: string | URL | undefined;
  /** Milliseconds that one attempt may take, its body included. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds that a whole call may take, retries and pauses included. None by default. */
  readonly deadlineMs?: number | undefined;
  /** Retries after the first attempt; 0 means none. */
  readonly maxRetries?: number | undefined;
  /** Milliseconds; where a server asks for a longer pause, the call fails at once (60,000). */
  readonly maxRetryDelayMs?: number | undefined;
  readonly fetch?: Fetch | undefined;
  /** Headers of every request; `null` removes one of the client's own. */
  readonly headers?: HeaderValues | undefined;
  /** `console` by default. */
  readonly logger?: Logger | undefined;
  /** `off` by default; `warn` where a logger is given. */
  readonly logLevel?: LogLevel | undefined;
  readonly clock?: Clock | undefined;
  /** How JSON bodies are read and written: `JSON` by default, `exactJson` where no digit of a number may be lost. */
  readonly json?: JsonCodec | undefined;
  /** Bounds of the requests that waiting for jobs sends. */
  readonly scheduler?: SchedulerOptions | undefined;
}

/** `base` with what `over` gives; headers, credentials and server variables are merged one by one. Neither is changed. */
export function mergeOptions<O extends ClientOptions & ServerOptions>(base: O, over: Partial<O>): O {
  const given = Object.fromEntries(Object.entries(over).filter(([, value]) => value !== undefined));
  return {
    ...base,
    ...given,
    ...(base.headers && over.headers && { headers: mergeHeaders(base.headers, over.headers) }),
    ...(base.auth && over.auth && { auth: { ...base.auth, ...over.auth } }),
    ...(base.serverVariables &&
      over.serverVariables && { serverVariables: { ...base.serverVariables, ...over.serverVariables } }),
  };
}
/** Bounds of the requests that waiting sends, over all jobs of one client. */

export interface SchedulerOptions {
  /** Requests in flight at once; 8 by default. */
  readonly maxInFlight?: number | undefined;
  /** Requests started per second, evenly spaced; unbounded by default. */
  readonly requestsPerSecond?: number | undefined;
}
