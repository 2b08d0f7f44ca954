import { brand, SpecloomError } from "../errors/specloom-error.js";
import type { Outcome } from "./outcome.js";
import type { Snapshot } from "./snapshot.js";

/** Base of what `wait` throws for a job that ended without success. */
export class JobOutcomeError<O extends Outcome<unknown, unknown> = Outcome<unknown, unknown>> extends SpecloomError {
  static {
    brand(this, "JobOutcomeError");
  }
  readonly outcome: O;

  constructor(message: string, outcome: O) {
    super(message);
    this.outcome = outcome;
  }
}

/** The job failed. */
export class JobFailedError<S = unknown> extends JobOutcomeError<Extract<Outcome<never, S>, { kind: "failed" }>> {
  static {
    brand(this, "JobFailedError");
  }
}

/** The job was cancelled. */
export class JobCancelledError<S = unknown> extends JobOutcomeError<Extract<Outcome<never, S>, { kind: "cancelled" }>> {
  static {
    brand(this, "JobCancelledError");
  }
}

/** The job ended with a part of its result, which the outcome carries. */
export class JobPartialError<R = unknown, S = unknown> extends JobOutcomeError<
  Extract<Outcome<R, S>, { kind: "partial" }>
> {
  static {
    brand(this, "JobPartialError");
  }
}

/** Base of what ends a wait before its job is known to have ended. The job itself goes on. */
export class JobWaitError extends SpecloomError {
  static {
    brand(this, "JobWaitError");
  }
  /** Resumes the wait, in another process too. */
  readonly snapshot: Snapshot;

  constructor(message: string, snapshot: Snapshot, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.snapshot = snapshot;
  }
}

/** The deadline passed, or no further poll can be made before it. */
export class JobTimeoutError extends JobWaitError {
  static {
    brand(this, "JobTimeoutError");
  }
}

/** The server reported a state that nobody declared for longer than `indeterminateGraceMs`. */
export class JobIndeterminateError extends JobWaitError {
  static {
    brand(this, "JobIndeterminateError");
  }
}

/** The server knew no such job for longer than `notFoundGraceMs`. `cause` is its last answer. */
export class JobNotFoundError extends JobWaitError {
  static {
    brand(this, "JobNotFoundError");
  }
}

/** The job has a result that could not be fetched (`cause`). Waiting again fetches the result alone. */
export class ResultUnavailableError extends JobWaitError {
  static {
    brand(this, "ResultUnavailableError");
  }
  readonly retryable = true;
}
