import { readPointer } from "../json/pointer.js";
import type { JobSpec } from "./job-spec.js";
import type { JobError, StatusReading } from "./status-reading.js";

/** How a job ended. `R` is its result, `S` the body of its status operation. */
export type Outcome<R, S> =
  | {
      readonly kind: "succeeded";
      readonly result: R;
      readonly status: S;
      /** The provider answered from a cache. */
      readonly cached: boolean;
      /** The state was unknown; that it is over was told by its completion time. */
      readonly inferred?: true;
    }
  | { readonly kind: "partial"; readonly result: R; readonly error: JobError; readonly status: S }
  | { readonly kind: "failed"; readonly error: JobError; readonly status: S; readonly inferred?: true }
  | { readonly kind: "cancelled"; readonly status: S };

/** True where nothing more will happen to the job. */
export function isTerminal({ state }: StatusReading): boolean {
  return state !== "pending" && state !== "indeterminate";
}

/** True where the result is still to be fetched: by an operation of its own, or from a URL that the server named. */
export function needsResult({ result }: JobSpec, { state }: StatusReading, url: string | undefined): boolean {
  const apart = url !== undefined || (result !== undefined && "operation" in result);
  return apart && (state === "succeeded" || state === "partial");
}

/** The result that lies in the status body itself. */
export function resultIn({ result }: JobSpec, status: unknown): unknown {
  return result !== undefined && "pointer" in result ? readPointer(status, result.pointer) : status;
}

/** The outcome of a job whose reading is terminal. */
export function outcomeOf(reading: StatusReading, status: unknown, result: unknown): Outcome<unknown, unknown> {
  const { state, error, cached, inferred } = reading;
  const mark = inferred && { inferred };
  if (state === "succeeded") return { kind: state, result, status, cached, ...mark };
  if (state === "partial") return { kind: state, result, error, status };
  return state === "failed" ? { kind: state, error, status, ...mark } : { kind: "cancelled", status };
}
