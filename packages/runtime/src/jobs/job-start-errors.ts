import { brand, SpecloomError } from "../errors/specloom-error.js";

/**
 * The start request may have started a job; it was not sent again. `cause` is the error. Repeating the call is safe
 * only with the same idempotency key.
 */
export class StartUncertainError extends SpecloomError {
  static {
    brand(this, "StartUncertainError");
  }
  /** The idempotency key that the caller gave. */
  readonly idempotencyKey: string | undefined;

  constructor(message: string, idempotencyKey: string | undefined, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.idempotencyKey = idempotencyKey;
  }
}

/** A snapshot, or the URL of a job, belongs to another operation or provider. Nothing was sent. */
export class SnapshotError extends SpecloomError {
  static {
    brand(this, "SnapshotError");
  }
}
