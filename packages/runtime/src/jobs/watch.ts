import { callObserver } from "../settings/hooks.js";
import { listen, unlisten } from "../time/signals.js";
import { JobOutcomeError, withJob, type JobContext } from "./job-errors.js";
import type { WaitEvent } from "./job-hooks.js";
import { withFreshPatience } from "./poll-state.js";
import { poll } from "./poll.js";
import { callerIdentity, loopFor } from "./share.js";
import { knownJob, type TrackedJob } from "./tracked-job.js";
import { arm, end, join, leave, tell, Wait, type End, type Message, type ReadEnd } from "./wait.js";
import { takeSnapshot } from "./wait-errors.js";
import { checkWaitOptions, mergeWaitOptions, type WaitOptions } from "./wait-options.js";

/**
 * One wait for a job, from its options to its end: the way of `wait`, `settle`, `updates`, `step` and `settleAll`. It
 * joins the loop of the job, and then does what it is told. If it is the one that is due, it sends the request for all
 * waits, so that each request runs in the asynchronous context of a caller who waits. `stepMs` is how long a step may
 * poll.
 */
export function watch<T>(
  job: TrackedJob,
  given: WaitOptions | undefined,
  read: ReadEnd<T>,
  stepMs?: number,
): Promise<T>;
export function watch(
  job: TrackedJob,
  given: WaitOptions | undefined,
  read: ReadEnd<unknown>,
  stepMs?: number,
): Promise<unknown> {
  return new Promise((settle) => {
    const wait = new Wait(job, mergeWaitOptions(job.options, given), stepMs, read, settle);
    job.deadline = wait.deadline;
    try {
      checkWaitOptions(given);
      begin(wait);
    } catch (error) {
      end(wait, { kind: "failed", error });
    }
    readInbox(wait);
  });
}

/**
 * Does what the wait was told, in order, and then sleeps. A sleeping wait is one reaction of one promise: it takes less
 * memory than an asynchronous function that awaits, and keeps the asynchronous context of the caller as well.
 */
function readInbox(wait: Wait): void {
  for (let messages = wait.inbox; messages !== undefined; messages = wait.inbox) {
    wait.inbox = undefined;
    for (const message of messages) {
      const ended = obey(wait, message);
      if (ended !== undefined) return wait.settle(conclude(wait, ended));
    }
  }
  const call = new Promise<Wait>((wake) => {
    wait.wake = wake;
  });
  void call.then(readInbox);
}

/** Does what the wait was told. Returns how it ends, if that was the last message. */
function obey(wait: Wait, message: Message): End | undefined {
  try {
    if (message.kind === "identity") enter(wait, message.identity);
    else if (message.kind === "turn") void poll(wait, message.turn);
    else if (message.kind === "update") callObserver(wait.options.onUpdate, message.update);
    else if (message.kind === "polled") tellHook(wait, polled(wait, message.fault));
    else return message;
    return undefined;
  } catch (error) {
    return { kind: "failed", error };
  }
}

/** What the call returns, or throws. */
async function conclude(wait: Wait, how: End): Promise<unknown> {
  if (wait.options.signal) unlisten(wait.options.signal, wait);
  leave(wait);
  try {
    if ("error" in how) throw how.error;
    if (how.kind === "ended") tellHook(wait, { kind: "ended", outcome: how.outcome });
    return wait.read(how, wait.job);
  } catch (thrown) {
    // The caller is told an abort as it is, any other error with its job.
    const error = how.kind === "aborted" ? thrown : withJob(thrown, contextOf(wait));
    if (!(error instanceof JobOutcomeError)) tellHook(wait, { kind: "failed", error });
    throw error;
  }
}

/** Finds the loop of the wait, after its caller's credentials if a function gives them. */
function begin(wait: Wait): void {
  const { signal } = wait.options;
  tellHook(wait, { kind: "started" });
  if (signal?.aborted === true) return wait.abort();
  if (signal) listen(signal, wait);
  const identity = callerIdentity(wait.job);
  if (identity === undefined) return enter(wait, undefined);
  arm(wait);
  identity.then(
    (found) => tell(wait, { kind: "identity", identity: found }),
    (error: unknown) => end(wait, { kind: "failed", error }),
  );
}

function enter(wait: Wait, identity: string | undefined): void {
  const { job, options, until } = wait;
  const { loop, own } = loopFor(job, options, identity);
  wait.loop = loop;
  const { update, outcome } = loop;
  if (update !== undefined && options.onUpdate !== undefined) tell(wait, { kind: "update", update });
  if (outcome !== undefined) return end(wait, { kind: "ended", outcome });
  const isStep = until !== undefined;
  // A snapshot says when its job is due, as the last step does.
  const due = isStep || own.isResumed ? own.state.due : undefined;
  if (loop.waits.length === 0 && !isStep) loop.state = withFreshPatience(loop.state);
  join(wait, loop, due);
}

type Event<E> = E extends WaitEvent ? Omit<E, "resource" | "id" | "snapshot" | "wait"> : never;

/** Tells the hook of the client, if it has one, what happened to the wait. */
function tellHook(wait: Wait, event: Event<WaitEvent>): void {
  const { onWait } = wait.job.client.jobHooks ?? {};
  if (onWait === undefined) return;
  const { job, snapshot } = contextOf(wait);
  callObserver(onWait, { wait, resource: job.resource, id: job.id, snapshot, ...event });
}

function polled({ loop, job }: Wait, error: unknown): Event<WaitEvent> {
  const { attempt } = knownJob(job, loop).state;
  return { kind: "polled", attempt, state: loop?.update?.state, error };
}

function contextOf({ job, loop, deadline }: Wait): JobContext {
  const { spec, address } = job;
  return { job: { resource: spec.name, id: address.id }, snapshot: takeSnapshot(knownJob(job, loop), deadline) };
}
