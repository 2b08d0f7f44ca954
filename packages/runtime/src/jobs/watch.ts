import { valueKey } from "../json/value-key.js";
import { callObserver } from "../settings/hooks.js";
import { listen, unlisten } from "../time/signals.js";
import { JobOutcomeError, withJob } from "./job-errors.js";
import { jobFacts, tellOnWait } from "./job-hooks.js";
import { callerIdentity, latestUpdate, ownLoop, sharedLoop } from "./loop.js";
import { withFreshPatience } from "./poll-state.js";
import type { Step } from "./step.js";
import type { TrackedJob } from "./tracked-job.js";
import { checkWaitOptions, mergeWaitOptions, type WaitOptions } from "./wait-options.js";
import { Wait, type End } from "./wait.js";

type MakeWait = (...of: [TrackedJob, WaitOptions, Wait["read"], Wait["settle"]]) => Wait;

/**
 * One wait for a job, from its options to its end. `wait`, `settle`, `updates`, `step` and `settleAll` all use it. The wait
 * joins the loop of the job and then does what it is told. The wait that is due first sends the request for all waits of
 * the loop, so each request runs in the asynchronous context of a caller who waits. The declared types of the status `S`
 * and the result `R` are trusted only here: no body is validated against its schema, because an unexpected value (a
 * fraction instead of an integer) must not break a wait.
 */
export function watch<R, S, T>(
  job: TrackedJob,
  given: WaitOptions<S> | undefined,
  read: (end: Step<R, S>, job: TrackedJob) => T,
  make?: MakeWait,
): Promise<T>;
export function watch(
  job: TrackedJob,
  given: WaitOptions | undefined,
  read: Wait["read"],
  make: MakeWait = (...of) => new Wait(...of),
): Promise<unknown> {
  return new Promise((settle) => {
    const wait = make(job, mergeWaitOptions(job.options, given), read, settle);
    const { signal } = wait.options;
    try {
      checkWaitOptions(given);
      job.deadline = wait.deadline;
      tellOnWait(wait, { kind: "started" });
      if (signal?.aborted === true) wait.abort();
      else {
        if (signal) listen(signal, wait);
        begin(wait);
      }
    } catch (error) {
      wait.end({ error });
    }
    readInbox(wait);
  });
}

/** Finds the loop of the wait. If a function gives the credentials of the caller, it is called first. */
function begin(wait: Wait): void {
  const identity = callerIdentity(wait.job);
  if (identity === undefined) return enter(wait, undefined);
  wait.arm();
  // The request calls the function again and handles its error. Until then, this wait has a loop of its own.
  void identity.catch(() => valueKey(wait)).then((found) => wait.tell(() => enter(wait, found)));
}

function enter(wait: Wait, identity: string | undefined): void {
  const { job, options, isStep } = wait;
  const own = ownLoop(job, options, identity);
  const loop = sharedLoop(job, own);
  wait.loop = loop;
  const update = latestUpdate(loop);
  const { outcome } = loop;
  const { onUpdate } = options;
  if (update !== undefined && onUpdate !== undefined) wait.tell(() => callObserver(onUpdate, update));
  if (outcome !== undefined) return wait.end({ done: true, outcome });
  if (loop.waits === undefined && !isStep) loop.state = withFreshPatience(loop.state);
  // A snapshot says when its job is due, as the last step does.
  wait.join(loop, isStep || own.isResumed ? own.state.due : undefined);
}

/**
 * Does what the wait was told, in order, and then sleeps. A sleeping wait is one reaction of one promise: it takes less
 * memory than an asynchronous function that awaits, and keeps the asynchronous context of the caller as well.
 */
function readInbox(wait: Wait): void {
  for (let actions = wait.inbox; actions !== undefined; actions = wait.inbox) {
    wait.inbox = undefined;
    for (const action of actions) {
      try {
        action(wait);
      } catch (error) {
        wait.end({ error });
      }
    }
  }
  if (wait.ending !== undefined) return wait.settle(conclude(wait, wait.ending));
  const call = new Promise<Wait>((wake) => {
    wait.wake = wake;
  });
  void call.then(readInbox);
}

/** What the call returns, or throws. */
async function conclude(wait: Wait, how: End): Promise<unknown> {
  const { job, options } = wait;
  const { signal } = options;
  if (signal) unlisten(signal, wait);
  try {
    if ("error" in how) throw how.error;
    tellOnWait(wait, how.done ? { kind: "ended", outcome: how.outcome } : { kind: "paused" });
    return wait.read(how, job);
  } catch (thrown) {
    // The caller is told an abort as it is, any other error with its job.
    const isAbort = "error" in how && signal?.aborted === true && thrown === signal.reason;
    const error = isAbort ? thrown : withJob(thrown, jobFacts(wait));
    if (!(error instanceof JobOutcomeError)) tellOnWait(wait, { kind: "failed", error });
    throw error;
  }
}
