import { readPointer } from "../json/pointer.js";
import type { JobSpec } from "./job-spec.js";
import type { JobError, StatusReading } from "./status-reading.js";

/** How a job ended. `R` is its result, `S` the body of its status operation. */
export type Outcome<R, S> =
  | {
      readonly kind: "succeeded";
      readonly result: R;
      readonly status: S;
      /** The provider took the result from a cache. */
      readonly cached: boolean;
      /** The state is undeclared; the completion time shows that the job has ended. */
      readonly inferred?: true;
    }
  | { readonly kind: "partial"; readonly result: R; readonly error: JobError; readonly status: S }
  | { readonly kind: "failed"; readonly error: JobError; readonly status: S; readonly inferred?: true }
  | { readonly kind: "cancelled"; readonly status: S };

/** Whether the job has ended. */
export function isTerminal({ state }: StatusReading): boolean {
  return state !== "pending" && state !== "indeterminate";
}

/** Whether the result needs a request: it has an operation or a URL of its own. */
export function needsResult({ result }: JobSpec, { state }: StatusReading, url: string | undefined): boolean {
  const apart = url !== undefined || (result !== undefined && "operation" in result);
  return apart && (state === "succeeded" || state === "partial");
}

/** The result in the status body. */
export function resultIn({ result }: JobSpec, status: unknown): unknown {
  return result !== undefined && "pointer" in result ? readPointer(status, result.pointer) : status;
}

/** The outcome for a terminal reading. */
export function outcomeOf(reading: StatusReading, status: unknown, result: unknown): Outcome<unknown, unknown> {
  const { state, error, cached, inferred } = reading;
  const mark = inferred && { inferred };
  if (state === "succeeded") return { kind: state, result, status, cached, ...mark };
  if (state === "partial") return { kind: state, result, error, status };
  return state === "failed" ? { kind: state, error, status, ...mark } : { kind: "cancelled", status };
}
