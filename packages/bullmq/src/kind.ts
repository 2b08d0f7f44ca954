import type { Job, JobOptions, Snapshot } from "@specloom/runtime";

/** A resource of a generated client that has jobs, such as `roe.agents.jobs`. */
export interface JobResource<R, S, Id> {
  job(of: Id | Snapshot): Job<R, S>;
}

/** What a start may use. */
export interface StartContext {
  readonly key: string;
  readonly tenant: string | undefined;
  /** The same text whenever this wait is started. Send it where the operation takes an idempotency key. */
  readonly idempotencyKey: string;
  /** Aborted when the worker closes. */
  readonly signal: AbortSignal;
}

/** One kind of job that waits are for. `R` is its result, `S` the body of its status operation, `I` its input. */
export interface WaitKind<R = unknown, S = unknown, Id = unknown, I = unknown> {
  readonly resource: JobResource<R, S, Id>;
  /**
   * Starts the job of an input. It is called at most once for a wait. It is called again only after an error that says
   * that no job was started: an error with `started: false`, a status 4xx except 408, or a request that was not sent.
   */
  start?(input: I, context: StartContext): Promise<Job<R, S>>;
  /** Asks the provider for the job of a start whose answer is lost. Undefined if it does not know of one. */
  find?(input: I, context: StartContext): Promise<Job<R, S> | undefined>;
  /** Limits of its waits. `faultGraceMs` is Infinity here: the deadline alone decides. */
  readonly wait?: JobOptions;
}

/** The kinds of one set of waits, by name. */
export type Kinds = Readonly<Record<string, WaitKind>>;

/** Declares a kind of job, with its types. */
export function kind<R, S, Id, I = never>(declared: WaitKind<R, S, Id, I>): WaitKind<R, S, Id, I> {
  return declared;
}

/** The names of the kinds. */
export type KindName<K extends Kinds> = keyof K & string;
