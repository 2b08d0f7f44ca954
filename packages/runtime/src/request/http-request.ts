import type { HttpRequest } from "../settings/hooks.js";

/** A request before its credentials. Headers by lower-case name; null stands for one that was removed by hand. */
export interface UnsignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: HttpRequest["body"];
}

/** A request as fetch gets it. Its headers are a plain object, which costs a small part of what `Headers` does. */
export interface OutgoingRequest extends UnsignedRequest {
  readonly headers: Readonly<Record<string, string>>;
}
