import { RequestError } from "./request-error.js";
import { brand } from "./specloom-error.js";

/** No complete answer arrived: the connection failed, was reset, or was cut in the body. */
export class NetworkError extends RequestError {
  static {
    brand(this, "NetworkError");
  }
}

/** One attempt took longer than `timeoutMs`. It counts as a network error wherever that decides something. */
export class TimeoutError extends NetworkError {
  static {
    brand(this, "TimeoutError");
  }
}
