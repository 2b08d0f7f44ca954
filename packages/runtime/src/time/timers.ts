import type { Clock } from "./clock.js";

/** The longest delay that `setTimeout` supports. With a longer one it fires at once. */
export const MAX_DELAY_MS = 2 ** 31 - 1;

/** What is called at a time. An object can be its own alarm, which saves an allocation for each call. */
export interface Timed {
  /** In milliseconds on the monotonic clock, if it is pending. `Timers` sets it, and the next two. */
  due: number;
  /** Index in the heap; -1 if not pending. */
  slot: number;
  /** Alarms with the same due time fire in this order. */
  order: number;
  /** Called when it is due. */
  ring(): void;
}

/** A pending call of a function. */
export class Alarm implements Timed {
  due = 0;
  slot = -1;
  order = 0;
  readonly ring: () => void;
  readonly #timers: Timers;

  constructor(timers: Timers, ring: () => void) {
    this.#timers = timers;
    this.ring = ring;
  }

  /** Prevents the call. A second time, or after it was made, nothing happens. */
  cancel(): void {
    this.#timers.remove(this);
  }
}

/**
 * All timers of one client on one platform timer: request timeouts, retry delays, deadlines and polls. A heap orders
 * the due times. The platform timer is set for the earliest one and cleared when none is left, so that an idle client
 * does not keep the process alive. Alarms with the same due time fire in the order in which they were set.
 */
export class Timers {
  readonly clock: Clock;
  readonly #heap: Timed[] = [];
  #count = 0;
  #disarm: (() => void) | undefined;
  #armedFor = Infinity;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** The number of pending alarms. */
  get size(): number {
    return this.#heap.length;
  }

  /** Calls `callback` once, `delayMs` from now. The delay may exceed the limit of `setTimeout`. */
  after(delayMs: number, callback: () => void): Alarm {
    return this.at(this.clock.now() + Math.max(0, delayMs), callback);
  }

  /** Calls `callback` once when the clock's `now()` reaches `due`. Throws RangeError for NaN. */
  at(due: number, callback: () => void): Alarm {
    const alarm = new Alarm(this, callback);
    this.set(alarm, due);
    return alarm;
  }

  /**
   * Calls `alarm.ring()` once when the clock's `now()` reaches `due`, and no longer at the time that was set before;
   * never for Infinity. Throws RangeError for NaN, which would put all other alarms out of order.
   */
  set(alarm: Timed, due: number): void {
    if (Number.isNaN(due)) throw new RangeError("A timer needs a number of milliseconds");
    if (alarm.slot >= 0 && alarm.due === due) return;
    this.remove(alarm);
    if (due === Infinity) return;
    alarm.due = due;
    alarm.order = this.#count++;
    alarm.slot = this.#heap.push(alarm) - 1;
    this.#rise(alarm);
    this.#arm();
  }

  /** Removes an alarm. If it is not pending, nothing happens. */
  remove(alarm: Timed): void {
    const heap = this.#heap;
    if (alarm.slot < 0 || heap[alarm.slot] !== alarm) return;
    const last = heap.pop();
    if (last !== undefined && last !== alarm) {
      this.#place(last, alarm.slot);
      this.#rise(last);
      this.#sink(last);
    }
    alarm.slot = -1;
    if (heap.length === 0) this.#arm();
  }

  /**
   * Sets the platform timer for the earliest alarm. Removing one leaves the timer as it is, unless it was the last
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
    // An alarm that a callback sets for now fires in the next run, so that a callback cannot keep this loop going
    // forever.
    const last = this.#count;
    try {
      for (let first = this.#heap[0]; first !== undefined && first.due <= now; first = this.#heap[0]) {
        if (first.order >= last) return;
        this.remove(first);
        first.ring();
      }
    } finally {
      // A callback that throws must not silence the others.
      this.#arm();
    }
  }

  #rise(alarm: Timed): void {
    while (alarm.slot > 0) {
      const parent = this.#heap[(alarm.slot - 1) >> 1];
      if (parent === undefined || before(parent, alarm)) return;
      this.#swap(alarm, parent);
    }
  }

  #sink(alarm: Timed): void {
    for (;;) {
      const left = this.#heap[2 * alarm.slot + 1];
      const right = this.#heap[2 * alarm.slot + 2];
      const least = right !== undefined && left !== undefined && before(right, left) ? right : left;
      if (least === undefined || before(alarm, least)) return;
      this.#swap(alarm, least);
    }
  }

  #swap(one: Timed, other: Timed): void {
    const { slot } = one;
    this.#place(one, other.slot);
    this.#place(other, slot);
  }

  #place(alarm: Timed, slot: number): void {
    this.#heap[slot] = alarm;
    alarm.slot = slot;
  }
}

function before(one: Timed, other: Timed): boolean {
  return one.due < other.due || (one.due === other.due && one.order < other.order);
}
