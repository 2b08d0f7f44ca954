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

/** The request id that the server sent. Quote it to its support. */
export function requestId(headers: Headers): string | undefined {
  for (const name of ID_HEADERS) {
    const value = headers.get(name);
    if (value !== null && value !== "") return value;
  }
  return undefined;
}

/** Base of the errors that a response causes. */
export class ResponseError extends RequestError implements ResponseInfo {
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string | undefined;

  constructor(message: string, info: ResponseInfo, cause?: unknown) {
    super(message, info, cause);
    this.status = info.status;
    this.headers = info.headers;
    this.requestId = requestId(info.headers);
  }

  static {
    brand(this, "ResponseError");
  }
}
