import type { Outcome } from "./outcome.js";
import type { Snapshot } from "./snapshot.js";

/** What one step found. Where the job goes on, the next step is due `nextDelayMs` from now. */
export type Step<R, S> =
  | { readonly done: true; readonly outcome: Outcome<R, S> }
  | { readonly done: false; readonly nextDelayMs: number; readonly snapshot: Snapshot };
