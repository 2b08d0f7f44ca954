import { describe, expect, test } from "vitest";
import { job, JobTimeoutError, ResultUnavailableError } from "@specloom/runtime";
import { caught } from "../../support/caught.js";
import { full, roe } from "../../support/sample-jobs.js";
import { httpError, ScriptedRequester, sequence, type Script } from "../../support/scripted-requester.js";
import { flush, GoingClock, VirtualClock } from "../../support/virtual-clock.js";

function setting(script: Script) {
  const clock = new VirtualClock();
  return { clock, client: new ScriptedRequester(clock, script) };
}

describe("[27] a step", () => {
  test("[27] makes one status request and never sleeps", async () => {
    const { clock, client } = setting(sequence({ body: { state: "running" } }));
    const step = await job(client, full, "a").step();
    expect(step).toMatchObject({ done: false, nextDelayMs: 1_000, snapshot: { attempt: 1, state: "running" } });
    expect(client.asked).toHaveLength(1);
    expect([clock.now(), clock.timers, client.alarms]).toEqual([0, 0, 0]);
  });

  test("[27] that finds the end fetches the result too", async () => {
    const { client } = setting(sequence({ body: { status: 3 } }, { body: "result" }));
    const step = await job(client, roe, "a").step();
    expect(step).toEqual({
      done: true,
      outcome: { kind: "succeeded", cached: false, result: "result", status: { status: 3 } },
    });
    expect(client.asked).toHaveLength(2);
  });

  test("[27] before its due time sends nothing", async () => {
    const { clock, client } = setting(sequence({ body: { state: "running" } }, { body: { state: "done" } }));
    const one = job(client, full, "a");
    await one.step();
    expect(await one.step()).toMatchObject({ done: false, nextDelayMs: 1_000 });
    expect(client.asked).toHaveLength(1);
    await clock.advance(1_000);
    expect(await one.step()).toMatchObject({ done: true });
  });

  test("[27] while a wait polls the job sends nothing", async () => {
    const { clock, client } = setting(() => undefined);
    const controller = new AbortController();
    const wait = caught(job(client, full, "a").wait({ signal: controller.signal }));
    await flush();
    expect(await job(client, full, "a").step()).toMatchObject({ done: false, nextDelayMs: 1_000 });
    expect(client.asked).toHaveLength(1);
    controller.abort();
    await wait;
    expect(clock.timers).toBe(0);
  });

  test("[27] taken twice at once makes one request", async () => {
    const { client } = setting(sequence({ body: { state: "running" } }));
    const one = job(client, full, "a");
    const steps = await Promise.all([one.step(), one.step()]);
    expect(steps.map(({ done }) => done)).toEqual([false, false]);
    expect(client.asked).toHaveLength(1);
  });

  test("[27] during a pause of the whole client says how long it lasts", async () => {
    const { clock, client } = setting(sequence(httpError(429, { "retry-after": "9" })));
    await job(client, full, "a").step();
    const step = await job(client, full, "b").step();
    expect(step).toMatchObject({ done: false, nextDelayMs: 9_000 });
    expect(client.asked).toHaveLength(1);
    expect(clock.timers).toBe(0);
  });

  test("[27] tolerates a fault as a wait does", async () => {
    const { client } = setting(sequence(httpError(503, { "retry-after": "4" })));
    expect(await job(client, full, "a").step()).toMatchObject({
      done: false,
      nextDelayMs: 4_200,
      snapshot: { failing: expect.any(Number) },
      fault: { name: "ServerError", code: 503, retryAfterMs: 4_000 },
    });
  });

  test("[27] throws what a wait would throw", async () => {
    const { clock, client } = setting(({ operation }) =>
      operation === "roe_result" ? httpError(410) : { body: { status: 3 } },
    );
    const one = job(client, roe, "a");
    expect(await caught(one.step())).toBeInstanceOf(ResultUnavailableError);
    await clock.advance(2_000);
    expect(await caught(one.step())).toBeInstanceOf(ResultUnavailableError);
    expect(client.times("roe_status")).toHaveLength(1);
    const slow = job(new ScriptedRequester(clock, sequence({ body: { status: 1 } })), roe, "b");
    expect(await slow.step({ deadlineMs: 2_500 })).toMatchObject({ done: false });
    await clock.advance(3_000);
    expect(await caught(slow.step({ deadlineMs: 2_500 }))).toBeInstanceOf(JobTimeoutError);
  });
});

