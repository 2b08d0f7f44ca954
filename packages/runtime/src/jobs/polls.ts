import type { Requester } from "../requester.js";
import type { Facts } from "./facts.js";
import { Poll } from "./poll.js";
import type { RequestOptions } from "./requests.js";
import { Scheduler } from "./scheduler.js";
import type { JobSpec } from "./spec.js";

const known = new WeakMap<Requester, Polls>();

/** All polling of one client: who takes which turn, and which jobs are being polled. */
export class Polls {
  readonly client: Requester;
  readonly scheduler: Scheduler<Poll>;
  /** The polls someone waits for, by operation and job, so that waits on one job find each other. */
  readonly #active = new WeakMap<JobSpec, Map<string, Poll>>();

  static of(client: Requester): Polls {
    const found = known.get(client) ?? new Polls(client);
    known.set(client, found);
    return found;
  }

  private constructor(client: Requester) {
    this.client = client;
    this.scheduler = new Scheduler(client);
  }

  /** A poll of a job, of which `facts` are known. */
  create(spec: JobSpec, id: string, facts: Facts, options: RequestOptions): Poll {
    return new Poll(this, spec, id, keyOf(id, options), facts, options);
  }

  /** The poll that a call with these options shares: one already going on, else `own` or one that continues it. */
  share(own: Poll, options: RequestOptions): Poll {
    const { spec, id, facts } = own;
    const key = keyOf(id, options);
    const active = this.#active.get(spec)?.get(key);
    if (active !== undefined) return active;
    if (own.key !== key) return new Poll(this, spec, id, key, facts, options);
    own.options = options;
    return own;
  }

  enter(poll: Poll): void {
    const jobs = this.#active.get(poll.spec) ?? new Map<string, Poll>();
    this.#active.set(poll.spec, jobs.set(poll.key, poll));
  }

  leave(poll: Poll): void {
    this.#active.get(poll.spec)?.delete(poll.key);
  }
}

/** What tells jobs apart within an operation: the id, and the arguments that may lead to another job of that id. */
function keyOf(id: string, { params, headers }: RequestOptions): string {
  return params === undefined && headers === undefined ? id : JSON.stringify([id, params, headers]);
}
