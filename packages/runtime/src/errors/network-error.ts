import { RequestError } from "./request-error.js";
import { brand } from "./specloom-error.js";

/** No complete response arrived: the connection failed, was reset, or was cut during the body. */
export class NetworkError extends RequestError {
  static {
    brand(this, "NetworkError");
  }
}

/** One attempt took longer than `timeoutMs`. It is treated like any other network error. */
export class TimeoutError extends NetworkError {
  static {
    brand(this, "TimeoutError");
  }
}
