import type { Reply } from "../request/reply.js";

/** What every operation method returns: a promise of the decoded body that can also give the response. */
export interface Call<T, R extends Reply<T> = Reply<T>> extends Promise<T> {
  /** The decoded body and the response: status, headers, final URL. Calling it again sends no further request. */
  withResponse(): Promise<R>;
}

/** The call for a pending reply. A rejection seen through `withResponse` is not reported as unhandled. */
export function callOf<T, R extends Reply<T>>(reply: Promise<R>): Call<T, R> {
  const data = reply.then((settled) => settled.data);
  return Object.assign(data, {
    withResponse: () => {
      data.catch(() => undefined);
      return reply;
    },
  });
}
