import type { Reply } from "../response/reply.js";
import type { CallOptions } from "../settings/call-options.js";
import type { SchedulerOptions } from "../settings/options.js";
import type { Clock } from "../time/clock.js";
import type { Timers } from "../time/timers.js";
import type { Operation } from "./operation.js";

/** Query, header and cookie values by wire name; the request body under `body`. */
export type Params = Readonly<Record<string, unknown>>;

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
