import type { ResponseInfo } from "./response-error.js";
import { ResponseError } from "./response-error.js";
import { brand } from "./specloom-error.js";

/** The content of an error response. */
export interface ErrorContent<B = unknown> {
  /** Parsed JSON, else text; undefined if empty. */
  readonly body: B;
  /** The explanation of the server, if the body contains one. */
  readonly detail: string | undefined;
  /** The delay that the server asks for, in milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** The server returned an error status. `B` is the declared type of its body. */
export class ApiError<B = unknown> extends ResponseError implements ErrorContent<B> {
  readonly body: B;
  readonly detail: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(info: ResponseInfo, content: ErrorContent<B>) {
    super(content.detail === undefined ? `${info.status}` : `${info.status}: ${content.detail}`, info);
    this.body = content.body;
    this.detail = content.detail;
    this.retryAfterMs = content.retryAfterMs;
  }

  static {
    brand(this, "ApiError");
  }
}
