import { DurableWaits, kind, openTelemetryMetrics, type Metric } from "@specloom/bullmq";
import { SnapshotError } from "@specloom/runtime";
import { Queue, type Job } from "bullmq";
import { describe, expect, test } from "vitest";
import { shown } from "../support/shown.js";
import { hasRedis, pause } from "./support/redis-server.js";
import { ownRedis, sharedRedis, until } from "./support/scene.js";
import { Tasks } from "./support/tasks.js";

const wait = { kind: "task", job: "1" } as const;

describe.skipIf(!hasRedis)("what is stored", { concurrent: true }, () => {
  const scene = sharedRedis();

  test.for([
    { what: "the data of a wait", change: (data: object) => ({ ...data, version: 2, more: true }) },
    {
      what: "a snapshot",
      change: (data: object) => ({
        ...data,
        snapshot: { ...Object(Reflect.get(data, "snapshot")), version: 2, more: 1 },
      }),
    },
  ])("[D15] $what of a newer version is put back for 30 s, untouched", async ({ change }, { onTestFinished }) => {
    const { waits: open, work, provider, name, redis } = await scene(onTestFinished);
    const waits = open();
    await waits.add("order", wait);
    const queue = new Queue(name, { connection: redis.connection });
    const find = async (): Promise<Job | undefined> => (await queue.getJobs(["wait", "delayed", "active"]))[0];
    const job = await find();
    const before: unknown = job?.data;
    const newer: object = change(Object(before));
    await job?.updateData(newer);
    const putBackAt = Date.now();
    await work(waits);
    await until(async () => (await queue.getJobCounts("delayed"))["delayed"] === 1);
    const kept = await find();
    expect(kept?.data).toEqual(newer);
    expect(kept?.delay).toBeGreaterThan(29_000);
    expect(kept?.delay).toBeLessThanOrEqual(30_000 + Date.now() - putBackAt);
    expect(provider.requests).toBe(0);
    await expect(waits.get("order")).resolves.toMatchObject({ state: "asleep" });
    // The worker of the newer version goes on: here, what it wrote is as it was.
    await kept?.updateData(before);
    await kept?.promote();
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
    await queue.close();
  });

  /** The BullMQ job of the one wait of a queue. */
  const onlyJob = async (queue: Queue): Promise<Job | undefined> =>
    (await queue.getJobs(["wait", "delayed", "active"]))[0];

  test.for(["newer data", "newer snapshots", "newer data and snapshots"] as const)(
    "[D15] a process with %s reads what one of today has written, and ends its wait",
    async (version, { onTestFinished }) => {
      const { waits: open, host, provider, name, redis } = await scene(onTestFinished);
      const older = await host({ adds: "order", pace: { minDelayMs: 2_000, maxDelayMs: 2_000 } });
      await until(() => [...provider.polls.values()].flat().length === 1);
      await older.close();
      const queue = new Queue(name, { connection: redis.connection });
      expect((await onlyJob(queue))?.data).toMatchObject({ version: 1, snapshot: { version: 1 } });
      await queue.close();
      const newer = await host({}, version);
      expect(await open().settled("order", "task")).toMatchObject({ kind: "succeeded" });
      expect(await newer.next("settled")).toMatchObject({ key: "order", attempt: 0 });
      expect(provider.startedTwice()).toEqual([]);
    },
  );

  test.for([
    ["newer data", 2, 1],
    ["newer snapshots", 1, 2],
    ["newer data and snapshots", 2, 2],
  ] as const)(
    "[D15] a process of today leaves what one with %s has written as it is, for the newer one to end",
    async ([version, data, snapshot], { onTestFinished }) => {
      const { waits: open, host, provider, name, redis } = await scene(onTestFinished);
      const first = await host({ adds: "order", pace: { minDelayMs: 1_000, maxDelayMs: 1_000 } }, version);
      await until(() => [...provider.polls.values()].flat().length === 1);
      await first.close();
      const queue = new Queue(name, { connection: redis.connection });
      const written: unknown = (await onlyJob(queue))?.data;
      expect(written).toMatchObject({ version: data, snapshot: { version: snapshot } });
      const asked = provider.requests;
      const older = await host();
      // Put back: due later than the newer version had it.
      await until(async () => ((await onlyJob(queue))?.delay ?? 0) > 25_000);
      expect((await onlyJob(queue))?.data).toEqual(written);
      expect(provider.requests).toBe(asked);
      expect(older.events.filter(({ event }) => event !== "ready")).toEqual([]);
      await older.close();
      await host({}, version);
      await (await onlyJob(queue))?.promote();
      expect(await open().settled("order", "task")).toMatchObject({ kind: "succeeded" });
      expect(provider.startedTwice()).toEqual([]);
      await queue.close();
    },
  );

  test("[D15] a start that this worker does not have is left to others", async ({ onTestFinished }) => {
    const { waits: open, work, provider, name, redis } = await scene(onTestFinished);
    await open().add("order", { kind: "task", input: { text: "a" } });
    const kinds = { task: kind({ resource: new Tasks(provider.url) }) };
    const older = new DurableWaits({ name, connection: redis.connection, kinds });
    onTestFinished(() => older.close({ graceMs: 0 }));
    await older.work();
    const queue = new Queue(name, { connection: redis.connection });
    await until(async () => (await queue.getJobCounts("delayed"))["delayed"] === 1);
    await older.close();
    const waits = open();
    await work(waits);
    await (await onlyJob(queue))?.promote();
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
    expect(provider.starts.get("order")).toBe(1);
    await queue.close();
  });

  test("[D15] a kind that this worker does not have is left to others", async ({ onTestFinished }) => {
    const { waits: open, work, name, redis } = await scene(onTestFinished);
    const waits = open();
    const queue = new Queue(name, { connection: redis.connection });
    await queue.add("later", { version: 1, key: "order", content: "", stalls: 0 }, { jobId: "wX" });
    await work(waits);
    await until(async () => (await queue.getJobCounts("delayed"))["delayed"] === 1);
    expect((await queue.getDelayed())[0]?.data).toMatchObject({ key: "order" });
    await queue.close();
  });

  test.for([
    { what: "damaged", change: { due: "soon" }, reason: "damaged" },
    { what: "of another provider", change: { provider: "other" }, reason: "foreign" },
  ])("[D4] a snapshot that is $what ends the wait, and keeps it", async ({ change }, { onTestFinished }) => {
    const { waits: open, work, name, redis } = await scene(onTestFinished);
    const waits = open();
    await waits.add("order", wait);
    const queue = new Queue(name, { connection: redis.connection });
    const [job] = await queue.getJobs(["wait"]);
    const snapshot = { ...job?.data.snapshot, ...change };
    await job?.updateData({ ...job.data, snapshot });
    await queue.close();
    await work(waits);
    const settled = await waits.settled("order", "task");
    expect(settled).toMatchObject({ kind: "unreadable", error: { name: "SnapshotError" }, snapshot });
  });

  test.for([
    { version: 2, reason: "newer" },
    { provider: "other", reason: "foreign" },
    { due: null, reason: "damaged" },
  ])("[D14] `add` refuses a snapshot that is $reason", async ({ reason, ...change }, { onTestFinished }) => {
    const { waits: open, provider } = await scene(onTestFinished);
    const snapshot = JSON.parse(JSON.stringify({ ...new Tasks(provider.url).job("1").snapshot(), ...change }));
    const error: unknown = await open()
      .add("order", { kind: "task", job: snapshot })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SnapshotError);
    expect(error).toMatchObject({ reason });
  });

  test("[D4] a deadline beyond the calendar is one, and its wait goes on", async ({ onTestFinished }) => {
    const { waits: open, work } = await scene(onTestFinished);
    const waits = open({ deadlineMs: Number.MAX_SAFE_INTEGER });
    await waits.add("order", wait);
    await work(waits);
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
  });

  test("[D17] a sleeping wait takes at most 1.3 KB, a settled one 300 bytes and its outcome", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, client, name, redis } = await scene(onTestFinished);
    const waits = open({ pace: { minDelayMs: 600_000, maxDelayMs: 600_000 } });
    const used = async (keys: readonly string[]): Promise<number> => {
      const sizes = await Promise.all(keys.map((key) => client.call("MEMORY", "USAGE", key, "SAMPLES", "0")));
      return sizes.reduce<number>((sum, size) => sum + Number(size), 0);
    };
    const count = 300;
    await waits.addAll(
      Array.from({ length: count }, (_, index) => [`order-${index}`, { kind: "task", job: `${index}` }] as const),
    );
    const worker = await work(waits);
    const queue = new Queue(name, { connection: redis.connection });
    await until(async () => (await queue.getJobCounts("delayed"))["delayed"] === count);
    await worker.close();
    await queue.close();
    const asleep = await used([...(await client.keys(`bull:${name}:w??????????????????????`)), `bull:${name}:delayed`]);
    expect(asleep / count).toBeLessThanOrEqual(1_300);

    const quick = open();
    await work(quick);
    await quick.addAll(
      Array.from({ length: count }, (_, index) => [`done-${index}`, { kind: "task", input: { text: "a" } }] as const),
    );
    await Promise.all(Array.from({ length: count }, (_, index) => quick.settled(`done-${index}`, "task")));
    const settled = await client.keys(`bull:${name}:settled:*`);
    const texts = await Promise.all(settled.map((key) => client.get(key)));
    const outcomes = texts.reduce((sum, text) => sum + (text ?? "").length, 0);
    const starts = await client.keys(`bull:${name}:start:*`);
    expect(settled).toHaveLength(count);
    expect(((await used([...settled, ...starts])) - outcomes) / count).toBeLessThanOrEqual(300);
  });

  test("[D17] the key is in nothing that Redis was ever told, and in no metric, problem or error", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, provider, redis } = await ownRedis({ appendfsync: "always" }, onTestFinished);
    const key = "sk-canary-0123456789";
    const quote = `bad key Bearer ${key}`;
    const keys = new Set<string | null>();
    /** What the provider answers by what a key is called; it quotes the key where it can. */
    const tasks = new Tasks(provider.url, {
      apiKey: () => key,
      fetch: async (url, init) => {
        keys.add(new Headers(init.headers).get("authorization"));
        const isStart = init.method === "POST";
        if (!isStart && url.includes("failed")) return Response.json({ state: "broken", error: quote });
        if (!isStart && url.includes("refused")) return Response.json({ detail: quote }, { status: 401 });
        if (!isStart && url.includes("undeclared")) return Response.json({ state: quote });
        if (isStart && url.includes("not-started")) return Response.json({ detail: quote }, { status: 400 });
        const response = await fetch(url, init);
        if (isStart && url.includes("uncertain")) throw new TypeError(quote);
        return response;
      },
    });
    const heard: unknown[] = [];
    const waits = open({ tasks, onMetric: (metric) => heard.push(metric), deadlineMs: 3_000 });
    const names = ["succeeded", "failed", "refused", "undeclared", "not-started", "uncertain"];
    for (const name of names) await waits.add(name, { kind: "task", input: { text: name } });
    await work(waits, {
      onSettled: (event) => heard.push(event),
      onProblem: (problem) => heard.push(problem),
      onUncertain: (event) => heard.push(event),
    });
    const ends = await Promise.allSettled(names.map((name) => waits.settled(name, "task")));
    heard.push(...ends, ...(await Promise.all(names.map((name) => waits.get(name)))));
    const kinds = ends.map((end) => (end.status === "fulfilled" ? end.value.kind : end.reason.name));
    expect(kinds).toEqual(["succeeded", "failed", "unsettled", "unsettled", "unsettled", "StartUncertainError"]);
    expect([...keys]).toEqual([`Bearer ${key}`]);
    for (const value of heard) expect(shown(value)).not.toContain(key);
    expect(redis.appended).toContain("[redacted]");
    expect(redis.appended).not.toContain(key);
  });

  test("[D18] steps, settlements, stalls and pauses are told, and the waits by state", async ({ onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished);
    const metrics: Metric[] = [];
    const waits = open({ onMetric: (metric) => void metrics.push(metric) });
    await waits.add("order", { kind: "task", input: { text: "a" } });
    await work(waits, { checkMs: 50 });
    await waits.settled("order", "task");
    await pause(100);
    const steps = metrics.flatMap((metric) => (metric.name === "step" ? [metric.result] : []));
    expect(steps).toEqual(["started", "pending", "pending", "settled"]);
    expect(metrics).toContainEqual({ name: "settled", kind: "task", settled: "succeeded" });
    expect(metrics.filter((metric) => metric.name === "waits").map(({ state }) => state)).toEqual(
      expect.arrayContaining(["asleep", "due", "running", "failed"]),
    );
    expect(metrics.every((metric) => metric.name !== "step" || metric.lateMs >= 0)).toBe(true);
    provider.trouble.dropStarts = true;
    await waits.add("other", { kind: "task", input: { text: "a" } });
    await until(() => metrics.some(({ name }) => name === "uncertain"));
    expect(metrics).toContainEqual({ name: "uncertain", kind: "task" });
  });

  test("[D18] a callback that throws changes nothing, and OpenTelemetry's meter takes all of it", async ({
    onTestFinished,
  }) => {
    const { waits: open, work } = await scene(onTestFinished);
    const records: unknown[] = [];
    const instrument = (name: string) => ({
      add: (value: number, attributes?: object) => void records.push([name, value, attributes]),
      record: (value: number, attributes?: object) => void records.push([name, value >= 0, attributes]),
    });
    const record = openTelemetryMetrics({
      createCounter: instrument,
      createHistogram: instrument,
      createGauge: instrument,
    });
    const waits = open({
      onMetric: (metric) => {
        record(metric);
        throw new Error("a bug of the application");
      },
    });
    await waits.add("order", wait);
    const worker = await work(waits);
    await waits.settled("order", "task");
    const kinds = (): unknown[] => records.map((row) => (Array.isArray(row) ? row[0] : undefined));
    await until(() => ["specloom.waits", "specloom.waits.settled"].every((name) => kinds().includes(name)));
    expect(records).toEqual(
      expect.arrayContaining([
        ["specloom.waits.steps", 1, { result: "settled" }],
        ["specloom.waits.lateness", true, undefined],
        ["specloom.waits.settled", 1, { kind: "task", settled: "succeeded" }],
        ["specloom.waits", true, { state: "asleep" }],
      ]),
    );
    await worker.close();
    // A function that is asynchronous throws by its promise. A rejection that nobody handles would fail this test.
    const others = open({ onMetric: () => Promise.reject(new Error("a bug of the application")) });
    await others.add("other", { kind: "task", job: "2" });
    await work(others);
    await others.settled("other", "task");
  });
});
