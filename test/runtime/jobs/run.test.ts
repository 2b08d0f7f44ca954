import { describe, expect, test } from "vitest";
import {
  job,
  JobCancelledError,
  JobFailedError,
  JobTimeoutError,
  ParameterError,
  runCancellableJob,
  runJob,
  StartUncertainError,
  waitForJob,
  type JobSpec,
} from "@specloom/runtime";
import { caught } from "../../support/caught.js";
import { full, located } from "../../support/sample-jobs.js";
import { httpError, ScriptedRequester, type Script, type Scripted } from "../../support/scripted-requester.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

const begun: Scripted = { body: { task: { id: "t1" } } };
const running: Scripted = { body: { state: "running" } };
const done: Scripted = { body: { state: "done" } };

/** A start with an answer after `startMs`, then one status after another; the last one repeats. */
function setting(start: Scripted, statuses: readonly Scripted[], { startMs = 0, spec = full } = {}) {
  const clock = new VirtualClock({ chance: () => 0 });
  let polls = 0;
  const script: Script = async ({ operation }) => {
    if (operation !== startOf(spec).id) return statuses[Math.min(polls++, statuses.length - 1)];
    await new Promise<void>((resolve) => {
      clock.schedule(resolve, startMs);
    });
    return start;
  };
  return { clock, client: new ScriptedRequester(clock, script) };
}

function startOf({ start }: JobSpec) {
  const operation = start?.[0]?.operation;
  if (operation === undefined) throw new Error("the specification has no start operation");
  return operation;
}

const begin = startOf(full);

test("[1] starts once, polls until the end, and gives the result", async () => {
  const { clock, client } = setting(begun, [running, running, done]);
  const states: string[] = [];
  const options = { onUpdate: ({ state }: { state: string }) => states.push(state), minDelayMs: 100, maxDelayMs: 100 };
  expect(await clock.until(runJob(client, full, begin, [], { body: {} }, options))).toEqual({ state: "done" });
  expect(client.asked.map(({ operation, at }) => [operation, at])).toEqual([
    ["task_start", 0],
    ["task_status", 0],
    ["task_status", 100],
    ["task_status", 200],
  ]);
  expect(states).toEqual(["pending", "succeeded"]);
  expect(clock.timers).toBe(0);
});

test("[22] what belongs to the start goes to it alone", async () => {
  const { clock, client } = setting(begun, [done]);
  const headers = { "x-org": "o" };
  await clock.until(runJob(client, full, begin, [], {}, { idempotencyKey: "k", maxRetries: 2, headers, timeoutMs: 9 }));
  const [start, status] = client.asked.map(({ options }) => options);
  expect(start).toMatchObject({ idempotencyKey: "k", maxRetries: 2, headers, timeoutMs: 9 });
  expect(status).toMatchObject({ maxRetries: 0, headers, timeoutMs: 9 });
  expect(status).not.toHaveProperty("idempotencyKey");
});

describe("[16] the server says when to ask", () => {
  const dated = (seconds: number): Record<string, string> => ({
    date: "Thu, 01 Jan 2026 00:00:00 GMT",
    "retry-after": new Date(Date.UTC(2026, 0, 1) + 1_000 * seconds).toUTCString(),
  });
  const rows: [title: string, headers: Record<string, string>, wantMs: number][] = [
    ["seconds", { "retry-after": "30" }, 30_000],
    ["an HTTP date", dated(45), 45_000],
    ["milliseconds", { "retry-after-ms": "2500" }, 2_500],
    ["the provider's own header", { "x-poll-after-ms": "4000" }, 4_000],
  ];
  test.each(rows)("[16] %s, with the answer to the start", async (_title, headers, wantMs) => {
    const { clock, client } = setting({ ...begun, headers }, [done]);
    await clock.until(runJob(client, full, begin, [], {}));
    expect(client.times("task_status")).toEqual([wantMs]);
  });

  test.each(rows)("[16] %s, with a status", async (_title, headers, wantMs) => {
    const { clock, client } = setting(begun, [{ ...running, headers }, done]);
    await clock.until(runJob(client, full, begin, [], {}));
    expect(client.times("task_status")).toEqual([0, wantMs]);
  });

  test.each(["soon", "-5", "Thu, 01 Jan 1970 00:00:00 GMT", "0"])("[16] %s is no hint", async (hint) => {
    const { clock, client } = setting({ ...begun, headers: { "retry-after": hint } }, [done]);
    await clock.until(runJob(client, full, begin, [], {}));
    expect(client.times("task_status")).toEqual([0]);
  });

  test("[17] later than the deadline: the wait ends at once, and its snapshot goes on", async () => {
    const { clock, client } = setting({ ...begun, headers: { "retry-after": "60" } }, [done]);
    const error = await clock.until(caught(runJob(client, full, begin, [], {}, { deadlineMs: 30_000 })));
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(clock.now()).toBe(0);
    if (!(error instanceof JobTimeoutError)) return;
    const resumed = job(client, full, error.snapshot);
    expect(await clock.until(resumed.wait({ deadlineMs: 90_000 }))).toEqual({ state: "done" });
    expect(client.times("task_status")).toEqual([60_000]);
  });
});

