import type { Requester } from "../request/requester.js";
import type { TimerEntry } from "../time/timers.js";
import { Fifo } from "./fifo.js";

/** Something that sends requests, one at a time. */
export interface Task<T> {
  /** Tasks of one group share a turn. A task without a group has its own. */
  readonly group: object | undefined;
  /** Tasks with the same batch can share a request, up to `limit` of them. Undefined if each needs its own. */
  readonly batch: { readonly limit: number } | undefined;
  /** Sends one request for itself and `others`, which have the same batch. Never rejects. */
  run(others: readonly T[]): Promise<void>;
}

/** The longest delay between two requests after a pause. */
const MAX_SPREAD_MS = 250;

/**
 * Decides when each job of one client may send. At most `maxInFlight` requests run at once, and they start no faster
 * than the rate allows. Groups take turns; within a group, the task that was ready first goes first. `Timers` holds the
 * due times.
 */
export class Scheduler<T extends Task<T>> implements TimerEntry {
  due = 0;
  index = -1;
  order = 0;
  readonly #client: Requester;
  readonly #maxInFlight: number;
  readonly #gapMs: number;
  /** The order of turns: tasks without a group, and groups with their tasks. */
  readonly #turns = new Fifo<T | Fifo<T>>();
  /** The ready tasks by group and by batch. */
  readonly #queues = new WeakMap<object, Fifo<T>>();
  #ready = 0;
  #running = 0;
  #willStart = false;
  /** No request starts before this time. */
  openAt = 0;
  #pausedMs = 0;
  /** After a pause: the delay between requests, and until when it applies. */
  #spreadMs = 0;
  #spreadEnd = 0;

  constructor(client: Requester) {
    const { maxInFlight = 8, requestsPerSecond = Infinity } = client.scheduler ?? {};
    this.#client = client;
    this.#maxInFlight = Math.max(1, maxInFlight);
    this.#gapMs = 1_000 / requestsPerSecond;
  }

  /** Lets `task` run when its turn comes. */
  ready(task: T): void {
    const group = this.#queueOf(task.group);
    group?.add(task);
    this.#turns.add(group ?? task);
    this.#queueOf(task.batch)?.add(task);
    this.#ready++;
    this.#startSoon();
  }

  /** Undoes `ready`. */
  cancel(task: T): void {
    const group = this.#queueOf(task.group);
    if (!(group ?? this.#turns).delete(task)) return;
    if (group?.size === 0) this.#turns.delete(group);
    this.#queueOf(task.batch)?.delete(task);
    // Without ready tasks, no timer may keep the process alive.
    if (--this.#ready === 0) this.#client.timers.remove(this);
  }

  /**
   * Starts nothing for a number of milliseconds. The tasks that become ready meanwhile then start one after another.
   */
  pause(milliseconds: number): void {
    this.#pausedMs = Math.max(this.#pausedMs, milliseconds);
    this.openAt = Math.max(this.openAt, this.#client.clock.now() + milliseconds);
  }

  fire(): void {
    this.#startReady();
  }

  /** Waits a microtask for other tasks that are due now, so that batches are full and turns are fair. */
  #startSoon(): void {
    if (this.#willStart) return;
    this.#willStart = true;
    queueMicrotask(() => {
      this.#willStart = false;
      this.#startReady();
    });
  }

  #startReady(): void {
    const { clock, timers } = this.#client;
    timers.remove(this);
    while (this.#ready > 0 && this.#running < this.#maxInFlight) {
      const now = clock.now();
      if (now < this.openAt) {
        this.due = this.openAt;
        timers.add(this);
        return;
      }
      if (this.#pausedMs > 0) {
        this.#spreadMs = Math.min(MAX_SPREAD_MS, this.#pausedMs / this.#ready);
        this.#spreadEnd = now + this.#pausedMs;
        this.#pausedMs = 0;
      }
      this.openAt = now + Math.max(this.#gapMs, now < this.#spreadEnd ? this.#spreadMs : 0);
      this.#startNext();
    }
  }

  #startNext(): void {
    const task = this.#takeNext();
    if (task === undefined) return;
    const others = this.#takeBatch(task);
    this.#running++;
    void task.run(others).then(() => {
      this.#running--;
      this.#startReady();
    });
  }

  /** Takes the tasks that share the request of `task`, first come first. */
  #takeBatch(task: T): T[] {
    const others: T[] = [];
    const { batch } = task;
    const queue = this.#queueOf(batch);
    const room = (batch?.limit ?? 1) - 1;
    while (others.length < room) {
      const next = queue?.shift();
      if (next === undefined) break;
      this.cancel(next);
      others.push(next);
    }
    return others;
  }

  #takeNext(): T | undefined {
    const turn = this.#turns.shift();
    const task = turn instanceof Fifo ? turn.shift() : turn;
    if (turn instanceof Fifo && turn.size > 0) this.#turns.add(turn);
    if (task === undefined) return undefined;
    this.#queueOf(task.batch)?.delete(task);
    this.#ready--;
    return task;
  }

  #queueOf(of: object | undefined): Fifo<T> | undefined {
    if (of === undefined) return undefined;
    const queue = this.#queues.get(of) ?? new Fifo<T>();
    this.#queues.set(of, queue);
    return queue;
  }
}
