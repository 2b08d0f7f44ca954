import type { Clock } from "./clock.js";

/** The longest delay that `setTimeout` takes; a longer one fires at once. */
export const MAX_DELAY_MS = 2 ** 31 - 1;

/** Something that will happen once at `due`, milliseconds on the clock's monotonic scale. */
export interface Alarm {
  readonly due: number;
  /** Prevents the callback. Cancelling twice, or after it ran, does nothing. */
  cancel(): void;
}

/**
 * All the waiting of one client on one platform timer: request timeouts, retry pauses, deadlines and polls. A heap
 * keeps the due times; the platform timer is armed for the earliest and cleared when none is left, so that nothing
 * keeps a process alive once nobody waits.
 */
export class Timers {
  readonly clock: Clock;
  readonly #heap: Entry[] = [];
  #disarm: (() => void) | undefined;
  #armedFor = Infinity;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** How many alarms are pending. */
  get size(): number {
    return this.#heap.length;
  }

  /** Calls `callback` once, `delayMs` from now (not bounded by the platform's longest delay). */
  after(delayMs: number, callback: () => void): Alarm {
    return this.at(this.clock.now() + Math.max(0, delayMs), callback);
  }

  /** Calls `callback` once when the clock's `now()` reaches `due`. */
  at(due: number, callback: () => void): Alarm {
    const entry: Entry = { due, callback, index: this.#heap.length, cancel: () => this.#remove(entry) };
    this.#heap.push(entry);
    this.#rise(entry);
    this.#arm();
    return entry;
  }

  #arm(): void {
    const first = this.#heap[0];
    if (first === undefined) {
      this.#disarm?.();
      this.#disarm = undefined;
      this.#armedFor = Infinity;
    } else if (first.due < this.#armedFor) {
      this.#disarm?.();
      this.#armedFor = first.due;
      const delay = Math.min(Math.max(0, Math.ceil(first.due - this.clock.now())), MAX_DELAY_MS);
      this.#disarm = this.clock.schedule(() => this.#fire(), delay);
    }
  }

  #fire(): void {
    this.#disarm = undefined;
    this.#armedFor = Infinity;
    const now = this.clock.now();
    for (let first = this.#heap[0]; first !== undefined && first.due <= now; first = this.#heap[0]) {
      this.#remove(first);
      first.callback();
    }
    this.#arm();
  }

  #remove(entry: Entry): void {
    const heap = this.#heap;
    if (heap[entry.index] !== entry) return;
    const last = heap.pop();
    if (last !== undefined && last !== entry) {
      this.#place(last, entry.index);
      this.#rise(last);
      this.#sink(last);
    }
    entry.index = -1;
    if (heap.length === 0) this.#arm();
  }

  #rise(entry: Entry): void {
    for (let index = entry.index; index > 0;) {
      const parentIndex = (index - 1) >> 1;
      const parent = this.#heap[parentIndex];
      if (parent === undefined || parent.due <= entry.due) return;
      this.#place(parent, index);
      this.#place(entry, parentIndex);
      index = parentIndex;
    }
  }

  #sink(entry: Entry): void {
    for (;;) {
      const left = this.#heap[2 * entry.index + 1];
      const right = this.#heap[2 * entry.index + 2];
      const least = right !== undefined && left !== undefined && right.due < left.due ? right : left;
      if (least === undefined || least.due >= entry.due) return;
      const { index } = least;
      this.#place(least, entry.index);
      this.#place(entry, index);
    }
  }

  #place(entry: Entry, index: number): void {
    this.#heap[index] = entry;
    entry.index = index;
  }
}

interface Entry extends Alarm {
  readonly callback: () => void;
  index: number;
}
