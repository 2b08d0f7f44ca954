import type { RequestInfo } from "../errors/request-error.js";
import type { AttemptEvent, CallEvent, CallInfo } from "./call-events.js";

/** A request before it is sent, credentials included. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** `BodyInit`, by a name that the types of Node have too. */
  readonly body: NonNullable<RequestInit["body"]> | null;
}

/** A response without its body, which belongs to the call. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Milliseconds from the request to the headers of the response. */
  readonly durationMs: number;
}

export interface RetryEvent extends RequestInfo {
  readonly error: unknown;
  readonly delayMs: number;
}

/** An attempt that is about to be sent. */
export interface AttemptInfo extends RequestInfo {
  readonly call: CallInfo;
}

/** Functions that the client calls during a call. `info.attempts` counts from 1. */
export interface Hooks {
  /**
   * Called before each attempt. May return changes to the request. An error that it throws fails the call. Only this
   * hook sees the credentials, so that it can sign the request.
   */
  readonly onRequest?:
    | ((
        request: HttpRequest,
        info: AttemptInfo,
      ) => Partial<HttpRequest> | undefined | void | Promise<Partial<HttpRequest> | undefined | void>)
    | undefined;
  /** Called for each response. An error that it throws is ignored. */
  readonly onResponse?: ((response: HttpResponse, info: RequestInfo) => unknown) | undefined;
  /** Called before the delay of each retry. */
  readonly onRetry?: ((retry: RetryEvent) => unknown) | undefined;
  /** Called with the error of a failed call, or of the request that ended a wait. A fault that a wait tolerates is none. */
  readonly onError?: ((error: unknown, info: RequestInfo) => unknown) | undefined;
  /** Called when a call begins and ends. The requests of a wait are part of the wait: `onWait` reports them. */
  readonly onCall?: ((event: CallEvent) => unknown) | undefined;
  /** Called when each attempt of a call begins and ends, those of a wait included. */
  readonly onAttempt?: ((event: AttemptEvent) => unknown) | undefined;
}

/** The hooks among the options of a client. */
export function hooksOf(options: Hooks): Hooks {
  const { onRequest, onResponse, onRetry, onError, onCall, onAttempt } = options;
  return { onRequest, onResponse, onRetry, onError, onCall, onAttempt };
}

/** Calls an observer and ignores its errors and rejections. */
export function callObserver<A extends readonly unknown[]>(
  observer: ((...values: A) => unknown) | undefined,
  ...values: A
): void {
  if (observer === undefined) return;
  try {
    void Promise.resolve(observer(...values)).catch(() => undefined);
  } catch {
    // Observers cannot change the outcome.
  }
}
