import { ParameterError } from "../errors/parameter-error.js";
import type { Params } from "../request/requester.js";
import type { CallOptions } from "../settings/call-options.js";
import type { JobState } from "./job-spec.js";

/** What one status answer changed. `S` is the body of the status operation. */
export interface Update<S> {
  readonly state: JobState;
  /** Undefined unless the provider says that it is meaningful. */
  readonly progress: number | undefined;
  /** The error text, which a state that goes on may carry too. */
  readonly message: string | undefined;
  readonly status: S;
  /** Status requests so far, this one included. */
  readonly attempt: number;
}

/** What bounds a wait's patience. Times are milliseconds. */
export interface Limits {
  /** No two polls of a job are closer (1,000). */
  readonly minDelayMs?: number | undefined;
  /** The pause between polls grows from `minDelayMs` to this while nothing changes (15,000). */
  readonly maxDelayMs?: number | undefined;
  /** How long a state that nobody declared is tolerated (60,000). */
  readonly indeterminateGraceMs?: number | undefined;
  /** How long "no such job" is tolerated: a job just started may not be visible yet (10,000). */
  readonly notFoundGraceMs?: number | undefined;
  /** How many transient faults in a row are tolerated (5). */
  readonly maxTransientFaults?: number | undefined;
}

/** The limits of a wait that sets none. */
export const DEFAULT_LIMITS = {
  minDelayMs: 1_000,
  maxDelayMs: 15_000,
  indeterminateGraceMs: 60_000,
  notFoundGraceMs: 10_000,
  maxTransientFaults: 5,
} as const;

/**
 * Options of one call that waits. Waits on one job share its polling: `params`, `headers` and `timeoutMs` tell jobs
 * apart, the limits are judged for each wait by itself, and the most eager wait sets the pace.
 */
export interface WaitOptions<S = unknown, P extends object = Params>
  extends Limits, Pick<CallOptions, "signal" | "timeoutMs" | "headers"> {
  /** Milliseconds this wait may take, requests and pauses included (two hours, or what is left of a snapshot's). */
  readonly deadlineMs?: number | undefined;
  /** Milliseconds before the first poll (0). */
  readonly initialDelayMs?: number | undefined;
  /** Other parameters of the status and the result operation, by wire name. */
  readonly params?: P | undefined;
  /** Called on every change of state, progress or message. What it throws changes nothing. */
  readonly onUpdate?: ((update: Update<S>) => void) | undefined;
  /** Ask the server to cancel the job when the deadline passes, where the job has a cancel operation. */
  readonly cancelOnTimeout?: boolean | undefined;
  /** Waits given one object take turns as one, so that many of them do not crowd out another caller's. */
  readonly group?: object | undefined;
}

export const DEFAULT_DEADLINE_MS = 7_200_000;

const NUMBER_OPTIONS = [
  "minDelayMs",
  "maxDelayMs",
  "indeterminateGraceMs",
  "notFoundGraceMs",
  "maxTransientFaults",
  "deadlineMs",
  "initialDelayMs",
] as const;

/** Throws `ParameterError` for an option that should be a number and is negative or none. */
export function checkWaitOptions(options: Pick<WaitOptions, (typeof NUMBER_OPTIONS)[number]>): void {
  for (const name of NUMBER_OPTIONS) {
    const value = options[name];
    if (value !== undefined && !(value >= 0)) throw new ParameterError(name, "must be a number that is not negative");
  }
}

/** What `over` gives, else what `base` gives; an undefined value gives nothing. */
export function mergeWaitOptions(base: WaitOptions | undefined, over: WaitOptions | undefined): WaitOptions {
  if (base === undefined || over === undefined) return base ?? over ?? {};
  return { ...base, ...Object.fromEntries(Object.entries(over).filter(([, value]) => value !== undefined)) };
}
