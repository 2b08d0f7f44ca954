import type { RequestFacts } from "../errors/request-error.js";

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

export interface RetryFacts extends RequestFacts {
  readonly error: unknown;
  readonly delayMs: number;
}

/** Functions that the client calls during a call. `facts.attempts` counts from 1. */
export interface Hooks {
  /**
   * Called before each attempt. May return changes to the request. An error that it throws fails the call. Only this
   * hook sees the credentials, so that it can sign the request.
   */
  readonly onRequest?:
    | ((
        request: HttpRequest,
        facts: RequestFacts,
      ) => Partial<HttpRequest> | undefined | void | Promise<Partial<HttpRequest> | undefined | void>)
    | undefined;
  /** Called for each response. An error that it throws is ignored. */
  readonly onResponse?: ((response: HttpResponse, facts: RequestFacts) => unknown) | undefined;
  /** Called before the delay of each retry. */
  readonly onRetry?: ((retry: RetryFacts) => unknown) | undefined;
  /** Called with the error of a failed call. */
  readonly onError?: ((error: unknown, facts: RequestFacts) => unknown) | undefined;
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
