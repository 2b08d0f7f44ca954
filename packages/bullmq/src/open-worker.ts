import { Queue, Worker } from "bullmq";
import { DurableWorker } from "./durable-worker.js";
import { processWait } from "./process-wait.js";
import { checkFunctions, checkNumbers, type Settings } from "./options.js";
import type { Producer } from "./producer.js";
import { commandsOf } from "./redis-commands.js";
import { checkStartSafety } from "./redis-setup.js";
import { StartGate } from "./start-gate.js";
import type { WaitData } from "./wait-data.js";
import { WaitKeys } from "./wait-keys.js";
import type { WorkContext, WorkOptions } from "./work-context.js";

/** BullMQ counts how often a job has stalled in its whole life, and would fail it for good at the second time. */
const NEVER = 1_000_000_000;

/**
 * Connects a worker, and lets it begin.
 *
 * @throws {ParameterError} if an option is invalid.
 * @throws {RedisSetupError | DurabilityError} where Redis could lose waits, or starts.
 */
export async function openWorker(settings: Settings, producer: Producer, options: WorkOptions): Promise<DurableWorker> {
  checkNumbers(options);
  checkFunctions(options, ["onSettled", "onUncertain", "onProblem"]);
  const safety = await producer.check();
  const hasStarts = Object.values(settings.kinds).some((kind) => kind.start !== undefined);
  if (hasStarts) checkStartSafety(safety, settings.allowStartLoss);
  // It throws where the waits were closed meanwhile.
  const { queue, prefix: keyPrefix } = producer;
  const { name, prefix, lockMs, stalledMs, telemetry } = settings;
  const connection = { ...settings.connection, maxRetriesPerRequest: null };
  const running = new Set<Promise<unknown>>();
  const worker = new Worker<WaitData>(name, (job, token = "") => track(processWait(context, job, token)), {
    prefix,
    connection,
    autorun: false,
    concurrency: options.concurrency ?? 100,
    lockDuration: lockMs,
    stalledInterval: stalledMs,
    maxStalledCount: NEVER,
    runRetryDelay: 500,
    removeOnComplete: { count: 0 },
    ...(telemetry && { telemetry }),
  });
  const track = (step: Promise<void>): Promise<void> => {
    const entry = step.catch(() => {});
    running.add(entry);
    void entry.then(() => running.delete(entry));
    return step;
  };
  worker.on("error", () => {});
  const redis = await commandsOf(worker);
  // A connection that waits for the disk is blocked meanwhile, so the notes of starts have one of their own.
  const disk = safety === "wait-for-disk" && hasStarts ? new Queue(name, { prefix, connection }) : undefined;
  disk?.on("error", () => {});
  const keys = new WaitKeys(redis, keyPrefix);
  const closing = new AbortController();
  const stopping = new AbortController();
  const context: WorkContext = {
    settings,
    options,
    queue,
    redis,
    keys,
    notes: disk === undefined ? keys : new WaitKeys(await commandsOf(disk), keyPrefix),
    safety,
    prefix: keyPrefix,
    starts: new StartGate(settings.startsInFlight, closing.signal),
    closing: closing.signal,
    stopping: stopping.signal,
    onMetric: observer(settings.onMetric),
    onProblem: observer(options.onProblem),
  };
  const durable = new DurableWorker(worker, context, {
    running,
    closing,
    stopping,
    closeOthers: async () => disk?.close(),
  });
  durable.start();
  return durable;
}

/** Wraps a callback that only observes. An error that it throws, and a promise that it rejects, are ignored. */
function observer<T>(callback: ((value: T) => unknown) | undefined): (value: T) => void {
  const call = async (value: T): Promise<unknown> => callback?.(value);
  return (value) => void call(value).catch(() => {});
}
