import type { SchedulerOptions } from "../settings/options.js";
import type { Alarm, Timers } from "../time/timers.js";
import { Fifo } from "./fifo.js";

/** What the scheduler needs to know of the tickets that wait for their turn. */
export interface TicketRules<T> {
  /** Tickets of one group share a turn. A ticket without a group has its own. */
  groupOf(ticket: T): object | undefined;
  /** Tickets with the same batch can share a request, up to `limit` of them. Undefined if each needs its own. */
  batchOf(ticket: T): { readonly limit: number } | undefined;
  /** When the ticket may start, on the monotonic clock. A later time than now takes it out of the queue. */
  openAt(ticket: T, now: number): number;
  /** Called if it may not start before `openAt`. */
  postpone(ticket: T, openAt: number): void;
  /** Called when a ticket is taken. It may cancel others. */
  take(ticket: T): void;
  /** Sends one request for tickets of one batch. The first one is responsible. */
  start(tickets: readonly [T, ...T[]]): Promise<void>;
}

/**
 * Decides in which order requests start. At most `maxInFlight` run at once, and no more than `requestsPerSecond` start:
 * evenly spaced, except that a late timer is made up for. Groups take turns; within a group, the ticket that came first
 * goes first.
 */
export class Scheduler<T extends object> {
  readonly #timers: Timers;
  readonly #rules: TicketRules<T>;
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
  #alarm: Alarm | undefined;

  constructor(
    timers: Timers,
    { maxInFlight = 8, requestsPerSecond = Infinity }: SchedulerOptions,
    rules: TicketRules<T>,
  ) {
    this.#timers = timers;
    this.#rules = rules;
    this.#maxInFlight = Math.max(1, maxInFlight);
    this.#gapMs = 1_000 / requestsPerSecond;
  }

  /** Lets a ticket start when its turn comes. */
  add(ticket: T): void {
    const group = this.#queueOf(this.#rules.groupOf(ticket));
    group?.add(ticket);
    this.#turns.add(group ?? ticket);
    this.#queueOf(this.#rules.batchOf(ticket))?.add(ticket);
    // Time in which nobody wanted a request is no reason for a burst.
    if (this.#ready++ === 0) this.#openAt = Math.max(this.#openAt, this.#timers.clock.now());
    this.#startSoon();
  }

  /** Undoes `add`. */
  cancel(ticket: T): void {
    const group = this.#queueOf(this.#rules.groupOf(ticket));
    if (!(group ?? this.#turns).delete(ticket)) return;
    if (group?.size === 0) this.#turns.delete(group);
    this.#forget(ticket);
  }

  /** Waits a microtask for other tickets that are due now, so that batches are full and turns are fair. */
  #startSoon(): void {
    if (this.#willStart) return;
    this.#willStart = true;
    queueMicrotask(() => {
      this.#willStart = false;
      this.#startReady();
    });
  }

  #startReady(): void {
    this.#stopAlarm();
    while (this.#ready > 0 && this.#running < this.#maxInFlight) {
      const now = this.#timers.clock.now();
      if (now < this.#openAt) {
        this.#alarm = this.#timers.at(this.#openAt, () => this.#startReady());
        return;
      }
      const ticket = this.#takeNext();
      if (ticket === undefined) return;
      const openAt = this.#rules.openAt(ticket, now);
      if (openAt > now) this.#rules.postpone(ticket, openAt);
      else this.#start(ticket, now);
    }
  }

  #start(ticket: T, now: number): void {
    this.#rules.take(ticket);
    const tickets = [ticket, ...this.#takeBatch(ticket)] as const;
    // A late start is made up for, but never by more than `maxInFlight` requests at once.
    this.#openAt = Math.max(this.#openAt, now - this.#gapMs * (this.#maxInFlight - 0.01)) + this.#gapMs;
    this.#running++;
    const free = () => {
      this.#running--;
      this.#startReady();
    };
    const run = async () => this.#rules.start(tickets);
    // Whatever happens to a request, its place becomes free.
    run().then(free, free);
  }

  /** Takes the tickets that share the request of `ticket`, first come first. */
  #takeBatch(ticket: T): T[] {
    const others: T[] = [];
    const batch = this.#rules.batchOf(ticket);
    const queue = this.#queueOf(batch);
    const room = (batch?.limit ?? 1) - 1;
    while (others.length < room) {
      const next = queue?.shift();
      if (next === undefined) break;
      this.cancel(next);
      this.#rules.take(next);
      others.push(next);
    }
    return others;
  }

  #takeNext(): T | undefined {
    const turn = this.#turns.shift();
    const ticket = turn instanceof Fifo ? turn.shift() : turn;
    if (turn instanceof Fifo && turn.size > 0) this.#turns.add(turn);
    if (ticket !== undefined) this.#forget(ticket);
    return ticket;
  }

  /** A ticket has left the turns. */
  #forget(ticket: T): void {
    this.#queueOf(this.#rules.batchOf(ticket))?.delete(ticket);
    // Without ready tickets, no timer may keep the process alive.
    if (--this.#ready === 0) this.#stopAlarm();
  }

  #stopAlarm(): void {
    this.#alarm?.cancel();
    this.#alarm = undefined;
  }

  #queueOf(of: object | undefined): Fifo<T> | undefined {
    if (of === undefined) return undefined;
    const queue = this.#queues.get(of) ?? new Fifo<T>();
    this.#queues.set(of, queue);
    return queue;
  }
}
