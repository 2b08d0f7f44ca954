import { describeError } from "../errors/redact.js";
import { SpecloomError } from "../errors/specloom-error.js";
import type { Outcome } from "./outcome.js";
import type { Snapshot } from "./snapshot.js";
import type { Update } from "./wait-options.js";

/** A fault that a step has met and tolerates, as plain JSON. */
export interface StepFault {
  readonly name: string;
  readonly message: string;
  /** An HTTP status, or the code of a network error. */
  readonly code?: string | number;
  /** The delay that the server asked for. */
  readonly retryAfterMs?: number;
}

/** The job continues, and the next step is due in `nextDelayMs`. */
export interface PendingStep<S = unknown> {
  readonly done: false;
  readonly nextDelayMs: number;
  readonly snapshot: Snapshot;
  /** The latest state. Absent if none is known. */
  readonly update?: Update<S>;
  /** Why the last request of the step failed. Absent if it did not. */
  readonly fault?: StepFault;
}

/** The result of one step. */
export type Step<R, S> = { readonly done: true; readonly outcome: Outcome<R, S> } | PendingStep<S>;

/** A fault, and the delay that the server asked for. */
export interface FaultMet {
  readonly fault?: unknown;
  readonly hintMs: number | undefined;
}

/** The description of a fault. */
export function faultOf({ fault, hintMs }: FaultMet): StepFault {
  const { code } = fault instanceof SpecloomError ? fault.toJSON() : {};
  return {
    name: fault instanceof Error ? fault.name : "Error",
    message: describeError(fault),
    ...((typeof code === "string" || typeof code === "number") && { code }),
    ...(hintMs !== undefined && { retryAfterMs: hintMs }),
  };
}
