import { DeadlineError } from "../errors/deadline-error.js";
import { ResponseError } from "../errors/response-error.js";
import { ResponseParseError } from "../errors/response-parse-error.js";
import { isTransient } from "../errors/transient.js";
import type { JobSpec, RawState } from "./job-spec.js";
import type { StatusReading } from "./status-reading.js";

/** What is uncertain about a job: whether it exists, or what its state means. */
export type Doubt = "not-found" | "indeterminate";

/** What is known of a job. Times are on the monotonic clock; in a snapshot, on the wall clock. */
export interface PollState {
  /** `result` if the job has ended and its result is not fetched yet. The status is then never requested again. */
  readonly phase: "status" | "result";
  /** Status requests so far. */
  readonly attempt: number;
  /** The last state as the provider wrote it. */
  readonly state?: RawState | undefined;
  /** The HTTP status of the last answer. */
  readonly code?: number | undefined;
  /** The URL of the result, relative to the base URL, if the server has sent it. */
  readonly result?: string | undefined;
  readonly progress?: number | undefined;
  /** Consecutive polls without a change of state or progress: the exponent of the delay. */
  readonly unchanged: number;
  readonly doubt?: Doubt | undefined;
  /** When the doubt began. */
  readonly since: number;
  /** When the first of the transient faults came that no success has followed yet. */
  readonly failing?: number | undefined;
  readonly started: number;
  /** When the last answer came. */
  readonly answered?: number | undefined;
  /** The server asked for no request before this time. */
  readonly hold?: number | undefined;
  /** When the next poll is due. */
  readonly due: number;
  /** The status body with the terminal state. */
  readonly status?: unknown;
}

/** What an answer after which the job may continue means for the polling, and the new state. */
export interface AppliedAnswer {
  /** `state` stands for a declared state; `rate-limited` is a 429. */
  readonly kind: "state" | "rate-limited" | "transient" | "fatal" | Doubt;
  readonly state: PollState;
  readonly fault?: unknown;
  /** The delay that the server asks for, in milliseconds. */
  readonly hintMs: number | undefined;
}

/** The state before the first poll. */
export function newPollState(started: number): PollState {
  return { phase: "status", attempt: 0, unchanged: 0, since: started, started, due: started };
}

/**
 * The state with its times moved, and nothing else that its object may hold. It takes as little memory as possible: an
 * object that is spread into, and fields that most jobs lack, take more.
 */
export function pollState(from: PollState, move = (time: number) => time): PollState {
  const { phase, attempt, state, code, unchanged, since, started, answered, due } = from;
  const { progress, hold, result, doubt, failing, status } = from;
  const moveIfSet = (time: number | undefined) => (time === undefined ? undefined : move(time));
  const isUsual = [progress, hold, result, doubt, failing, status].every((value) => value === undefined);
  const usual = {
    phase,
    attempt,
    state,
    code,
    unchanged,
    since: move(since),
    started: move(started),
    answered: moveIfSet(answered),
    due: move(due),
  };
  return isUsual
    ? usual
    : { ...usual, progress, hold: moveIfSet(hold), result, doubt, failing: moveIfSet(failing), status };
}

/** The same state for a new wait: its grace periods start again. */
export function withFreshPatience(state: PollState): PollState {
  return state.failing === undefined && state.doubt === undefined
    ? state
    : { ...state, failing: undefined, doubt: undefined };
}

/** Applies a status that came at `now`. */
export function applyStatus(
  previous: PollState,
  { raw, progress, state }: StatusReading,
  { code, result = previous.result }: Pick<PollState, "code" | "result">,
  hintMs: number | undefined,
  now: number,
): AppliedAnswer {
  const kind = state === "indeterminate" ? state : "state";
  const isSame = previous.state === raw && previous.progress === progress;
  const answered = answeredAt(previous, kind, hintMs, now);
  const unchanged = isSame ? previous.unchanged + 1 : 0;
  const next = { attempt: previous.attempt + 1, state: raw, progress, unchanged, code, result, failing: undefined };
  return { kind, hintMs, state: { ...answered, ...next } };
}

/** The longest normal time from the due time of a request to its answer. A longer one means that the process waited. */
const MAX_LATE_MS = 60_000;

/** Applies the fault of a request for the status or the result. */
export function applyFault(
  spec: JobSpec,
  previous: PollState,
  fault: unknown,
  hintMs: number | undefined,
  now: number,
): AppliedAnswer {
  const isStatus = previous.phase === "status";
  const kind = faultKind(spec, fault, isStatus);
  const attempt = previous.attempt + (isStatus ? 1 : 0);
  // An outage does not include time in which the server was not asked, for example because the computer was suspended.
  const lateMs = Math.max(0, now - previous.due - MAX_LATE_MS);
  const failing = kind === "transient" ? (previous.failing ?? now - lateMs) + lateMs : previous.failing;
  const next = { attempt, unchanged: previous.unchanged + 1, failing };
  return { kind, fault, hintMs, state: { ...answeredAt(previous, kind, hintMs, now), ...next } };
}

function answeredAt(
  previous: PollState,
  kind: AppliedAnswer["kind"],
  hintMs: number | undefined,
  now: number,
): PollState {
  const hold = hintMs === undefined ? undefined : now + hintMs;
  const answered = { ...previous, answered: now, hold };
  if (kind === "state") return { ...answered, doubt: undefined };
  const isNewDoubt = (kind === "not-found" || kind === "indeterminate") && kind !== previous.doubt;
  return isNewDoubt ? { ...answered, doubt: kind, since: now } : answered;
}

function faultKind({ notFound = [404] }: JobSpec, fault: unknown, isStatus: boolean): AppliedAnswer["kind"] {
  // A batch response has no row for the job.
  if (fault === undefined) return "not-found";
  // A success with an unreadable body was cut, or comes from a proxy; the job itself continues. One that is too large
  // stays so. The deadline of a call limits one poll here, not the wait.
  if (fault instanceof ResponseParseError) return fault.fault === "too-large" ? "fatal" : "transient";
  if (fault instanceof ResponseError) {
    // Too many requests (RFC 6585, section 4): the server works, and says when to come again.
    if (fault.status === 429) return "rate-limited";
    if (isStatus && notFound.includes(fault.status)) return "not-found";
  }
  return fault instanceof DeadlineError || isTransient(fault) ? "transient" : "fatal";
}
