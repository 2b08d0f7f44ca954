import { listen, unlisten, type AbortListener } from "../time/signals.js";
import type { TimerEntry } from "../time/timers.js";
import type { Outcome } from "./outcome.js";
import type { PollState } from "./poll-state.js";
import type { Poll } from "./poll.js";
import type { StatusReading } from "./status-reading.js";
import { checkWaitOptions, type WaitOptions } from "./wait-options.js";

/** One call that waits for a job: a deadline, a signal and limits of its own, on polling that it shares. */
export abstract class Waiter implements TimerEntry, AbortListener {
  /** The deadline. */
  readonly due: number;
  index = -1;
  order = 0;
  readonly options: WaitOptions;
  protected readonly poll: Poll;

  constructor(poll: Poll, options: WaitOptions, deadline: number) {
    checkWaitOptions(options);
    this.poll = poll;
    this.options = options;
    this.due = deadline;
  }

  /** False where the terminal state is all that is wanted: no result is fetched for this call. */
  get wantsOutcome(): boolean {
    return true;
  }

  /** The job has ended; no outcome is given to a call that does not want it. Ends the wait. */
  abstract finish(outcome: Outcome<unknown, unknown> | undefined): void;

  /** The wait cannot go on. Ends it. */
  abstract fail(error: unknown): void;

  /** What a status answer says. */
  onStatus(_reading: StatusReading, _status: unknown, _facts: PollState): void {}

  /** The job was asked about and goes on. */
  onPending(): void {}

  /** Begins to wait. Nothing is sent where the signal is aborted already, the end known, or the deadline over. */
  start(): void {
    const { signal } = this.options;
    const { clock, timers } = this.poll.client;
    if (signal?.aborted === true) this.fail(signal.reason);
    else if (this.poll.deliverKnown(this)) return;
    else if (this.due <= clock.now()) this.fire();
    else {
      if (signal) listen(signal, this);
      if (this.due < Infinity) timers.add(this);
      this.join();
    }
  }

  protected join(): void {
    if (this.poll.isNotDueBefore(this.due)) this.fire();
    else this.poll.join(this);
  }

  /** The signal has aborted. */
  abort(): void {
    this.detach();
    this.fail(this.options.signal?.reason);
  }

  /** The deadline has passed. */
  fire(): void {
    this.detach();
    this.fail(this.poll.timeout(this.due));
  }

  /** Stops waiting. The job and its other waits go on. */
  detach(): void {
    this.poll.leave(this);
  }

  /** Lets go of the deadline and the signal. */
  release(): void {
    const { signal } = this.options;
    if (signal) unlisten(signal, this);
    this.poll.client.timers.remove(this);
  }
}
