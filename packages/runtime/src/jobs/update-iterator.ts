import { AsyncQueue } from "./async-queue.js";
import { ChangeDetector } from "./change-detector.js";
import type { PollState } from "./poll-state.js";
import type { StatusReading } from "./status-reading.js";
import type { Update } from "./wait-options.js";
import { Waiter } from "./waiter.js";

/** An iterator over the updates of a job. A new update replaces an unread one. */
export class UpdateIterator extends Waiter implements AsyncIterator<Update<unknown>, undefined> {
  readonly #queue = new AsyncQueue<Update<unknown>>();
  readonly #changeDetector = new ChangeDetector();
  #begun = false;

  override get wantsOutcome(): boolean {
    return false;
  }

  next(): Promise<IteratorResult<Update<unknown>, undefined>> {
    if (!this.#begun) {
      this.#begun = true;
      this.start();
    }
    return this.#queue.next();
  }

  /** Detaches. The job and its other waits continue. */
  return(): Promise<IteratorResult<Update<unknown>, undefined>> {
    this.#begun = true;
    this.detach();
    this.#queue.clear();
    return this.#queue.next();
  }

  override finish(): void {
    this.#queue.close();
  }

  override fail(error: unknown): void {
    this.#queue.close({ error });
  }

  override onStatus(reading: StatusReading, status: unknown, state: PollState): void {
    const update = this.#changeDetector.next(reading, status, state);
    if (update !== undefined) this.#queue.replace(update);
  }
}
