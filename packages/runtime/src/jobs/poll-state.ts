import { DeadlineError } from "../errors/deadline-error.js";
import { ResponseError } from "../errors/response-error.js";
import { ResponseParseError } from "../errors/response-parse-error.js";
import { isTransient } from "../errors/transient.js";
import type { JobSpec, RawState } from "./job-spec.js";
import { readStatus, type StatusReading } from "./status-reading.js";

/** What is not certain of a job: whether it exists, or what its state means. */
export type Doubt = "not-found" | "indeterminate";

/** All that is known of one job. Times are on the clock's monotonic scale, in a snapshot on the wall clock's. */
export interface PollState {
  /** `result` once the job has a result that is still to be fetched: its status is never asked for again. */
  readonly phase: "status" | "result";
  /** Status requests so far. */
  readonly attempt: number;
  /** The last state, as the provider wrote it. */
  readonly state?: RawState | undefined;
  /** The HTTP status of the last answer. */
  readonly code?: number | undefined;
  /** The URL of the result, relative to the base URL, once the server has named it. */
  readonly result?: string | undefined;
  readonly progress?: number | undefined;
  /** Polls in a row that brought no change of state or progress: the exponent of the delay. */
  readonly unchanged: number;
  /** Transient faults in a row. */
  readonly faults: number;
  readonly doubt?: Doubt | undefined;
  /** When the doubt arose. */
  readonly since: number;
  readonly started: number;
  /** When the next poll is due. */
  readonly due: number;
  /** The body that told how the job ended. */
  readonly status?: unknown;
}

/** What one request for the status brought. A job that a batch had no row for has no fault to show. */
export type StatusAnswer =
  | {
      readonly ok: true;
      readonly status: unknown;
      readonly code: number;
      readonly result?: string | undefined;
      readonly hintMs: number | undefined;
    }
  | { readonly ok: false; readonly fault?: unknown; readonly hintMs?: number | undefined };

/** An answer, judged: `state` is a state that is known; the others are what keeps it from being so. */
export interface AppliedAnswer {
  readonly kind: "state" | "transient" | "fatal" | Doubt;
  readonly state: PollState;
  readonly reading?: StatusReading;
  readonly fault?: unknown;
  readonly hintMs: number | undefined;
}

/** The facts of a job of which nothing has been heard yet. */
export function newPollState(started: number): PollState {
  return { phase: "status", attempt: 0, unchanged: 0, faults: 0, since: started, started, due: started };
}

/** The same facts with a fresh patience, for a wait after one that has given up. */
export function withFreshPatience(pollState: PollState): PollState {
  return { ...pollState, faults: 0, doubt: undefined };
}

/** What an answer that arrived at `now` makes of the facts. */
export function applyAnswer(spec: JobSpec, previous: PollState, answer: StatusAnswer, now: number): AppliedAnswer {
  const { hintMs } = answer;
  const counted = { ...previous, attempt: previous.attempt + 1, unchanged: previous.unchanged + 1 };
  const withDoubt = (facts: PollState, doubt: Doubt) =>
    facts.doubt === doubt ? facts : { ...facts, doubt, since: now };
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
  // A server that says when to come back is not failing.
  const counts = kind === "transient" && !(isRateLimited(fault) && hintMs !== undefined);
  return { kind, fault, hintMs, state: counts ? { ...counted, faults: counted.faults + 1 } : counted };
}

/** True for 429: too many requests (RFC 6585, section 4). */
export function isRateLimited(fault: unknown): boolean {
  return fault instanceof ResponseError && fault.status === 429;
}

function faultKind({ notFound = [404] }: JobSpec, fault: unknown): "not-found" | "transient" | "fatal" {
  if (fault === undefined) return "not-found";
  // A success whose body cannot be read was cut short, or comes from something in between: the job itself goes on.
  // The client's own deadline for a call bounds one poll here, and not the wait.
  if (fault instanceof ResponseParseError || fault instanceof DeadlineError) return "transient";
  if (fault instanceof ResponseError && notFound.includes(fault.status)) return "not-found";
  return isTransient(fault) ? "transient" : "fatal";
}
