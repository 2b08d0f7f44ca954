import type { Requester } from "../request/requester.js";
import type { TimerEntry } from "../time/timers.js";
import { Fifo } from "./fifo.js";

/** Something that wants to send requests, one at a time. */
export interface Task<T> {
  /** Tasks of one group take turns as one; without a group a task is its own. */
  readonly group: object | undefined;
  /** Tasks with one batch can be served by one request, up to `limit` of them; undefined where each needs its own. */
  readonly batch: { readonly limit: number } | undefined;
  /** Sends one request, for itself and the others of its batch. Never rejects. */
  run(others: readonly T[]): Promise<void>;
}

/** The widest gap between two requests after a pause. */
const MAX_SPREAD_MS = 250;

/**
 * Decides when each waiting job of one client may send. At most `maxInFlight` requests are out at once, started no
 * closer than the rate allows. Groups take turns, and within a group the first that came due goes first. Due times
 * are kept by the client's `Timers`.
 */
export class Scheduler<T extends Task<T>> implements TimerEntry {
  due = 0;
  index = -1;
  order = 0;
  readonly #client: Requester;
  readonly #maxInFlight: number;
  readonly #gapMs: number;
  /** Who is next: a task of no group, or a group with its tasks. */
  readonly #turns = new Fifo<T | Fifo<T>>();
  /** Who is ready, by group and by batch. */
  readonly #queues = new WeakMap<object, Fifo<T>>();
  #ready = 0;
  #running = 0;
  #willStart = false;
  /** No request starts before this time. */
  openAt = 0;
  #pausedMs = 0;
  /** After a pause: how far apart requests start, and until when. */
  #spreadMs = 0;
  #spreadEnd = 0;

  constructor(client: Requester) {
    const { maxInFlight = 8, requestsPerSecond = Infinity } = client.scheduler ?? {};
    this.#client = client;
    this.#maxInFlight = Math.max(1, maxInFlight);
    this.#gapMs = 1_000 / requestsPerSecond;
  }

  /** Lets `task` run as soon as it is its turn. */
  ready(task: T): void {
    const group = this.#queueOf(task.group);
    group?.add(task);
    this.#turns.add(group ?? task);
    this.#queueOf(task.batch)?.add(task);
    this.#ready++;
    this.#startSoon();
  }

  /** Takes back `ready`. */
  cancel(task: T): void {
    const group = this.#queueOf(task.group);
    if (!(group ?? this.#turns).delete(task)) return;
    if (group?.size === 0) this.#turns.delete(group);
    this.#queueOf(task.batch)?.delete(task);
    // Nobody is left to start: the process may end.
    if (--this.#ready === 0) this.#client.timers.remove(this);
  }

  /** Starts nothing for so many milliseconds; what comes due meanwhile is then released one after the other. */
  pause(milliseconds: number): void {
    this.#pausedMs = Math.max(this.#pausedMs, milliseconds);
    this.openAt = Math.max(this.openAt, this.#client.clock.now() + milliseconds);
  }

  fire(): void {
    this.#startReady();
  }

  /** Waits for what else comes due at this moment, so that a batch is full and turns are fair. */
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

  /** What can be served by the same request: the first of its batch that came due. */
  #takeBatch(task: T): T[] {
    const companions: T[] = [];
    const { batch } = task;
    const line = this.#queueOf(batch);
    const room = (batch?.limit ?? 1) - 1;
    while (companions.length < room) {
      const next = line?.shift();
      if (next === undefined) break;
      this.cancel(next);
      companions.push(next);
    }
    return companions;
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
    const line = this.#queues.get(of) ?? new Fifo<T>();
    this.#queues.set(of, line);
    return line;
  }
}
