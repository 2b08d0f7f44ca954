import { RequestError } from "../errors/request-error.js";
import { withTexts } from "../json/json.js";
import { callObserver } from "../settings/hooks.js";
import type { JobEvent } from "./job-hooks.js";
import type { Loop } from "./loop.js";
import { nextPoll } from "./next-poll.js";
import { isTerminal, needsResult, outcomeOf, resultIn } from "./outcome.js";
import {
  applyFault,
  applyStatus,
  compact,
  withFreshPatience,
  type AppliedAnswer,
  type FailedAnswer,
  type ResultAnswer,
  type StatusAnswer,
} from "./poll-state.js";
import { readStatus, type StatusReading } from "./status-reading.js";
import { arm, end, handBack, tell } from "./wait.js";
import { takeSnapshot, waitError } from "./wait-errors.js";
import { DEFAULT_LIMITS, type Update } from "./wait-options.js";

/** The answer to a request about a job. */
export type Answer = StatusAnswer | ResultAnswer | FailedAnswer;

/** Applies an answer to a loop and tells its waits. `isShared` if it is the answer of a batch operation. */
export function receive(loop: Loop, answer: Answer | undefined, isShared: boolean): void {
  loop.turn = undefined;
  loop.isResumed = false;
  try {
    if (answer === undefined) throw new TypeError("The batch operation gave too few answers");
    if (!answer.ok) receiveFault(loop, answer, isShared);
    else if ("value" in answer) finish(loop, readStatus(loop.spec, loop.state.status, loop.state.code), answer.value);
    else receiveStatus(loop, answer);
  } catch (error) {
    endAll(loop, error);
  }
}

/** Ends all waits of a loop with an error that nobody expected. */
export function endAll(loop: Loop, error: unknown): void {
  for (const wait of loop.waits.slice()) end(wait, { kind: "failed", error });
}

function receiveFault(loop: Loop, answer: FailedAnswer, isShared: boolean): void {
  const applied = applyFault(loop.spec, loop.state, answer, Math.ceil(loop.client.clock.now()));
  if (isShared && applied.fault !== undefined && (applied.kind === "fatal" || applied.kind === "not-found")) {
    // One invalid id may fail a whole batch, so this job leaves the batch.
    loop.batch = undefined;
    for (const wait of loop.waits) arm(wait);
    return;
  }
  proceed(loop, applied);
}

function receiveStatus(loop: Loop, answer: StatusAnswer): void {
  const { spec, client } = loop;
  const { status, code, redact } = answer;
  const now = Math.ceil(client.clock.now());
  const reading = readStatus(spec, status, code, redact);
  const previous = loop.state.state;
  const applied = applyStatus(loop.state, reading, answer, now);
  if (!isTerminal(reading)) {
    note(loop, updateOf(reading, status, applied.state.attempt), previous !== reading.raw);
    proceed(loop, applied);
    return;
  }
  const isPending = needsResult(spec, reading, applied.state.result);
  // What goes into errors and snapshots does not show the credentials that the server sent back.
  const isResult = reading.state === "succeeded" && !isPending;
  const shown = isResult ? status : withTexts(status, redact);
  loop.state = { ...applied.state, due: now, hold: undefined, ...(isPending && { phase: "result", status: shown }) };
  if (!isPending) return finish(loop, reading, resultIn(spec, shown), shown);
  tellPolled(loop, undefined);
  for (const wait of loop.waits) {
    wait.wish = now;
    arm(wait);
  }
}

/** The job has ended, and its result is here. */
function finish(loop: Loop, reading: StatusReading, result: unknown, status = loop.state.status): void {
  const outcome = outcomeOf(reading, status, result);
  loop.outcome = outcome;
  tellPolled(loop, undefined);
  note(loop, { ...updateOf(reading, status, loop.state.attempt), outcome }, true);
  tellJob(loop, { kind: "settled", outcome });
  for (const wait of loop.waits.slice()) end(wait, { kind: "ended", outcome });
}

/** Continues after an answer that is not the end. Each wait applies its limits; the earliest wish counts. */
function proceed(loop: Loop, applied: AppliedAnswer): void {
  const { clock } = loop.client;
  const waits = loop.waits.map((wait) => ({ wait, next: nextPoll(wait.options, applied, wait.deadline, clock) }));
  const staying = waits.filter(({ next }) => next.end === undefined);
  const due = (staying.length > 0 ? staying : waits).reduce((least, { next }) => Math.min(least, next.due), Infinity);
  loop.state = compact({ ...applied.state, due: Math.ceil(due) });
  pause(loop, applied);
  tellPolled(loop, applied.fault);
  for (const { wait, next } of waits) {
    wait.wish = Math.ceil(next.due);
    if (next.end !== undefined) {
      end(wait, { kind: "failed", error: waitError(loop, next.end, applied.fault, wait.deadline) });
    } else if (wait.wish > (wait.until ?? Infinity)) handBack(wait, applied);
    else arm(wait);
  }
  const { fault } = applied;
  if (fault instanceof RequestError && waits.some(({ next }) => next.end === "fault")) {
    callObserver(loop.client.hooks?.onError, fault, fault);
  }
  // The next wait is as patient as the first.
  if (staying.length === 0) loop.state = withFreshPatience(loop.state);
}

/** A rate limit applies to the whole origin. If the server asks for a long delay, it concerns this job only. */
function pause({ client, polling, state }: Loop, { kind, hintMs }: AppliedAnswer): void {
  if (kind !== "rate-limited") return;
  const now = client.clock.now();
  const pauseMs = hintMs ?? Math.min(DEFAULT_LIMITS.minDelayMs, state.due - now);
  if (pauseMs <= (client.maxRetryDelayMs ?? MAX_PAUSE_MS)) polling.pauses.add(polling.origin, now, pauseMs);
}

/** The longest pause of an origin, if the client has no limit. */
const MAX_PAUSE_MS = 60_000;

function updateOf(
  { state, progress, error: { message } }: StatusReading,
  status: unknown,
  attempt: number,
): Update<unknown> {
  return { state, progress, message, status, attempt };
}

/** Tells the waits a change of state, progress or message. */
function note(loop: Loop, update: Update<unknown>, isNewState: boolean): void {
  const { update: last } = loop;
  loop.update = update;
  const isSame = last?.state === update.state && last.progress === update.progress && last.message === update.message;
  if (isSame && !isNewState) return;
  tellJob(loop, { kind: "update", update });
  for (const wait of loop.waits) if (wait.options.onUpdate !== undefined) tell(wait, { kind: "update", update });
}

function tellPolled({ client, waits }: Loop, fault: unknown): void {
  if (client.jobHooks?.onWait === undefined) return;
  for (const wait of waits) tell(wait, { kind: "polled", fault });
}

type JobChange =
  | Pick<Extract<JobEvent, { kind: "update" }>, "kind" | "update">
  | Pick<Extract<JobEvent, { kind: "settled" }>, "kind" | "outcome">;

function tellJob(loop: Loop, change: JobChange): void {
  const { client, spec, address, waits } = loop;
  const onJob = client.jobHooks?.onJob;
  if (onJob === undefined) return;
  const snapshot = takeSnapshot(loop, waits[0]?.deadline ?? Infinity);
  callObserver(onJob, { resource: spec.name, id: address.id, snapshot, ...change });
}
