import { callAfter } from "./call-after.js";
import type { Clock } from "./clock.js";

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

/**
 * The timers of all jobs of a client, for polls and deadlines, on one platform timer. A heap orders the due times. The
 * platform timer is set for the earliest one and cleared when none is left, so that an idle client does not keep the
 * process alive. Alarms with the same due time fire in the order in which they were set.
 */
export class Timers {
  declare readonly clock: Clock;
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
    this.#place(alarm, this.#heap.push(alarm) - 1);
    this.#arm();
  }

  /** Removes an alarm. If it is not pending, nothing happens. */
  remove(alarm: Timed): void {
    const { slot } = alarm;
    if (this.#heap[slot] !== alarm) return;
    const last = this.#heap.pop();
    alarm.slot = -1;
    if (last !== undefined && last !== alarm) this.#place(last, slot);
    if (this.size === 0) this.#arm();
  }

  /**
   * Sets the platform timer for the earliest alarm. Removing one leaves the timer as it is, unless it was the last
   * one.
   */
  #arm(): void {
    const { clock } = this;
    const due = this.#heap[0]?.due ?? Infinity;
    if (due >= this.#armedFor && due < Infinity) return;
    this.#disarm?.();
    this.#armedFor = due;
    this.#disarm = due < Infinity ? callAfter(clock, due - clock.now(), () => this.#fire()) : undefined;
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

  /** Puts an alarm into a free slot, or where it belongs above or below it. */
  #place(alarm: Timed, from: number): void {
    const heap = this.#heap;
    let slot = from;
    for (;;) {
      const parent = (slot - 1) >> 1;
      const child = 2 * slot + (isBefore(heap[2 * slot + 2], heap[2 * slot + 1]) ? 2 : 1);
      const next = isBefore(alarm, heap[parent]) ? parent : child;
      const moved = heap[next];
      if (moved === undefined || (next === child && !isBefore(moved, alarm))) break;
      heap[slot] = moved;
      moved.slot = slot;
      slot = next;
    }
    heap[slot] = alarm;
    alarm.slot = slot;
  }
}

/** False if one of them is missing. */
function isBefore(one: Timed | undefined, other: Timed | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    (one.due < other.due || (one.due === other.due && one.order < other.order))
  );
}
