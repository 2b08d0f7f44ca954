import type { Reply } from "./reply.js";
import type { AnyCallOptions } from "../settings/call-options.js";
import type { Hooks } from "../settings/hooks.js";
import type { SchedulerOptions } from "../settings/options.js";
import type { Clock } from "../time/clock.js";
import type { Operation } from "./operation.js";

/** Query, header and cookie values by wire name; the request body under `body`. */
export type Params = Readonly<Record<string, unknown>>;

/**
 * The `params` of an operation without parameters. The slot remains, so that a new parameter does not move the options.
 */
export type NoParams = Readonly<Record<string, never>>;

/** Options of a request that the runtime itself makes. */
export interface RequesterOptions extends AnyCallOptions {
  /**
   * Why a request about a job or of a walk is made. One that `poll`s is a part of a wait, which reports its errors. With
   * any purpose, `redactedBy` and `withoutSecrets` know the secrets of the request.
   */
  readonly purpose?: "start" | "poll" | "page" | undefined;
  /** Called before each attempt with the identity of its credentials; see `Requester.identity`. */
  readonly onCredentials?: ((identity: string) => void) | undefined;
  /** Called with the error of each attempt. The error of the call tells only of the last one. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

/** What pagination and jobs need of a client: it sends one operation and provides its clock. */
export interface Requester {
  /** Name of the API, such as `roe`. A snapshot contains it. */
  readonly name: string;
  /** The base URL. Every path template is relative to it. */
  readonly baseUrl: URL;
  readonly clock: Clock;
  /** Limits of all polling of this client. */
  readonly scheduler?: SchedulerOptions | undefined;
  readonly hooks?: Hooks | undefined;
  /** Longer delays that a server asks for are not waited for by other requests (60,000). */
  readonly maxRetryDelayMs?: number | undefined;
  /**
   * Identifies the credentials that the current caller sends with some operations, one line for each. Undefined if they
   * are the same for all callers of the client. Rejects if the client cannot get them.
   */
  readonly identity?: ((operations: readonly Operation[]) => Promise<string> | undefined) | undefined;
  /** Sends one operation with the given options and decodes its response. */
  request<T>(
    operation: Operation,
    path: readonly unknown[],
    params: Params | undefined,
    options: RequesterOptions | undefined,
  ): Promise<Reply<T>>;
}
