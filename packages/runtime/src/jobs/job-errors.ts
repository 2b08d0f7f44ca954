import { describeError } from "../errors/redact.js";
import { brand, SpecloomError } from "../errors/specloom-error.js";
import type { Outcome } from "./outcome.js";
import type { Snapshot } from "./snapshot.js";

/** Which job an error is about. */
export interface JobReference {
  /** Such as `agents.jobs`. */
  readonly resource: string;
  readonly id: string;
}

/** What every error of a wait carries, so that no job is lost: `snapshot` resumes the wait, also elsewhere. */
export interface JobContext {
  readonly job: JobReference;
  readonly snapshot: Snapshot;
}

/** Whether an error says which job it is about, whatever its class: an `ApiError` of a poll too. */
export function hasJob(error: unknown): error is Error & JobContext {
  return error instanceof SpecloomError && "job" in error && "snapshot" in error;
}

/**
 * The error with its job. The first wait that is told an error gets the error itself; others get copies, because a
 * request that several jobs share may fail. An error of another library becomes the `cause` of a `JobWaitError`.
 */
export function withJob(error: unknown, { snapshot, ...job }: JobReference & Pick<JobContext, "snapshot">): unknown {
  if (!(error instanceof SpecloomError)) {
    const wrapped = new JobWaitError(`${job.resource} ${job.id}: ${describeError(error)}`, snapshot, error);
    return Object.assign(wrapped, { job });
  }
  const own = Object.hasOwn(error, "job") ? copyOf(error) : error;
  return Object.assign(own, { job, snapshot: error instanceof JobWaitError ? error.snapshot : snapshot });
}

function copyOf(error: SpecloomError): SpecloomError {
  return Object.create(Object.getPrototypeOf(error), Object.getOwnPropertyDescriptors(error));
}

/** Base of what `wait` throws for a job that ended without success. */
export class JobOutcomeError<O extends Outcome<unknown, unknown> = Outcome<unknown, unknown>>
  extends SpecloomError
  implements JobContext
{
  static {
    brand(this, "JobOutcomeError");
  }
  declare readonly job: JobReference;
  declare readonly snapshot: Snapshot;
  declare readonly outcome: O;

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
export class JobWaitError extends SpecloomError implements JobContext {
  static {
    brand(this, "JobWaitError");
  }
  declare readonly job: JobReference;
  /** Resumes the wait, also elsewhere. */
  declare readonly snapshot: Snapshot;

  constructor(message: string, snapshot: Snapshot, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.snapshot = snapshot;
  }
}

/** The deadline passed, or leaves no time for another poll. `cause` is the last fault, if the last request failed. */
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

/**
 * The start request may have started a job; it was not sent again. `cause` is the error. Repeating the call is safe
 * only with the same idempotency key.
 */
export class StartUncertainError extends SpecloomError {
  static {
    brand(this, "StartUncertainError");
  }
  /** The idempotency key that the caller gave. */
  declare readonly idempotencyKey: string | undefined;
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
  declare readonly reason: SnapshotFault;

  constructor(message: string, reason: SnapshotFault) {
    super(message);
    this.reason = reason;
  }
}
