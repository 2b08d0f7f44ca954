import type { JobRequester } from "./job-hooks.js";
import type { JobAddress } from "./job-address.js";
import type { JobSpec } from "./job-spec.js";
import type { Outcome } from "./outcome.js";
import type { OriginPauses } from "./origin-pauses.js";
import type { PollState } from "./poll-state.js";
import type { Scheduler } from "./scheduler.js";
import type { RequestSettings, Update } from "./wait-options.js";
import type { Wait } from "./wait.js";

/** The polling of one job, shared by all waits whose requests would be the same. Without waits, it sends nothing. */
export interface Loop {
  readonly polling: Polling;
  readonly client: JobRequester;
  readonly spec: JobSpec;
  readonly address: JobAddress;
  readonly options: RequestSettings;
  /** Equal for all waits that may share the loop. */
  readonly key: string;
  /** The credentials of the callers; undefined if all callers of the client have the same. */
  readonly identity: string | undefined;
  /** The same object for all jobs with which it may share a request; undefined after such a request was rejected. */
  batch: Batch | undefined;
  state: PollState;
  /** The latest change. */
  update: Update<unknown> | undefined;
  outcome: Outcome<unknown, unknown> | undefined;
  waits: Wait[];
  /** The request that was granted or is in flight. */
  turn: Turn | undefined;
  /** The state comes from a snapshot, and the server was not asked since. */
  isResumed: boolean;
}

export interface Batch {
  readonly limit: number;
}

/** One request: for one loop, or for several with one batch operation. The wait that is due sends it. */
export interface Turn {
  readonly loops: readonly Loop[];
  /** How many of them still want the answer. */
  users: number;
  readonly controller: AbortController;
  /** Frees the place in the scheduler. */
  readonly done: () => void;
}

/** What the jobs of one client share; clients that are derived from another share the scheduler and the pauses too. */
export interface Polling {
  readonly client: JobRequester;
  readonly scheduler: Scheduler<Wait>;
  readonly pauses: OriginPauses;
  readonly origin: string;
  /** The loops with waits, by kind of job and key. */
  readonly active: WeakMap<JobSpec, Map<string, Loop>>;
  readonly batches: WeakMap<object, Map<string | undefined, Batch>>;
}

/** Makes a loop with its first wait the one that later waits share, unless another is. */
export function activate(loop: Loop): void {
  const { polling, spec, key } = loop;
  const loops = polling.active.get(spec) ?? new Map<string, Loop>();
  if (!loops.has(key)) loops.set(key, loop);
  polling.active.set(spec, loops);
  polling.pauses.jobs++;
}

/** Undoes `activate`, after the last wait has left. */
export function deactivate(loop: Loop): void {
  const { polling, spec, key } = loop;
  const loops = polling.active.get(spec);
  if (loops?.get(key) === loop) loops.delete(key);
  polling.pauses.jobs--;
  dropTurn(loop);
}

/** Ends the interest of a loop in its request, which is aborted if nobody else wants it. */
function dropTurn(loop: Loop): void {
  const { turn } = loop;
  loop.turn = undefined;
  if (turn !== undefined && --turn.users === 0) turn.controller.abort();
}
