import type { Clock } from "./clock.js";

/** The longest delay that `setTimeout` supports. With a longer one it fires at once. */
export const MAX_DELAY_MS = 2 ** 31 - 1;

/** What an alarm calls. An object can be its own target, which saves an allocation. */
export type AlarmTarget = (() => void) | { ring(): void };

/** A pending call. `due` is in milliseconds on the monotonic clock. */
export class Alarm {
  readonly due: number;
  /** Index in the heap; -1 if not pending. `Timers` sets it. */
  index = -1;
  /** Alarms with the same due time fire in this order. */
  readonly order: number;
  readonly #timers: Timers;
  readonly #target: AlarmTarget;

  constructor(timers: Timers, due: number, order: number, target: AlarmTarget) {
    this.#timers = timers;
    this.due = due;
    this.order = order;
    this.#target = target;
  }

  fire(): void {
    if (typeof this.#target === "function") this.#target();
    else this.#target.ring();
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
  readonly #heap: Alarm[] = [];
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

  /**
   * Calls `target` once when the clock's `now()` reaches `due`. Throws RangeError for NaN, which would put all other
   * alarms out of order.
   */
  at(due: number, target: AlarmTarget): Alarm {
    if (Number.isNaN(due)) throw new RangeError("A timer needs a number of milliseconds");
    const alarm = new Alarm(this, due, this.#count++, target);
    alarm.index = this.#heap.push(alarm) - 1;
    this.#rise(alarm);
    this.#arm();
    return alarm;
  }

  /** Removes an alarm. If it is not pending, nothing happens. */
  remove(alarm: Alarm): void {
    const heap = this.#heap;
    if (alarm.index < 0 || heap[alarm.index] !== alarm) return;
    const last = heap.pop();
    if (last !== undefined && last !== alarm) {
      this.#place(last, alarm.index);
      this.#rise(last);
      this.#sink(last);
    }
    alarm.index = -1;
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
        first.fire();
      }
    } finally {
      // A callback that throws must not silence the others.
      this.#arm();
    }
  }

  #rise(alarm: Alarm): void {
    while (alarm.index > 0) {
      const parent = this.#heap[(alarm.index - 1) >> 1];
      if (parent === undefined || before(parent, alarm)) return;
      this.#swap(alarm, parent);
    }
  }

  #sink(alarm: Alarm): void {
    for (;;) {
      const left = this.#heap[2 * alarm.index + 1];
      const right = this.#heap[2 * alarm.index + 2];
      const least = right !== undefined && left !== undefined && before(right, left) ? right : left;
      if (least === undefined || before(alarm, least)) return;
      this.#swap(alarm, least);
    }
  }

  #swap(one: Alarm, other: Alarm): void {
    const { index } = one;
    this.#place(one, other.index);
    this.#place(other, index);
  }

  #place(alarm: Alarm, index: number): void {
    this.#heap[index] = alarm;
    alarm.index = index;
  }
}

function before(one: Alarm, other: Alarm): boolean {
  return one.due < other.due || (one.due === other.due && one.order < other.order);
}
