import { callObserver } from "../settings/hooks.js";
import { listen, unlisten } from "../time/signals.js";
import { JobOutcomeError, withJob, type JobContext } from "./job-errors.js";
import type { WaitEvent } from "./job-hooks.js";
import { withFreshPatience } from "./poll-state.js";
import { poll } from "./poll.js";
import { callerIdentity, loopFor } from "./share.js";
import type { TrackedJob } from "./tracked-job.js";
import { arm, end, join, leave, tell, type End, type Wait } from "./wait.js";
import { takeSnapshot } from "./wait-errors.js";
import { checkWaitOptions, mergeWaitOptions, type WaitOptions } from "./wait-options.js";

/** What a call returns for the end of its wait, or throws. */
export type ReadEnd<T> = (end: Extract<End, { kind: "ended" | "pending" }>, job: TrackedJob) => T;

/**
 * One wait for a job, from its options to its end: the way of `wait`, `settle`, `updates`, `step` and `settleAll`. It
 * joins the loop of the job, and then does what it is told. If it is the one that is due, it sends the request for all
 * waits, so that each request runs in the asynchronous context of a caller who waits. `stepMs` is how long a step may
 * poll.
 */
export async function watch<T>(
  job: TrackedJob,
  given: WaitOptions | undefined,
  read: ReadEnd<T>,
  stepMs?: number,
): Promise<T> {
  const options = mergeWaitOptions(job.options, given);
  const { signal } = options;
  const wait = newWait(job, options, stepMs);
  const listener = { abort: () => end(wait, { kind: "aborted", reason: signal?.reason }) };
  let isAborted = false;
  try {
    checkWaitOptions(given);
    tellHook(wait, { kind: "started" });
    if (signal?.aborted === true) listener.abort();
    else begin(wait);
    if (signal) listen(signal, listener);
    for (;;) {
      const message = wait.inbox.shift();
      switch (message?.kind) {
        case undefined:
          await new Promise<void>((resolve) => {
            wait.wake = resolve;
          });
          break;
        case "identity":
          enter(wait, message.identity);
          break;
        case "turn":
          void poll(wait, message.turn);
          break;
        case "update":
          callObserver(options.onUpdate, message.update);
          break;
        case "polled":
          tellHook(wait, polled(wait, message.fault));
          break;
        case "ended":
          tellHook(wait, { kind: "ended", outcome: message.outcome });
          return read(message, job);
        case "pending":
          return read(message, job);
        case "failed":
          throw message.error;
        case "aborted":
          isAborted = true;
          throw message.reason;
      }
    }
  } catch (thrown) {
    const error = isAborted ? thrown : withJob(thrown, contextOf(wait));
    if (!(error instanceof JobOutcomeError)) tellHook(wait, { kind: "failed", error });
    throw error;
  } finally {
    if (signal) unlisten(signal, listener);
    leave(wait);
  }
}

function newWait(job: TrackedJob, options: WaitOptions, stepMs: number | undefined): Wait {
  const { defaultDeadlineMs, resumedDeadline, state } = job;
  const now = job.client.clock.now();
  // The deadline of a step counts from the start of the job.
  const start = stepMs === undefined ? now : state.started;
  const { deadlineMs } = options;
  const deadline = deadlineMs === undefined ? (resumedDeadline ?? start + defaultDeadlineMs) : start + deadlineMs;
  job.deadline = deadline;
  return {
    job,
    options,
    deadline,
    until: stepMs === undefined ? Infinity : now + stepMs,
    loop: undefined,
    index: -1,
    wish: now,
    isOverdue: deadline <= now || stepMs === 0,
    isQueued: false,
    hasAsked: false,
    alarm: undefined,
    inbox: [],
    wake: undefined,
  };
}

/** Finds the loop of the wait, after its caller's credentials if a function gives them. */
function begin(wait: Wait): void {
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
  const isStep = until < Infinity;
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
  const { attempt } = (loop ?? job).state;
  return { kind: "polled", attempt, state: loop?.update?.state, error };
}

function contextOf({ job, loop, deadline }: Wait): JobContext {
  const { spec, address } = job;
  return { job: { resource: spec.name, id: address.id }, snapshot: takeSnapshot(loop ?? job, deadline) };
}
