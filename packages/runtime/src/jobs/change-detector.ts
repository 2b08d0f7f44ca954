import type { PollState } from "./poll-state.js";
import type { StatusReading } from "./status-reading.js";
import type { Update } from "./wait-options.js";

/** Detects changes of a job for one observer. */
export class ChangeDetector {
  #last: string | undefined;

  /** The update for a status answer; undefined if state, progress and message are unchanged. */
  next(
    { state, raw, progress, error }: StatusReading,
    status: unknown,
    { attempt }: PollState,
  ): Update<unknown> | undefined {
    const { message } = error;
    const last = JSON.stringify([state, raw, progress, message]);
    if (last === this.#last) return undefined;
    this.#last = last;
    return { state, progress, message, status, attempt };
  }
}
