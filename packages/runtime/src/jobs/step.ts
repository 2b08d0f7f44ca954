import type { Outcome } from "./outcome.js";
import type { Snapshot } from "./snapshot.js";

/** The result of one step. If the job continues, the next step is due in `nextDelayMs`. */
export type Step<R, S> =
  | { readonly done: true; readonly outcome: Outcome<R, S> }
  | { readonly done: false; readonly nextDelayMs: number; readonly snapshot: Snapshot };
