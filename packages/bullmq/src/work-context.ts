import type { Queue } from "bullmq";
import type { Metric } from "./metrics.js";
import type { Settings } from "./options.js";
import type { RedisCommands } from "./redis-commands.js";
import type { StartSafety } from "./redis-setup.js";
import type { Settlement } from "./settlement.js";
import type { StartGate } from "./start-gate.js";
import type { WaitKeys } from "./wait-keys.js";

/** What a handler is told of a wait that has ended. */
export interface SettledEvent {
  readonly key: string;
  readonly kind: string;
  readonly tenant: string | undefined;
  readonly settled: Settlement;
  /** How often the handler was called for this wait before. Not all calls are known after a crash. */
  readonly attempt: number;
  /** Aborted when the worker closes. */
  readonly signal: AbortSignal;
}

/** What is told of a start whose answer nobody has. */
export interface UncertainEvent {
  readonly key: string;
  readonly kind: string;
  readonly tenant: string | undefined;
  readonly idempotencyKey: string;
}

/** Options of one worker. */
export interface WorkOptions {
  /** How many steps are in flight (100). */
  readonly concurrency?: number;
  /** Called with each settlement until it resolves; at least once. */
  onSettled?(event: SettledEvent): unknown;
  /** Called when a start becomes uncertain. What it throws goes to `onProblem`. */
  readonly onUncertain?: (event: UncertainEvent) => unknown;
  /** Hears of what a person should look at: a handler that throws, a clock that is off, a Redis that is full. */
  readonly onProblem?: (problem: unknown) => unknown;
  /** How often the clock is compared with that of Redis (30,000 ms). */
  readonly checkMs?: number;
}

/** What the steps of one worker share. */
export interface WorkContext {
  readonly settings: Settings;
  readonly options: WorkOptions;
  readonly queue: Queue;
  readonly redis: RedisCommands;
  readonly keys: WaitKeys;
  /** The keys on the connection that waits for the disk, for the notes of starts. */
  readonly notes: WaitKeys;
  readonly safety: StartSafety;
  readonly prefix: string;
  readonly starts: StartGate;
  /** Aborted when no new work is begun. */
  readonly closing: AbortSignal;
  /** Aborted when the work in flight has to end. */
  readonly stopping: AbortSignal;
  readonly onMetric: (metric: Metric) => void;
  readonly onProblem: (problem: unknown) => void;
}
