import { randomUUID } from "node:crypto";
import type { DurableWaits, DurableWorker } from "@specloom/bullmq";
import { Redis } from "ioredis";
import { afterAll, beforeAll } from "vitest";
import { Provider } from "./provider.js";
import { pause, RedisServer, type RedisSettings } from "./redis-server.js";
import { taskWaits, type TaskKinds } from "./waits.js";
import { WorkerHost, type WorkerVersion } from "./worker-host.js";
import type { WorkerSettings } from "./worker-settings.js";

/** Limits of the single cases: a dead worker is found within four seconds, on a busy machine too. */
export const QUICK = { lockMs: 3_000, stalledMs: 500 };

type Limits = typeof QUICK;

/** What a test works with. Everything is closed after it. */
export interface Scene {
  readonly redis: RedisServer;
  readonly client: Redis;
  readonly provider: Provider;
  /** The name of the queue: the tests of a file share a Redis. */
  readonly name: string;
  readonly waits: (options?: Parameters<typeof taskWaits>[2]) => DurableWaits<TaskKinds>;
  readonly work: (
    waits: DurableWaits<TaskKinds>,
    options?: Parameters<DurableWaits<TaskKinds>["work"]>[0],
  ) => Promise<DurableWorker>;
  /** A worker in a process of its own. */
  readonly host: (settings?: Partial<WorkerSettings>, version?: WorkerVersion) => Promise<WorkerHost>;
}

/** Of the context of a test: tests that run side by side have no other. */
export type OnFinished = (close: () => Promise<void>) => void;

/** A Redis for the tests of a suite, which run side by side. */
export function sharedRedis(): (onTestFinished: OnFinished, limits?: Partial<Limits>) => Promise<Scene> {
  let redis: RedisServer | undefined;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis?.stop());
  return (onTestFinished, limits) => {
    if (redis === undefined) throw new Error("Redis is not started yet");
    return openScene(redis, onTestFinished, limits);
  };
}

/** A Redis for one test. */
export async function ownRedis(settings: RedisSettings, onTestFinished: OnFinished, program?: string): Promise<Scene> {
  const redis = await RedisServer.start(settings, program);
  onTestFinished(() => redis.stop());
  return openScene(redis, onTestFinished);
}

/** A scene on a Redis. */
export async function openScene(
  redis: RedisServer,
  onTestFinished: OnFinished,
  given: Partial<Limits> = {},
): Promise<Scene> {
  const limits = { ...QUICK, ...given };
  const provider = await Provider.start();
  const client = new Redis({ ...redis.connection, maxRetriesPerRequest: null });
  client.on("error", () => {});
  const name = `tasks-${randomUUID().slice(0, 8)}`;
  const closing: (() => unknown)[] = [() => client.disconnect(), () => provider.close()];
  onTestFinished(async () => {
    await Promise.all(closing.map((close) => close()));
  });
  return {
    redis,
    client,
    provider,
    name,
    waits(options) {
      const waits = taskWaits(redis.connection, provider.url, { name, ...limits, ...options });
      closing.unshift(() => waits.close());
      return waits;
    },
    async work(waits, options) {
      const worker = await waits.work(options);
      closing.unshift(() => worker.close({ graceMs: 0 }));
      return worker;
    },
    async host(settings, version) {
      const host = await WorkerHost.start(
        { port: redis.port, url: provider.url, name, ...limits, ...settings },
        settings?.diesAtStep !== true,
        version,
      );
      closing.unshift(() => host.kill());
      return host;
    },
  };
}

/** Waits until something is true. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await pause(20);
}
