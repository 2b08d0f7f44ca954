import { describe, expect, test } from "vitest";
import { job, settleAll, type SchedulerOptions } from "@specloom/runtime";
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
    expect([clock.timers, client.timers.size]).toEqual([0, 0]);
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
    expect([clock.timers, client.timers.size]).toEqual([0, 0]);
  });
});
