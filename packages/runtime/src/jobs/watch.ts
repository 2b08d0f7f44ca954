import { Changes } from "./changes.js";
import type { Facts } from "./facts.js";
import { Mailbox } from "./mailbox.js";
import type { Reading } from "./reading.js";
import { Waiter } from "./waiter.js";
import type { Update } from "./wait-options.js";

/** One iteration over a job's updates. What was not read in time is replaced by what came later. */
export class Watch extends Waiter implements AsyncIterator<Update<unknown>, undefined> {
  readonly #mailbox = new Mailbox<Update<unknown>>();
  readonly #changes = new Changes();
  #begun = false;

  override get wantsOutcome(): boolean {
    return false;
  }

  next(): Promise<IteratorResult<Update<unknown>, undefined>> {
    if (!this.#begun) {
      this.#begun = true;
      this.start();
    }
    return this.#mailbox.next();
  }

  /** Detaches; the job and its other waits go on. */
  return(): Promise<IteratorResult<Update<unknown>, undefined>> {
    this.#begun = true;
    this.detach();
    this.#mailbox.clear();
    return this.#mailbox.next();
  }

  override finish(): void {
    this.#mailbox.close();
  }

  override fail(error: unknown): void {
    this.#mailbox.close({ error });
  }

  override tell(reading: Reading, status: unknown, facts: Facts): void {
    const update = this.#changes.next(reading, status, facts);
    if (update !== undefined) this.#mailbox.replace(update);
  }
}
