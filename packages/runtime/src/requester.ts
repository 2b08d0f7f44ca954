import type { CallOptions, Reply } from "./call.js";
import type { Clock } from "./clock.js";
import type { Operation } from "./operation.js";
import type { Timers } from "./timers.js";

/** Query, header and cookie values by wire name; the request body under `body`. */
export type Params = Readonly<Record<string, unknown>>;

/** Bounds of the requests that waiting sends, over all jobs of one client. */
export interface SchedulerOptions {
  /** Requests in flight at once; 8 by default. */
  readonly maxInFlight?: number | undefined;
  /** Requests started per second, evenly spaced; unbounded by default. */
  readonly requestsPerSecond?: number | undefined;
}

/** The `params` slot of an operation that takes none: it stays, so that a later parameter moves nothing. */
export type NoParams = Readonly<Record<string, never>>;

/** The narrowest shape that paging and waiting need of a client: send one operation, and share its time. */
export interface Requester {
  /** Name of the API, such as `roe`; part of a snapshot's identity. */
  readonly name: string;
  /** Where requests go; every path template is relative to it. */
  readonly baseUrl: URL;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Bounds of what all waits of this client may send together. */
  readonly scheduler?: SchedulerOptions | undefined;
  /** Sends one operation, with the retries and the timeout of `options`, and decodes its answer. */
  request<T>(
    operation: Operation,
    path: readonly unknown[],
    params: Params | undefined,
    options: CallOptions | undefined,
  ): Promise<Reply<T>>;
}
