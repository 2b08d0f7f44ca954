import type { Pace } from "./tasks.js";

/** What a worker process is told. */
export interface WorkerSettings {
  readonly port: number;
  readonly url: string;
  readonly name?: string;
  readonly pace?: Pace;
  readonly concurrency?: number;
  readonly requestsPerSecond?: number;
  readonly lockMs?: number;
  readonly stalledMs?: number;
  readonly startsInFlight?: number;
  readonly keepSettledMs?: number;
  readonly checkMs?: number;
  readonly graceMs?: number;
  /** The handler counts in Redis, by key, and nothing is printed of single waits. */
  readonly records?: boolean;
  readonly clockAheadMs?: number;
  /** A pause between the note of a start and its request. */
  readonly beforeStartMs?: number;
  readonly beforeHandlerMs?: number;
  /** The process ends at its first step. */
  readonly diesAtStep?: boolean;
  /** The key of a wait that the process adds; it starts its task. */
  readonly adds?: string;
}

/** What a worker process prints. */
export type WorkerEvent =
  | { readonly event: "ready" }
  | { readonly event: "starting" | "uncertain"; readonly key: string }
  | { readonly event: "settled"; readonly key: string; readonly settled: unknown; readonly attempt: number }
  | { readonly event: "problem"; readonly name: string; readonly message: string }
  | { readonly event: "closed"; readonly ms: number };
