import {
  ApiError,
  ConfigurationError,
  NetworkError,
  ParameterError,
  RequestError,
  StartUncertainError,
  type Snapshot,
} from "@specloom/runtime";
import type { Job } from "bullmq";
import { randomUUID } from "node:crypto";
import type { StartContext, WaitKind } from "./kind.js";
import { TO_OTHERS_MS, UNCERTAIN, type Next } from "./next.js";
import { pauseAll } from "./pauses.js";
import { untilDone } from "./until-done.js";
import type { WaitData } from "./wait-data.js";
import type { StartNote } from "./wait-keys.js";
import type { WorkContext } from "./work-context.js";

/** What a start came to: the job, what the wait does next, or an error that ends the wait. */
export type Started = { readonly snapshot: Snapshot } | Next | { readonly refused: unknown };

/** How long a wait may remain unstarted where its kind has no deadline: that of every wait. */
const DEFAULT_DEADLINE_MS = 7_200_000;

/** How long a wait sleeps while the note of an ended one with its key is still there. */
const ENDED_PAUSE_MS = 1_000;

/** The same text for every start of a wait. */
export function idempotencyKeyOf(id: string): string {
  return `specloom-${id}`;
}

/** Starts the job of a wait, or finds what another worker has noted of its start. */
export async function startOf(
  context: WorkContext,
  id: string,
  wait: Job<WaitData>,
  declared: WaitKind,
): Promise<Started> {
  const { key, tenant, input } = wait.data;
  const call: StartContext = { key, tenant, idempotencyKey: idempotencyKeyOf(id), signal: context.stopping };
  // The first look costs nothing where nobody can have been here before.
  const noted = wait.attemptsStarted > 1 ? await context.keys.startNote(id) : undefined;
  if (noted !== undefined) return adopt(context, id, noted, () => declared.find?.(input, call));
  if (declared.start === undefined) return { kind: "sleep", until: Date.now() + TO_OTHERS_MS };
  const entered = await context.starts.enter();
  if (entered !== true) return { kind: "sleep", until: entered };
  let result: "started" | "refused" | "failed" = "failed";
  try {
    const token = randomUUID();
    if (!(await announce(context, id, token))) {
      result = "refused";
      const other = (await context.keys.startNote(id)) ?? {};
      return await adopt(context, id, other, () => declared.find?.(input, call));
    }
    try {
      const snapshot = (await declared.start?.(input, call))?.snapshot();
      if (snapshot === undefined) throw new TypeError(`The start of the kind ${wait.name} gave no job`);
      await untilDone(context, () => context.keys.noteStarted(id, token, snapshot));
      result = "started";
      return { snapshot };
    } catch (error) {
      if (!surelyNotStarted(error)) {
        if (!context.stopping.aborted) context.onProblem(error);
        return { kind: "sleep", until: Date.now() + 2 * context.settings.lockMs };
      }
      await context.keys.forgetStart(id, token);
      if (!mayPass(error)) result = "refused";
      return await again(context, wait, declared, error);
    }
  } finally {
    context.starts.leave(result);
  }
}

async function announce({ notes, safety }: WorkContext, id: string, token: string): Promise<boolean> {
  try {
    return await notes.announceStart(id, token, safety);
  } catch (error) {
    // Nothing was sent, so the note must not make the start uncertain.
    await notes.forgetStart(id, token);
    throw error;
  }
}

/** What another worker's note means: its job, patience, or an uncertain start. */
async function adopt(
  { keys, settings }: WorkContext,
  id: string,
  { snapshot, at }: StartNote,
  find: () => Promise<{ snapshot(): Snapshot } | undefined> | undefined,
): Promise<Started> {
  if (snapshot !== undefined) return { snapshot };
  // The note of a wait that has ended. A new wait goes on when the note is no longer kept either.
  if (at === undefined) {
    return (await keys.settlement(id)) === undefined
      ? { kind: "sleep", until: Date.now() + ENDED_PAUSE_MS }
      : { kind: "end" };
  }
  const patience = at + 2 * settings.lockMs;
  if (patience > Date.now()) return { kind: "sleep", until: patience };
  const found = (await find())?.snapshot();
  if (found === undefined) return { kind: "fail", reason: UNCERTAIN };
  await keys.noteJob(id, found);
  return { snapshot: found };
}

/** After a start that surely started nothing: later, while that may help and there is time. */
async function again(
  context: WorkContext,
  wait: Job<WaitData>,
  { wait: limits }: WaitKind,
  error: unknown,
): Promise<Started> {
  const retryAfterMs = error instanceof ApiError ? error.retryAfterMs : undefined;
  if (error instanceof ApiError && error.status === 429) await pauseAll(context, retryAfterMs);
  const until = Date.now() + Math.max(1_000, retryAfterMs ?? 0);
  const deadline = wait.timestamp + (limits?.deadlineMs ?? DEFAULT_DEADLINE_MS);
  return mayPass(error) && until < deadline ? { kind: "sleep", until } : { refused: error };
}

/** Whether an error of a start tells that nothing was started. */
export function surelyNotStarted(error: unknown): boolean {
  if (error instanceof StartUncertainError) return isUnreached(error.cause);
  if (error instanceof ParameterError || error instanceof ConfigurationError) return true;
  if (error instanceof ApiError) return error.status >= 400 && error.status < 500 && error.status !== 408;
  if (error instanceof RequestError && error.attempts === 0) return true;
  if (typeof error === "object" && error !== null && Reflect.get(error, "started") === false) return true;
  return isUnreached(error);
}

/** Whether the server was never reached: the connection was refused, or its name not found, at the only attempt. */
function isUnreached(error: unknown): boolean {
  if (!(error instanceof NetworkError) || error.attempts !== 1) return false;
  const { code } = error.toJSON();
  return code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN";
}

/** Whether a start that started nothing may succeed later. */
function mayPass(error: unknown): boolean {
  const cause = error instanceof StartUncertainError ? error.cause : error;
  return cause instanceof NetworkError || (cause instanceof ApiError && [425, 429].includes(cause.status));
}
