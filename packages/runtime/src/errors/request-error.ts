import { brand, SpecloomError } from "./specloom-error.js";

/** The request that an error is about. It contains no URL, header or value, so it is safe to show. */
export interface RequestInfo {
  /** The operationId; undefined for a request of the raw client. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path template, such as `/jobs/{job_id}`. */
  readonly path: string;
  /** The number of requests sent; 0 if the call ended before the first. */
  readonly attempts: number;
}

/** Base of the errors of a call that sent a request, or was about to. */
export class RequestError extends SpecloomError implements RequestInfo {
  declare readonly operation: string | undefined;
  declare readonly method: string;
  declare readonly path: string;
  declare readonly attempts: number;

  constructor(message: string, info: RequestInfo, cause?: unknown) {
    super(`${info.method} ${info.path}: ${message}`, cause === undefined ? undefined : { cause });
    Object.assign(this, info);
  }

  static {
    brand(this, "RequestError");
  }
}
