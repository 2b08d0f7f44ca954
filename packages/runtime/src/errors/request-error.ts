import { brand, SpecloomError } from "./specloom-error.js";

/** The request that an error is about. It contains no URL, header or value, so it is safe to show. */
export interface RequestFacts {
  /** The operationId; undefined for a request of the raw client. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path template, such as `/jobs/{job_id}`. */
  readonly path: string;
  /** The number of requests sent; 0 if the call ended before the first. */
  readonly attempts: number;
}

/** Base of the errors of a call that sent a request, or was about to. */
export class RequestError extends SpecloomError implements RequestFacts {
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly attempts: number;

  constructor(message: string, facts: RequestFacts, cause?: unknown) {
    super(`${facts.method} ${facts.path}: ${message}`, cause === undefined ? undefined : { cause });
    this.operation = facts.operation;
    this.method = facts.method;
    this.path = facts.path;
    this.attempts = facts.attempts;
  }

  static {
    brand(this, "RequestError");
  }
}
