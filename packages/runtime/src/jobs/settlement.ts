import type { Outcome } from "./outcome.js";
import type { Poll } from "./poll.js";
import { Waiter } from "./waiter.js";
import type { Update, WaitOptions } from "./wait-options.js";

/** What a promise resolves to, made of how its job stands. */
export interface Conclusion<T> {
  /** Of a job that has ended. What it throws, the promise rejects with. */
  ended(outcome: Outcome<unknown, unknown>, poll: Poll): T;
  /** Of a job that goes on, after one request or where none may be sent yet. Absent: the promise waits for the end. */
  pending?(poll: Poll, delayMs: number, deadline: number): T;
}

/** Waits for a job's end, or for one step towards it. */
export function settlement<T>(
  poll: Poll,
  options: WaitOptions,
  deadline: number,
  conclusion: Conclusion<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    new Settlement(poll, options, deadline, conclusion, resolve, reject).start(options);
  });
}

class Settlement<T> extends Waiter {
  override readonly wantsOutcome = true;
  readonly #conclusion: Conclusion<T>;
  readonly #resolve: (value: T) => void;
  readonly #reject: (error: unknown) => void;
  readonly #onUpdate: ((update: Update<unknown>) => void) | undefined;

  constructor(
    poll: Poll,
    options: WaitOptions,
    deadline: number,
    conclusion: Conclusion<T>,
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ) {
    super(poll, options, deadline);
    this.#conclusion = conclusion;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#onUpdate = options.onUpdate;
  }

  /** A step never sleeps: it polls only where that can be done at once. */
  protected override join(options: WaitOptions): void {
    if (this.#conclusion.pending === undefined) super.join(options);
    else if (this.poll.delay(this.limits.minDelayMs) > 0) this.again();
    else super.join({});
  }

  override again(): void {
    const { pending } = this.#conclusion;
    if (pending === undefined) return;
    const delayMs = this.poll.delay(this.limits.minDelayMs);
    this.detach();
    this.#resolve(pending(this.poll, Math.ceil(delayMs), this.due));
  }

  override finish(outcome: Outcome<unknown, unknown>): void {
    try {
      this.#resolve(this.#conclusion.ended(outcome, this.poll));
    } catch (error) {
      this.#reject(error);
    }
  }

  override fail(error: unknown): void {
    this.#reject(error);
  }

  protected override update(update: Update<unknown>): void {
    // A turn of its own: an observer can neither fail the wait nor change it half-way.
    if (this.#onUpdate !== undefined) Promise.resolve(update).then(this.#onUpdate).catch(ignore);
  }
}

function ignore(): void {}
