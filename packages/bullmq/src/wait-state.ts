import type { Store } from "./producer.js";
import { UNCERTAIN } from "./next.js";
import { readStored } from "./settlement.js";
import type { WaitData } from "./wait-data.js";

/** What is known of a wait. */
export interface WaitState {
  /**
   * `failed`: the handler did not succeed for as long as the settlement was kept. `uncertain`: it is unknown whether the
   * job was started.
   */
  readonly state: "asleep" | "running" | "uncertain" | "settled" | "failed";
  readonly kind: string;
  readonly tenant?: string | undefined;
  /** The id of the job. Absent until it is started. */
  readonly jobId?: string | undefined;
  /** As the provider counts it, if it does. */
  readonly progress?: number | undefined;
  /** Status requests so far. */
  readonly attempt?: number | undefined;
  /** When the next step is due, in milliseconds since the Unix epoch. */
  readonly due?: number | undefined;
  /** The kind of the settlement. */
  readonly settled?: string | undefined;
}

/** Reads the state of a wait; undefined if there is none and its settlement is not kept. */
export async function readState({ queue, keys }: Store, id: string): Promise<WaitState | undefined> {
  const job = await queue.getJob(id);
  const text = await keys.settlement(id);
  const data: WaitData | undefined = job?.data;
  if (text !== undefined) {
    const { kind, settled, ended = "succeeded" } = readStored(text);
    const state = job !== undefined && (await job.isFailed()) ? "failed" : "settled";
    return { state, kind, tenant: data?.tenant, settled: settled?.kind ?? ended };
  }
  if (job === undefined || data === undefined) return undefined;
  const { tenant, snapshot } = data;
  const { id: jobId, progress, attempt, due } = snapshot ?? {};
  const state = await job.getState();
  const known = { kind: job.name, tenant, jobId, progress, attempt, due };
  if (state === "failed") return { ...known, state: job.failedReason === UNCERTAIN ? "uncertain" : "failed" };
  return { ...known, state: state === "active" ? "running" : "asleep" };
}
