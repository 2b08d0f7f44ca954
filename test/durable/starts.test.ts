import { DurableWaits, kind, NotUncertainError } from "@specloom/bullmq";
import { StartUncertainError } from "@specloom/runtime";
import { Queue } from "bullmq";
import { describe, expect, test } from "vitest";
import { WaitKeys } from "../../packages/bullmq/src/wait-keys.js";
import { hasRedis, pause } from "./support/redis-server.js";
import { sharedRedis, QUICK, until } from "./support/scene.js";
import { Tasks } from "./support/tasks.js";

const input = { text: "a" };
const wait = { kind: "task", input } as const;

describe.skipIf(!hasRedis)("a start", { concurrent: true }, () => {
  const scene = sharedRedis();

  test("[D2] is one request for each key, by whatever worker", async ({ onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished);
    const keys = Array.from({ length: 60 }, (_, index) => `order-${index}`);
    const [first, second, third] = [open(), open(), open()];
    await first.addAll(keys.map((key) => [key, wait] as const));
    await Promise.all([first, second, third].map((waits) => work(waits)));
    await Promise.all(keys.map((key) => first.settled(key, "task")));
    expect(provider.starts).toEqual(new Map(keys.map((key) => [key, 1])));
  });

  test("[D2] [D3] killed before the request: nothing is sent, and the start is uncertain", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, host, provider } = await scene(onTestFinished);
    const waits = open();
    await waits.add("order", wait);
    const doomed = await host({ beforeStartMs: 600_000 });
    await doomed.next("starting");
    await doomed.kill();
    const uncertain: string[] = [];
    const begun = Date.now();
    await work(waits, { onUncertain: ({ key }) => uncertain.push(key) });
    await expect(waits.settled("order", "task")).rejects.toThrow(StartUncertainError);
    expect(Date.now() - begun).toBeGreaterThan(QUICK.lockMs);
    await until(() => uncertain.length > 0);
    expect(uncertain).toEqual(["order"]);
    expect(await waits.get("order")).toMatchObject({ state: "uncertain" });
    expect(provider.starts.size).toBe(0);
    // It stays so, and its key stays in use.
    await waits.add("order", wait);
    expect(await waits.get("order")).toMatchObject({ state: "uncertain" });
  });

  test("[D2] [D3] killed after the request: it is not repeated, and `resolve` names the job", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, host, provider } = await scene(onTestFinished);
    const waits = open();
    provider.trouble.startMs = 600_000;
    await waits.add("order", wait);
    await expect(waits.resolve("order", "drop")).rejects.toThrow(NotUncertainError);
    const doomed = await host();
    await until(() => provider.starts.has("order"));
    await doomed.kill();
    await work(waits);
    await expect(waits.settled("order", "task")).rejects.toThrow(StartUncertainError);
    expect([...provider.starts]).toEqual([["order", 1]]);
    await waits.resolve("order", { job: "task-order" });
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
    expect([...provider.starts]).toEqual([["order", 1]]);
  });

  test.for([
    { how: "start-again", starts: 2 },
    { how: "drop", starts: 1 },
  ] as const)("[D3] `resolve` with $how", async ({ how, starts }, { onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished);
    const waits = open();
    provider.trouble.dropStarts = true;
    await waits.add("order", wait);
    await work(waits);
    await expect(waits.settled("order", "task")).rejects.toThrow(StartUncertainError);
    provider.trouble.dropStarts = false;
    await waits.resolve("order", how);
    if (how === "drop") {
      expect(await waits.get("order")).toBeUndefined();
      return;
    }
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
    expect(provider.starts.get("order")).toBe(starts);
  });

  test("[D2] [D3] paused between note and request until its lock is gone: one request, then the late id heals", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, host, provider } = await scene(onTestFinished);
    const waits = open();
    await waits.add("order", wait);
    const slow = await host({ beforeStartMs: 100 });
    await slow.next("starting");
    slow.signal("SIGSTOP");
    const handled: string[] = [];
    await work(waits, { onSettled: ({ key }) => handled.push(key) });
    await expect(waits.settled("order", "task")).rejects.toThrow(StartUncertainError);
    expect(provider.starts.size).toBe(0);
    slow.signal("SIGCONT");
    await until(() => provider.starts.has("order"));
    await until(async () => (await waits.get("order"))?.state !== "uncertain");
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
    await until(() => handled.length + slow.events.filter(({ event }) => event === "settled").length > 0);
    expect([...provider.starts]).toEqual([["order", 1]]);
  });

  test("[D3] is found again where the provider can be asked", async ({ onTestFinished }) => {
    const { waits: open, work, host, provider } = await scene(onTestFinished);
    const waits = open({ canFind: true });
    provider.trouble.startMs = 600_000;
    await waits.add("order", wait);
    const doomed = await host();
    await until(() => provider.starts.has("order"));
    await doomed.kill();
    await work(waits);
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
    expect([...provider.starts]).toEqual([["order", 1]]);
  });

  test("[D3] a crash leaves at most `startsInFlight` uncertain", async ({ onTestFinished }) => {
    const { waits: open, work, host, provider } = await scene(onTestFinished);
    const waits = open();
    provider.trouble.startMs = 600_000;
    const keys = Array.from({ length: 40 }, (_, index) => `order-${index}`);
    await waits.addAll(keys.map((key) => [key, wait] as const));
    const doomed = await host({ startsInFlight: 4 });
    await until(() => provider.starts.size === 4);
    await pause(200);
    await doomed.kill();
    provider.trouble = {};
    await work(waits);
    const ends = await Promise.allSettled(keys.map((key) => waits.settled(key, "task")));
    expect(ends.filter(({ status }) => status === "rejected")).toHaveLength(4);
    expect(provider.startedTwice()).toEqual([]);
  });

  test.for([
    { status: 422, kind: "unsettled" },
    { status: 403, kind: "unsettled" },
  ])("[D2] refused with $status: nothing was started, and the wait ends", async ({ status }, { onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished);
    const waits = open();
    provider.trouble.startStatus = status;
    await waits.add("order", wait);
    await work(waits);
    const settled = await waits.settled("order", "task");
    expect(settled).toMatchObject({ kind: "unsettled", error: { code: status } });
  });

  test("[D8] [D9] refused with 429: later, and no worker begins anything before", async ({ onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished);
    const waits = open();
    provider.trouble = { startStatus: 429, retryAfter: 1 };
    await waits.add("order", wait);
    await work(waits);
    await until(() => provider.refused > 0);
    provider.trouble = {};
    const refusedAt = Date.now();
    await waits.settled("order", "task");
    expect(Date.now() - refusedAt).toBeGreaterThan(900);
    expect(provider.refused).toBe(1);
  });

  test("[D3] what a start threw that made it uncertain is told", async ({ onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished);
    const waits = open();
    provider.trouble.startStatus = 503;
    await waits.add("order", wait);
    const problems: unknown[] = [];
    await work(waits, { onProblem: (problem) => problems.push(problem) });
    await until(() => problems.length > 0);
    expect(problems).toMatchObject([{ name: "StartUncertainError", cause: { status: 503 } }]);
  });

  test("[D2] a note is removed by the start that wrote it alone", async ({ onTestFinished }) => {
    const { client, name } = await scene(onTestFinished);
    const keys = new WaitKeys({ call: (command, ...args) => client.call(command, ...args) }, `bull:${name}:`);
    expect(await keys.announceStart("w1", "one", "fsync-always")).toBe(true);
    await keys.forgetStart("w1", "other");
    expect(await keys.startNote("w1")).toMatchObject({ token: "one" });
    await keys.forgetStart("w1", "one");
    expect(await keys.startNote("w1")).toBeUndefined();
  });

  test("[D4] a key whose old note outlives its settlement starts anew, once", async ({ onTestFinished }) => {
    const { waits: open, work, provider, client, name } = await scene(onTestFinished);
    const keepSettledMs = 1_000;
    const waits = open({ keepSettledMs });
    await waits.add("order", wait);
    await work(waits);
    await waits.settled("order", "task");
    const [note = ""] = await client.keys(`bull:${name}:start:*`);
    const id = note.split(":").at(-1) ?? "";
    // A worker that was late settles again: the note must not live longer for that.
    await pause(200);
    const keys = new WaitKeys({ call: (command, ...args) => client.call(command, ...args) }, `bull:${name}:`);
    await keys.settle(id, "late", 600_000, true);
    expect(await client.pttl(note)).toBeLessThanOrEqual(keepSettledMs);
    await client.pexpire(note, 3_000);
    await until(async () => (await waits.get("order")) === undefined);
    await waits.add("order", wait);
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
    expect(provider.starts.get("order")).toBe(2);
  });

  test("[D3] `resolve` with a job refuses a kind that this process does not have", async ({ onTestFinished }) => {
    const { waits: open, work, provider, name, redis } = await scene(onTestFinished);
    const waits = open();
    provider.trouble.dropStarts = true;
    await waits.add("order", wait);
    await work(waits);
    await expect(waits.settled("order", "task")).rejects.toThrow(StartUncertainError);
    const others = { other: kind({ resource: new Tasks(provider.url) }) };
    const elsewhere = new DurableWaits({ name, connection: redis.connection, kinds: others });
    await expect(elsewhere.resolve("order", { job: "1" })).rejects.toMatchObject({ parameter: "kinds" });
    await elsewhere.close();
    expect(await waits.get("order")).toMatchObject({ state: "uncertain" });
  });

  test("[D9] a provider that cannot be reached is asked again, and few starts become uncertain in an outage", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, provider } = await scene(onTestFinished);
    const waits = open();
    const keys = Array.from({ length: 60 }, (_, index) => `order-${index}`);
    provider.trouble.startStatus = 503;
    await waits.addAll(keys.map((key) => [key, wait] as const));
    await work(waits);
    // The first eight at once, then one at a time with growing pauses.
    await until(() => provider.refused >= 9);
    provider.trouble = {};
    const ends = await Promise.allSettled(keys.map((key) => waits.settled(key, "task")));
    expect(provider.refused).toBeLessThanOrEqual(10);
    expect(ends.filter(({ status }) => status === "rejected")).toHaveLength(provider.refused);
    expect(provider.startedTwice()).toEqual([]);
  });

  test("[D1] an `add` that slips in at the end of the old wait neither starts nor handles anything", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, provider, name, redis, client } = await scene(onTestFinished);
    const waits = open();
    await waits.add("order", wait);
    const stored = await client.keys(`bull:${name}:w${"?".repeat(22)}`);
    const handled: string[] = [];
    await work(waits, { onSettled: ({ key }) => handled.push(key) });
    const queue = new Queue(name, { connection: redis.connection });
    const data: unknown = (await queue.getJob(stored[0]?.split(":").at(-1) ?? ""))?.data;
    await waits.settled("order", "task");
    await until(() => handled.length > 0);
    // What such an `add` leaves behind: the job once more, beside the settlement.
    const id = stored[0]?.split(":").at(-1) ?? "";
    await queue.add("task", data, { jobId: id });
    await until(async () => (await queue.getJob(id)) === undefined);
    await queue.close();
    expect(handled).toEqual(["order"]);
    expect([...provider.starts]).toEqual([["order", 1]]);
  });
});
