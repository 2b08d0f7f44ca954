import type { Snapshot } from "@specloom/runtime";

/** The version of what a wait stores. An older worker leaves a newer wait alone. */
export const DATA_VERSION = 1;

/** What a wait is about, as its BullMQ job stores it. The name of that job is the kind. */
export interface WaitData {
  readonly version: number;
  readonly key: string;
  readonly tenant?: string | undefined;
  /** The hash of the kind and the job or input. */
  readonly content: string;
  /** What a worker starts the job with. Absent where the job ran already. */
  readonly input?: unknown;
  /** The job. Absent until it is started. */
  readonly snapshot?: Snapshot | undefined;
  /** How often the wait had stalled when its last step was finished. */
  readonly stalls: number;
  /** How often the handler was called without success. Absent before it was called. */
  readonly handled?: number | undefined;
}

/** Whether the data of a BullMQ job are those of a wait that this version understands. */
export function isCurrent(data: unknown): data is WaitData {
  return versionOf(data) <= DATA_VERSION;
}

function versionOf(data: unknown): number {
  const version: unknown = typeof data === "object" && data !== null ? Reflect.get(data, "version") : undefined;
  return typeof version === "number" ? version : Infinity;
}