describe("[5] an abort", () => {
  const slow = { headers: { "retry-after": "20" } };
  const rows: [when: string, start: Scripted, statuses: readonly Scripted[], atMs: number, requests: number][] = [
    ["during the start", begun, [done], 500, 1],
    ["during the pause before the first poll", { ...begun, ...slow }, [done], 5_000, 1],
    ["during a pause between polls", begun, [{ ...running, ...slow }, done], 5_000, 2],
  ];
  test.each(rows)("[5] %s ends all of it", async (_when, start, statuses, atMs, requests) => {
    const { clock, client } = setting(start, statuses, { startMs: 1_000 });
    const controller = new AbortController();
    const failure = caught(runJob(client, full, begin, [], {}, { signal: controller.signal }));
    await clock.advance(atMs);
    controller.abort("enough");
    expect(await failure).toBe("enough");
    expect({ open: client.open, asked: client.asked.length }).toEqual({ open: 0, asked: requests });
    await clock.advance(3_600_000);
    expect(client.asked).toHaveLength(requests);
    expect(clock.timers).toBe(0);
  });

  test("[5] during a poll ends its request", async () => {
    const clock = new VirtualClock();
    const client = new ScriptedRequester(clock, ({ operation }) => (operation === begin.id ? begun : undefined));
    const controller = new AbortController();
    const failure = caught(runJob(client, full, begin, [], {}, { signal: controller.signal }));
    await flush();
    expect({ open: client.open, asked: client.asked.length }).toEqual({ open: 1, asked: 2 });
    controller.abort("enough");
    expect(await failure).toBe("enough");
    await flush();
    expect({ open: client.open, timers: clock.timers }).toEqual({ open: 0, timers: 0 });
  });

  test("[5] beforehand sends nothing", async () => {
    const { client } = setting(begun, [done]);
    expect(await caught(runJob(client, full, begin, [], {}, { signal: AbortSignal.abort("no") }))).toBe("no");
    expect(client.asked).toEqual([]);
  });
});

describe("[18] a deadline", () => {
  test("[18] counts the start: what is left is for the wait", async () => {
    const { clock, client } = setting(begun, [running], { startMs: 4_000 });
    const options = { deadlineMs: 6_000, minDelayMs: 500, maxDelayMs: 500 };
    const error = await clock.until(caught(runJob(client, full, begin, [], {}, options)));
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(clock.now()).toBeLessThanOrEqual(6_000);
    expect(client.asked[0]?.options).toMatchObject({ deadlineMs: 6_000 });
    expect(client.times("task_status").every((at) => at >= 4_000 && at < 6_000)).toBe(true);
  });

  test("[18] cancels the job where that was asked for", async () => {
    const { clock, client } = setting(begun, [running]);
    const running7 = runCancellableJob(client, full, begin, [], {}, { deadlineMs: 7_000, cancelOnTimeout: true });
    expect(await clock.until(caught(running7))).toBeInstanceOf(JobTimeoutError);
    expect(client.asked.at(-1)).toMatchObject({ operation: "task_cancel", path: ["t1"] });
  });

  test("[18] cannot cancel where no operation does: said before anything is started", async () => {
    const { client } = setting(begun, [running], { spec: located });
    const error = await caught(runJob(client, located, startOf(located), [], {}, { cancelOnTimeout: true }));
    expect(error).toBeInstanceOf(ParameterError);
    expect(client.asked).toEqual([]);
  });
});

describe("[2] how it ends", () => {
  const rows: [title: string, start: Scripted, status: Scripted, type: new (...args: never[]) => Error][] = [
    ["failed", begun, { body: { state: "broken", error: "no disk" } }, JobFailedError],
    ["cancelled", begun, { body: { state: "gone" } }, JobCancelledError],
    ["a start that nobody knows the end of", httpError(503), done, StartUncertainError],
  ];
  test.each(rows)("[2] %s", async (_title, start, status, type) => {
    const { clock, client } = setting(start, [status]);
    expect(await clock.until(caught(runJob(client, full, begin, [], {})))).toBeInstanceOf(type);
    expect(client.times("task_start")).toEqual([0]);
  });

  test("[2] a start that tells the end, and names no URL, is all", async () => {
    const { clock, client } = setting(done, [running], { spec: located });
    expect(await clock.until(runJob(client, located, startOf(located), [], {}))).toEqual({ state: "done" });
    expect(client.asked).toHaveLength(1);
  });
});

describe("[2] a wait without the object of its job", () => {
  test("[2] gives the result, and throws for any other end, with job and snapshot", async () => {
    for (const [statuses, want] of [
      [[running, done], { state: "done" }],
      [[running, { body: { state: "broken", error: "no" } }], { name: "JobFailedError", job: { id: "t1" } }],
      [[httpError(403)], { name: "PermissionDeniedError", snapshot: { id: "t1" } }],
    ] as const) {
      const { clock, client } = setting(begun, statuses);
      const ending = waitForJob(client, full, "t1").catch((error: unknown) => error);
      expect(await clock.until(ending)).toMatchObject(want);
      expect(clock.timers).toBe(0);
    }
  });

  test("[26] takes a snapshot and options, and shares the polling of others", async () => {
    const { clock, client } = setting(begun, [running, done]);
    const one = job(client, full, "t1");
    const both = Promise.all([one.wait(), waitForJob(client, full, one.snapshot(), { minDelayMs: 100 })]);
    expect(await clock.until(both)).toEqual([{ state: "done" }, { state: "done" }]);
    expect(client.asked).toHaveLength(2);
    expect(clock.now()).toBe(100);
  });

  test("[H15] refuses what it cannot do, and what is wrong", async () => {
    const { client } = setting(begun, [done]);
    for (const [options, problem] of [
      [{ cancelOnTimeout: true }, "needs a cancel operation"],
      [{ deadlineMs: NaN }, "must be a number of at least 0"],
    ] as const)
      await expect(waitForJob(client, full, "t1", options)).rejects.toThrow(problem);
    await expect(waitForJob(client, full, "x".repeat(3_000))).rejects.toThrow("the job's id is too long");
    expect(client.asked).toEqual([]);
  });
});
