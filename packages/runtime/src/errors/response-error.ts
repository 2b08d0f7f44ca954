import type { RequestInfo } from "./request-error.js";
import { RequestError } from "./request-error.js";
import { brand } from "./specloom-error.js";

/** Status and headers of a response. */
export interface ResponseInfo extends RequestInfo {
  readonly status: number;
  readonly headers: Headers;
}

/** Headers in which servers send a request id, most common first. */
const ID_HEADERS = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "cf-ray"];

/** Base of the errors that a response causes. */
export class ResponseError extends RequestError implements ResponseInfo {
  declare readonly status: number;
  declare readonly headers: Headers;
  /** The request id that the server sent. Quote it to its support. */
  declare readonly requestId: string | undefined;

  constructor(message: string, info: ResponseInfo, cause?: unknown) {
    super(message, info, cause);
    this.requestId = ID_HEADERS.map((name) => info.headers.get(name)).find(Boolean) ?? undefined;
  }

  static {
    brand(this, "ResponseError");
  }
}