describe("a clock that goes on during a call", () => {
  const going = (script: Script) => {
    const clock = new GoingClock();
    const slowly: Script = async (asked) => {
      await new Promise<void>((resolve) => clock.schedule(resolve, 5));
      return script(asked);
    };
    return { clock, client: new ScriptedRequester(clock, slowly) };
  };

  test("[27] leaves a step its request, and the next step its delay", async () => {
    const { clock, client } = going(sequence({ body: { state: "running" } }, { body: { state: "done" } }));
    const one = job(client, full, "a");
    const step = await clock.until(one.step());
    expect(step).toMatchObject({ done: false, snapshot: { attempt: 1, state: "running" } });
    expect([999, 1_000, 1_001]).toContain(step.done ? undefined : step.nextDelayMs);
    expect(await clock.until(one.step())).toMatchObject({ done: false });
    expect(client.asked).toHaveLength(1);
    await clock.advance(1_001);
    expect(await clock.until(one.step())).toMatchObject({ done: true });
  });

  test("[18] leaves a wait with a deadline of 0 its request", async () => {
    const { clock, client } = going(sequence({ body: { state: "done" } }));
    expect(await clock.until(job(client, full, "a").settle({ deadlineMs: 0 }))).toMatchObject({ kind: "succeeded" });
    const late = going(sequence({ body: { state: "running" } }));
    const wait = caught(job(late.client, full, "a").wait({ deadlineMs: 0 }));
    expect(await late.clock.until(wait)).toBeInstanceOf(JobTimeoutError);
    expect([client.asked.length, late.client.asked.length]).toEqual([1, 1]);
  });

  test("[20] makes no grace period of none", async () => {
    const { clock, client } = going(sequence({ body: { status: 3 } }, httpError(503), { body: "result" }));
    const wait = caught(job(client, roe, "a").wait({ faultGraceMs: 0 }));
    expect(await clock.until(wait)).toBeInstanceOf(ResultUnavailableError);
    expect(client.asked).toHaveLength(2);
  });
});

describe("[27] stepFor", () => {
  test("[27] polls until the time is over, then hands back what it saw", async () => {
    const { clock, client } = setting(sequence({ body: { state: "queued" } }, { body: { state: "running" } }));
    const step = await clock.until(job(client, full, "a").stepFor(10_000));
    expect(step).toMatchObject({ done: false, update: { state: "pending", status: { state: "running" } } });
    expect(clock.now()).toBeLessThanOrEqual(10_000);
    expect(client.asked.length).toBeGreaterThan(3);
    expect([client.alarms, client.open]).toEqual([0, 0]);
  });

  test("[27] ends with the job", async () => {
    const { clock, client } = setting(sequence({ body: { state: "queued" } }, { body: { state: "done" } }));
    expect(await clock.until(job(client, full, "a").stepFor(60_000))).toMatchObject({ done: true });
    expect(clock.now()).toBe(1_000);
  });

  test("[27] hands back at once where the next poll is due later", async () => {
    const { clock, client } = setting(sequence({ body: { state: "queued" }, headers: { "retry-after": "30" } }));
    const one = job(client, full, "a");
    expect(await clock.until(one.stepFor(5_000))).toMatchObject({ done: false, nextDelayMs: 31_500 });
    expect(await one.stepFor(5_000)).toMatchObject({ done: false, nextDelayMs: 31_500 });
    expect([clock.now(), client.asked.length]).toEqual([0, 1]);
  });

  test("[27] gives up a request that takes longer", async () => {
    const { clock, client } = setting(() => undefined);
    expect(await clock.until(job(client, full, "a").stepFor(3_000))).toMatchObject({ done: false });
    expect([clock.now(), client.open]).toEqual([3_000, 0]);
  });

  test.each([NaN, -1, Infinity * -1])("[27] of %d milliseconds is refused", async (ms) => {
    const { client } = setting(sequence({ body: { state: "queued" } }));
    await expect(job(client, full, "a").stepFor(ms)).rejects.toThrow("ms");
    expect(client.asked).toEqual([]);
  });

  test.each([undefined, null, "5"])("[27] of %j is refused by its name", async (ms) => {
    const { client } = setting(sequence({ body: { state: "queued" } }));
    const handle = job(client, full, "a");
    const stepFor = (...given: Parameters<typeof handle.stepFor>) => handle.stepFor(...given);
    const step: unknown = Reflect.apply(stepFor, undefined, [ms]);
    await expect(step).rejects.toMatchObject({ name: "ParameterError", parameter: "ms" });
    expect(client.asked).toEqual([]);
  });

  test("[27] carries a 429 and its hint as plain JSON", async () => {
    const { client } = setting(sequence(httpError(429, { "retry-after": "9" })));
    const step = await job(client, full, "a").step();
    expect(JSON.parse(JSON.stringify(step))).toMatchObject({
      done: false,
      fault: { name: "RateLimitError", code: 429, retryAfterMs: 9_000 },
    });
  });
});
