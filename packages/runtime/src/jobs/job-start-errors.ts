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
  /** Whether a job was started. Any other error of a start has `false`: it surely started none. */
  readonly started = "uncertain";

  constructor(message: string, idempotencyKey: string | undefined, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.idempotencyKey = idempotencyKey;
  }
}

/** `newer`: written by a later version. `foreign`: of another operation, provider or origin. `damaged`: anything else. */
export type SnapshotFault = "newer" | "foreign" | "damaged";

/** A snapshot, or the URL or id of a job, cannot be used. Nothing was sent. */
export class SnapshotError extends SpecloomError {
  static {
    brand(this, "SnapshotError");
  }
  readonly reason: SnapshotFault;

  constructor(message: string, reason: SnapshotFault) {
    super(message);
    this.reason = reason;
  }
}
