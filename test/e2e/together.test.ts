import type { Settled } from "@specloom/runtime";
import { ApiError, JobNotFoundError, JobTimeoutError, settleAll, SnapshotError } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { caught } from "../support/caught.js";
import { failing } from "../support/stand-ins/faults.js";
import { asked, openCrosmos, openJulep, openRoe, UNKNOWN_ID } from "./clients.js";
import { providers } from "./providers.js";

async function openAll() {
  const [roe, julep, crosmos] = await Promise.all([openRoe(), openJulep(), openCrosmos()]);
  return { roe, julep, crosmos };
}

describe("settleAll", () => {
  test("waits for jobs of all providers, in the order given, each with its own types", async () => {
    const { roe, julep, crosmos } = await openAll();
    const jobs = [
      roe.client.agents.jobs.job(roe.server.startJob({ script: [{ status: 1 }, { status: 6 }], output: "1" })),
      julep.client.jobs.job(julep.server.startJob({ script: [{}, { state: "failed", reason: "boom" }] })),
      crosmos.client.jobs.job(crosmos.server.startJob({ script: [{ status: "partial", error_message: "some" }] })),
    ] as const;
    const [one, two, three] = await settleAll(jobs);
    expect([one.index, two.index, three.index]).toEqual([0, 1, 2]);
    expect([one.job, two.job, three.job]).toEqual([...jobs]);
    // Each outcome has the type of its own provider.
    const output = one.ok && one.outcome.kind === "succeeded" ? one.outcome.result.outputs[0]?.value : undefined;
    const reason = two.ok && two.outcome.kind === "failed" ? two.outcome.status.reason : undefined;
    const sources = three.ok && three.outcome.kind === "partial" ? three.outcome.status.source_ids : undefined;
    expect([output, reason, sources]).toEqual(["1", "boom", []]);
  });

  test("gives each as it ends, whoever is first", async () => {
    let time = 0;
    const setting = { now: () => time };
    const [roe, julep, crosmos] = await Promise.all([
      openRoe({}, setting),
      openJulep({}, setting),
      openCrosmos({}, setting),
    ]);
    const jobs = [
      roe.client.agents.jobs.job(roe.server.startJob({ script: [{ status: 1, ms: 2 }, { status: 3 }] })),
      julep.client.jobs.job(julep.server.startJob({ script: [{ ms: 1 }, { state: "succeeded" }] })),
      crosmos.client.jobs.job(crosmos.server.startJob({ script: [{ status: "completed" }] })),
    ] as const;
    const order: number[] = [];
    for await (const { index, ok } of settleAll(jobs).asCompleted()) {
      order.push(ok ? index : -1);
      time += 1;
    }
    expect(order).toEqual([2, 1, 0]);
  });

  test("keeps what goes wrong with one from the others", async () => {
    const { roe, julep, crosmos } = await openAll();
    julep.server.faults.add(failing(403, { error: { message: "no" } }));
    const jobs = [
      roe.client.agents.jobs.job(UNKNOWN_ID),
      julep.client.jobs.job(julep.server.startJob({ script: [{ state: "succeeded" }] })),
      crosmos.client.jobs.job(crosmos.server.startJob({ script: [{ status: "pending" }] }), { deadlineMs: 20_000 }),
      crosmos.client.jobs.job(crosmos.server.startJob({ script: [{ status: "pending" }, { status: "completed" }] })),
    ] as const;
    const settled: readonly Settled<(typeof jobs)[number]>[] = await settleAll(jobs);
    const errors = settled.map((each) => (each.ok ? each.outcome.kind : each.error));
    expect(errors[0]).toBeInstanceOf(JobNotFoundError);
    expect(errors[1]).toBeInstanceOf(ApiError);
    expect(errors[2]).toBeInstanceOf(JobTimeoutError);
    expect(errors[3]).toBe("succeeded");
  });

  test("one signal ends all of it", async () => {
    const { roe, julep } = await openAll();
    const controller = new AbortController();
    const jobs = [
      roe.client.agents.jobs.job(roe.server.startJob({ script: [{ status: 1 }] })),
      julep.client.jobs.job(julep.server.startJob({ script: [{}] })),
    ] as const;
    const all = settleAll(jobs, { signal: controller.signal });
    roe.server.faults.add((answer) => {
      controller.abort("enough");
      return answer;
    });
    const settled = await all;
    expect(settled.map((each) => (each.ok ? each.outcome : each.error))).toEqual(["enough", "enough"]);
  });
});

describe.each(providers)("a snapshot of $name", ({ open }) => {
  test("goes on in another client, and restarts nothing", async () => {
    const { server, clock, start, job } = await open();
    const id = start(["pending", "pending", "pending", "succeeded"]);
    const step = await job(id).step({ minDelayMs: 20_000, maxDelayMs: 20_000 });
    if (step.done) throw new Error("the job has ended too early");
    const text = JSON.stringify(step.snapshot);
    expect(text.length).toBeLessThan(4_096);
    for (const secret of [server.key, server.url, "127.0.0.1"]) expect(text).not.toContain(secret);

    const times: number[] = [];
    const other = await open({
      clock,
      fetch: clock.fetch,
      baseUrl: server.url,
      apiKey: server.key,
      onRequest: () => void times.push(clock.date()),
    });
    const resumed = other.job(JSON.parse(text));
    expect(resumed.id).toBe(id);
    expect(await resumed.settle()).toMatchObject({ kind: "succeeded" });
    expect(resumed.snapshot().attempt).toBe(4);
    // The first request waited until the time in the snapshot.
    expect(times[0]).toBeGreaterThanOrEqual(step.snapshot.due - 1);
    expect(new Set(asked(server).filter((line) => !line.includes("/result/"))).size).toBe(1);
    expect(other.server.requests).toEqual([]);
  });

  test("of a wait whose deadline has passed asks once more", async () => {
    const { server, clock, start, job } = await open();
    const error = await caught(job(start(["pending", "pending"])).settle({ deadlineMs: 10_000 }));
    if (!(error instanceof JobTimeoutError)) throw error;
    // The requests in flight have arrived by then.
    await new Promise<void>((resolve) => {
      clock.schedule(resolve, 20_000);
    });
    const { length } = server.requests;
    await Promise.allSettled([job(error.snapshot).settle()]);
    expect(server.requests.length).toBe(length + 1);
  });

  test("is refused by every other provider", async () => {
    const { start, job } = await open();
    const snapshot = job(start(["pending"])).snapshot();
    for (const provider of providers) {
      const other = await provider.open();
      const resume = () => other.job(snapshot);
      if (provider.open === open) expect(resume).not.toThrow();
      else expect(resume).toThrow(SnapshotError);
      expect(other.server.requests).toEqual([]);
    }
  });
});
