import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { job, JobTimeoutError, NetworkError } from "@specloom/runtime";
import { caught } from "../../support/caught.js";
import { full, roe } from "../../support/sample-jobs.js";
import { networkError, ScriptedRequester, sequence, type Script } from "../../support/scripted-requester.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

const pending = { body: { state: "running" } };
const done = { body: { state: "done" } };

function setting(script: Script) {
  const clock = new VirtualClock();
  return { clock, client: new ScriptedRequester(clock, script) };
}

describe("[19] concurrent waits on one job", () => {
  test("[19] share one polling loop, whichever object they were called on", async () => {
    const { clock, client } = setting(sequence(pending, pending, done));
    const one = job(client, full, "a");
    const waits = [one.wait(), one.settle(), job(client, full, "a").wait(), job(client, full, "a").settle()];
    await clock.until(Promise.all(waits));
    expect(client.asked).toHaveLength(3);
  });

  test("[19] do not share with another id, operation, client or organization", async () => {
    const clock = new VirtualClock();
    const client = new ScriptedRequester(clock, sequence(done));
    const other = new ScriptedRequester(clock, sequence(done));
    const waits = [
      job(client, full, "a").settle(),
      job(client, full, "b").settle(),
      job(client, { ...full, status: { ...full.status, id: "other_status" } }, "a").settle(),
      job(client, full, "a").settle({ params: { organization_id: "o2" } }),
      job(client, full, "a").settle({ headers: { "x-org": "o3" } }),
      job(other, full, "a").settle(),
    ];
    await clock.until(Promise.all(waits));
    expect(client.asked).toHaveLength(5);
    expect(other.asked).toHaveLength(1);
  });

  test("[19] abort is per call: the other waits go on", async () => {
    const { clock, client } = setting(sequence(pending, pending, done));
    const controller = new AbortController();
    const first = caught(job(client, full, "a").wait({ signal: controller.signal }));
    const second = job(client, full, "a").wait();
    await clock.advance(500);
    controller.abort(new Error("enough"));
    expect(await first).toMatchObject({ message: "enough" });
    expect(await clock.until(second)).toEqual({ state: "done" });
    expect(client.asked).toHaveLength(3);
  });

  test("[19] the deadline is per call too", async () => {
    const { clock, client } = setting(sequence(pending, pending, pending, pending, done));
    const short = caught(job(client, full, "a").wait({ deadlineMs: 2_100 }));
    const long = job(client, full, "a").wait();
    expect(await clock.until(short)).toBeInstanceOf(JobTimeoutError);
    expect(await clock.until(long)).toEqual({ state: "done" });
  });

  test("[19] each is judged by its own limits", async () => {
    const { clock, client } = setting(sequence(networkError(), networkError(), done));
    const strict = caught(job(client, full, "a").wait({ faultGraceMs: 0 }));
    const patient = job(client, full, "a").wait();
    expect(await clock.until(strict)).toBeInstanceOf(NetworkError);
    expect(await clock.until(patient)).toEqual({ state: "done" });
  });

  test("[19] the most eager of them sets the pace", async () => {
    const { clock, client } = setting(sequence(pending, pending, done));
    const waits = [job(client, full, "a").wait({ minDelayMs: 9_000 }), job(client, full, "a").wait({ minDelayMs: 50 })];
    await clock.until(Promise.all(waits));
    expect(clock.now()).toBeLessThan(200);
  });

  test("[19] a request is aborted when nobody wants it any more, and not before", async () => {
    const { clock, client } = setting(() => undefined);
    const [one, two] = [new AbortController(), new AbortController()];
    const waits = [one, two].map(({ signal }) => caught(job(client, full, "a").wait({ signal })));
    await flush();
    expect(client.open).toBe(1);
    one.abort();
    await flush();
    expect(client.open).toBe(1);
    two.abort();
    await Promise.all(waits);
    await flush();
    expect(client.open).toBe(0);
    expect(clock.timers).toBe(0);
  });

  test("[19] a signal that is aborted already sends nothing", async () => {
    const { client } = setting(sequence(done));
    const signal = AbortSignal.abort("no");
    const one = job(client, full, "a");
    expect(await caught(one.wait({ signal }))).toBe("no");
    expect(await caught(one.step({ signal }))).toBe("no");
    expect(await caught(one.updates({ signal })[Symbol.asyncIterator]().next())).toBe("no");
    expect(client.asked).toEqual([]);
  });
});

describe("[42] one listener per distinct signal", () => {
  const warnings: Error[] = [];
  const collect = (warning: Error) => warnings.push(warning);
  beforeEach(() => {
    warnings.length = 0;
    process.on("warning", collect);
  });
  afterEach(() => {
    process.off("warning", collect);
  });

  test("[42] 10,000 waiters of one signal raise no warning, and their abort leaves nothing", async () => {
    const { clock, client } = setting(sequence({ body: { status: 1 } }));
    const controller = new AbortController();
    const { signal } = controller;
    const waits = Array.from({ length: 10_000 }, (_, index) =>
      caught(job(client, roe, `job-${index}`).wait({ signal })),
    );
    await flush();
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    expect(clock.mostTimers).toBe(1);
    controller.abort("stop");
    expect(new Set(await Promise.all(waits))).toEqual(new Set(["stop"]));
    await flush();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect([clock.timers, client.alarms, client.open]).toEqual([0, 0, 0]);
    expect(warnings).toEqual([]);
  });
});
