import { valueKey } from "../json/value-key.js";
import type { KnownJob } from "./job-address.js";
import type { JobState } from "./job-spec.js";
import { knownOutcome, type Outcome } from "./outcome.js";
import type { PollState } from "./poll-state.js";
import type { Polling } from "./polling.js";
import type { TrackedJob } from "./tracked-job.js";
import type { RequestSettings, Update } from "./wait-options.js";
import type { Wait } from "./wait.js";

/** The polling of one job, shared by all waits whose requests would be the same. Without waits, it sends nothing. */
export interface Loop {
  readonly job: TrackedJob;
  /** Equal for all waits that may share the loop. */
  readonly key: string;
  /** The credentials of the callers; undefined if all callers of the client have the same. */
  readonly identity: string | undefined;
  /** The same object for all jobs with which it may share a request; undefined after such a request was rejected. */
  batch: Batch | undefined;
  state: PollState;
  /** The latest status body, what its state means, and the error text in it; undefined before the first. */
  body: unknown;
  meaning: JobState | undefined;
  message: string | undefined;
  outcome: Outcome<unknown, unknown> | undefined;
  /** The waits that share it: none, one, or several. */
  waits: Wait | Set<Wait> | undefined;
  /** The request that was granted or is in flight. */
  turn: Turn | undefined;
  /** The state comes from a snapshot, and the server was not asked since. */
  isResumed: boolean;
}

/** Jobs whose status may be requested together. */
export interface Batch {
  readonly limit: number;
}

/** One request: for one loop, or for several with one batch operation. The wait that is due sends it. */
export interface Turn {
  readonly loops: readonly Loop[];
  /** How many of them still want the answer. */
  users: number;
  readonly controller: AbortController;
}

/** The loop of a job object for calls with these options and credentials. */
export function ownLoop(
  job: TrackedJob,
  options: RequestSettings,
  identity: string | undefined,
  state = job.firstState(),
): Loop {
  const { polling, spec, id, path } = job;
  const { params, headers, timeoutMs } = options;
  // Whether the requests depend on the id alone.
  const isPlain = [path, params, headers, timeoutMs].every((value) => value === undefined);
  // Some ids change when they become numbers: they would name other jobs.
  const batch = isPlain && (spec.batch?.numbers !== true || `${Number(id)}` === id) ? spec.batch : undefined;
  const names = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  const key =
    isPlain && identity === undefined
      ? id
      : valueKey([id, path, params, Object.fromEntries(names), timeoutMs, identity]);
  const known = loopsOf(job).find((loop) => loop.key === key);
  if (known !== undefined) return known;
  const loop: Loop = {
    job,
    key,
    identity,
    batch: batch && batchFor(polling, batch, identity),
    state,
    body: undefined,
    meaning: undefined,
    message: undefined,
    outcome: knownOutcome(spec, state),
    waits: undefined,
    turn: undefined,
    isResumed: job.given?.deadline !== undefined,
  };
  remember(job, loop);
  return loop;
}

function batchFor({ batches }: Polling, batch: Batch, identity: string | undefined): Batch {
  const found = batches.get(batch) ?? new Map<string | undefined, Batch>();
  const known = found.get(identity) ?? { limit: batch.limit };
  batches.set(batch, found.set(identity, known));
  return known;
}

/** The loop for a call: its job object's own if that knows the end, else the one that others poll, else its own. */
export function sharedLoop(job: TrackedJob, own: Loop): Loop {
  const knowsEnd = own.outcome !== undefined || own.state.phase === "result";
  const loop = (knowsEnd ? undefined : job.polling.active.get(job.spec)?.get(own.key)) ?? own;
  remember(job, loop);
  return loop;
}

/** The loops of calls with other request options or credentials than those of the latest call. */
const otherLoops = new WeakMap<TrackedJob, readonly Loop[]>();

/** The loops of all calls on a job object, the latest one first. */
export function loopsOf(job: TrackedJob): readonly Loop[] {
  const others = otherLoops.get(job) ?? [];
  return job.loop === undefined ? others : [job.loop, ...others];
}

/** Keeps a loop as the latest of a job object. */
function remember(job: TrackedJob, loop: Loop): void {
  if (job.loop === loop) return;
  const others = loopsOf(job).filter(({ key }) => key !== loop.key);
  if (others.length > 0) otherLoops.set(job, others);
  else otherLoops.delete(job);
  job.loop = loop;
}

/** The waits that share a loop, in the order in which they came. */
export function waitsOf({ waits }: Loop): readonly Wait[] {
  return waits instanceof Set ? [...waits] : waits === undefined ? [] : [waits];
}

/** Adds a wait to a loop. With its first wait, the loop becomes the one that later waits share. */
export function attach(wait: Wait, loop: Loop): void {
  const { polling, spec } = loop.job;
  wait.loop = loop;
  if (loop.waits !== undefined) {
    // One wait alone needs no set.
    loop.waits = loop.waits instanceof Set ? loop.waits.add(wait) : new Set([loop.waits, wait]);
    return;
  }
  loop.waits = wait;
  const loops = polling.active.get(spec) ?? new Map<string, Loop>();
  if (!loops.has(loop.key)) loops.set(loop.key, loop);
  polling.active.set(spec, loops);
  polling.pause.jobs++;
}

/**
 * Removes a wait from its loop. Returns false if the loop does not have it. After the last wait, the loop stops polling, and
 * its request is aborted unless another loop needs it.
 */
export function detach(wait: Wait): boolean {
  const { loop } = wait;
  if (loop === undefined) return false;
  const { job, key, turn, waits } = loop;
  if (waits instanceof Set ? !waits.delete(wait) : waits !== wait) return false;
  if (waits instanceof Set && waits.size > 0) return true;
  loop.waits = undefined;
  const loops = job.polling.active.get(job.spec);
  if (loops?.get(key) === loop) loops.delete(key);
  job.polling.pause.jobs--;
  loop.turn = undefined;
  if (turn !== undefined && --turn.users === 0) turn.controller.abort();
  return true;
}

/** The latest update; undefined before the first. A loop keeps only its parts, which take less memory. */
export function latestUpdate({ body, meaning, message, state, outcome }: Loop): Update<unknown> | undefined {
  if (meaning === undefined) return undefined;
  const { progress, attempt } = state;
  return { state: meaning, progress, message, status: body, attempt, ...(outcome && { outcome }) };
}

/**
 * Identifies the credentials that the caller sends, one line for each operation; undefined if all callers of the client
 * send the same.
 */
export function callerIdentity({ client, spec: { status, result } }: KnownJob): Promise<string> | undefined {
  return client.identity?.(result !== undefined && "operation" in result ? [status, result.operation] : [status]);
}
