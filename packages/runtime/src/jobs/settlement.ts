import { Changes } from "./changes.js";
import type { Conclusion } from "./conclusion.js";
import type { Facts } from "./facts.js";
import type { Outcome } from "./outcome.js";
import type { Poll } from "./poll.js";
import type { Reading } from "./reading.js";
import { Waiter } from "./waiter.js";
import { LIMITS, type WaitOptions } from "./wait-options.js";

/** Waits for a job's end, or for one step towards it. */
export function settlement<T>(poll: Poll, options: WaitOptions, deadline: number, to: Conclusion<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    new Settlement(poll, options, deadline, to, resolve, reject).start();
  });
}

class Settlement<T> extends Waiter {
  readonly #to: Conclusion<T>;
  readonly #resolve: (value: T) => void;
  readonly #reject: (error: unknown) => void;
  readonly #changes: Changes | undefined;

  constructor(
    poll: Poll,
    options: WaitOptions,
    deadline: number,
    to: Conclusion<T>,
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ) {
    super(poll, options, deadline);
    this.#to = to;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#changes = options.onUpdate && new Changes();
  }

  /** A step never sleeps: it polls only where that can be done at once. */
  protected override join(): void {
    if (this.#to.pending !== undefined && this.#delayMs() > 0) this.again();
    else super.join();
  }

  override again(): void {
    if (this.#to.pending === undefined) return;
    const delayMs = this.#delayMs();
    this.detach();
    this.#resolve(this.#to.pending(this.poll, Math.ceil(delayMs), this.due));
  }

  override finish(outcome: Outcome<unknown, unknown>): void {
    try {
      this.#resolve(this.#to.ended(outcome, this.poll));
    } catch (error) {
      this.#reject(error);
    }
  }

  override fail(error: unknown): void {
    this.#reject(error);
  }

  override tell(reading: Reading, status: unknown, facts: Facts): void {
    const update = this.#changes?.next(reading, status, facts);
    // A turn of its own: an observer can neither fail the wait nor change it half-way.
    if (update !== undefined) Promise.resolve(update).then(this.options.onUpdate).catch(ignore);
  }

  #delayMs(): number {
    return this.poll.delay(this.options.minDelayMs ?? LIMITS.minDelayMs);
  }
}

function ignore(): void {}
