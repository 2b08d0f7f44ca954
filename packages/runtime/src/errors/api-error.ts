import type { ResponseFacts } from "./response-error.js";
import { ResponseError } from "./response-error.js";
import { brand } from "./specloom-error.js";

/** What an error response held. */
export interface ErrorContent<B = unknown> {
  /** Parsed where it was JSON, else text; undefined where there was none. */
  readonly body: B;
  /** The server's own words, where they were found in the body. */
  readonly detail: string | undefined;
  /** The pause the server asked for, in milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** The server answered with an error status. `B` is the type that the operation declares for such a body. */
export class ApiError<B = unknown> extends ResponseError implements ErrorContent<B> {
  readonly body: B;
  readonly detail: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(facts: ResponseFacts, content: ErrorContent<B>) {
    super(content.detail === undefined ? `${facts.status}` : `${facts.status}: ${content.detail}`, facts);
    this.body = content.body;
    this.detail = content.detail;
    this.retryAfterMs = content.retryAfterMs;
  }

  static {
    brand(this, "ApiError");
  }
}
