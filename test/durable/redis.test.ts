import { ClockError, DurabilityError, DurableUnavailableError, RedisSetupError } from "@specloom/bullmq";
import { describe, expect, test, vi } from "vitest";
import { shown } from "../support/shown.js";
import * as setup from "../../packages/bullmq/src/redis-setup.js";

import { hasRedis, hasWaitAof, pause, type RedisSettings, WITH_WAITAOF } from "./support/redis-server.js";
import { ownRedis, sharedRedis, until } from "./support/scene.js";

const wait = { kind: "task", job: "1" } as const;
const input = { kind: "task", input: { text: "a" } } as const;

describe("[D14] the version of Redis", () => {
  test.each([
    { version: "6.0.16", want: "Redis 6.0.16 is too old: waits need 6.2 or newer" },
    { version: "6.2.0", want: undefined },
    { version: "7.0.15", want: undefined },
    { version: "10.0.0", want: undefined },
  ])("$version", async ({ version, want }) => {
    const redis = {
      call: (_command: string, _what?: string | number, name?: string | number) =>
        Promise.resolve(
          name === undefined
            ? `# Server\r\nredis_version:${version}\r\nredis_mode:standalone\r\n`
            : [name, { "maxmemory-policy": "noeviction", appendonly: "yes", appendfsync: "everysec" }[String(name)]],
        ),
    };
    const checked = setup.checkSetup(redis, undefined);
    if (want === undefined) await expect(checked).resolves.toBeTypeOf("string");
    else await expect(checked).rejects.toThrow(want);
  });

  test("[D13] from 7.2 on, a start waits for the disk instead", () => {
    expect(() => setup.checkStartSafety("wait-for-disk", false)).not.toThrow();
    expect(() => setup.checkStartSafety("fsync-always", false)).not.toThrow();
    expect(() => setup.checkStartSafety("may-be-lost", true)).not.toThrow();
    expect(() => setup.checkStartSafety("may-be-lost", false)).toThrow(DurabilityError);
  });
});

describe("[D14] a Redis that answers CONFIG GET with nothing", () => {
  test("`assume` states what it would say", async () => {
    const call = (command: string): Promise<unknown> =>
      Promise.resolve(command === "INFO" ? "redis_version:7.4.0\r\n" : []);
    await expect(setup.checkSetup({ call }, undefined)).rejects.toThrow(/`assume`/u);
    const assume = { maxmemoryPolicy: "noeviction", appendonly: "yes", appendfsync: "everysec" } as const;
    await expect(setup.checkSetup({ call }, assume)).resolves.toBe("wait-for-disk");
    const misspelt = Object.assign({}, assume, { appendfsync: "every second" });
    await expect(setup.checkSetup({ call }, misspelt)).rejects.toThrow(
      "appendfsync everysec or always (it is every second",
    );
  });
});

describe("[D14] how far a clock is ahead of that of Redis", () => {
  test.each([
    { local: [10_000, 10_000], redis: 10_000, ahead: 0 },
    { local: [10_000, 14_000], redis: 10_000, ahead: 0 },
    { local: [10_000, 14_000], redis: 14_000, ahead: 0 },
    { local: [10_000, 14_000], redis: 8_000, ahead: 2_000 },
    { local: [10_000, 14_000], redis: 15_500, ahead: -1_500 },
  ])("asked at $local.0, answered at $local.1 with $redis: $ahead", async ({ local, redis, ahead }) => {
    const times = vi
      .spyOn(Date, "now")
      .mockReturnValueOnce(local[0] ?? 0)
      .mockReturnValueOnce(local[1] ?? 0);
    const call = (): Promise<unknown> =>
      Promise.resolve([String(redis / 1_000 - (redis % 1_000) / 1_000), String((redis % 1_000) * 1_000)]);
    expect(await setup.clockAheadMs({ call })).toBe(ahead);
    times.mockRestore();
  });
});

