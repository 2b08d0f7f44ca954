import type { Clock } from "@specloom/runtime";

interface Due {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Lets every microtask and immediate that is already queued run, with those that they queue. */
export async function flush(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}

/**
 * A clock whose time stands still until a test moves it. Timers run in the order of their due times, and whatever a
 * callback sets off (promises, immediates) runs to its end before time moves on. The wall clock can jump by itself.
 */
export class VirtualClock implements Clock {
  /** What `random()` returns: a number in [0, 1), or a source of them. */
  chance: () => number;
  /** Milliseconds since the Unix epoch at time 0; set it to make the wall clock jump. */
  epoch: number;
  /** The most timers that were ever pending at once. */
  mostTimers = 0;
  #now: number;
  #order = 0;
  readonly #due = new Set<Due>();

  constructor({ start = 0, epoch = Date.UTC(2026, 0, 1), chance = (): number => 0.5 } = {}) {
    this.#now = start;
    this.epoch = epoch;
    this.chance = chance;
  }

  /** How many timers are pending. */
  get timers(): number {
    return this.#due.size;
  }

  now(): number {
    return this.#now;
  }

  date(): number {
    return this.epoch + Math.floor(this.#now);
  }

  random(): number {
    return this.chance();
  }

  schedule(callback: () => void, delayMs: number): () => void {
    if (!(delayMs >= 0 && delayMs <= 2 ** 31 - 1)) throw new RangeError(`setTimeout would not take ${delayMs} ms`);
    const due: Due = { at: this.#now + delayMs, order: this.#order++, callback };
    this.#due.add(due);
    this.mostTimers = Math.max(this.mostTimers, this.#due.size);
    return () => this.#due.delete(due);
  }

  /** Moves time on by `milliseconds`, running on the way what comes due. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await flush();
    for (let next = this.#next(); next !== undefined && next.at <= end; next = this.#next()) await this.#run(next);
    this.#now = end;
    await flush();
  }

  /** Moves time on until `promise` settles, and gives what it settles to. Fails where nothing is left to wait for. */
  async until<T>(promise: PromiseLike<T>): Promise<T> {
    const state = { settled: false };
    const settle = () => {
      state.settled = true;
    };
    promise.then(settle, settle);
    for (await flush(); !state.settled;) {
      const next = this.#next();
      if (next === undefined) throw new Error("the promise is pending, and no timer will ever change that");
      await this.#run(next);
    }
    return await promise;
  }

  #next(): Due | undefined {
    let first: Due | undefined;
    for (const due of this.#due) {
      if (first === undefined || due.at < first.at || (due.at === first.at && due.order < first.order)) first = due;
    }
    return first;
  }

  async #run(due: Due): Promise<void> {
    this.#due.delete(due);
    this.#now = Math.max(this.#now, due.at);
    due.callback();
    await flush();
  }
}

/** A clock that goes on by a fraction of a millisecond whenever it is read, as real ones do during a call. */
export class GoingClock extends VirtualClock {
  #reads = 0;

  override now(): number {
    return super.now() + 0.013 * this.#reads++;
  }
}
