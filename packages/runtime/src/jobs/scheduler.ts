import type { SchedulerOptions } from "../settings/options.js";
import type { Clock } from "../time/clock.js";
import { type Timed, Timers } from "../time/timers.js";

/** A request that waits for its turn. */
export interface Ticket {
  /** Tickets of one group share a turn. A ticket without a group has its own. */
  readonly group: object | undefined;
  /** Tickets with the same batch can share a request, up to `limit` of them. Undefined if each needs its own. */
  readonly batch: { readonly limit: number } | undefined;
  /** Called at the turn of the ticket. Returns false if it cannot start yet; it then adds itself again later. */
  mayStart(now: number): boolean;
  /** Called when the ticket starts, or is sent with another one. It may cancel other tickets. */
  take(): void;
  /** Sends one request for itself and for other tickets of its batch. */
  send(others: readonly this[]): Promise<void>;
}

/**
 * Decides in which order requests start. At most `maxInFlight` run at once, and no more than `requestsPerSecond` start:
 * evenly spaced, except that a late timer is made up for. Groups take turns; within a group, the ticket that came first
 * goes first. Its own alarm, for the time at which the rate allows the next request.
 */
export class Scheduler<T extends Ticket> implements Timed {
  due = 0;
  slot = -1;
  order = 0;
  /** The timers of the same jobs. */
  readonly timers: Timers;
  readonly #maxInFlight: number;
  readonly #gapMs: number;
  /** The order of turns: tickets without a group, and groups with their tickets. */
  readonly #turns = new Fifo<T | Fifo<T>>();
  /** The tickets by group and by batch. */
  readonly #queues = new WeakMap<object, Fifo<T>>();
  #ready = 0;
  #running = 0;
  #willStart = false;
  /** When the rate allows the next request. */
  #openAt = 0;

  constructor(clock: Clock, { maxInFlight = 8, requestsPerSecond = Infinity }: SchedulerOptions) {
    this.timers = new Timers(clock);
    this.#maxInFlight = Math.max(1, maxInFlight);
    this.#gapMs = 1_000 / requestsPerSecond;
  }

  /** Lets a ticket start when its turn comes. */
  add(ticket: T): void {
    const group = this.#queueOf(ticket.group);
    group?.members.add(ticket);
    this.#turns.members.add(group ?? ticket);
    this.#queueOf(ticket.batch)?.members.add(ticket);
    // Time in which nobody wanted a request is no reason for a burst.
    if (this.#ready++ === 0) this.#openAt = Math.max(this.#openAt, this.timers.clock.now());
    if (this.#willStart) return;
    // A microtask later all tickets are here that are due now, so that batches are full and turns are fair.
    this.#willStart = true;
    queueMicrotask(() => {
      this.#willStart = false;
      this.ring();
    });
  }

  /** Whether a ticket waits for its turn. */
  has(ticket: T): boolean {
    return (this.#queueOf(ticket.group) ?? this.#turns).members.has(ticket);
  }

  /** Removes a ticket that waits for its turn. */
  cancel(ticket: T): void {
    const group = this.#queueOf(ticket.group);
    if (!(group ?? this.#turns).members.delete(ticket)) return;
    if (group?.members.size === 0) this.#turns.members.delete(group);
    this.#forget(ticket);
  }

  /** Starts all tickets that may start now. */
  ring(): void {
    this.timers.remove(this);
    while (this.#ready > 0 && this.#running < this.#maxInFlight) {
      const now = this.timers.clock.now();
      if (now < this.#openAt) return this.timers.set(this, this.#openAt);
      const turn = this.#turns.shift();
      const ticket = turn instanceof Fifo ? turn.shift() : turn;
      if (ticket === undefined) return;
      if (turn instanceof Fifo && turn.members.size > 0) this.#turns.members.add(turn);
      this.#forget(ticket);
      if (ticket.mayStart(now)) this.#start(ticket, now);
    }
  }

  #start(ticket: T, now: number): void {
    ticket.take();
    const others: T[] = [];
    const queue = this.#queueOf(ticket.batch);
    while (ticket.batch !== undefined && others.length + 1 < ticket.batch.limit) {
      const next = queue?.shift();
      if (next === undefined) break;
      this.cancel(next);
      next.take();
      others.push(next);
    }
    // A late start is made up for, but never by more than `maxInFlight` requests at once.
    this.#openAt = Math.max(this.#openAt, now - this.#gapMs * (this.#maxInFlight - 0.01)) + this.#gapMs;
    this.#running++;
    const free = () => {
      this.#running--;
      this.ring();
    };
    const run = async () => ticket.send(others);
    // Whatever happens to a request, its place becomes free.
    run().then(free, free);
  }

  /** A ticket has left the turns. */
  #forget(ticket: T): void {
    this.#queueOf(ticket.batch)?.members.delete(ticket);
    // Without ready tickets, no timer may keep the process alive.
    if (--this.#ready === 0) this.timers.remove(this);
  }

  #queueOf(of: object | undefined): Fifo<T> | undefined {
    if (of === undefined) return undefined;
    const queue = this.#queues.get(of) ?? new Fifo<T>();
    this.#queues.set(of, queue);
    return queue;
  }
}

/** A first-in, first-out queue without duplicates. Any member can be removed, and each operation takes constant time. */
class Fifo<T> {
  readonly members = new Set<T>();
  // A set iterator follows later changes. A new one for each call would skip all removed members again.
  #cursor = this.members.values();

  /** Removes and returns the first member. */
  shift(): T | undefined {
    let step = this.#cursor.next();
    if (step.done === true) {
      // An iterator that has ended does not see new members.
      this.#cursor = this.members.values();
      step = this.#cursor.next();
    }
    if (step.done === true) return undefined;
    this.members.delete(step.value);
    return step.value;
  }
}
