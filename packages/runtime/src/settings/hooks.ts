import type { RequestFacts } from "../errors/request-error.js";

/** A request about to be sent, credentials included. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** `BodyInit`, by the name that Node's types have for it too. */
  readonly body: NonNullable<RequestInit["body"]> | null;
}

/** What a response is seen by: its body belongs to the call. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Milliseconds from sending the attempt to its headers. */
  readonly durationMs: number;
}

export interface RetryFacts extends RequestFacts {
  readonly error: unknown;
  readonly delayMs: number;
}

/** Functions that the client calls along the way. `facts.attempts` counts from 1. */
export interface Hooks {
  /**
   * Sees each attempt, and may return what to change of it. An error it throws fails the call. It alone sees the
   * credentials, so that it can sign.
   */
  readonly onRequest?:
    | ((
        request: HttpRequest,
        facts: RequestFacts,
      ) => Partial<HttpRequest> | undefined | void | Promise<Partial<HttpRequest> | undefined | void>)
    | undefined;
  /** Observes each response. What an observer throws changes nothing. */
  readonly onResponse?: ((response: HttpResponse, facts: RequestFacts) => unknown) | undefined;
  /** Observes each retry before its pause. */
  readonly onRetry?: ((retry: RetryFacts) => unknown) | undefined;
  /** Observes the error a call ends with. */
  readonly onError?: ((error: unknown, facts: RequestFacts) => unknown) | undefined;
}

/** Calls an observer; neither what it throws nor what it rejects with reaches the call. */
export function callObserver<A extends readonly unknown[]>(
  observer: ((...values: A) => unknown) | undefined,
  ...values: A
): void {
  if (observer === undefined) return;
  try {
    void Promise.resolve(observer(...values)).catch(() => undefined);
  } catch {
    // An observer has no say.
  }
}
