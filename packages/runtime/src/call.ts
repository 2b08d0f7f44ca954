/** A decoded body together with the response that carried it. The response's own body is already consumed. */
export interface Reply<T> {
  readonly data: T;
  readonly response: Response;
}

/** What every operation method returns: a promise of the decoded body that can also give the response. */
export interface Call<T> extends Promise<T> {
  /** The decoded body and the response: status, headers, final URL. One request is sent however often this is asked. */
  withResponse(): Promise<Reply<T>>;
}

/** The call of a reply on its way. A rejection that its `withResponse` hands out is not reported a second time. */
export function callOf<T>(reply: Promise<Reply<T>>): Call<T> {
  const data = reply.then((settled) => settled.data);
  return Object.assign(data, {
    withResponse: () => {
      data.catch(() => undefined);
      return reply;
    },
  });
}

/** Options of one call, walk or wait; they win over the client's. */
export interface CallOptions {
  /** Aborts this call only. A signal that is already aborted sends nothing. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that one attempt may take, its body included. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds that the whole call may take, retries and pauses included. */
  readonly deadlineMs?: number | undefined;
  /** Headers added to the client's; `null` removes one. Names are matched without regard to case. */
  readonly headers?: HeaderValues | undefined;
  /** Retries after the first attempt; 0 means none. */
  readonly maxRetries?: number | undefined;
  /** Idempotency key of a POST or PATCH; made automatically where the operation declares its header. */
  readonly idempotencyKey?: string | undefined;
}

/** Header values by name; `null` removes a header set earlier. */
export type HeaderValues = Readonly<Record<string, string | null | undefined>>;
