import type { Clock } from "./clock.js";

/** The longest delay that `setTimeout` supports. With a longer one it fires at once. */
export const MAX_DELAY_MS = 2 ** 31 - 1;

/** A pending callback. `due` is in milliseconds on the monotonic clock. */
export interface Alarm {
  readonly due: number;
  /** Prevents the callback. A second call, or a call after it ran, does nothing. */
  cancel(): void;
}

/** An entry of `Timers`. It stores its own index, so an object can be its own entry, which saves an allocation. */
export interface TimerEntry {
  due: number;
  /** Index in the heap; -1 if not pending. `Timers` sets it, and `order`. */
  index: number;
  order: number;
  /** Called once when the clock reaches `due`. */
  fire(): void;
}

/**
 * All timers of one client on one platform timer: request timeouts, retry delays, deadlines and polls. A heap orders
 * the due times. The platform timer is set for the earliest one and cleared when none is left, so that an idle client
 * does not keep the process alive. Entries with the same due time fire in the order in which they were added.
 */
export class Timers {
  readonly clock: Clock;
  readonly #heap: TimerEntry[] = [];
  #count = 0;
  #disarm: (() => void) | undefined;
  #armedFor = Infinity;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** The number of pending entries. */
  get size(): number {
    return this.#heap.length;
  }

  /** Calls `callback` once, `delayMs` from now. The delay may exceed the limit of `setTimeout`. */
  after(delayMs: number, callback: () => void): Alarm {
    return this.at(this.clock.now() + Math.max(0, delayMs), callback);
  }

  /** Calls `callback` once when the clock's `now()` reaches `due`. */
  at(due: number, callback: () => void): Alarm {
    const entry = { due, fire: callback, index: -1, order: 0, cancel: () => this.remove(entry) };
    this.add(entry);
    return entry;
  }

  /** Fires `entry` once when the clock reaches its `due`, which must not change while it is pending. */
  add(entry: TimerEntry): void {
    entry.order = this.#count++;
    entry.index = this.#heap.push(entry) - 1;
    this.#rise(entry);
    this.#arm();
  }

  /** Removes `entry`. If it is not pending, nothing happens. */
  remove(entry: TimerEntry): void {
    const heap = this.#heap;
    if (entry.index < 0 || heap[entry.index] !== entry) return;
    const last = heap.pop();
    if (last !== undefined && last !== entry) {
      this.#place(last, entry.index);
      this.#rise(last);
      this.#sink(last);
    }
    entry.index = -1;
    if (heap.length === 0) this.#arm();
  }

  /**
   * Sets the platform timer for the earliest entry. Removing an entry leaves the timer as it is, unless it was the last
   * one.
   */
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
    // An entry that a callback adds for now fires in the next run, so that a callback cannot keep this loop going
    // forever.
    const last = this.#count;
    try {
      for (let first = this.#heap[0]; first !== undefined && first.due <= now; first = this.#heap[0]) {
        if (first.order >= last) return;
        this.remove(first);
        first.fire();
      }
    } finally {
      // A callback that throws must not silence the others.
      this.#arm();
    }
  }

  #rise(entry: TimerEntry): void {
    while (entry.index > 0) {
      const parent = this.#heap[(entry.index - 1) >> 1];
      if (parent === undefined || before(parent, entry)) return;
      this.#swap(entry, parent);
    }
  }

  #sink(entry: TimerEntry): void {
    for (;;) {
      const left = this.#heap[2 * entry.index + 1];
      const right = this.#heap[2 * entry.index + 2];
      const least = right !== undefined && left !== undefined && before(right, left) ? right : left;
      if (least === undefined || before(entry, least)) return;
      this.#swap(entry, least);
    }
  }

  #swap(one: TimerEntry, other: TimerEntry): void {
    const { index } = one;
    this.#place(one, other.index);
    this.#place(other, index);
  }

  #place(entry: TimerEntry, index: number): void {
    this.#heap[index] = entry;
    entry.index = index;
  }
}

function before(one: TimerEntry, other: TimerEntry): boolean {
  return one.due < other.due || (one.due === other.due && one.order < other.order);
}
