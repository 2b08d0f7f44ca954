import { describe, expect, test } from "vitest";
import { Queue } from "bullmq";
import type { Metric } from "@specloom/bullmq";
import { hasRedis, pause } from "./support/redis-server.js";
import { ownRedis, sharedRedis, until } from "./support/scene.js";
import type { Provider } from "./support/provider.js";

/** No worker dies here, and a machine that is busy for seconds must not make one seem to. */
const CALM = { lockMs: 30_000 };

/** The greatest number of requests that began within any second. */
function mostInASecond(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  return Math.max(...sorted.map((time, index) => sorted.slice(index).filter((other) => other - time < 1_000).length));
}

const allPolls = (provider: Provider): number[] => [...provider.polls.values()].flat();

describe.skipIf(!hasRedis)("steps", { concurrent: true }, () => {
  const scene = sharedRedis();

  test("[D7] are never early: not before the snapshot's due time, nor sooner than `minDelayMs`", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, provider } = await scene(onTestFinished, CALM);
    const minDelayMs = 300;
    const waits = open({ pace: { minDelayMs, maxDelayMs: 600 } });
    const other = open({ pace: { minDelayMs, maxDelayMs: 600 } });
    const keys = Array.from({ length: 50 }, (_, index) => `order-${index}`);
    await waits.addAll(keys.map((key) => [key, { kind: "task", job: key }] as const));
    await Promise.all([work(waits), work(other)]);
    await Promise.all(keys.map((key) => waits.settled(key, "task")));
    const gaps = [...provider.polls.values()].flatMap((times) =>
      times.slice(1).map((time, index) => time - (times[index] ?? 0)),
    );
    expect(gaps).toHaveLength(100);
    // The provider sees a request a little later than it was sent.
    expect(Math.min(...gaps)).toBeGreaterThan(minDelayMs - 150);
  });

  test("[D8] of all workers together keep to `requestsPerSecond` in any second", async ({ onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished, CALM);
    const all = [1, 2, 3].map(() => open({ requestsPerSecond: 50 }));
    const keys = Array.from({ length: 50 }, (_, index) => `order-${index}`);
    await all[0]?.addAll(keys.map((key) => [key, { kind: "task", job: key }] as const));
    await Promise.all(all.map((waits) => work(waits)));
    await Promise.all(keys.map(async (key) => all[0]?.settled(key, "task")));
    const polls = allPolls(provider);
    expect(polls).toHaveLength(150);
    // A tenth more, and what a busy machine delays into the next second.
    expect(mostInASecond(polls)).toBeLessThanOrEqual(50 * 1.1 + 10);
    expect(Math.max(...polls) - Math.min(...polls)).toBeGreaterThan(2_400);
  });

  test("[D8] no worker begins one after a 429 before `Retry-After` has passed", async ({ onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished, CALM);
    const metrics: Metric[] = [];
    const onMetric = (metric: Metric): void => void metrics.push(metric);
    const [first, second] = [open({ onMetric }), open({ onMetric })];
    const keys = Array.from({ length: 60 }, (_, index) => `order-${index}`);
    provider.trouble = { status: 429, retryAfter: 2 };
    await first.addAll(keys.map((key) => [key, { kind: "task", job: key }] as const));
    await Promise.all([work(first, { concurrency: 5 }), work(second, { concurrency: 5 })]);
    await until(() => provider.refused > 0);
    const refusedAt = Date.now();
    await pause(1_200);
    // Those that were in flight have got theirs.
    expect(provider.refused).toBeLessThanOrEqual(20);
    provider.trouble = {};
    await Promise.all(keys.map((key) => first.settled(key, "task")));
    expect(Math.min(...allPolls(provider)) - refusedAt).toBeGreaterThan(1_800);
    expect(metrics).toContainEqual({ name: "rate-limited", pauseMs: 2_000 });
  });

  test("[D9] pass over an outage with 503 and connections that break", async ({ onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished, CALM);
    const waits = open();
    const keys = Array.from({ length: 30 }, (_, index) => `order-${index}`);
    await waits.addAll(keys.map((key) => [key, { kind: "task", job: key }] as const));
    provider.trouble = { status: 503 };
    await work(waits);
    await until(() => provider.refused > 300);
    provider.trouble = { breaks: true };
    const before = provider.requests;
    await until(() => provider.requests > before + 100);
    provider.trouble = {};
    const settled = await Promise.all(keys.map((key) => waits.settled(key, "task")));
    expect(settled.map(({ kind }) => kind)).toEqual(keys.map(() => "succeeded"));
  });

  test("[D9] end with the deadline, and the settlement says why", async ({ onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished, CALM);
    const waits = open({ deadlineMs: 600 });
    provider.trouble = { status: 503 };
    await waits.add("order", { kind: "task", job: "1" });
    await work(waits);
    const settled = await waits.settled("order", "task");
    expect(settled).toMatchObject({ kind: "unsettled", error: { name: "JobTimeoutError", code: 503 } });
    expect(settled).toMatchObject({ snapshot: { id: "1" } });
  });

  test("[D10] of a tenant with few waits are not held up by another's backlog", async ({ onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished, CALM);
    const waits = open({ requestsPerSecond: 100, pace: { minDelayMs: 60_000, maxDelayMs: 60_000 } });
    const many = Array.from({ length: 400 }, (_, index) => `large-${index}`);
    const few = "abcdefghij"
      .split("")
      .flatMap((tenant) => [1, 2].map((index) => [tenant, `small-${tenant}${index}`] as const));
    await waits.addAll(many.map((job) => [job, { kind: "task", tenant: "large", job }] as const));
    await waits.addAll(few.map(([tenant, job]) => [job, { kind: "task", tenant, job }] as const));
    await work(waits);
    await until(() => few.every(([, job]) => provider.polls.has(job)));
    expect(many.filter((job) => provider.polls.has(job)).length).toBeLessThan(120);
  });

  test("[D8] after a 429 that asks for more time than a wait has left, no worker begins anything either", async ({
    onTestFinished,
  }) => {
    const { waits: open, work, provider, name, redis } = await scene(onTestFinished, CALM);
    const waits = open({ deadlineMs: 60_000 });
    provider.trouble = { status: 429, retryAfter: 120 };
    await waits.addAll([1, 2, 3].map((index) => [`order-${index}`, { kind: "task", job: `${index}` }] as const));
    await work(waits, { concurrency: 1 });
    const first = await waits.settled("order-1", "task");
    expect(first).toMatchObject({ kind: "unsettled", error: { name: "JobTimeoutError", code: 429 } });
    const queue = new Queue(name, { connection: redis.connection });
    expect(await queue.getRateLimitTtl()).toBeGreaterThan(60_000);
    await queue.close();
    expect(provider.refused).toBe(1);
  });

  test("[D8] keep to their rate also after somebody has emptied Redis", async ({ onTestFinished }) => {
    const { waits: open, work, name, client } = await ownRedis({}, onTestFinished);
    await work(open({ requestsPerSecond: 20 }), { checkMs: 50 });
    const rate = (): Promise<(string | null)[]> => client.hmget(`bull:${name}:meta`, "max", "duration");
    await until(async () => (await rate())[0] !== null);
    const before = await rate();
    await client.flushall();
    await until(async () => (await rate())[0] !== null);
    expect(await rate()).toEqual(before);
  });

  test("[D10] take their turn again after each step", async ({ onTestFinished }) => {
    const { waits: open, work, provider } = await scene(onTestFinished, CALM);
    const waits = open({ requestsPerSecond: 60, pace: { minDelayMs: 400, maxDelayMs: 400 } });
    const many = Array.from({ length: 150 }, (_, index) => `large-${index}`);
    const few = ["a", "b"];
    await waits.addAll(many.map((job) => [job, { kind: "task", tenant: "large", job }] as const));
    await waits.addAll(few.map((job) => [job, { kind: "task", tenant: job, job }] as const));
    await work(waits);
    await Promise.all(few.map((key) => waits.settled(key, "task")));
    // First in, first out, they would have made their second step after 300 others.
    expect(many.flatMap((job) => provider.polls.get(job) ?? []).length).toBeLessThan(220);
  });
});
