import { DeadlineError } from "../errors/deadline-error.js";
import { ResponseError } from "../errors/response-error.js";
import { ResponseParseError } from "../errors/response-parse-error.js";
import { isTransient } from "../errors/transient.js";
import type { JobSpec, RawState } from "./job-spec.js";
import { readStatus, type StatusReading } from "./status-reading.js";

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
  /** Consecutive transient faults. */
  readonly faults: number;
  readonly doubt?: Doubt | undefined;
  /** When the doubt began. */
  readonly since: number;
  readonly started: number;
  /** When the next poll is due. */
  readonly due: number;
  /** The status body with the terminal state. */
  readonly status?: unknown;
}

/** The answer to a status request. `fault` is absent if a batch response has no row for the job. */
export type StatusAnswer =
  | {
      readonly ok: true;
      readonly status: unknown;
      readonly code: number;
      readonly result?: string | undefined;
      readonly hintMs: number | undefined;
    }
  | { readonly ok: false; readonly fault?: unknown; readonly hintMs?: number | undefined };

/** A classified answer, and the new poll state. `kind` is `state` for a declared state. */
export interface AppliedAnswer {
  readonly kind: "state" | "transient" | "fatal" | Doubt;
  readonly state: PollState;
  readonly reading?: StatusReading;
  readonly fault?: unknown;
  readonly hintMs: number | undefined;
}

/** The state before the first poll. */
export function newPollState(started: number): PollState {
  return { phase: "status", attempt: 0, unchanged: 0, faults: 0, since: started, started, due: started };
}

/** The same state for a new wait: faults and doubt start again. */
export function withFreshPatience(pollState: PollState): PollState {
  return { ...pollState, faults: 0, doubt: undefined };
}

/** Applies an answer that arrived at `now` to the poll state. */
export function applyAnswer(spec: JobSpec, previous: PollState, answer: StatusAnswer, now: number): AppliedAnswer {
  const { hintMs } = answer;
  const counted = { ...previous, attempt: previous.attempt + 1, unchanged: previous.unchanged + 1 };
  const withDoubt = (state: PollState, doubt: Doubt) =>
    state.doubt === doubt ? state : { ...state, doubt, since: now };
  if (answer.ok) {
    const { code, result = previous.result } = answer;
    const reading = readStatus(spec, answer.status, code);
    const { raw: state, progress } = reading;
    const unchanged = previous.state === state && previous.progress === progress ? counted.unchanged : 0;
    const updated = { ...counted, state, progress, unchanged, code, result, faults: 0 };
    if (reading.state !== "indeterminate")
      return { kind: "state", reading, hintMs, state: { ...updated, doubt: undefined } };
    return { kind: reading.state, reading, hintMs, state: withDoubt(updated, reading.state) };
  }
  const { fault } = answer;
  const kind = faultKind(spec, fault);
  if (kind === "not-found") return { kind, fault, hintMs, state: withDoubt(counted, kind) };
  // A server that limits its rate and sends a delay is not failing.
  const counts = kind === "transient" && !(isRateLimited(fault) && hintMs !== undefined);
  return { kind, fault, hintMs, state: counts ? { ...counted, faults: counted.faults + 1 } : counted };
}

/** True for 429, too many requests (RFC 6585, section 4). */
export function isRateLimited(fault: unknown): boolean {
  return fault instanceof ResponseError && fault.status === 429;
}

function faultKind({ notFound = [404] }: JobSpec, fault: unknown): "not-found" | "transient" | "fatal" {
  if (fault === undefined) return "not-found";
  // A success with an unreadable body was cut, or comes from a proxy; the job itself continues. The deadline of a
  // call limits one poll here, not the wait.
  if (fault instanceof ResponseParseError || fault instanceof DeadlineError) return "transient";
  if (fault instanceof ResponseError && notFound.includes(fault.status)) return "not-found";
  return isTransient(fault) ? "transient" : "fatal";
}
