import { RequestError } from "../errors/request-error.js";
import { ResponseError } from "../errors/response-error.js";
import { withTexts } from "../json/json.js";
import { valueKey } from "../json/value-key.js";
import type { Reply } from "../request/reply.js";
import { redactedBy } from "../response/secrets.js";
import { callObserver } from "../settings/hooks.js";
import { tellOnJob, tellOnWait } from "./job-hooks.js";
import { askJob, type Answer } from "./job-request.js";
import { attach, latestUpdate, ownLoop, sharedLoop, waitsOf, type Loop, type Turn } from "./loop.js";
import { nextPoll } from "./next-poll.js";
import { isTerminal, needsResult, outcomeOf } from "./outcome.js";
import { pollHint } from "./poll-hint.js";
import { applyFault, applyStatus, pollState, withFreshPatience, type AppliedAnswer } from "./poll-state.js";
import { addPause } from "./polling.js";
import { readStatus, type StatusReading } from "./status-reading.js";
import { waitError } from "./wait-errors.js";
import { DEFAULT_LIMITS } from "./wait-options.js";
import type { Wait } from "./wait.js";

/**
 * Sends the request of a turn, for the wait that is due, and applies the answers: everything that is called here runs in
 * the asynchronous context of its caller. Never rejects: whatever is thrown ends the waits that it concerns.
 */
export async function poll(wait: Wait, turn: Turn): Promise<void> {
  /** The loops that still want the answer. */
  const concerned = () => turn.loops.filter((loop) => loop.turn === turn);
  const first = wait.loop;
  try {
    // A wait that has left meanwhile asks for nobody: the next one that is due does.
    if (wait.ending !== undefined || first?.turn !== turn) return;
    const loops = concerned();
    const { job, state } = first;
    const { batch } = job.spec;
    const lines = first.identity?.split("\n");
    // If the function of this caller fails, its error concerns only this caller.
    let identity = lines && valueKey(wait);
    const onCredentials =
      lines &&
      ((sent: string) => {
        lines[state.phase === "result" ? lines.length - 1 : 0] = sent;
        identity = lines.join("\n");
      });
    const asking = { signal: turn.controller.signal, onCredentials };
    const isShared = loops.length > 1 && batch !== undefined;
    const jobs = loops.map((loop) => loop.job);
    const answers = isShared ? await batch.ask(jobs, asking) : [await askJob(job, state, wait.options, asking)];
    if (identity === first.identity) {
      for (const [index, loop] of loops.entries()) if (loop.turn === turn) receive(loop, answers[index], isShared);
    } else if (wait.ending === undefined) {
      // The credentials of the caller have changed. The answer is for this caller alone; the other waits ask again.
      wait.leave();
      if (wait.job.loop === first) wait.job.loop = undefined;
      const own = sharedLoop(wait.job, ownLoop(wait.job, wait.options, identity, first.state));
      attach(wait, own);
      if (own.turn === undefined) {
        // The wait already knows this state.
        if (answers[0]?.reply !== undefined && own.meaning === undefined)
          ({ meaning: own.meaning, message: own.message } = first);
        receive(own, answers[0], false);
      }
    }
  } catch (error) {
    for (const loop of concerned()) fail(loop, error);
  } finally {
    for (const loop of concerned()) {
      loop.turn = undefined;
      for (const other of waitsOf(loop)) other.arm();
    }
  }
}

/** Applies an answer to a loop and tells its waits. `isShared` if it is the answer of a batch operation. */
function receive(loop: Loop, answer: Answer | undefined, isShared: boolean): void {
  loop.turn = undefined;
  loop.isResumed = false;
  try {
    const { state, job } = loop;
    if (answer === undefined) throw new TypeError("The batch operation gave too few answers");
    if (answer.reply === undefined) receiveFault(loop, answer.fault, isShared);
    else if (answer.phase === "status") receiveStatus(loop, answer.reply, answer.result);
    else finish(loop, readStatus(job.spec, state.status, state.code), state.status, answer.reply);
  } catch (error) {
    fail(loop, error);
  }
}

/** Ends the waits of a loop with something that was thrown. */
function fail(loop: Loop, error: unknown): void {
  for (const wait of waitsOf(loop)) wait.end({ error });
}

function receiveFault(loop: Loop, fault: unknown, isShared: boolean): void {
  const { job, state } = loop;
  const hintMs = fault instanceof ResponseError ? hintIn(loop, fault) : undefined;
  const applied = applyFault(job.spec, state, fault, hintMs, wholeNow(loop));
  if (isShared && fault !== undefined && (applied.kind === "fatal" || applied.kind === "not-found")) {
    // One invalid id may fail a whole batch, so this job leaves the batch.
    loop.batch = undefined;
    for (const wait of waitsOf(loop)) wait.arm();
  } else proceed(loop, applied);
}

