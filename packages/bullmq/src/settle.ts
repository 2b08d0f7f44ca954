import type { Snapshot } from "@specloom/runtime";
import type { Job } from "bullmq";
import { HANDLER_FAILED, type Next } from "./next.js";
import { asStored, readStored, storedText, type Settlement, type StoredSettlement } from "./settlement.js";
import type { WaitData } from "./wait-data.js";
import type { WorkContext } from "./work-context.js";

const LONGEST_PAUSE_MS = 600_000;

/**
 * Stores how a wait ended, and tells the handler. If there is a settlement already, that one counts.
 *
 * @param snapshot Of the job at its end, to fetch a large result again.
 */
export async function settle(
  context: WorkContext,
  job: Job<WaitData>,
  token: string,
  settled: Settlement,
  snapshot: Snapshot | undefined,
): Promise<Next> {
  const { settings, keys, onMetric } = context;
  const { id = "", name, data } = job;
  const text = storedText(
    { kind: name, content: data.content, at: Date.now() },
    settled,
    snapshot,
    settings.maxResultBytes,
  );
  const kept = await keys.settle(id, text, settings.keepSettledMs, data.input !== undefined);
  if (kept !== text) {
    // Another worker was first. It calls the handler, unless this one has the wait now.
    if (!(await hasLock(job, token, settings.lockMs))) return { kind: "end" };
    return deliver(context, job, readStored(kept));
  }
  onMetric({ name: "settled", kind: name, settled: settled.kind });
  const stored = readStored(text);
  // A large result is not stored, but the handler of this process gets it.
  return deliver(context, job, stored.again === undefined ? stored : { ...stored, settled: asStored(settled) });
}

/** Calls the handler with a stored settlement. If it throws, the wait sleeps and the handler is called again. */
export async function deliver(context: WorkContext, job: Job<WaitData>, stored: StoredSettlement): Promise<Next> {
  const { options, settings, stopping, onProblem } = context;
  const { key, tenant, handled = 0 } = job.data;
  if (options.onSettled === undefined) return { kind: "end" };
  try {
    const settled = stored.settled ?? (await fetchAgain(context, stored, stopping));
    await options.onSettled({ key, kind: job.name, tenant, settled, attempt: handled, signal: stopping });
    return { kind: "end" };
  } catch (error) {
    const data = { ...job.data, handled: handled + 1, stalls: job.stalledCounter };
    if (stopping.aborted) return { kind: "sleep", until: Date.now(), data };
    onProblem(error);
    const until = Date.now() + Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** handled);
    if (until >= stored.at + settings.keepSettledMs) return { kind: "fail", reason: HANDLER_FAILED };
    return { kind: "sleep", until, data };
  }
}

/** The settlement of a result that is not stored, from the provider. */
export async function fetchAgain(
  { settings }: Pick<WorkContext, "settings">,
  { kind, again }: StoredSettlement,
  signal: AbortSignal | undefined,
): Promise<Settlement> {
  const declared = settings.kinds[kind];
  if (declared === undefined || again === undefined) throw new TypeError(`There is no kind ${kind}`);
  return asStored(await declared.resource.job(again).settle({ ...declared.wait, ...(signal && { signal }) }));
}

async function hasLock(job: Job<WaitData>, token: string, lockMs: number): Promise<boolean> {
  return (await job.extendLock(token, lockMs).catch(() => 0)) === 1;
}
