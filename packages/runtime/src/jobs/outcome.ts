import { readPointer } from "../json/pointer.js";
import type { Reply } from "../request/reply.js";
import type { JobSpec } from "./job-spec.js";
import type { PollState } from "./poll-state.js";
import { readStatus, type JobError, type StatusReading } from "./status-reading.js";

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

/** The outcome for a terminal reading. Without a reply of its own, the result is in the status body. */
export function outcomeOf(
  { result: place }: JobSpec,
  { state, error, cached, inferred }: StatusReading,
  status: unknown,
  reply?: Pick<Reply<unknown>, "data">,
): Outcome<unknown, unknown> {
  const mark = inferred && { inferred };
  const inStatus = place !== undefined && "pointer" in place ? readPointer(status, place.pointer) : status;
  const result = reply === undefined ? inStatus : reply.data;
  if (state === "succeeded") return { kind: state, result, status, cached, ...mark };
  if (state === "partial") return { kind: state, result, error, status };
  return state === "failed" ? { kind: state, error, status, ...mark } : { kind: "cancelled", status };
}

/** The outcome that a state shows without a request, if the job has ended and its result needs none. */
export function knownOutcome(
  spec: JobSpec,
  { phase, status, code, result }: PollState,
): Outcome<unknown, unknown> | undefined {
  if (phase === "status") return undefined;
  const reading = readStatus(spec, status, code);
  return needsResult(spec, reading, result) ? undefined : outcomeOf(spec, reading, status);
}
