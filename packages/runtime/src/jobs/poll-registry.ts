import type { Requester } from "../request/requester.js";
import type { JobSpec } from "./job-spec.js";
import type { PollState } from "./poll-state.js";
import { Poll } from "./poll.js";
import { Scheduler } from "./scheduler.js";
import type { RequestOptions } from "./status-requests.js";

const registries = new WeakMap<Requester, PollRegistry>();

/** All polling of one client: who takes which turn, and which jobs are being polled. */
export class PollRegistry {
  readonly client: Requester;
  readonly scheduler: Scheduler<Poll>;
  /** The polls someone waits for, by operation and job, so that waits on one job find each other. */
  readonly #active = new WeakMap<JobSpec, Map<string, Poll>>();

  static of(client: Requester): PollRegistry {
    const found = registries.get(client) ?? new PollRegistry(client);
    registries.set(client, found);
    return found;
  }

  private constructor(client: Requester) {
    this.client = client;
    this.scheduler = new Scheduler(client);
  }

  /** A poll of a job, of which `facts` are known. */
  create(spec: JobSpec, id: string, facts: PollState, options: RequestOptions): Poll {
    return new Poll(this, spec, id, pollKey(id, options), facts, options);
  }

  /** The poll that a call with these options shares: one already going on, else `own` or one that continues it. */
  share(own: Poll, options: RequestOptions): Poll {
    const { spec, id, state } = own;
    const key = pollKey(id, options);
    const active = this.#active.get(spec)?.get(key);
    if (active !== undefined) return active;
    if (own.key !== key) return new Poll(this, spec, id, key, state, options);
    own.options = options;
    return own;
  }

  add(poll: Poll): void {
    const jobs = this.#active.get(poll.spec) ?? new Map<string, Poll>();
    this.#active.set(poll.spec, jobs.set(poll.key, poll));
  }

  remove(poll: Poll): void {
    this.#active.get(poll.spec)?.delete(poll.key);
  }
}

/** What tells jobs apart within an operation: the id, and the arguments that may lead to another job of that id. */
function pollKey(id: string, { params, headers }: RequestOptions): string {
  return params === undefined && headers === undefined ? id : JSON.stringify([id, params, headers]);
}
