import { brand, SpecloomError } from "./specloom-error.js";

/** What was asked of the server. Holds no URL, header or value of the request, so it can be shown anywhere. */
export interface RequestFacts {
  /** The operationId; undefined for a request of the raw client. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path template, such as `/jobs/{job_id}`. */
  readonly path: string;
  /** How many requests were sent; 0 when the call ended before the first. */
  readonly attempts: number;
}

/** Base of the errors of a call that reached, or tried to reach, the server. */
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
