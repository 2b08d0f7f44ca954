/** The call that an event is about: the same object in all events of one call. It shows no secret and no query value. */
export interface CallInfo {
  /** The operationId; undefined for a request of the raw client. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path template, such as `/jobs/{job_id}`. */
  readonly path: string;
  /** The URL before credentials are added, with `REDACTED` for each value of its query. */
  readonly url: string;
}

interface OfCall {
  readonly call: CallInfo;
}

/** The begin or the end of a call, all its attempts and delays included. */
export type CallEvent = OfCall &
  (
    | { readonly kind: "started" }
    | { readonly kind: "succeeded"; readonly attempts: number }
    | { readonly kind: "failed"; readonly error: unknown; readonly attempts: number }
  );

/** The begin or the end of one attempt of a call. `attempt` counts from 1. */
export type AttemptEvent = OfCall & { readonly attempt: number } & (
    | { readonly kind: "started" }
    | { readonly kind: "succeeded"; readonly status: number; readonly durationMs: number }
    | { readonly kind: "failed"; readonly error: unknown; readonly durationMs: number }
  );

/** What an event says besides its call. */
export type Happened<E> = E extends OfCall ? Omit<E, "call"> : never;
