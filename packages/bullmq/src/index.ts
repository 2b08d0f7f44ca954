export { DurableWaits } from "./durable-waits.js";
export type { KindSettledEvent, KindWorkOptions, NewWait, Resolution } from "./durable-waits.js";
export type { DurableWorker } from "./durable-worker.js";
export {
  ClockError,
  DurabilityError,
  DurableUnavailableError,
  KeyConflictError,
  NotUncertainError,
  RedisSetupError,
  SettlementGoneError,
} from "./errors.js";
export type { JobResource, KindName, Kinds, StartContext, WaitKind } from "./kind.js";
export { kind } from "./kind.js";
export type { Metric, MetricMeter } from "./metrics.js";
export { openTelemetryMetrics } from "./metrics.js";
export type { AssumedConfig, DurableWaitsOptions } from "./options.js";
export type { ErrorJson, NoOutcome, Settlement } from "./settlement.js";
export type { WaitState } from "./wait-state.js";
export type { SettledEvent, UncertainEvent, WorkOptions } from "./work-context.js";
