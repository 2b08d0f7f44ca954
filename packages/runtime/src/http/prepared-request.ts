import type { UnsignedRequest } from "../request/http-request.js";
import type { RetryRule } from "../request/retry-rule.js";
import type { Security } from "../settings/credentials.js";
import type { FetchOptions } from "../settings/fetch-options.js";
import type { Fetch } from "../settings/options.js";

/** A request before its credentials, and what sending it needs to know. */
export interface PreparedRequest {
  readonly request: UnsignedRequest;
  /** The operationId; undefined for the raw client. */
  readonly operation: string | undefined;
  /** Path template. */
  readonly path: string;
  /** The security of the operation, if it differs from that of the API. */
  readonly security: Security | undefined;
  /** Whether it is safe to send twice. */
  readonly repeatable: boolean;
  /** The retry rule that the operation declares. Without one, the default rule applies. */
  readonly retry?: RetryRule | undefined;
  /** Whether the caller may read the body of the response after the call. */
  readonly mayStream: boolean;
  /** Whether the request is a part of a wait, which reports its errors. */
  readonly isPoll: boolean;
  readonly fetchOptions: FetchOptions | undefined;
  /** A raw call's own fetch, instead of the client's. */
  readonly fetch?: Fetch | undefined;
  /** What a raw call does with redirects, if the client does not follow them. */
  readonly redirect?: RequestRedirect | undefined;
}
