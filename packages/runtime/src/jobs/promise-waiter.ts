import { ChangeDetector } from "./change-detector.js";
import type { Outcome } from "./outcome.js";
import type { PollState } from "./poll-state.js";
import type { Poll } from "./poll.js";
import type { ResultMode } from "./result-mode.js";
import type { StatusReading } from "./status-reading.js";
import { DEFAULT_LIMITS, type WaitOptions } from "./wait-options.js";
import { Waiter } from "./waiter.js";

/** Waits for the end of a job, or for one step. */
export function waitForPromise<T>(poll: Poll, options: WaitOptions, deadline: number, mode: ResultMode<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    new PromiseWaiter(poll, options, deadline, mode, resolve, reject).start();
  });
}

class PromiseWaiter<T> extends Waiter {
  readonly #mode: ResultMode<T>;
  readonly #resolve: (value: T) => void;
  readonly #reject: (error: unknown) => void;
  readonly #changeDetector: ChangeDetector | undefined;

  constructor(
    poll: Poll,
    options: WaitOptions,
    deadline: number,
    mode: ResultMode<T>,
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ) {
    super(poll, options, deadline);
    this.#mode = mode;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#changeDetector = options.onUpdate && new ChangeDetector();
  }

  /** A step never sleeps: it polls only if the job is due. */
  protected override join(): void {
    if (this.#mode.pending !== undefined && this.#delayMs() > 0) this.onPending();
    else super.join();
  }

  override onPending(): void {
    if (this.#mode.pending === undefined) return;
    const delayMs = this.#delayMs();
    this.detach();
    this.#resolve(this.#mode.pending(this.poll, Math.ceil(delayMs), this.due));
  }

  override finish(outcome: Outcome<unknown, unknown>): void {
    try {
      this.#resolve(this.#mode.ended(outcome, this.poll));
    } catch (error) {
      this.#reject(error);
    }
  }

  override fail(error: unknown): void {
    this.#reject(error);
  }

  override onStatus(reading: StatusReading, status: unknown, state: PollState): void {
    const update = this.#changeDetector?.next(reading, status, state);
    // The observer runs in a turn of its own, so that it cannot fail or disturb the wait.
    if (update !== undefined) Promise.resolve(update).then(this.options.onUpdate).catch(ignore);
  }

  #delayMs(): number {
    return this.poll.delay(this.options.minDelayMs ?? DEFAULT_LIMITS.minDelayMs);
  }
}

function ignore(): void {}