describe.skipIf(!hasRedis)("a Redis of its own", { concurrent: true }, () => {
  test.for<{ readonly settings: RedisSettings; readonly want: string }>([
    { settings: { "maxmemory-policy": "allkeys-lru" }, want: "maxmemory-policy noeviction (it is allkeys-lru" },
    { settings: { "maxmemory-policy": "volatile-ttl" }, want: "maxmemory-policy noeviction (it is volatile-ttl" },
    { settings: { appendonly: "no" }, want: "appendonly yes (it is no" },
    { settings: { appendfsync: "no" }, want: "appendfsync everysec or always (it is no" },
  ])("[D14] $settings is refused, by what to set", async ({ settings, want }, { onTestFinished }) => {
    const waits = (await ownRedis(settings, onTestFinished)).waits();
    const refused = await Promise.allSettled([waits.add("order", wait), waits.work()]);
    const errors: unknown[] = refused.map((call) => (call.status === "rejected" ? call.reason : undefined));
    expect(errors.map((error) => error instanceof RedisSetupError)).toEqual([true, true]);
    expect(errors.map(String)).toEqual([expect.stringContaining(want), expect.stringContaining(want)]);
  });

  test.for([
    { given: {}, why: "NOAUTH" },
    { given: { password: "sk-canary" }, why: "WRONGPASS" },
  ])("[D14] who may not enter is told so: $why", async ({ given, why }, { onTestFinished }) => {
    const { waits: open, client, redis } = await ownRedis({}, onTestFinished);
    await client.config("SET", "requirepass", "right-password");
    const waits = open({ connection: { ...redis.connection, ...given } });
    const refused: unknown = await waits.add("order", wait).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DurableUnavailableError);
    expect(String(refused)).toContain(why);
    expect(shown(refused)).not.toContain("sk-canary");
  });

  test("[D17] a worker whose password is no longer the right one says so, without the password", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, client, redis } = await ownRedis({}, onTestFinished);
    await client.config("SET", "requirepass", "sk-canary");
    const problems: unknown[] = [];
    await work(open({ connection: { ...redis.connection, password: "sk-canary" } }), {
      onProblem: (problem) => problems.push(problem),
    });
    await client.config("SET", "requirepass", "another");
    await client.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    await until(() => problems.some((problem) => String(problem).includes("WRONGPASS")));
    expect(shown(problems)).not.toContain("sk-canary");
  });

  test("[D14] CONFIG is forbidden: `assume` states what it would say", async ({ onTestFinished }) => {
    const { waits: open } = await ownRedis({ "rename-command": "CONFIG nothing" }, onTestFinished);
    await expect(open().add("order", wait)).rejects.toThrow(/forbids CONFIG GET.*`assume`/u);
    const assume = { maxmemoryPolicy: "noeviction", appendonly: "yes", appendfsync: "everysec" } as const;
    await open({ assume }).add("order", wait);
    const wrong = open({ assume: { ...assume, maxmemoryPolicy: "allkeys-lfu" } });
    await expect(wrong.add("other", wait)).rejects.toThrow(RedisSetupError);
  });

  test("[D13] inputs are refused where a start could be lost", async ({ onTestFinished }) => {
    const { waits: open } = await ownRedis({}, onTestFinished);
    const waits = open({ allowStartLoss: false });
    await expect(waits.add("order", input)).rejects.toThrow(DurabilityError);
    await expect(waits.work()).rejects.toThrow(DurabilityError);
    await expect(waits.add("order", wait)).resolves.toBeUndefined();
    await expect(open({ allowStartLoss: true }).add("other", input)).resolves.toBeUndefined();
  });

  test("[D13] inputs are taken with appendfsync always", async ({ onTestFinished }) => {
    const { waits: open, work } = await ownRedis({ appendfsync: "always" }, onTestFinished);
    const waits = open({ allowStartLoss: false });
    await waits.add("order", input);
    await work(waits);
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
  });

  test("[D4] [D13] killed and started again: what was added is there, and goes on", async ({ onTestFinished }) => {
    const scene = await ownRedis({}, onTestFinished);
    const { waits: open, work, provider, redis } = scene;
    const waits = open();
    const keys = Array.from({ length: 100 }, (_, index) => `order-${index}`);
    await waits.addAll(keys.map((key) => [key, { kind: "task", input: { text: key } }] as const));
    await redis.kill();
    await redis.launch();
    await work(waits);
    await until(() => provider.starts.size > 30);
    await redis.kill();
    await redis.launch();
    // Producers fail while Redis is away; asking again is harmless.
    const settled = await Promise.all(
      keys.map(async (key) => {
        for (;;) {
          const found = await waits.settled(key, "task").catch(() => undefined);
          if (found !== undefined) return found.kind;
          await pause(50);
        }
      }),
    );
    expect(settled).toEqual(keys.map(() => "succeeded"));
    expect(provider.startedTwice()).toEqual([]);
    expect(provider.starts.size).toBe(100);
  });

  test("[D14] gone: who adds is told within two seconds, and nothing is added later", async ({ onTestFinished }) => {
    const scene = await ownRedis({}, onTestFinished);
    const { waits: open, redis } = scene;
    const waits = open();
    await waits.add("order", wait);
    await redis.kill();
    const begun = Date.now();
    await expect(waits.add("other", wait)).rejects.toThrow(DurableUnavailableError);
    expect(Date.now() - begun).toBeLessThan(4_000);
    await expect(open().add("other", wait)).rejects.toThrow(DurableUnavailableError);
    await redis.launch();
    await until(async () => {
      const state = await waits.get("order").catch(() => undefined);
      return state !== undefined;
    });
    expect(await waits.get("other")).toBeUndefined();
  });

  test("[D4] [D9] full: nothing is lost, and it is not asked all the time", async ({ onTestFinished }) => {
    const scene = await ownRedis({}, onTestFinished);
    const { waits: open, work, client, provider } = scene;
    const waits = open();
    const keys = Array.from({ length: 40 }, (_, index) => `order-${index}`);
    await waits.addAll(keys.map((key) => [key, { kind: "task", input: { text: key } }] as const));
    await client.config("SET", "maxmemory", "1mb");
    await expect(waits.add("other", wait)).rejects.toThrow(/OOM/u);
    await client.config("RESETSTAT");
    const problems: unknown[] = [];
    await work(waits, { onProblem: (problem) => problems.push(problem), concurrency: 50 });
    await pause(2_000);
    expect(problems.map(String).some((problem) => problem.includes("OOM"))).toBe(true);
    expect(problems.length).toBeLessThan(60);
    await client.config("SET", "maxmemory", "0");
    const settled = await Promise.all(keys.map((key) => waits.settled(key, "task")));
    expect(settled.map(({ kind }) => kind)).toEqual(keys.map(() => "succeeded"));
    expect(provider.startedTwice()).toEqual([]);
  });

  test("[D4] [D9] full in the middle of steps and starts: nothing is lost", async ({ onTestFinished }) => {
    const scene = await ownRedis({}, onTestFinished);
    const { waits: open, work, client, provider } = scene;
    const waits = open();
    const keys = Array.from({ length: 40 }, (_, index) => `order-${index}`);
    await waits.addAll(keys.map((key) => [key, { kind: "task", input: { text: key } }] as const));
    await work(waits, { concurrency: 50 });
    await until(() => provider.starts.size >= 16);
    await client.config("SET", "maxmemory", "1mb");
    await pause(1_500);
    await client.config("SET", "maxmemory", "0");
    const settled = await Promise.all(keys.map((key) => waits.settled(key, "task")));
    expect(settled.map(({ kind }) => kind)).toEqual(keys.map(() => "succeeded"));
    expect(provider.startedTwice()).toEqual([]);
  });

  test("[D4] [D9] read-only for a while, as after a failover: nothing is lost", async ({ onTestFinished }) => {
    const scene = await ownRedis({}, onTestFinished);
    const { waits: open, work, client, provider } = scene;
    const waits = open();
    const keys = Array.from({ length: 20 }, (_, index) => `order-${index}`);
    await waits.addAll(keys.map((key) => [key, { kind: "task", input: { text: key } }] as const));
    await work(waits);
    await until(() => provider.starts.size >= 5);
    await client.replicaof("127.0.0.1", 1);
    await pause(1_500);
    await client.replicaof("NO", "ONE");
    const settled = await Promise.all(keys.map((key) => waits.settled(key, "task")));
    expect(settled.map(({ kind }) => kind)).toEqual(keys.map(() => "succeeded"));
    expect(provider.startedTwice()).toEqual([]);
  });

  test("[D4] all connections cut, again and again: nothing is lost", async ({ onTestFinished }) => {
    const scene = await ownRedis({}, onTestFinished);
    const { waits: open, work, client, provider } = scene;
    const waits = open();
    const keys = Array.from({ length: 100 }, (_, index) => `order-${index}`);
    await waits.addAll(keys.map((key) => [key, { kind: "task", input: { text: key } }] as const));
    await work(waits);
    const awaited = open();
    const ends = Promise.allSettled(keys.map((key) => awaited.settled(key, "task")));
    for (let cut = 0; cut < 4; cut += 1) {
      await pause(200);
      await client.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    }
    await ends;
    const last = open();
    const again = await Promise.all(keys.map((key) => last.settled(key, "task")));
    expect(again.map(({ kind }) => kind)).toEqual(keys.map(() => "succeeded"));
    expect(provider.startedTwice()).toEqual([]);
  });
});

