import { describe, expect, test } from "vitest";
import {
  type Api,
  Client,
  type ClientOptions,
  job,
  mergeOptions,
  type SchedulerOptions,
  settleAll,
} from "@specloom/runtime";
import { full, roe } from "../../support/sample-jobs.js";
import { httpError, ScriptedRequester, type Asked, type Scripted } from "../../support/scripted-requester.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

const pending = { body: { state: "running" } };
const done = { body: { state: "done" } };

interface Setting {
  readonly answer?: (asked: Asked, nth: number) => Scripted;
  /** How long each answer takes. */
  readonly takesMs?: number;
  readonly scheduler?: SchedulerOptions;
}

function setting({ answer = () => done, takesMs = 100, scheduler }: Setting) {
  const clock = new VirtualClock();
  const counts = new Map<string, number>();
  const script = async (asked: Asked) => {
    if (takesMs > 0) {
      await new Promise<void>((resolve) => {
        clock.schedule(resolve, takesMs);
      });
    }
    const id = String(asked.path[0]);
    const nth = counts.get(id) ?? 0;
    counts.set(id, nth + 1);
    return answer(asked, nth);
  };
  return { clock, client: new ScriptedRequester(clock, script, scheduler === undefined ? {} : { scheduler }) };
}

function ids(count: number, prefix = "job"): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
}

describe("[28] one scheduler per client", () => {
  test("[28] at most eight requests are in flight, result fetches included", async () => {
    const { clock, client } = setting({
      answer: ({ operation }) => ({ body: operation === "roe_result" ? 1 : { status: 3 } }),
    });
    await clock.until(settleAll(ids(50).map((id) => job(client, roe, id))));
    expect(client.asked).toHaveLength(100);
    expect(client.mostOpen).toBe(8);
  });

  test.each([1, 3, 20])("[28] maxInFlight %i is kept, and used", async (maxInFlight) => {
    const { clock, client } = setting({ scheduler: { maxInFlight } });
    await clock.until(Promise.all(ids(40).map((id) => job(client, full, id).wait())));
    expect(client.mostOpen).toBe(maxInFlight);
  });

  test("[28] requestsPerSecond spaces the requests, whatever causes them", async () => {
    const { clock, client } = setting({
      answer: ({ operation }) => ({ body: operation === "roe_result" ? 1 : { status: 3 } }),
      scheduler: { requestsPerSecond: 20 },
    });
    await clock.until(settleAll(ids(30).map((id) => job(client, roe, id))));
    const times = client.times();
    for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(50);
    expect(clock.now()).toBeLessThan(60 * 50 + 500);
  });

  test("[28] there is one timer in total, for all jobs, deadlines and pauses", async () => {
    const { clock, client } = setting({
      answer: (_, nth) => (nth < 3 ? pending : done),
      takesMs: 0,
      scheduler: { requestsPerSecond: 1_000 },
    });
    await clock.until(
      settleAll(
        ids(200).map((id) => job(client, full, id)),
        { deadlineMs: 60_000 },
      ),
    );
    expect(clock.mostTimers).toBe(1);
    expect([clock.timers, client.alarms]).toEqual([0, 0]);
  });
});

