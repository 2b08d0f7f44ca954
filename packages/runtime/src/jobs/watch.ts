import { Mailbox } from "./mailbox.js";
import type { Poll } from "./poll.js";
import { Waiter } from "./waiter.js";
import type { Update, WaitOptions } from "./wait-options.js";

/** One iteration over a job's updates. What was not read in time is replaced by what came later. */
export class Watch extends Waiter implements AsyncIterator<Update<unknown>, undefined> {
  override readonly wantsOutcome = false;
  readonly #mailbox = new Mailbox<Update<unknown>>();
  /** Until the first read. */
  #options: WaitOptions | undefined;

  constructor(poll: Poll, options: WaitOptions, deadline: number) {
    super(poll, options, deadline);
    this.#options = options;
  }

  next(): Promise<IteratorResult<Update<unknown>, undefined>> {
    const options = this.#options;
    this.#options = undefined;
    if (options !== undefined) this.start(options);
    return this.#mailbox.next();
  }

  /** Detaches; the job and its other waits go on. */
  return(): Promise<IteratorResult<Update<unknown>, undefined>> {
    this.#options = undefined;
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

  protected override update(update: Update<unknown>): void {
    this.#mailbox.replace(update);
  }
}
