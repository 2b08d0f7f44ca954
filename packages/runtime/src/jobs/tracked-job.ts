import type { Params } from "../request/requester.js";
import { jobAddress, type KnownJob } from "./job-address.js";
import type { JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";
import type { JobOptions } from "./job.js";
import type { Loop } from "./loop.js";
import { pollingOf, type Polling } from "./polling.js";
import { newPollState, type PollState } from "./poll-state.js";
import { isSnapshot, readSnapshot } from "./snapshot.js";
import { checkWaitOptions, DEFAULT_DEADLINE_MS, mergeWaitOptions } from "./wait-options.js";

/** What is known of a job when its object is made. */
export interface GivenJob {
  /** Its id, or a snapshot. */
  readonly of: unknown;
  /** The other path parameters of the status operation, by name. A snapshot contains them. */
  readonly path?: Params | undefined;
  /** What the response to its start says. */
  readonly known?: Partial<PollState> | undefined;
}

/** What the calls on one job object share. */
export class TrackedJob implements KnownJob {
  declare readonly polling: Polling;
  declare readonly spec: JobSpec;
  declare readonly id: string;
  declare readonly path: KnownJob["path"];
  declare readonly options: JobOptions | undefined;
  declare readonly started: number;
  /** What its snapshot, or the response to its start, said of it; a snapshot has a deadline. */
  declare readonly given: (Partial<PollState> & { readonly deadline?: number }) | undefined;
  /** The deadline of the latest call. */
  declare deadline: number;
  /** The polling of the latest call. */
  loop: Loop | undefined = undefined;

  constructor(client: JobRequester, spec: JobSpec, { of, path, known }: GivenJob, options: JobOptions | undefined) {
    checkWaitOptions(options);
    const { deadlineMs = DEFAULT_DEADLINE_MS, ...defaults } = spec.wait ?? {};
    const resumed = isSnapshot(of) ? readSnapshot(client, spec, of) : undefined;
    const address = resumed ?? jobAddress(client, spec, of, { ...options?.params, ...path });
    this.polling = pollingOf(client);
    this.spec = spec;
    this.id = address.id;
    this.path = address.path;
    this.options = spec.wait === undefined ? options : mergeWaitOptions(defaults, options);
    // Whole milliseconds take less memory than fractions.
    this.started = Math.floor(client.clock.now());
    this.given = resumed?.state ?? known;
    const byDefault = resumed?.state.deadline ?? this.started + deadlineMs;
    this.deadline = Math.ceil(options?.deadlineMs === undefined ? byDefault : this.started + options.deadlineMs);
  }

  get client(): JobRequester {
    return this.polling.client;
  }

  /** What is known of the job. */
  get state(): PollState {
    return this.loop?.state ?? this.firstState();
  }

  /** What was known at first. It is made when somebody asks: the object keeps what it was given. */
  firstState(): PollState {
    return { ...newPollState(this.started), ...this.given };
  }
}