describe("[29] fairness", () => {
  test("[29] a lone wait is served within a round, however many jobs another group has", async () => {
    const { clock, client } = setting({});
    const crowd = settleAll(ids(1_000).map((id) => job(client, full, id)));
    const all = crowd.then(() => undefined);
    await flush();
    const lone = job(client, full, "lone").wait();
    await clock.until(lone);
    expect(clock.now()).toBe(200);
    await clock.until(all);
  });

  test("[29] groups take turns", async () => {
    const { clock, client } = setting({ scheduler: { maxInFlight: 2 } });
    const groups = ["a", "b", "c"].map((name) => settleAll(ids(4, name).map((id) => job(client, full, id))));
    await clock.until(Promise.all(groups));
    const order = client.asked.map(({ path }) => String(path[0]).charAt(0));
    expect(order.join("")).toBe("abcabcabcabc");
  });

  test("[29] inside a group the earliest due goes first", async () => {
    const { clock, client } = setting({ scheduler: { maxInFlight: 1 } });
    const crowd = settleAll(ids(20).map((id) => job(client, full, id)));
    await clock.until(crowd);
    expect(client.asked.map(({ path }) => path[0])).toEqual(ids(20));
  });

  test("[29] a 429 pauses the origin, not one job", async () => {
    let limited = true;
    const { clock, client } = setting({
      answer: (_, nth) => {
        if (nth === 0) return pending;
        if (!limited) return done;
        limited = false;
        return httpError(429, { "retry-after": "10" });
      },
      takesMs: 0,
    });
    await clock.until(
      settleAll(
        ids(5).map((id) => job(client, full, id)),
        { minDelayMs: 500 },
      ),
    );
    const first = client.times().findIndex((at) => at > 0);
    const until = (client.times()[first] ?? 0) + 10_000;
    for (const at of client.times().slice(first + 1)) expect(at === client.times()[first] || at >= until).toBe(true);
  });

  test("[29] after the pause the release is spread", async () => {
    let turn = 0;
    const { clock, client } = setting({
      answer: () => (turn++ === 0 ? httpError(429, { "retry-after": "10" }) : done),
      takesMs: 0,
      scheduler: { maxInFlight: 1 },
    });
    await clock.until(settleAll(ids(20).map((id) => job(client, full, id))));
    const released = client.times().filter((at) => at >= 10_000);
    expect(released).toHaveLength(20);
    // The job that was limited comes back when its own hint says.
    expect(new Set(released).size).toBeGreaterThanOrEqual(19);
    expect(Math.max(...released)).toBeLessThan(16_000);
  });

  test("[29] a pause ends for nobody who has stopped waiting", async () => {
    const { clock, client } = setting({
      answer: () => httpError(429, { "retry-after": "60" }),
      takesMs: 0,
      scheduler: { maxInFlight: 1 },
    });
    const controller = new AbortController();
    const all = settleAll(
      ids(5).map((id) => job(client, full, id)),
      { signal: controller.signal },
    ).then((settled) => settled);
    await clock.advance(1_000);
    expect(clock.timers).toBe(1);
    controller.abort();
    await all;
    await flush();
    expect([clock.timers, client.alarms]).toEqual([0, 0]);
  });

  test("[29] a hint longer than maxRetryDelayMs is that job's own", async () => {
    const { clock, client } = setting({
      answer: ({ path }) => (path[0] === "hot" ? httpError(429, { "retry-after": "86400" }) : done),
      takesMs: 0,
    });
    const hot = job(client, full, "hot").settle({ deadlineMs: 90_000_000 });
    await clock.advance(100);
    expect(await clock.until(job(client, full, "cool").settle())).toMatchObject({ kind: "succeeded" });
    expect(clock.now()).toBeLessThanOrEqual(1_100);
    hot.catch(() => undefined);
  });

  test("[29] another origin is not paused, on a shared scheduler too", async () => {
    const clock = new VirtualClock();
    const scheduler = { maxInFlight: 4 };
    const make = (baseUrl: string, answer: Scripted) =>
      new ScriptedRequester(clock, () => answer, { baseUrl, scheduler });
    const limited = make("https://one.example", httpError(429, { "retry-after": "30" }));
    const free = make("https://two.example", done);
    const same = make("https://one.example", done);
    const wait = job(limited, full, "a").settle({ deadlineMs: 40_000 });
    wait.catch(() => undefined);
    await clock.advance(10);
    expect(await clock.until(job(free, full, "b").settle())).toMatchObject({ kind: "succeeded" });
    expect(clock.now()).toBe(10);
    await clock.until(job(same, full, "c").settle());
    expect(clock.now()).toBeGreaterThanOrEqual(30_000);
  });
});

describe("[29] requestsPerSecond", () => {
  test.each([
    { rate: 20, late: 3, maxInFlight: 1 },
    { rate: 50, late: 7, maxInFlight: 4 },
    { rate: 200, late: 4, maxInFlight: 8 },
  ])("[29] $rate is reached to 95 % with timers $late ms late", async ({ rate, late, maxInFlight }) => {
    const clock = new VirtualClock();
    const schedule = clock.schedule.bind(clock);
    clock.schedule = (callback, delayMs) => schedule(callback, delayMs + late);
    const client = new ScriptedRequester(clock, () => done, { scheduler: { requestsPerSecond: rate, maxInFlight } });
    await clock.until(settleAll(ids(rate * 5).map((id) => job(client, full, id))));
    expect((rate * 5) / (clock.now() / 1_000)).toBeGreaterThanOrEqual(rate * 0.95);
    // Never more than one burst of maxInFlight beyond the rate.
    const times = client.times();
    for (const [index, at] of times.entries()) {
      const inSecond = times.slice(index).filter((other) => other < at + 1_000).length;
      expect(inSecond).toBeLessThanOrEqual(rate + maxInFlight);
    }
  });

  test("[29] idle time is no credit: what comes due later is spaced", async () => {
    const { clock, client } = setting({ takesMs: 0, scheduler: { requestsPerSecond: 10 } });
    await clock.until(job(client, full, "a").wait());
    await clock.advance(60_000);
    const from = clock.now();
    await clock.until(settleAll(ids(6).map((id) => job(client, full, id))));
    expect(client.times().slice(1)).toEqual([0, 100, 200, 300, 400, 500].map((ms) => from + ms));
  });

  test("[29] and maxInFlight are shared by derived clients, unless they have their own", async () => {
    const api: Api = {
      name: "acme",
      userAgent: "acme/1",
      servers: ["https://api.example.com"],
      security: { schemes: {}, default: [] },
    };
    const clock = new VirtualClock();
    let open = 0;
    let most = 0;
    const base: ClientOptions = {
      clock,
      scheduler: { maxInFlight: 4 },
      async fetch() {
        most = Math.max(most, ++open);
        await new Promise<void>((resolve) => {
          clock.schedule(resolve, 40);
        });
        open--;
        return new Response('{"state":"done"}', { headers: { "content-type": "application/json" } });
      },
    };
    const derived = ids(30).map((name) => new Client(api, mergeOptions(base, { headers: { "x-tenant": name } })));
    await clock.until(Promise.all([new Client(api, base), ...derived].map((client) => job(client, full, "a").wait())));
    expect(most).toBe(4);
    // One for all jobs, and for each request that of its time limit and that of the server.
    expect(clock.mostTimers).toBeLessThanOrEqual(1 + 2 * 4);
    const own = new Client(api, mergeOptions(base, { scheduler: { maxInFlight: 9 } }));
    expect(own.scheduler).not.toBe(derived[0]?.scheduler);
    const apart = new Client(api, mergeOptions(base, { clock: new VirtualClock() }));
    expect(apart.scheduler).not.toBe(derived[0]?.scheduler);
  });
});
