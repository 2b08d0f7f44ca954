import {
  ApiError,
  ConfigurationError,
  hasJob,
  JobWaitError,
  SnapshotError,
  SpecloomError,
  type Job as RemoteJob,
  type Snapshot,
} from "@specloom/runtime";
import type { Job } from "bullmq";
import { HANDLER_FAILED, isLost, TO_OTHERS_MS, type Next } from "./next.js";
import { pauseAll } from "./pauses.js";
import { deliver, settle } from "./settle.js";
import { errorJson, readStored, type Settlement, type StoredSettlement } from "./settlement.js";
import { startOf } from "./starts.js";
import { isCurrent, type WaitData } from "./wait-data.js";
import type { WorkContext } from "./work-context.js";

/** How often in a row a wait may end its process. */
const MAX_DEATHS = 10;
/** The pause after an error that is not about the job, such as one of a credential function. */
const FOREIGN_PAUSE_MS = 15_000;

/** One step of a wait: at most one status request, and one for a result. Decides what becomes of it. */
export async function stepOf(context: WorkContext, job: Job<WaitData>, token: string): Promise<Next> {
  const { settings, keys, closing } = context;
  const { id = "", name, data } = job;
  if (closing.aborted) return { kind: "sleep", until: Date.now() };
  const declared = settings.kinds[name];
  if (!isCurrent(data) || declared === undefined) return { kind: "sleep", until: Date.now() + TO_OTHERS_MS };
  const deaths = job.stalledCounter - data.stalls;
  const wasInterrupted = deaths > 0 || data.handled !== undefined;
  if (wasInterrupted || job.attemptsStarted <= 1) {
    const stored = await keys.settlement(id);
    // A new wait that is settled already was added while the old one ended.
    if (stored !== undefined && !wasInterrupted) return { kind: "end" };
    if (stored !== undefined) return deliverAgain(context, job, readStored(stored), deaths);
    // The settlement is no longer kept: another step could only give another one.
    if (data.handled !== undefined) return { kind: "fail", reason: HANDLER_FAILED };
  }
  const end = (settled: Settlement, snapshot?: Snapshot): Promise<Next> =>
    settle(context, job, token, settled, snapshot);
  if (deaths >= MAX_DEATHS) {
    const message = `The wait ended its process ${deaths} times in a row`;
    return end({ kind: "gave-up", error: { name: "Error", message }, ...snapshotOf(data) });
  }
  let { snapshot } = data;
  if (snapshot === undefined) {
    const started = await startOf(context, id, job, declared);
    if ("kind" in started) return started;
    if ("refused" in started) return end({ kind: "unsettled", error: errorJson(started.refused) });
    ({ snapshot } = started);
    return { kind: "sleep", until: snapshot.due, data: { ...data, snapshot, stalls: job.stalledCounter } };
  }
  let remote: RemoteJob<unknown, unknown>;
  try {
    remote = declared.resource.job(snapshot);
  } catch (error) {
    if (error instanceof SnapshotError && error.reason === "newer") {
      return { kind: "sleep", until: Date.now() + TO_OTHERS_MS };
    }
    return end({ kind: "unreadable", error: errorJson(error), snapshot });
  }
  return poll(context, job, remote, end);
}

/** Calls the handler again, unless it has ended its process again and again. */
async function deliverAgain(
  context: WorkContext,
  job: Job<WaitData>,
  stored: StoredSettlement,
  deaths: number,
): Promise<Next> {
  // Until it was given up, it was the step that ended the process.
  const most = stored.settled?.kind === "gave-up" ? 2 * MAX_DEATHS : MAX_DEATHS;
  return deaths < most ? deliver(context, job, stored) : { kind: "fail", reason: HANDLER_FAILED };
}

/** Asks for the job of a wait. */
async function poll(
  context: WorkContext,
  job: Job<WaitData>,
  remote: RemoteJob<unknown, unknown>,
  end: (settled: Settlement, snapshot?: Snapshot) => Promise<Next>,
): Promise<Next> {
  const { settings, stopping, onProblem } = context;
  const limits = settings.kinds[job.name]?.wait;
  try {
    const step = await remote.step({ faultGraceMs: Infinity, ...limits, signal: stopping });
    if (step.done) return await end(step.outcome, remote.snapshot());
    if (step.fault?.code === 429) await pauseAll(context, step.fault.retryAfterMs);
    const { snapshot, nextDelayMs } = step;
    const data = { ...job.data, snapshot, stalls: job.stalledCounter };
    return { kind: "sleep", until: Date.now() + nextDelayMs, data };
  } catch (error) {
    if (stopping.aborted) return { kind: "sleep", until: Date.now() };
    if (!hasJob(error) || isLost(error)) throw error;
    const { cause, snapshot } = error;
    // The provider asked for a pause that is longer than what is left of this wait.
    if (cause instanceof ApiError && cause.status === 429) await pauseAll(context, cause.retryAfterMs);
    if (isForeign(error) && Date.now() < (snapshot.deadline ?? Infinity)) {
      onProblem(error);
      return { kind: "sleep", until: Date.now() + FOREIGN_PAUSE_MS };
    }
    return end({ kind: "unsettled", error: errorJson(error), snapshot });
  }
}

/** Returns true if an error concerns this process and not the job: other code threw it, or a credential is missing. */
export function isForeign(error: unknown): boolean {
  if (error instanceof ConfigurationError) return true;
  return error instanceof JobWaitError && error.name === "JobWaitError" && !(error.cause instanceof SpecloomError);
}

function snapshotOf({ snapshot }: WaitData): { readonly snapshot?: Snapshot } {
  return snapshot === undefined ? {} : { snapshot };
}
