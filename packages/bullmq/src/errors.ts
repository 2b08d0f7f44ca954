import { brand, SpecloomError } from "@specloom/runtime";

/** The error of a call after `close`, or that `close` ends. */
export function closedError(): Error {
  return new Error("The waits were closed");
}

/** A key is in use for another wait: another kind, job or input. Nothing was changed. */
export class KeyConflictError extends SpecloomError {
  static {
    brand(this, "KeyConflictError");
  }
}

/** The settlement is no longer kept, or no wait was ever added under this key. */
export class SettlementGoneError extends SpecloomError {
  static {
    brand(this, "SettlementGoneError");
  }
}

/** Redis could lose the note that a job is about to be started, so a worker must not start one. Nothing was added. */
export class DurabilityError extends SpecloomError {
  static {
    brand(this, "DurabilityError");
  }
}

/** Redis is set up so that it would lose waits, or is too old. The message names what to set. */
export class RedisSetupError extends SpecloomError {
  static {
    brand(this, "RedisSetupError");
  }
}

/** Redis cannot be reached. The call can be repeated, because a key names one wait. */
export class DurableUnavailableError extends SpecloomError {
  static {
    brand(this, "DurableUnavailableError");
  }
}

/** The start of this wait is not uncertain, so there is nothing to resolve. */
export class NotUncertainError extends SpecloomError {
  static {
    brand(this, "NotUncertainError");
  }
}

/** The clock of this worker and that of Redis differ by more than a second. The worker begins no step. */
export class ClockError extends SpecloomError {
  static {
    brand(this, "ClockError");
  }
}
