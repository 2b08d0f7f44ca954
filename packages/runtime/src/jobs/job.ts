import type { Params, Requester } from "../request/requester.js";
import type { CallOptions } from "../settings/call-options.js";
import { CancellableJobHandle } from "./cancellable-job-handle.js";
import { JobHandle } from "./job-handle.js";
import type { JobSpec } from "./job-spec.js";
import type { Outcome } from "./outcome.js";
import type { Snapshot } from "./snapshot.js";
import type { Step } from "./step.js";
import type { Updates } from "./updates.js";
import type { WaitOptions } from "./wait-options.js";

/** A job on the server. `R` is its result, `S` the body of its status operation. It is not thenable; call `wait`. */
export interface Job<R, S> {
  readonly id: string;
  /**
   * Waits for success and returns the result. Throws `JobFailedError`, `JobCancelledError` or `JobPartialError` for
   * another outcome, and whatever `settle` throws.
   */
  wait(options?: WaitOptions<S>): Promise<R>;
  /**
   * Waits for the end of the job and returns the outcome. Throws `JobTimeoutError`, `JobIndeterminateError`,
   * `JobNotFoundError` or `ResultUnavailableError`; the error of a request that is not worth repeating; or the reason of
   * an aborted signal. Every other error than that reason has `job` and `snapshot`.
   */
  settle(options?: WaitOptions<S>): Promise<Outcome<R, S>>;
  /**
   * What is known already, then every change of state, progress or message. The last update has the outcome, which the
   * iterator also returns. A slow reader gets only the latest.
   */
  updates(options?: WaitOptions<S>): Updates<R, S>;
  /**
   * Sends at most one status request (and one for the result) and never sleeps, for engines that schedule by
   * themselves. Before the job is due, it sends none. `deadlineMs` counts from the start of the job.
   */
  step(options?: WaitOptions<S>): Promise<Step<R, S>>;
  /** Polls for up to `ms` milliseconds and then hands back, for engines that count steps. Otherwise like `step`. */
  stepFor(ms: number, options?: WaitOptions<S>): Promise<Step<R, S>>;
  /** The current state of the wait, for another process to resume. */
  snapshot(): Snapshot;
  /** The job and its last known state, as `console.log` shows them. */
  toJSON(): JobDescription;
}

/** A job with a cancel operation. */
export interface CancellableJob<R, S> extends Job<R, S> {
  /** Asks the server to cancel. The outcome is still what polling reports; the next poll is due at once. */
  cancel(options?: CallOptions): Promise<void>;
}

/** Defaults for all calls on one job. The options that are left out belong to a single call. */
export type JobOptions<P extends object = Params> = Omit<
  WaitOptions<unknown, P>,
  "signal" | "onUpdate" | "cancelOnTimeout" | "group"
>;

/** What `toJSON` and `console.log` show of a job. */
export interface JobDescription {
  readonly resource: string;
  readonly id: string;
  /** Its last known state. */
  readonly state: string;
  readonly attempt: number;
}

/**
 * The job with an id, whatever type the document gives it, or the job of a snapshot. `path` has the other path
 * parameters of its status operation; a snapshot has them itself. Throws `SnapshotError` for a snapshot of another job.
 */
export function job<R, S>(
  client: Requester,
  spec: JobSpec,
  of: unknown,
  options?: JobOptions,
  path?: Params,
): Job<R, S> {
  return new JobHandle(client, spec, { of, path }, options);
}

/** The same for a job with a cancel operation. */
export function cancellableJob<R, S>(
  client: Requester,
  spec: JobSpec,
  of: unknown,
  options?: JobOptions,
  path?: Params,
): CancellableJob<R, S> {
  return new CancellableJobHandle(client, spec, { of, path }, options);
}
