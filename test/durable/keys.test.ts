import { KeyConflictError, SettlementGoneError } from "@specloom/bullmq";
import { Queue } from "bullmq";
import { describe, expect, test } from "vitest";
import { addPrepared, prepare } from "../../packages/bullmq/src/adding.js";
import { WaitKeys } from "../../packages/bullmq/src/wait-keys.js";
import { hasRedis, pause } from "./support/redis-server.js";
import { sharedRedis, until } from "./support/scene.js";
import { Tasks } from "./support/tasks.js";

const input = { text: "a" };

describe.skipIf(!hasRedis)("a key names one wait", { concurrent: true }, () => {
  const scene = sharedRedis();

  test("[D1] adding it again creates nothing, before and after its end", async ({ onTestFinished }) => {
    const { waits: open, work, provider, name, redis } = await scene(onTestFinished);
    const waits = open();
    await Promise.all(Array.from({ length: 20 }, () => waits.add("order", { kind: "task", input })));
    const queue = new Queue(name, { connection: redis.connection });
    expect(await queue.count()).toBe(1);
    const handled: string[] = [];
    await work(waits, { onSettled: ({ key }) => handled.push(key) });
    await waits.settled("order", "task");
    await waits.add("order", { kind: "task", input });
    await until(() => handled.length > 0);
    expect(await queue.getJobCounts("wait", "delayed", "active", "failed", "completed")).toEqual({
      wait: 0,
      delayed: 0,
      active: 0,
      failed: 0,
      completed: 0,
    });
    await queue.close();
    expect(handled).toEqual(["order"]);
    expect([...provider.starts]).toEqual([["order", 1]]);
  });

  test.for([
    { first: { kind: "task", input } as const, other: { kind: "task", input: { text: "b" } } as const },
    { first: { kind: "task", job: "1" } as const, other: { kind: "task", job: "2" } as const },
    { first: { kind: "task", job: "1" } as const, other: { kind: "task", input } as const },
  ])("[D1] other content is refused: $first, $other", async ({ first, other }, { onTestFinished }) => {
    const { waits: open, work } = await scene(onTestFinished);
    const waits = open();
    await waits.add("order", first);
    await expect(waits.add("order", other)).rejects.toThrow(KeyConflictError);
    await work(waits);
    await waits.settled("order", "task");
    await expect(waits.add("order", other)).rejects.toThrow(KeyConflictError);
    await expect(waits.add("order", first)).resolves.toBeUndefined();
  });

  test("[D1] a job that is given by its id and by its snapshot is the same", async ({ onTestFinished }) => {
    const { waits: open, provider } = await scene(onTestFinished);
    const waits = open();
    await waits.add("order", { kind: "task", job: "7" });
    await waits.add("order", { kind: "task", job: new Tasks(provider.url).job("7").snapshot() });
    expect(await waits.get("order")).toMatchObject({ state: "asleep", jobId: "7" });
  });

  test("[D1] in bulk, what is in use is named and the rest is added", async ({ onTestFinished }) => {
    const { waits: open } = await scene(onTestFinished);
    const waits = open();
    await waits.add("b", { kind: "task", job: "other" });
    const many = ["a", "b", "c"].map((key) => [key, { kind: "task", job: key }] as const);
    await expect(waits.addAll(many)).rejects.toThrow(/^b: the key is in use/u);
    expect([await waits.get("a"), await waits.get("c")]).toMatchObject([{ jobId: "a" }, { jobId: "c" }]);
  });

  test("[D1] in bulk, what is in use is named over all, and the rest of thousands is added", async ({
    onTestFinished,
  }) => {
    const { waits: open } = await scene(onTestFinished);
    const waits = open();
    const keys = Array.from({ length: 2_100 }, (_, index) => `order-${index}`);
    const used = ["order-0", "order-1500"];
    await waits.addAll(used.map((key) => [key, { kind: "task", job: "other" }] as const));
    const many = keys.map((key) => [key, { kind: "task", job: key }] as const);
    await expect(waits.addAll(many)).rejects.toThrow(/^order-0, order-1500: the key is in use/u);
    expect(await waits.get("order-2099")).toMatchObject({ jobId: "order-2099" });
  });

  test("[D1] inputs that are equal JSON are the same, whatever the order of their members", async ({
    onTestFinished,
  }) => {
    const { waits: open } = await scene(onTestFinished);
    const waits = open();
    const one = { text: "a", more: { b: [{ d: 1, c: 2 }], a: undefined } };
    const same = { more: { b: [{ c: 2, d: 1 }] }, text: "a" };
    await waits.add("order", { kind: "task", input: one });
    await waits.add("order", { kind: "task", input: same });
    const other = { ...one, more: { b: [{ d: 1, c: 3 }] } };
    await expect(waits.add("order", { kind: "task", input: other })).rejects.toThrow(KeyConflictError);
  });

  test("[D1] other content is refused also where the old wait settles while it is added", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, client, name, redis } = await scene(onTestFinished);
    const waits = open();
    const queue = new Queue(name, { connection: redis.connection });
    class Racing extends WaitKeys {
      looks = 0;
      /** The settlement is stored, and the old wait removed, after the first look. */
      override async settlements(ids: readonly string[]): Promise<(string | undefined)[]> {
        this.looks += 1;
        if (this.looks > 1) return super.settlements(ids);
        await waits.add("order", { kind: "task", job: "1" });
        await work(waits);
        await waits.settled("order", "task");
        await until(async () => (await queue.getJob(ids[0] ?? "")) === undefined);
        return ids.map(() => undefined);
      }
    }
    const commands = {
      call: (command: string, ...args: readonly (string | number)[]) => client.call(command, ...args),
    };
    const store = { queue, redis: commands, keys: new Racing(commands, `bull:${name}:`) };
    const tasks = new Tasks("http://127.0.0.1");
    const other = prepare({ task: { resource: tasks } }, "order", { kind: "task", job: "2" });
    expect(await addPrepared(store, [other])).toEqual(["order"]);
    await queue.close();
  });

  test.for(["42", "a:b", "späte Bestellung 🙂", "x".repeat(300), "{a}", "\0", "\ud800", "\udfff", "x".repeat(100_000)])(
    "[D1] any text is a key: %s",
    async (key, { onTestFinished }) => {
      const { waits: open, work } = await scene(onTestFinished);
      const waits = open();
      await waits.add(key, { kind: "task", job: "1" });
      const handled: string[] = [];
      await work(waits, { onSettled: (event) => handled.push(event.key) });
      expect(await waits.settled(key, "task")).toMatchObject({ kind: "succeeded" });
      await until(() => handled.length > 0);
      expect(handled).toEqual([key]);
    },
  );
});

