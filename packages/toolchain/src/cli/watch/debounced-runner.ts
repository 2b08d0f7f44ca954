/** A clock that tests can replace. */
export interface Clock {
  /** Calls `run` later, unless the returned function is called first. */
  after(milliseconds: number, run: () => void): () => void;
}

/** Longer than the steps of an editor's save, too short to be noticed. In milliseconds. */
export const DELAY_MS = 100;

/**
 * Runs work after a pause in changes, because an editor writes a file in several steps and a checkout writes many
 * files. Runs never overlap: a change during a run starts another run afterwards.
 */
export class DebouncedRunner {
  readonly #work: () => Promise<void>;
  readonly #clock: Clock;
  readonly #delayMs: number;
  #cancel = (): void => {};
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  /** @param work Must not reject. */
  constructor(work: () => Promise<void>, clock: Clock, delayMs: number) {
    this.#work = work;
    this.#clock = clock;
    this.#delayMs = delayMs;
  }

  /** Reports a change. */
  changed(): void {
    this.#cancel();
    if (this.#stopped) return;
    this.#cancel = this.#clock.after(this.#delayMs, () => {
      if (this.#running === undefined) this.#running = this.#run();
      else this.#again = true;
    });
  }

  /** Starts no further run, and waits for the current one. */
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