function receiveStatus(loop: Loop, { data, response }: Reply<unknown>, result: string | undefined): void {
  const { job, state: previous } = loop;
  const redact = redactedBy(response);
  const reading = readStatus(job.spec, data, response.status, redact);
  const now = wholeNow(loop);
  const answer = { code: response.status, result };
  const applied = applyStatus(previous, reading, answer, hintIn(loop, response), now);
  loop.state = applied.state;
  if (!isTerminal(reading)) {
    note(loop, reading, data, previous.state === reading.raw && previous.progress === reading.progress);
    return proceed(loop, applied);
  }
  // The server may send credentials back. Errors and snapshots must not show them.
  const isPending = needsResult(job.spec, reading, applied.state.result);
  const status = reading.state === "succeeded" && !isPending ? data : withTexts(data, redact);
  loop.state = { ...applied.state, due: now, hold: undefined };
  if (!isPending) return finish(loop, reading, status);
  loop.state = { ...loop.state, phase: "result", status };
  tellPolled(loop, undefined);
  for (const wait of waitsOf(loop)) {
    wait.wish = now;
    wait.arm();
  }
}

function hintIn({ job: { client, spec } }: Loop, response: Pick<Response, "headers" | "status">): number | undefined {
  return pollHint(response, spec.pollAfter, client.clock.date());
}

/** The time, rounded up: whole milliseconds take less memory than fractions. */
function wholeNow({ job }: Loop): number {
  return Math.ceil(job.client.clock.now());
}

/** The job has ended, and its result is here. */
function finish(loop: Loop, reading: StatusReading, status: unknown, reply?: Reply<unknown>): void {
  const outcome = outcomeOf(loop.job.spec, reading, status, reply);
  loop.outcome = outcome;
  tellPolled(loop, undefined);
  note(loop, reading, status, false);
  tellOnJob(waitsOf(loop)[0] ?? loop, { kind: "settled", outcome });
  for (const wait of waitsOf(loop)) wait.end({ done: true, outcome });
}

/** Continues after an answer that is not the end. Each wait applies its limits; the earliest wish counts. */
function proceed(loop: Loop, applied: AppliedAnswer): void {
  const { client } = loop.job;
  const { fault, kind, hintMs } = applied;
  const waits = waitsOf(loop).map((wait) => ({
    wait,
    next: nextPoll(wait.options, applied, wait.deadline, client.clock),
  }));
  const staying = waits.filter(({ next }) => next.end === undefined);
  const due = Math.min(...(staying.length > 0 ? staying : waits).map(({ next }) => next.due));
  loop.state = pollState({ ...applied.state, due: Math.ceil(due) });
  if (kind === "rate-limited") {
    // A rate limit applies to the whole origin.
    const now = client.clock.now();
    addPause(loop.job.polling, now, hintMs ?? Math.min(DEFAULT_LIMITS.minDelayMs, due - now));
  }
  tellPolled(loop, fault);
  for (const { wait, next } of waits) {
    wait.wish = Math.ceil(next.due);
    if (next.end !== undefined) wait.end({ error: waitError(wait, next.end, fault) });
    else wait.go(false, applied);
  }
  if (fault instanceof RequestError && waits.some(({ next }) => next.end === "fault")) {
    callObserver(client.hooks?.onError, fault, fault);
  }
  // The next wait is as patient as the first.
  if (staying.length === 0) loop.state = withFreshPatience(loop.state);
}

/** Keeps a status. If its state, progress or message has changed, the waits are told. */
function note(loop: Loop, { state, error }: StatusReading, body: unknown, isSame: boolean): void {
  const isKnown = isSame && loop.meaning === state && loop.message === error.message;
  loop.body = body;
  loop.meaning = state;
  ({ message: loop.message } = error);
  const update = latestUpdate(loop);
  if (isKnown || update === undefined) return;
  tellOnJob(waitsOf(loop)[0] ?? loop, { kind: "update", update });
  for (const wait of waitsOf(loop)) {
    const { onUpdate } = wait.options;
    if (onUpdate !== undefined) wait.tell(() => callObserver(onUpdate, update));
  }
}

/** Reports the last request to the hook of the client. */
function tellPolled(loop: Loop, error: unknown): void {
  const { job, state, meaning } = loop;
  const { attempt } = state;
  if (job.client.jobHooks?.onWait === undefined) return;
  for (const wait of waitsOf(loop))
    wait.tell(() => tellOnWait(wait, { kind: "polled", attempt, state: meaning, error }));
}
