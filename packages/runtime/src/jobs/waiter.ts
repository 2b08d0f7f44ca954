import { listen, unlisten, type AbortListener } from "../time/signals.js";
import type { TimerEntry } from "../time/timers.js";
import type { Outcome } from "./outcome.js";
import type { PollState } from "./poll-state.js";
import type { Poll } from "./poll.js";
import type { StatusReading } from "./status-reading.js";
import type { WaitOptions } from "./wait-options.js";

/** One call that waits for a job. It has its own deadline, signal and limits, and shares the polling. */
export abstract class Waiter implements TimerEntry, AbortListener {
  /** The deadline. */
  readonly due: number;
  index = -1;
  order = 0;
  readonly options: WaitOptions;
  protected readonly poll: Poll;

  constructor(poll: Poll, options: WaitOptions, deadline: number) {
    this.poll = poll;
    this.options = options;
    this.due = deadline;
  }

  /** False if the terminal state is enough: then no result is fetched for this call. */
  get wantsOutcome(): boolean {
    return true;
  }

  /** Ends the wait: the job has ended. The outcome is undefined if the call does not want it. */
  abstract finish(outcome: Outcome<unknown, unknown> | undefined): void;

  /** Ends the wait with an error. */
  abstract fail(error: unknown): void;

  /** Called for every status answer. */
  onStatus(_reading: StatusReading, _status: unknown, _facts: PollState): void {}

  /** Called after a request if the job continues. */
  onPending(): void {}

  /** Starts to wait. Nothing is sent if the signal is aborted, the end is known or the deadline has passed. */
  start(): void {
    const { signal } = this.options;
    const { clock, timers } = this.poll.client;
    if (signal?.aborted === true) this.fail(signal.reason);
    else if (this.poll.replay(this)) return;
    else if (this.due <= clock.now()) this.fire();
    else {
      if (signal) listen(signal, this);
      if (this.due < Infinity) timers.add(this);
      this.join();
    }
  }

  protected join(): void {
    if (this.poll.isIdleUntil(this.due)) this.fire();
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

  /** Stops waiting. The job and its other waits continue. */
  detach(): void {
    this.poll.leave(this);
  }

  /** Removes the deadline timer and the signal listener. */
  release(): void {
    const { signal } = this.options;
    if (signal) unlisten(signal, this);
    this.poll.client.timers.remove(this);
  }
}
