import { onAbort } from "../signals.js";
import type { Entry } from "../timers.js";
import type { Facts } from "./facts.js";
import type { Outcome } from "./outcome.js";
import type { Poll } from "./poll.js";
import type { Reading } from "./reading.js";
import type { JobState } from "./spec.js";
import { limitsOf, type Limits, type Update, type WaitOptions } from "./wait-options.js";

/** One call that waits for a job: a deadline, a signal and limits of its own, on polling that it shares. */
export abstract class Waiter implements Entry {
  /** The deadline. */
  readonly due: number;
  index = -1;
  order = 0;
  readonly limits: Limits;
  protected readonly poll: Poll;
  #unlisten: (() => void) | undefined;
  #change = -1;
  #state: JobState | undefined;
  #message: string | undefined;

  constructor(poll: Poll, options: WaitOptions, deadline: number) {
    this.poll = poll;
    this.due = deadline;
    this.limits = limitsOf(options);
  }

  /** False where the terminal state is all that is wanted: no result is fetched for this call. */
  abstract readonly wantsOutcome: boolean;

  /** The job has ended; no outcome is given to a call that does not want it. Ends the wait. */
  abstract finish(outcome: Outcome<unknown, unknown> | undefined): void;

  /** The wait cannot go on. Ends it. */
  abstract fail(error: unknown): void;

  /** The job's state, progress or message has changed. */
  protected abstract update(update: Update<unknown>): void;

  /** The job was asked about and goes on. */
  again(): void {}

  /** Begins to wait. Nothing is sent where the signal is aborted already, the end known, or the deadline over. */
  start(options: WaitOptions): void {
    const { signal } = options;
    const { clock, timers } = this.poll.client;
    if (signal?.aborted === true) this.fail(signal.reason);
    else if (this.poll.replay(this)) return;
    else if (this.due <= clock.now()) this.fire();
    else {
      if (signal) this.#unlisten = onAbort(signal, () => this.#quit(signal.reason));
      if (this.due < Infinity) timers.add(this);
      this.join(options);
    }
  }

  protected join({ initialDelayMs, group }: WaitOptions): void {
    this.poll.join(this, initialDelayMs, group);
  }

  /** The deadline has passed. */
  fire(): void {
    this.#quit(this.poll.timeout(this.due));
  }

  /** Stops waiting. The job and its other waits go on. */
  detach(): void {
    this.poll.leave(this);
  }

  /** Lets go of the deadline and the signal. */
  release(): void {
    this.#unlisten?.();
    this.#unlisten = undefined;
    this.poll.client.timers.remove(this);
  }

  /** Passes on what a status answer says, where that is news to this call. */
  tell({ state, progress, error: { message } }: Reading, status: unknown, { attempt, unchanged }: Facts): void {
    const change = attempt - unchanged;
    if (change === this.#change && state === this.#state && message === this.#message) return;
    this.#change = change;
    this.#state = state;
    this.#message = message;
    this.update({ state, progress, message, status, attempt });
  }

  #quit(error: unknown): void {
    this.detach();
    this.fail(error);
  }
}
