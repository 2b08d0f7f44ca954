import { SettlementGoneError } from "@specloom/bullmq";
import { Queue, Worker, type Job, type RedisOptions } from "bullmq";
import { describe, expect, test } from "vitest";
import { Tasks } from "./support/tasks.js";
import { hasRedis, pause } from "./support/redis-server.js";
import { sharedRedis, QUICK, until } from "./support/scene.js";

const wait = { kind: "task", job: "1" } as const;

/** Each round is a worker that takes the one wait of a queue and is never heard of again. */
async function dieTenTimes(queue: Queue, to: RedisOptions): Promise<void> {
  for (let deaths = 0; deaths < 10; deaths += 1) {
    const dying = new Worker(queue.name, null, {
      connection: { ...to, maxRetriesPerRequest: null },
      lockDuration: 50,
      stalledInterval: 60,
      maxStalledCount: 1e9,
      autorun: false,
    });
    await dying.startStalledCheckTimer();
    await until(async () => (await dying.getNextJob(`dead-${deaths}`, { block: false })) !== undefined);
    await until(async () => (await queue.getJobCounts("wait"))["wait"] === 1);
    await dying.close(true);
  }
}

describe.skipIf(!hasRedis)("a worker that dies", { concurrent: true }, () => {
  const scene = sharedRedis();

  test("[D4] [D11] costs its waits the time until their locks are gone, and nothing else", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, host, provider } = await scene(onTestFinished);
    const waits = open();
    const doomed = await host({ beforeHandlerMs: 600_000 });
    await waits.add("order", wait);
    await until(() => provider.polls.get("1")?.length === 3);
    await waits.settled("order", "task");
    await doomed.kill();
    const handled: unknown[] = [];
    const diedAt = Date.now();
    await work(waits, { onSettled: ({ settled }) => handled.push(settled) });
    await until(() => handled.length > 0);
    expect(Date.now() - diedAt).toBeLessThan(QUICK.lockMs + 2 * QUICK.stalledMs + 1_000);
    expect(handled).toEqual([await waits.settled("order", "task")]);
    expect(provider.polls.get("1")).toHaveLength(3);
  });

  test("[D5] paused before it stores its outcome: the other's counts, for its handler too", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, host, provider } = await scene(onTestFinished);
    const waits = open();
    await waits.add("order", wait);
    // Stopped at the last poll, whose answer it gets when it goes on.
    const slow = await host();
    await until(() => provider.polls.get("1")?.length === 2);
    provider.trouble.startMs = 0;
    await until(() => provider.polls.get("1")?.length === 3);
    slow.signal("SIGSTOP");
    const handled: unknown[] = [];
    await work(waits, { onSettled: ({ settled }) => handled.push(settled) });
    const settled = await waits.settled("order", "task");
    slow.signal("SIGCONT");
    await pause(500);
    const told = slow.events.flatMap((event) => (event.event === "settled" ? [event.settled] : []));
    expect(new Set([settled, ...handled, ...told].map((one) => JSON.stringify(one))).size).toBe(1);
  });

  test("[D7] [D11] killed between the two calls that park: its next step finds itself not due and asks nothing", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, provider, name, redis } = await scene(onTestFinished);
    const waits = open({ pace: { minDelayMs: 4_000, maxDelayMs: 4_000 } });
    await waits.add("order", wait);
    const connection = { ...redis.connection, maxRetriesPerRequest: null };
    const dying = new Worker(name, null, {
      connection,
      lockDuration: 500,
      skipLockRenewal: true,
      skipStalledCheck: true,
    });
    const job: Job | undefined = await dying.getNextJob("dead");
    const remote = new Tasks(provider.url).job(job?.data.snapshot);
    const step = await remote.step({ minDelayMs: 4_000, maxDelayMs: 4_000 });
    await job?.updateData({ ...job.data, snapshot: step.done ? undefined : step.snapshot });
    await dying.close(true);
    const [firstPoll = 0] = provider.polls.get("1") ?? [];
    const stalled: unknown[] = [];
    const watching = open({
      pace: { minDelayMs: 4_000, maxDelayMs: 4_000 },
      onMetric: (metric) => {
        if (metric.name === "stalled") stalled.push(metric);
      },
    });
    await work(watching);
    await until(() => stalled.length > 0);
    await until(() => provider.polls.get("1")?.length === 2);
    const [, secondPoll = 0] = provider.polls.get("1") ?? [];
    expect(secondPoll - firstPoll).toBeGreaterThanOrEqual(3_900);
  });

  test("[D11] a wait that ends its process ten times in a row is given up, and others go on", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, provider, name, redis } = await scene(onTestFinished);
    const waits = open();
    await waits.add("poison", wait);
    const queue = new Queue(name, { connection: redis.connection });
    await dieTenTimes(queue, redis.connection);
    await queue.close();
    await waits.add("other", { kind: "task", job: "2" });
    const handled: string[] = [];
    await work(waits, { onSettled: ({ key, settled }) => handled.push(`${key} ${settled.kind}`) });
    expect(await waits.settled("poison", "task")).toMatchObject({ kind: "gave-up", snapshot: { id: "1" } });
    expect(await waits.settled("other", "task")).toMatchObject({ kind: "succeeded" });
    await until(() => handled.length === 2);
    expect(provider.polls.has("1")).toBe(false);
  });

  test("[D11] a process that its wait kills is counted as such", async ({ onTestFinished }) => {
    const { waits: open, host, name, redis } = await scene(onTestFinished);
    const waits = open();
    await waits.add("poison", wait);
    const queue = new Queue(name, { connection: redis.connection });
    for (let deaths = 0; deaths < 2; deaths += 1) {
      const killed = await host({ diesAtStep: true });
      await killed.exited;
    }
    const [job] = await queue.getJobs(["active", "wait"]);
    await queue.close();
    expect(job?.stalledCounter).toBe(1);
  });
});

