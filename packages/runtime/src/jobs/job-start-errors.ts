import { brand, SpecloomError } from "../errors/specloom-error.js";

/**
 * The start request may or may not have started a job; it was not sent again. `cause` tells what happened. Repeating
 * the call is safe only with the same idempotency key.
 */
export class StartUncertainError extends SpecloomError {
  static {
    brand(this, "StartUncertainError");
  }
  /** The key the request was sent with, where the caller gave one. */
  readonly idempotencyKey: string | undefined;

  constructor(message: string, idempotencyKey: string | undefined, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.idempotencyKey = idempotencyKey;
  }
}

/** A snapshot, or the URL of a job, does not belong to the operation and provider it was given to. Nothing was sent. */
export class SnapshotError extends SpecloomError {
  static {
    brand(this, "SnapshotError");
  }
}
