import type { PollState } from "./poll-state.js";
import type { StatusReading } from "./status-reading.js";
import type { Update } from "./wait-options.js";

/** Tells what is news to one observer of a job from what it has heard. */
export class ChangeDetector {
  #last: string | undefined;

  /** The update that a status answer is, or undefined where state, progress and message are what they were. */
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