describe.skipIf(!hasRedis)("a settlement", { concurrent: true }, () => {
  const scene = sharedRedis();

  test("[D5] [D16] is the same JSON for the handler and for everybody who awaits it, anywhere", async ({
    onTestFinished,
  }) => {
    const { waits: open, work } = await scene(onTestFinished);
    const [adding, working, awaiting] = [open(), open(), open()];
    await adding.add("order", { kind: "task", input });
    const early = awaiting.settled("order", "task");
    const handled: unknown[] = [];
    await work(working, { onSettled: ({ settled }) => handled.push(settled) });
    const all = [await early, await adding.settled("order", "task"), await working.settled("order", "task")];
    await until(() => handled.length > 0);
    expect(new Set([...all, ...handled].map((settled) => JSON.stringify(settled))).size).toBe(1);
  });

  test("[D16] is found although the stream of events is emptied all the time", async ({ onTestFinished }) => {
    const { waits: open, work, name, redis } = await scene(onTestFinished);
    const waits = open();
    const queue = new Queue(name, { connection: redis.connection });
    const keys = Array.from({ length: 40 }, (_, index) => `order-${index}`);
    await waits.addAll(keys.map((key) => [key, { kind: "task", job: key }] as const));
    const trimming = new AbortController();
    const trimmed = (async () => {
      while (!trimming.signal.aborted) {
        await queue.trimEvents(0);
        await pause(1);
      }
    })();
    await work(waits);
    const settled = await Promise.all(keys.map((key) => waits.settled(key, "task")));
    trimming.abort();
    await trimmed;
    await queue.close();
    expect(settled.map(({ kind }) => kind)).toEqual(keys.map(() => "succeeded"));
  });

  test("[D16] is gone where it is no longer kept, or was never", async ({ onTestFinished }) => {
    const { waits: open, work, client, name } = await scene(onTestFinished);
    const waits = open({ keepSettledMs: 700 });
    await expect(waits.settled("never", "task")).rejects.toThrow(SettlementGoneError);
    await waits.add("order", { kind: "task", job: "1" });
    await work(waits);
    await waits.settled("order", "task");
    await until(async () => (await waits.get("order")) === undefined);
    await expect(waits.settled("order", "task")).rejects.toThrow(SettlementGoneError);
    expect(await client.keys(`bull:${name}:*:w*`)).toEqual([]);
    // The key is free again, for another wait.
    await waits.add("order", { kind: "task", job: "2" });
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "succeeded" });
  });

  test("[D16] an abort ends one call alone", async ({ onTestFinished }) => {
    const { waits: open, work } = await scene(onTestFinished);
    const waits = open();
    await waits.add("order", { kind: "task", job: "1" });
    const reason = new Error("enough");
    const aborted = waits.settled("order", "task", { signal: AbortSignal.abort(reason) });
    const controller = new AbortController();
    const leaving = waits.settled("order", "task", { signal: controller.signal });
    const staying = waits.settled("order", "task");
    controller.abort(reason);
    await expect(aborted).rejects.toBe(reason);
    await expect(leaving).rejects.toBe(reason);
    await work(waits);
    expect(await staying).toMatchObject({ kind: "succeeded" });
  });

  test("[D16] a failure that is too large to store is said to be one", async ({ onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished);
    const broken = { state: "broken", error: "x".repeat(200) };
    const tasks = new Tasks(provider.url, { fetch: () => Promise.resolve(Response.json(broken)) });
    const waits = open({ tasks, maxResultBytes: 100 });
    await waits.add("order", { kind: "task", job: "1" });
    await work(waits);
    expect(await waits.settled("order", "task")).toMatchObject({ kind: "failed" });
    expect(await waits.get("order")).toMatchObject({ state: "settled", settled: "failed" });
  });

  test("[D16] of another kind is refused", async ({ onTestFinished }) => {
    const { waits: open, work } = await scene(onTestFinished);
    const waits = open();
    await waits.add("order", { kind: "task", job: "1" });
    await work(waits);
    // @ts-expect-error there is one kind
    await expect(waits.settled("order", "other")).rejects.toThrow(KeyConflictError);
  });

  test("[D17] a large result goes to the handler, is not stored, and is fetched again", async ({ onTestFinished }) => {
    const { waits: open, work, client, provider, name } = await scene(onTestFinished);
    const waits = open({ maxResultBytes: 50 });
    await waits.add("order", { kind: "task", job: "1" });
    const handled: unknown[] = [];
    await work(waits, { onSettled: ({ settled }) => handled.push(settled) });
    const settled = await waits.settled("order", "task");
    expect(settled).toMatchObject({ kind: "succeeded", result: { made: "1 4" } });
    await until(() => handled.length > 0);
    expect(handled).toMatchObject([{ kind: "succeeded", result: { made: "1 3" } }]);
    expect(provider.polls.get("1")).toHaveLength(4);
    const texts = await Promise.all((await client.keys(`bull:${name}:settled:*`)).map((key) => client.get(key)));
    expect(texts.filter((text) => text?.includes('"made":"1 3"'))).toEqual([]);
  });
});