describe.skipIf(!hasRedis)("a handler", { concurrent: true }, () => {
  const scene = sharedRedis();

  test("[D6] that throws twice is called a third time, with the same JSON", async ({ onTestFinished }) => {
    const { waits: open, work } = await scene(onTestFinished);
    const waits = open();
    await waits.add("order", wait);
    const calls: { readonly attempt: number; readonly settled: unknown }[] = [];
    const problems: unknown[] = [];
    await work(waits, {
      onSettled: ({ attempt, settled }) => {
        calls.push({ attempt, settled });
        if (calls.length < 3) throw new Error(`not now (${calls.length})`);
      },
      onProblem: (problem) => problems.push(problem),
    });
    const settled = await waits.settled("order", "task");
    await until(() => calls.length === 3);
    expect(calls).toEqual([0, 1, 2].map((attempt) => ({ attempt, settled })));
    expect(problems.map(String).filter((problem) => problem.includes("not now"))).toEqual([
      "Error: not now (1)",
      "Error: not now (2)",
    ]);
    await until(async () => (await waits.get("order"))?.state === "settled");
  });

  test("[D6] that never succeeds is called until the settlement ends; then the wait is kept as failed", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, name, redis } = await scene(onTestFinished);
    const waits = open({ keepSettledMs: 2_500 });
    await waits.add("order", wait);
    let calls = 0;
    await work(waits, {
      onSettled: () => {
        calls += 1;
        throw new Error("never");
      },
    });
    await until(async () => (await waits.get("order"))?.state === "failed");
    expect(calls).toBe(2);
    const queue = new Queue(name, { connection: redis.connection });
    const [failed] = await queue.getFailed();
    await queue.close();
    expect(failed?.failedReason).toBe("specloom: handler failed");
  });
});

