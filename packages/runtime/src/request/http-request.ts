import type { HttpRequest } from "../settings/hooks.js";

/** A request without its credentials. Headers by lower-case name; null marks one that the caller removed. */
export interface UnsignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: HttpRequest["body"];
}

/** A request ready for fetch. Its headers are a plain object, which costs much less than `Headers`. */
export interface OutgoingRequest extends UnsignedRequest {
  readonly headers: Readonly<Record<string, string>>;
}
