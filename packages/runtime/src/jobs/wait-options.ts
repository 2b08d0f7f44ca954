import { defined } from "../json/json.js";
import type { Params } from "../request/requester.js";
import { CALL_RULES, type CallOptions } from "../settings/call-options.js";
import { callback, checkOptions, duration, flag, object, type OptionRules } from "../settings/option-rules.js";
import type { JobState } from "./job-spec.js";
import type { Outcome } from "./outcome.js";

/** A change that a status answer reports. `S` is the body of the status operation, `R` the result of the job. */
export interface Update<S, R = unknown> {
  readonly state: JobState;
  /** Undefined unless the provider declares it meaningful. */
  readonly progress: number | undefined;
  /** The error text. A pending state may have one too. */
  readonly message: string | undefined;
  readonly status: S;
  /** Status requests so far, this one included. */
  readonly attempt: number;
  /** How the job ended. Only the last update has it. */
  readonly outcome?: Outcome<R, S>;
}

/** The limits of a wait, in milliseconds. */
export interface Limits {
  /**
   * The minimum delay between two polls of a job.
   *
   * @default 1_000
   */
  readonly minDelayMs?: number | undefined;
  /**
   * The delay grows from `minDelayMs` to this while nothing changes.
   *
   * @default 15_000
   */
  readonly maxDelayMs?: number | undefined;
  /**
   * How long an undeclared state is tolerated.
   *
   * @default 60_000
   */
  readonly indeterminateGraceMs?: number | undefined;
  /**
   * How long "no such job" is tolerated, because a new job may not be visible yet.
   *
   * @default 10_000
   */
  readonly notFoundGraceMs?: number | undefined;
  /**
   * How long transient faults (network errors, 408, 425, 5xx, truncated JSON) are tolerated without a success, for the
   * status and for the result. A 429 is always tolerated.
   *
   * @default 300_000
   */
  readonly faultGraceMs?: number | undefined;
}

/** The default limits. */
export const DEFAULT_LIMITS = {
  minDelayMs: 1_000,
  maxDelayMs: 15_000,
  indeterminateGraceMs: 60_000,
  notFoundGraceMs: 10_000,
  faultGraceMs: 300_000,
} as const;

/** The options of a wait that its requests have. */
export type RequestSettings = Pick<WaitOptions, "params" | "headers" | "timeoutMs">;

/**
 * Options of one call that waits. Waits on one job share its polling, unless `params`, `headers` or `timeoutMs` differ,
 * or the credentials of their callers. Each wait has its own limits; the most eager one sets the pace.
 */
export interface WaitOptions<S = unknown, P extends object = Params>
  extends Limits, Pick<CallOptions, "signal" | "timeoutMs" | "headers"> {
  /**
   * Milliseconds that this wait may take, requests and delays included; that of a snapshot, the rest of its deadline.
   * Each wait asks at least once: with 0, exactly once.
   *
   * @default 7_200_000
   */
  readonly deadlineMs?: number | undefined;
  /**
   * Milliseconds before the first poll.
   *
   * @default 0
   */
  readonly initialDelayMs?: number | undefined;
  /** Other parameters of the status and result operations, by wire name. */
  readonly params?: P | undefined;
  /** Called on every change of state, progress or message. An error that it throws is ignored. */
  readonly onUpdate?: ((update: Update<S>) => void) | undefined;
  /**
   * Cancels the job on the server when the deadline passes. The wait does not wait for that. Requires a cancel
   * operation.
   */
  readonly cancelOnTimeout?: boolean | undefined;
  /** Waits with the same object share a turn, so that many of them do not crowd out other callers. */
  readonly group?: object | undefined;
}

export const DEFAULT_DEADLINE_MS = 7_200_000;

/** The rules for the options of a wait. */
export const WAIT_RULES: OptionRules<WaitOptions> = {
  signal: CALL_RULES.signal,
  timeoutMs: CALL_RULES.timeoutMs,
  headers: CALL_RULES.headers,
  deadlineMs: duration,
  minDelayMs: duration,
  maxDelayMs: duration,
  indeterminateGraceMs: duration,
  notFoundGraceMs: duration,
  faultGraceMs: duration,
  initialDelayMs: duration,
  params: object,
  onUpdate: callback,
  cancelOnTimeout: flag,
  group: object,
};

/** Throws `ParameterError` for an invalid option of a wait. */
export function checkWaitOptions(options: object | undefined): void {
  checkOptions(options, WAIT_RULES);
}

const NO_OPTIONS: WaitOptions = {};

/** The options of `over`, else of `base`. Undefined values are ignored. */
export function mergeWaitOptions(base: WaitOptions | undefined, over: WaitOptions | undefined): WaitOptions {
  if (base === undefined || over === undefined) return base ?? over ?? NO_OPTIONS;
  return { ...base, ...defined(over) };
}