describe.skipIf(!hasRedis)("a clock that is off", { concurrent: true }, () => {
  const scene = sharedRedis();

  test.for([3_600_000, -3_600_000])(
    "[D14] by %d ms: the worker says so and begins no step",
    async (clockAheadMs, { onTestFinished }) => {
      const { waits: open, work, host, provider } = await scene(onTestFinished);
      const waits = open();
      await waits.add("order", wait);
      const off = await host({ clockAheadMs, checkMs: 100 });
      const problem = await off.next("problem");
      expect(problem.name).toBe(ClockError.prototype.name);
      expect(problem.message).toContain(clockAheadMs > 0 ? "ahead of that of Redis" : "behind that of Redis");
      await pause(500);
      expect(provider.requests).toBe(0);
      await work(waits);
      expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
    },
  );
});

describe.skipIf(!hasWaitAof)("a server with WAITAOF", { concurrent: true }, () => {
  const waitings = async (info: Promise<string>): Promise<number> =>
    Number(/^cmdstat_waitaof:calls=(?<calls>\d+)/mu.exec(await info)?.groups?.["calls"] ?? 0);

  test("[D13] a start waits until its note is on the disk, and is the only one after the server died", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, provider, client, redis } = await ownRedis({}, onTestFinished, WITH_WAITAOF);
    const waits = open({ allowStartLoss: false });
    provider.trouble.startMs = 3_000;
    await waits.add("order", input);
    await work(waits);
    await until(() => provider.starts.size === 1);
    expect(await waitings(client.info("commandstats"))).toBe(1);
    await redis.kill();
    await redis.launch();
    expect(await client.keys("*:start:*")).toHaveLength(1);
    await until(() =>
      waits.get("order").then(
        () => true,
        () => false,
      ),
    );
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
    expect(provider.startedTwice()).toEqual([]);
  });

  test("[D13] starts at the same time share the wait for the disk", async ({ onTestFinished }) => {
    const { waits: open, work, provider, client } = await ownRedis({}, onTestFinished, WITH_WAITAOF);
    const waits = open({ allowStartLoss: false, startsInFlight: 50 });
    await waits.addAll(Array.from({ length: 50 }, (_, index) => [`order-${index}`, input] as const));
    await work(waits);
    await until(() => provider.starts.size === 50);
    const shared = await waitings(client.info("commandstats"));
    expect(shared).toBeGreaterThan(0);
    expect(shared).toBeLessThan(25);
  });
});
