import { valueKey } from "../json/value-key.js";
import type { JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";
import type { Batch, Loop, Polling } from "./loop.js";
import { OriginPauses } from "./origin-pauses.js";
import { needsResult, outcomeOf, resultIn } from "./outcome.js";
import type { PollState } from "./poll-state.js";
import { Scheduler } from "./scheduler.js";
import { readStatus } from "./status-reading.js";
import { firstState, type TrackedJob } from "./tracked-job.js";
import { TURNS } from "./turns.js";
import { attach, leave, type Wait } from "./wait.js";
import type { RequestSettings } from "./wait-options.js";

const pollings = new WeakMap<JobRequester, Polling>();
const shared = new WeakMap<object, Pick<Polling, "scheduler" | "pauses">>();

/** What the jobs of a client share. Clients with the same `scheduler` object share its limits. */
function pollingOf(client: JobRequester): Polling {
  const known = pollings.get(client);
  if (known !== undefined) return known;
  const { scheduler: limits = {}, timers } = client;
  const common = shared.get(limits) ?? {
    scheduler: new Scheduler<Wait>(timers, limits, TURNS),
    pauses: new OriginPauses(),
  };
  shared.set(limits, common);
  const { origin } = client.baseUrl;
  const polling = { ...common, client, origin, active: new WeakMap(), batches: new WeakMap() };
  pollings.set(client, polling);
  return polling;
}

/**
 * The loop for a call with these options and credentials: what the job object knows already if that is the end, else
 * the loop that others poll, else its own.
 */
export function loopFor(
  job: TrackedJob,
  options: RequestSettings,
  identity: string | undefined,
): { readonly loop: Loop; readonly own: Loop } {
  const own = ownLoop(job, options, identity);
  const active = knowsEnd(own) ? undefined : own.polling.active.get(job.spec)?.get(own.key);
  if (active !== undefined && active !== own) remember(job, active);
  return { loop: active ?? own, own };
}

/**
 * Moves a wait to the loop of other credentials: those of its caller have changed. The state that it knows goes with it.
 * Undefined if the other loop waits for an answer of its own.
 */
export function moveTo(wait: Wait, identity: string): Loop | undefined {
  const { job, loop: from, options } = wait;
  leave(wait);
  if (job.loop === from) job.loop = undefined;
  const { loop: to } = loopFor(from === undefined ? job : { ...job, given: from.state }, options, identity);
  remember(job, to);
  attach(wait, to);
  return to.turn === undefined ? to : undefined;
}

function ownLoop(job: TrackedJob, options: RequestSettings, identity: string | undefined): Loop {
  const { client, spec, address, resumedDeadline } = job;
  const key = loopKey(job, options, identity);
  const known = job.loop?.key === key ? job.loop : job.otherLoops.find((loop) => loop.key === key);
  if (known !== undefined) return known;
  const polling = pollingOf(client);
  const state = firstState(job);
  const loop: Loop = {
    polling,
    client,
    spec,
    address,
    options,
    key,
    identity,
    batch: isPlain(job, options) ? batchFor(polling, spec, identity) : undefined,
    state,
    update: undefined,
    outcome: endOf(job, state),
    waits: [],
    turn: undefined,
    isResumed: resumedDeadline !== undefined,
  };
  remember(job, loop);
  return loop;
}

/** Keeps a loop as the latest of a job object. */
function remember(job: TrackedJob, loop: Loop): void {
  const { loop: last, otherLoops } = job;
  if (last === loop) return;
  const others = last === undefined ? otherLoops : [...otherLoops, last];
  if (others.length > 0) job.otherLoops = others.filter(({ key }) => key !== loop.key);
  job.loop = loop;
}

/** Whether others can tell nothing new about the job. */
function knowsEnd({ outcome, state }: Loop): boolean {
  return outcome !== undefined || state.phase === "result";
}

/** The end that is known before any request, if the result needs none. */
function endOf({ spec }: TrackedJob, { phase, status, code, result }: PollState): Loop["outcome"] {
  if (phase === "status") return undefined;
  const reading = readStatus(spec, status, code);
  return needsResult(spec, reading, result) ? undefined : outcomeOf(reading, status, resultIn(spec, status));
}

/** Equal for two calls if their requests would be the same. */
function loopKey(job: TrackedJob, options: RequestSettings, identity: string | undefined): string {
  const { address } = job;
  if (identity === undefined && isPlain(job, options)) return address.id;
  const { params, headers = {}, timeoutMs } = options;
  const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return valueKey([address, params, Object.fromEntries(names), timeoutMs, identity]);
}

/** Whether the requests depend on the id alone. */
function isPlain({ address }: TrackedJob, { params, headers, timeoutMs }: RequestSettings): boolean {
  return address.path === undefined && params === undefined && headers === undefined && timeoutMs === undefined;
}

function batchFor({ batches }: Polling, { batch }: JobSpec, identity: string | undefined): Batch | undefined {
  if (batch === undefined) return undefined;
  const found = batches.get(batch) ?? new Map<string | undefined, Batch>();
  const known = found.get(identity) ?? { limit: batch.limit };
  batches.set(batch, found.set(identity, known));
  return known;
}

/**
 * Identifies the credentials that the caller sends, one line for each operation; undefined if all callers of the client
 * send the same.
 */
export function callerIdentity({ client, spec }: TrackedJob): Promise<string> | undefined {
  const { status, result } = spec;
  return client.identity?.(result !== undefined && "operation" in result ? [status, result.operation] : [status]);
}

/** The identity after a request for the status or the result was sent with other credentials. */
export function identityAfter(loop: Loop, sent: string): string | undefined {
  const lines = loop.identity?.split("\n");
  if (lines === undefined) return undefined;
  lines[loop.state.phase === "result" ? lines.length - 1 : 0] = sent;
  return lines.join("\n");
}
