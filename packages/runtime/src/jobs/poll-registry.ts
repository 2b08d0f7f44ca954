import type { Requester } from "../request/requester.js";
import type { JobSpec } from "./job-spec.js";
import type { PollState } from "./poll-state.js";
import { Poll } from "./poll.js";
import { Scheduler } from "./scheduler.js";
import type { RequestOptions } from "./status-requests.js";

const registries = new WeakMap<Requester, PollRegistry>();

/** All polling of one client: its scheduler, and the jobs that are polled. */
export class PollRegistry {
  readonly client: Requester;
  readonly scheduler: Scheduler<Poll>;
  /** The active polls by operation and job, so that waits on one job share a poll. */
  readonly #active = new WeakMap<JobSpec, Map<string, Poll>>();

  static of(client: Requester): PollRegistry {
    const registry = registries.get(client) ?? new PollRegistry(client);
    registries.set(client, registry);
    return registry;
  }

  private constructor(client: Requester) {
    this.client = client;
    this.scheduler = new Scheduler(client);
  }

  /** Creates the poll of a job. */
  create(spec: JobSpec, id: string, state: PollState, options: RequestOptions): Poll {
    return new Poll(this, spec, id, pollKey(id, options), state, options);
  }

  /** The poll for a call with these options: an active one, else `own` or a copy of it. */
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

/** Identifies a job within an operation: by its id, and by arguments that may lead to another job with that id. */
function pollKey(id: string, { params, headers }: RequestOptions): string {
  return params === undefined && headers === undefined ? id : JSON.stringify([id, params, headers]);
}
