/** Time that tests can move. */
export interface Clock {
  /** Runs something later, unless what this gives is called first. */
  after(milliseconds: number, run: () => void): () => void;
}

/**
 * Runs work once nothing has changed for a while: an editor writes a file in several steps, and a checkout many files.
 * One run at a time; what changes meanwhile is for another.
 */
export class QuietRunner {
  readonly #work: () => Promise<void>;
  readonly #clock: Clock;
  readonly #quietMs: number;
  #cancel = (): void => {};
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  /** @param work Must not reject. */
  constructor(work: () => Promise<void>, clock: Clock, quietMs: number) {
    this.#work = work;
    this.#clock = clock;
    this.#quietMs = quietMs;
  }

  /** Tells that something has changed. */
  changed(): void {
    this.#cancel();
    if (this.#stopped) return;
    this.#cancel = this.#clock.after(this.#quietMs, () => {
      if (this.#running === undefined) this.#running = this.#run();
      else this.#again = true;
    });
  }

  /** Begins no other run, and waits for the one that is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#running;
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      await this.#work();
    } while (this.#again && !this.#stopped);
    this.#running = undefined;
  }
}
