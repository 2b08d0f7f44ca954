/** The options of fetch that a request has itself, and those that the client decides. */
type Decided = "method" | "headers" | "body" | "signal" | "redirect" | "duplex";

/**
 * Further options of fetch: `credentials`, `cache`, `keepalive`, `priority`, and those of a platform or framework, such
 * as `dispatcher`, `cf` and `next`.
 */
export type FetchOptions = Omit<RequestInit, Decided> & { readonly [Name in Decided]?: never } & {
  readonly [option: string]: unknown;
};

/** The options of a call over those of the client. */
export function mergeFetchOptions(
  client: FetchOptions | undefined,
  call: FetchOptions | undefined,
): FetchOptions | undefined {
  return client && call ? { ...client, ...call } : (call ?? client);
}
