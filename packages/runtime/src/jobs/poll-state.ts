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

/** A successful answer to a status request. */
export interface StatusAnswer {
  readonly ok: true;
  readonly status: unknown;
  readonly code: number;
  /** The URL of the result. */
  readonly result?: string | undefined;
  readonly hintMs: number | undefined;
  /** The text without the credentials of the request, which a server may send back. */
  readonly redact: (text: string) => string;
}

/** A successful answer to the request for a result. */
export interface ResultAnswer {
  readonly ok: true;
  readonly value: unknown;
}

/** A failed request. `fault` is absent if a batch response has no row for the job. */
export interface FailedAnswer {
  readonly ok: false;
  readonly fault?: unknown;
  readonly hintMs?: number | undefined;
}

/** What an answer means for the polling. `state` stands for a declared state; `rate-limited` is a 429. */
export type AnswerKind = "state" | "rate-limited" | "transient" | "fatal" | Doubt;

/** A classified answer after which the job may continue, and the new poll state. */
export interface AppliedAnswer {
  readonly kind: AnswerKind;
  readonly state: PollState;
  readonly fault?: unknown;
  readonly hintMs: number | undefined;
}

/** The state before the first poll. */
export function newPollState(started: number): PollState {
  return { phase: "status", attempt: 0, unchanged: 0, since: started, started, due: started };
}

/** The same state in as little memory as possible: spreading, and fields that most jobs lack, take more. */
export function compact(from: PollState): PollState {
  const { phase, attempt, state, code, progress, unchanged, since, started, answered, hold, due } = from;
  const { result, doubt, failing, status } = from;
  const isUnusual = [result, doubt, failing, status].some((value) => value !== undefined);
  return {
    phase,
    attempt,
    state,
    code,
    progress,
    unchanged,
    since,
    started,
    answered,
    hold,
    due,
    ...(isUnusual && { result, doubt, failing, status }),
  };
}

/** The same state for a new wait: its grace periods start again. */
export function withFreshPatience(state: PollState): PollState {
  return state.failing === undefined && state.doubt === undefined
    ? state
    : { ...state, failing: undefined, doubt: undefined };
}

/** Applies a status, read from an answer that came at `now`. */
export function applyStatus(
  previous: PollState,
  reading: StatusReading,
  answer: StatusAnswer,
  now: number,
): AppliedAnswer {
  const { code, hintMs, result = previous.result } = answer;
  const { raw, progress, state: meaning } = reading;
  const isSame = previous.state === raw && previous.progress === progress;
  const state: PollState = {
    ...answeredAt(previous, now, hintMs),
    attempt: previous.attempt + 1,
    state: raw,
    progress,
    unchanged: isSame ? previous.unchanged + 1 : 0,
    code,
    result,
    failing: undefined,
  };
  if (meaning !== "indeterminate") return { kind: "state", hintMs, state: { ...state, doubt: undefined } };
  return { kind: meaning, hintMs, state: withDoubt(state, meaning, now) };
}

/** Applies the fault of a request for the status or the result. */
export function applyFault(spec: JobSpec, previous: PollState, answer: FailedAnswer, now: number): AppliedAnswer {
  const { fault, hintMs } = answer;
  const isStatus = previous.phase === "status";
  const kind = faultKind(spec, fault, isStatus);
  const state: PollState = {
    ...answeredAt(previous, now, hintMs),
    attempt: previous.attempt + (isStatus ? 1 : 0),
    unchanged: previous.unchanged + 1,
  };
  if (kind === "not-found") return { kind, fault, hintMs, state: withDoubt(state, kind, now) };
  if (kind !== "transient") return { kind, fault, hintMs, state };
  return { kind, fault, hintMs, state: { ...state, failing: state.failing ?? now } };
}

function answeredAt(previous: PollState, now: number, hintMs: number | undefined): PollState {
  return { ...previous, answered: now, hold: hintMs === undefined ? undefined : now + hintMs };
}

function withDoubt(state: PollState, doubt: Doubt, now: number): PollState {
  return state.doubt === doubt ? state : { ...state, doubt, since: now };
}

function faultKind({ notFound = [404] }: JobSpec, fault: unknown, isStatus: boolean): Exclude<AnswerKind, "state"> {
  if (fault === undefined) return "not-found";
  // A success with an unreadable body was cut, or comes from a proxy; the job itself continues. The deadline of a
  // call limits one poll here, not the wait.
  if (fault instanceof ResponseParseError || fault instanceof DeadlineError) return "transient";
  if (fault instanceof ResponseError) {
    // Too many requests (RFC 6585, section 4): the server works, and says when to come again.
    if (fault.status === 429) return "rate-limited";
    if (isStatus && notFound.includes(fault.status)) return "not-found";
  }
  return isTransient(fault) ? "transient" : "fatal";
}
