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
  declare readonly body: B;
  declare readonly detail: string | undefined;
  declare readonly retryAfterMs: number | undefined;

  constructor(info: ResponseInfo, content: ErrorContent<B>) {
    super(content.detail === undefined ? `${info.status}` : `${info.status}: ${content.detail}`, info);
    Object.assign(this, content);
  }

  static {
    brand(this, "ApiError");
  }
}
