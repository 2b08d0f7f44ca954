import type { Clock } from "./clock.js";

/** The longest delay that `setTimeout` takes; a longer one fires at once. */
export const MAX_DELAY_MS = 2 ** 31 - 1;

/** Something that will happen once at `due`, milliseconds on the clock's monotonic scale. */
export interface Alarm {
  readonly due: number;
  /** Prevents the callback. Cancelling twice, or after it ran, does nothing. */
  cancel(): void;
}

/** What a `Timers` holds: it knows its own place, so that a thing that waits can be its own entry and costs no other. */
export interface TimerEntry {
  due: number;
  /** Place in the heap; -1 while not pending. Kept by the `Timers`, as is `order`. */
  index: number;
  order: number;
  /** Called once when the clock reaches `due`. */
  fire(): void;
}

/**
 * All the waiting of one client on one platform timer: request timeouts, retry pauses, deadlines and polls. A heap
 * keeps the due times; the platform timer is armed for the earliest and cleared when none is left, so that nothing
 * keeps a process alive once nobody waits. Alarms due at one time ring in the order they were set.
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
    const entry = { due, fire: callback, index: -1, order: 0, cancel: () => this.remove(entry) };
    this.add(entry);
    return entry;
  }

  /** Fires `entry` once when the clock's `now()` reaches its `due`, which must not change while it is pending. */
  add(entry: TimerEntry): void {
    entry.order = this.#count++;
    entry.index = this.#heap.push(entry) - 1;
    this.#rise(entry);
    this.#arm();
  }

  /** Prevents the firing of `entry`. Removing one that is not pending does nothing. */
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

  /** An alarm set for later than the armed time changes nothing; neither does a cancelled one, unless it was the last. */
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
    // What a callback sets for now or earlier rings in the next round, so that a callback cannot keep this one going.
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
