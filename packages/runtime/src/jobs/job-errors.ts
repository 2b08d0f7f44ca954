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

/** The job ended with a part of its result. The outcome contains it. */
export class JobPartialError<R = unknown, S = unknown> extends JobOutcomeError<
  Extract<Outcome<R, S>, { kind: "partial" }>
> {
  static {
    brand(this, "JobPartialError");
  }
}

/** Base of errors that end a wait before the job has ended. The job itself continues. */
export class JobWaitError extends SpecloomError {
  static {
    brand(this, "JobWaitError");
  }
  /** Resumes the wait, also elsewhere. */
  readonly snapshot: Snapshot;

  constructor(message: string, snapshot: Snapshot, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.snapshot = snapshot;
  }
}

/** The deadline passed, or leaves no time for another poll. */
export class JobTimeoutError extends JobWaitError {
  static {
    brand(this, "JobTimeoutError");
  }
}

/** The server reported an undeclared state for longer than `indeterminateGraceMs`. */
export class JobIndeterminateError extends JobWaitError {
  static {
    brand(this, "JobIndeterminateError");
  }
}

/** The server reported "no such job" for longer than `notFoundGraceMs`. `cause` is its last response. */
export class JobNotFoundError extends JobWaitError {
  static {
    brand(this, "JobNotFoundError");
  }
}

/** The job has a result, but the request for it failed (`cause`). Waiting again requests only the result. */
export class ResultUnavailableError extends JobWaitError {
  static {
    brand(this, "ResultUnavailableError");
  }
  readonly retryable = true;
}
