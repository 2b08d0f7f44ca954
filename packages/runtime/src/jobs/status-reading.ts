import { readPointer } from "../json/pointer.js";
import type { JobSpec, JobState, RawState } from "./job-spec.js";

/** Why a job failed, as the provider describes it. */
export interface JobError {
  readonly message: string | undefined;
  readonly code?: string | number;
}

/** The contents of a status body. */
export interface StatusReading {
  readonly state: JobState;
  /** The state as the provider wrote it; undefined if there is none. */
  readonly raw: RawState | undefined;
  readonly progress: number | undefined;
  readonly error: JobError;
  readonly cached: boolean;
  readonly inferred: true | undefined;
}

/**
 * Reads a status body by the declaration of the provider. A declared state always counts. An undeclared free-text state
 * counts as ended if a completion time is set; any other undeclared state is indeterminate. Texts of the server pass
 * through `redact`.
 */
export function readStatus(
  spec: JobSpec,
  status: unknown,
  code?: number,
  redact: (text: string) => string = (text) => text,
): StatusReading {
  const value = stateIn(spec, status, code) ?? spec.absent;
  const raw = typeof value === "string" ? redact(value) : isScalar(value) ? value : undefined;
  const error = jobError(spec.error === undefined ? undefined : readPointer(status, spec.error), redact);
  const isIn = (states: readonly RawState[] = []) => states.map(fold).includes(fold(raw));
  const meaning = JOB_STATES.find((each) => isIn(spec.states[each]));
  // `done: true` says that the job has ended; only an error says how.
  const declared = raw === true && meaning === "succeeded" && isSet(spec.error, status) ? "failed" : meaning;
  const inferred =
    declared === undefined && typeof value === "string" && isSet(spec.completedAt, status) ? true : undefined;
  return {
    state:
      declared ??
      (inferred ? (error.message === undefined ? "succeeded" : "failed") : (spec.otherwise ?? "indeterminate")),
    raw,
    progress: progressOf(spec, status),
    error,
    cached: isIn(spec.cached),
    inferred,
  };
}

function isScalar(value: unknown): value is number | boolean {
  return typeof value === "number" || typeof value === "boolean";
}

function stateIn({ state }: JobSpec, status: unknown, code: number | undefined): unknown {
  for (const pointer of [state].flat()) {
    const value = pointer === "$statusCode" ? code : readPointer(status, pointer);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

const JOB_STATES: readonly JobState[] = ["pending", "succeeded", "partial", "failed", "cancelled", "indeterminate"];

function fold(state: RawState | undefined): RawState | undefined {
  return typeof state === "string" ? state.trim().toLowerCase() : state;
}

function isSet(pointer: string | undefined, status: unknown): boolean {
  if (pointer === undefined) return false;
  const value = readPointer(status, pointer) ?? "";
  return value !== "" && value !== false;
}

function progressOf({ progress }: JobSpec, status: unknown): number | undefined {
  if (progress === undefined || (progress.when !== undefined && readPointer(status, progress.when) !== true))
    return undefined;
  const value = readPointer(status, progress.value);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function jobError(value: unknown, redact: (text: string) => string): JobError {
  const message = typeof value === "string" ? value : readPointer(value, "/message");
  const code = readPointer(value, "/code");
  return {
    message: typeof message === "string" && message !== "" ? redact(message) : undefined,
    ...(typeof code === "string" && { code: redact(code) }),
    ...(typeof code === "number" && { code }),
  };
}
