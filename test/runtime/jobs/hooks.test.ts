import { describe, expect, test } from "vitest";
import { job, type JobEvent, settleAll, startJob, type WaitEvent } from "@specloom/runtime";
import { caught } from "../../support/caught.js";
import { full, roe } from "../../support/sample-jobs.js";
import { httpError, ScriptedRequester, sequence, type Script } from "../../support/scripted-requester.js";
import { VirtualClock } from "../../support/virtual-clock.js";

const running = { body: { state: "running" } };
const done = { body: { state: "done" } };

function setting(script: Script) {
  const clock = new VirtualClock();
  const jobEvents: JobEvent[] = [];
  const waitEvents: WaitEvent[] = [];
  const errors: unknown[] = [];
  const client = Object.assign(new ScriptedRequester(clock, script), {
    jobHooks: {
      onJob: (event: JobEvent) => void jobEvents.push(event),
      onWait: (event: WaitEvent) => void waitEvents.push(event),
    },
    hooks: { onError: (error: unknown) => void errors.push(error) },
  });
  return { clock, client, jobEvents, waitEvents, errors };
}

describe("[43] hooks of jobs", () => {
  test("[43] onJob reports start, changes and end once, however many waits share the job", async () => {
    const { clock, client, jobEvents } = setting((asked) =>
      asked.operation === "task_start" ? { body: { task: { id: "t1" } } } : asked.at > 2_500 ? done : running,
    );
    const operation = full.start?.[0]?.operation;
    if (operation === undefined) throw new Error("the sample has a start");
    const one = await clock.until(startJob(client, full, operation, [], {}));
    await clock.until(Promise.all([one.wait(), one.settle(), job(client, full, "t1").settle()]));
    expect(jobEvents.map(({ kind }) => kind)).toEqual(["started", "update", "update", "settled"]);
    for (const { resource, id, snapshot } of jobEvents) {
      expect([resource, id, snapshot.id]).toEqual(["tasks", "t1", "t1"]);
      expect(snapshot.deadline).toBe(snapshot.started + 7_200_000);
    }
  });

  test("[43] onWait reports each wait from its beginning to its end", async () => {
    const { clock, client, waitEvents } = setting(sequence(running, httpError(503), done));
    const two = [job(client, full, "a").settle(), job(client, full, "a").wait()];
    expect(waitEvents.map(({ kind }) => kind)).toEqual(["started", "started"]);
    await clock.until(Promise.all(two));
    const waits = new Set(waitEvents.map(({ wait }) => wait));
    expect(waits.size).toBe(2);
    for (const wait of waits) {
      const own = waitEvents.filter((event) => event.wait === wait);
      expect(own.map(({ kind }) => kind)).toEqual(["started", "polled", "polled", "polled", "ended"]);
      expect(own[2]).toMatchObject({ error: { status: 503 }, attempt: 2 });
    }
  });

  test("[43] onWait reports what a wait throws, and onError the request that ended it, once", async () => {
    const { clock, client, waitEvents, errors } = setting(sequence(running, httpError(503), httpError(403)));
    await clock.until(Promise.all([caught(job(client, full, "a").wait()), caught(job(client, full, "a").wait())]));
    expect(waitEvents.filter(({ kind }) => kind === "failed")).toMatchObject([
      { error: { status: 403 } },
      { error: { status: 403 } },
    ]);
    expect(errors).toMatchObject([{ status: 403 }]);
  });

  test.each([
    ["that hands back", [running, running], 0, ["started", "polled", "paused"]],
    ["that hands back after several polls", [running], 2_100, ["started", "polled", "polled", "paused"]],
    ["that tolerates a fault", [httpError(503)], 0, ["started", "polled", "paused"]],
    ["that ends", [done], 0, ["started", "polled", "ended"]],
    ["that throws", [httpError(403)], 0, ["started", "polled", "failed"]],
  ] as const)("[H22] onWait reports a step %s from its beginning to its end", async (_name, answers, ms, want) => {
    const { clock, client, waitEvents } = setting(sequence(...answers));
    await clock.until(Promise.allSettled([job(client, full, "a").stepFor(ms)]));
    expect(waitEvents.map(({ kind }) => kind)).toEqual(want);
  });

  test("[43] an aborted wait fails with the reason", async () => {
    const { client, waitEvents } = setting(() => undefined);
    const controller = new AbortController();
    const wait = caught(job(client, full, "a").wait({ signal: controller.signal }));
    controller.abort("stop");
    await wait;
    expect(waitEvents.at(-1)).toMatchObject({ kind: "failed", error: "stop" });
  });

  test("[43] one that throws changes no outcome", async () => {
    const clock = new VirtualClock();
    const fail = () => {
      throw new Error("hook");
    };
    const client = Object.assign(
      new ScriptedRequester(clock, ({ operation }) => ({ body: operation === "roe_result" ? 1 : { status: 3 } })),
      {
        jobHooks: { onJob: fail, onWait: fail },
        hooks: { onError: fail },
      },
    );
    expect(await clock.until(settleAll([job(client, roe, "a")]))).toMatchObject([{ ok: true }]);
  });
});
