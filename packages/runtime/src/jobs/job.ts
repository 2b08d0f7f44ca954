import type { Params, Requester } from "../request/requester.js";
import type { CallOptions } from "../settings/call-options.js";
import { CancellableJobHandle } from "./cancellable-job-handle.js";
import { JobHandle } from "./job-handle.js";
import type { JobSpec } from "./job-spec.js";
import type { Outcome } from "./outcome.js";
import type { PollState } from "./poll-state.js";
import type { Snapshot } from "./snapshot.js";
import type { Step } from "./step.js";
import type { Update, WaitOptions } from "./wait-options.js";

/** A job on the server. `R` is its result, `S` the body of its status operation. Not thenable: it is asked to wait. */
export interface Job<R, S> {
  readonly id: string;
  /**
   * Waits for success and gives the result. Throws `JobFailedError`, `JobCancelledError` or `JobPartialError` for
   * another end, and what `settle` throws.
   */
  wait(options?: WaitOptions<S>): Promise<R>;
  /**
   * Waits for the end, whatever it is. Throws `JobTimeoutError`, `JobIndeterminateError`, `JobNotFoundError` or
   * `ResultUnavailableError`, each with a snapshot; what a request threw that is not worth repeating; or the reason
   * of the signal that aborted.
   */
  settle(options?: WaitOptions<S>): Promise<Outcome<R, S>>;
  /** Every change of state, progress or message, the terminal one last. A slow reader gets the latest. */
  updates(options?: WaitOptions<S>): AsyncIterable<Update<S>>;
  /**
   * At most one status request and no pause, for engines that sleep by themselves; before the job is due, none.
   * `deadlineMs` counts from the job's start.
   */
  step(options?: WaitOptions<S>): Promise<Step<R, S>>;
  /** The wait as it stands, for another process to go on with. */
  snapshot(): Snapshot;
}

/** A job whose provider can cancel it. */
export interface CancellableJob<R, S> extends Job<R, S> {
  /** Asks the server to cancel. How the job ends is still what waiting reports. */
  cancel(options?: CallOptions): Promise<void>;
}

/** Options of every call on one job that gives none of its own. What is left out belongs to one call alone. */
export type JobOptions<P extends object = Params> = Omit<
  WaitOptions<unknown, P>,
  "signal" | "onUpdate" | "cancelOnTimeout" | "group"
>;

// Of each pair of signatures the first is the declaration's word, the second what is known: no body is checked against
// its schema, since a value outside it (a fraction where an integer is declared) must not break a wait.

/**
 * The job with an id, or the one that a snapshot was taken of. `known` is what is known of it already. Throws
 * `SnapshotError` for a snapshot of another.
 */
export function job<R, S>(
  client: Requester,
  spec: JobSpec,
  of: string | Snapshot,
  options?: JobOptions,
  known?: Partial<PollState>,
): Job<R, S>;
export function job(
  client: Requester,
  spec: JobSpec,
  of: string | Snapshot,
  options?: JobOptions,
  known?: Partial<PollState>,
): Job<unknown, unknown> {
  return new JobHandle(client, spec, of, options, known);
}

/** The same, where the provider has an operation that cancels. */
export function cancellableJob<R, S>(
  client: Requester,
  spec: JobSpec,
  of: string | Snapshot,
  options?: JobOptions,
  known?: Partial<PollState>,
): CancellableJob<R, S>;
export function cancellableJob(
  client: Requester,
  spec: JobSpec,
  of: string | Snapshot,
  options?: JobOptions,
  known?: Partial<PollState>,
): CancellableJob<unknown, unknown> {
  return new CancellableJobHandle(client, spec, of, options, known);
}