describe.skipIf(!hasRedis)("a handler that was not done when its worker ended", { concurrent: true }, () => {
  const scene = sharedRedis();

  test("[D5] [D6] the settlement is gone: nobody asks for another one, and the wait is kept as failed", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, provider, client, name } = await scene(onTestFinished);
    const waits = open({ keepSettledMs: 1_500 });
    await waits.add("order", wait);
    const handled: unknown[] = [];
    const first = await work(waits, {
      onSettled: ({ settled }) => {
        handled.push(settled);
        throw new Error("not now");
      },
    });
    await until(async () => handled.length > 0 && (await waits.get("order"))?.state !== "running");
    await first.close();
    await until(async () => (await client.keys(`bull:${name}:settled:*`)).length === 0);
    const { requests } = provider;
    await work(open({ keepSettledMs: 1_500 }), { onSettled: ({ settled }) => handled.push(settled) });
    await until(async () => (await waits.get("order"))?.state === "failed");
    expect(handled).toHaveLength(1);
    expect(provider.requests).toBe(requests);
    await expect(waits.settled("order", "task")).rejects.toThrow(SettlementGoneError);
  });

  test("[D11] one that ends its process ten times in a row is called no more, and its wait is kept as failed", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, name, redis } = await scene(onTestFinished);
    const waits = open();
    await waits.add("poison", wait);
    const last = open();
    let calls = 0;
    const first = await work(last, {
      onSettled: () => {
        calls += 1;
        return new Promise(() => {});
      },
    });
    const settled = await waits.settled("poison", "task");
    await until(() => calls === 1);
    await first.close({ graceMs: 0 });
    const queue = new Queue(name, { connection: redis.connection });
    await dieTenTimes(queue, redis.connection);
    await work(waits, { onSettled: () => void (calls += 1) });
    await until(async () => (await waits.get("poison"))?.state === "failed");
    expect(calls).toBe(1);
    expect(await waits.settled("poison", "task")).toEqual(settled);
    await queue.close();
  });
});

describe.skipIf(!hasRedis)("a worker that closes", { concurrent: true }, () => {
  const scene = sharedRedis();

  test("[D12] while it opens takes nothing, and later calls are refused", async ({ onTestFinished }) => {
    const { waits: open, provider } = await scene(onTestFinished);
    const waits = open();
    await open().add("order", wait);
    const opening = waits.work();
    await waits.close();
    await Promise.allSettled([opening]);
    await expect(waits.work()).rejects.toThrow("closed");
    await expect(waits.get("order")).rejects.toThrow("closed");
    await pause(300);
    expect(await open().get("order")).toMatchObject({ state: "asleep" });
    expect(provider.requests).toBe(0);
  });

  test("[D12] ends what is in flight after `graceMs`, puts it back unchanged, and begins nothing", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, provider } = await scene(onTestFinished);
    const waits = open();
    provider.trouble.pollMs = 600_000;
    await waits.addAll(
      Array.from({ length: 30 }, (_, index) => [`order-${index}`, { kind: "task", job: `${index}` }] as const),
    );
    const worker = await work(waits, { concurrency: 20 });
    await until(() => provider.requests >= 20);
    const before = await Promise.all([...Array(30).keys()].map((index) => waits.get(`order-${index}`)));
    const begun = Date.now();
    await worker.close({ graceMs: 300 });
    const took = Date.now() - begun;
    expect(took).toBeGreaterThanOrEqual(290);
    expect(took).toBeLessThan(1_300);
    const requests = provider.requests;
    await pause(200);
    expect(provider.requests).toBe(requests);
    const after = await Promise.all([...Array(30).keys()].map((index) => waits.get(`order-${index}`)));
    expect(after).toEqual(before.map((state) => ({ ...state, state: "asleep" })));
    provider.trouble = {};
    await work(waits);
    await Promise.all([...Array(30).keys()].map((index) => waits.settled(`order-${index}`, "task")));
  });

  test("[D12] in a process of its own: SIGTERM, exit, and the waits go on elsewhere at once", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, host, provider } = await scene(onTestFinished);
    const waits = open();
    provider.trouble.pollMs = 600_000;
    await waits.add("order", wait);
    const leaving = await host({ graceMs: 100 });
    await until(() => provider.requests > 0);
    await leaving.close();
    expect((await leaving.next("closed")).ms).toBeLessThan(1_100);
    provider.trouble = {};
    await work(waits);
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
  });
});
