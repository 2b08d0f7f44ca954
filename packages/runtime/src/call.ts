/** A decoded body together with the response that carried it. The response's own body is already consumed. */
export interface Reply<T> {
  readonly data: T;
  /** That of the response; every reply of a client has it. */
  readonly status?: number;
  readonly response: Response;
}

/** A reply of one declared status: where an operation declares several, testing `status` tells which `data` it is. */
export interface StatusReply<T, Status extends number, H = unknown> extends Reply<T> {
  readonly status: Status;
  readonly response: Omit<Response, "headers"> & { readonly headers: DeclaredHeaders<H> };
}

/** Headers of which the document declares some: `get` knows their names, and their values where they are listed. */
export type DeclaredHeaders<H> = Omit<Headers, "get"> & {
  get<Name extends keyof H & string>(name: Name): HeaderText<H, Name>;
  get(name: string): string | null;
};

type HeaderText<H, Name extends keyof H> =
  (NonNullable<H[Name]> extends string ? NonNullable<H[Name]> : string) | (undefined extends H[Name] ? null : never);

/** What every operation method returns: a promise of the decoded body that can also give the response. */
export interface Call<T, R extends Reply<T> = Reply<T>> extends Promise<T> {
  /** The decoded body and the response: status, headers, final URL. One request is sent however often this is asked. */
  withResponse(): Promise<R>;
}

/** The call of a reply on its way. A rejection that its `withResponse` hands out is not reported a second time. */
export function callOf<T, R extends Reply<T>>(reply: Promise<R>): Call<T, R> {
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

/** Options of a call whose answer is bytes: they come as a stream, as they arrive, in place of a Blob. */
export interface StreamOptions extends CallOptions {
  /** `timeoutMs` and `deadlineMs` then end with the headers; `signal` stops the stream too. */
  readonly as: "stream";
}

/** Whether a call asks for its bytes as a stream. */
export function asksForStream(options: CallOptions | undefined): boolean {
  return options !== undefined && "as" in options && options.as === "stream";
}

/** Header values by name; `null` removes a header set earlier. */
export type HeaderValues = Readonly<Record<string, string | null | undefined>>;
