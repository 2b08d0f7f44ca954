import { describe, expect, test } from "vitest";
import { cancellableJob, job, JobIndeterminateError, JobTimeoutError } from "@specloom/runtime";
import { caught } from "../../support/caught.js";
import { full, julep, roe } from "../../support/sample-jobs.js";
import {
  httpError,
  ScriptedRequester,
  sequence,
  type Script,
  type Scripted,
} from "../../support/scripted-requester.js";
import { VirtualClock } from "../../support/virtual-clock.js";

const pending = { body: { state: "running" } };
const done = { body: { state: "done" } };

function setting(script: Script, chance = 0.5) {
  const clock = new VirtualClock({ chance: () => chance });
  return { clock, client: new ScriptedRequester(clock, script) };
}

function gaps(moments: readonly number[]): number[] {
  return moments.slice(1).map((time, index) => time - (moments[index] ?? 0));
}

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}

test("[14] the first poll is immediate", async () => {
  const { clock, client } = setting(sequence(done));
  await clock.until(job(client, full, "a").wait());
  expect(client.times()).toEqual([0]);
});

test("[14] an initial delay can be set", async () => {
  const { clock, client } = setting(sequence(done));
  await clock.until(job(client, full, "a").wait({ initialDelayMs: 2_500 }));
  expect(client.times()).toEqual([2_500]);
});

test("[14] polls of one job never overlap, however slow the answers are", async () => {
  let open = 0;
  let most = 0;
  let count = 0;
  const { clock, client } = setting(async () => {
    most = Math.max(most, ++open);
    await new Promise<void>((resolve) => {
      clock.schedule(resolve, 20_000);
    });
    open--;
    return ++count < 4 ? pending : done;
  });
  await clock.until(Promise.all([job(client, full, "a").wait(), job(client, full, "a").wait()]));
  expect(most).toBe(1);
  expect(count).toBe(4);
});

describe("[15] the delay", () => {
  test.each([
    { chance: 0, want: [1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000] },
    { chance: 1 - Number.EPSILON, want: [1_000, 1_500, 2_250, 3_375, 5_062.5, 7_593.75, 11_390.625, 15_000, 15_000] },
  ])("[15] lies between the minimum and min(max, min·1.5ⁿ): chance $chance", async ({ chance, want }) => {
    const { clock, client } = setting(sequence(...times(9, pending), done), chance);
    await clock.until(job(client, full, "a").wait());
    const measured = gaps(client.times());
    expect(measured).toHaveLength(want.length);
    for (const [index, gap] of measured.entries()) expect(Math.abs(gap - (want[index] ?? NaN))).toBeLessThan(1);
  });

  test("[15] starts over when the state or the progress changes", async () => {
    const answers: Scripted[] = [
      { body: { state: "queued" } },
      { body: { state: "queued" } },
      { body: { state: "queued" } },
      { body: { state: "running" } },
      { body: { state: "running" } },
      { body: { state: "running", progress: 10 } },
      { body: { state: "running", progress: 10 } },
    ];
    const { clock, client } = setting(sequence(...answers, done), 1 - Number.EPSILON);
    await clock.until(job(client, full, "a").wait());
    expect(gaps(client.times()).map(Math.round)).toEqual([1_000, 1_500, 2_250, 1_000, 1_500, 1_000, 1_500]);
  });

  test("[15] has bounds that can be set", async () => {
    const { clock, client } = setting(sequence(...times(6, pending), done), 1 - Number.EPSILON);
    await clock.until(job(client, full, "a").wait({ minDelayMs: 10, maxDelayMs: 30 }));
    expect(gaps(client.times()).map(Math.round)).toEqual([10, 15, 23, 30, 30, 30]);
  });

  test("[15] of zero is not one: a tight loop cannot be asked for", async () => {
    const { clock, client } = setting(sequence(...times(5, pending), done), 0);
    await clock.until(job(client, full, "a").wait({ minDelayMs: 0, maxDelayMs: 0 }));
    for (const gap of gaps(client.times())) expect(gap).toBeGreaterThanOrEqual(1);
  });
});

describe("[9] an indeterminate state", () => {
  test("[9] is polled at the slowest pace for the grace, then throws with a snapshot", async () => {
    const { clock, client } = setting(sequence({ body: { state: "mystery" } }));
    const error = await clock.until(caught(job(client, full, "a").wait()));
    expect(client.times()).toEqual([0, 15_000, 30_000, 45_000, 60_000]);
    expect(error).toBeInstanceOf(JobIndeterminateError);
    expect(error).toMatchObject({
      snapshot: { state: "mystery", attempt: 5 },
      message: expect.stringContaining("mystery"),
    });
  });

  test("[9] that turns out to be known in time ends nothing", async () => {
    const { clock, client } = setting(sequence(...times(3, { body: { state: "mystery" } }), pending, done));
    expect(await clock.until(job(client, full, "a").wait())).toEqual({ state: "done" });
  });

  test("[9] has a grace that can be set, and its last poll comes as the grace ends", async () => {
    const { clock, client } = setting(sequence({ body: { state: "mystery" } }));
    await clock.until(caught(job(client, full, "a").wait({ indeterminateGraceMs: 20_000 })));
    expect(client.times()).toEqual([0, 15_000, 20_000]);
  });

  test("[9] is polled once more, as the grace ends, where the longest delay has no limit", async () => {
    const { clock, client } = setting(sequence({ body: { state: "mystery" } }));
    const error = await clock.until(caught(job(client, full, "a").wait({ maxDelayMs: Infinity })));
    expect(client.times()).toEqual([0, 60_000]);
    expect(error).toBeInstanceOf(JobIndeterminateError);
  });

  test("[9] resumed from the error's snapshot has a new grace", async () => {
    const { clock, client } = setting(sequence({ body: { state: "mystery" } }, { body: { state: "mystery" } }, done));
    const error = await clock.until(caught(job(client, full, "a").wait({ indeterminateGraceMs: 10_000 })));
    if (!(error instanceof JobIndeterminateError)) throw new Error("expected JobIndeterminateError");
    expect(await clock.until(job(client, full, error.snapshot).wait())).toEqual({ state: "done" });
  });
});

test("[13] an unknown state always waits at least the minimum delay", async () => {
  const { clock, client } = setting(sequence({ body: { state: "mystery" } }), 0);
  await clock.until(
    caught(job(client, full, "a").wait({ minDelayMs: 200, maxDelayMs: 300, indeterminateGraceMs: 3_000 })),
  );
  for (const gap of gaps(client.times())) expect(gap).toBeGreaterThanOrEqual(200);
  expect(client.asked.length).toBeLessThan(16);
});

describe("[16] a server hint is a floor", () => {
  const date = "Thu, 01 Jan 2026 00:00:00 GMT";
  const rows: readonly { readonly headers: Record<string, string>; readonly want: number }[] = [
    { headers: { "retry-after": "7" }, want: 7_000 },
    { headers: { "retry-after-ms": "2500" }, want: 2_500 },
    { headers: { "retry-after": "Thu, 01 Jan 2026 00:00:09 GMT", date }, want: 9_000 },
    { headers: { "x-poll-after-ms": "4000" }, want: 4_000 },
    { headers: { "ratelimit-remaining": "0", "ratelimit-reset": "6" }, want: 6_000 },
    { headers: { ratelimit: '"default";r=0;t=8' }, want: 8_000 },
    { headers: { ratelimit: "limit=10, remaining=0, reset=5" }, want: 5_000 },
    {
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Date.UTC(2026, 0, 1) / 1_000 + 12) },
      want: 12_000,
    },
    {
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Date.UTC(2026, 0, 1) + 12_000) },
      want: 12_000,
    },
    {
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Date.UTC(2026, 0, 1) + 14_000), date },
      want: 14_000,
    },
    {
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Date.UTC(2026, 0, 1) - 12_000) },
      want: 1_000,
    },
    { headers: { ratelimit: '"day";r=400;t=80000, "burst";r=0;t=5' }, want: 5_000 },
    { headers: { ratelimit: '"burst";r=0;t=5, "hour";r=0;t=30, "day";r=1;t=80000' }, want: 30_000 },
    { headers: { ratelimit: '"burst";t=5;r=0' }, want: 5_000 },
    { headers: { ratelimit: '"burst";r=0, "day";r=1;t=80000' }, want: 1_000 },
    { headers: { ratelimit: '"burst";r=10;t=60' }, want: 1_000 },
    { headers: { "retry-after": "7", "x-poll-after-ms": "4000", ratelimit: "r=0;t=2" }, want: 7_000 },
    { headers: { "x-poll-after-ms": "4000", ratelimit: "r=0;t=9" }, want: 4_000 },
    { headers: { "ratelimit-remaining": "3", "ratelimit-reset": "60" }, want: 1_000 },
    { headers: { "retry-after": "soon" }, want: 1_000 },
    { headers: { "retry-after": "-5" }, want: 1_000 },
    { headers: { "retry-after": "0" }, want: 1_000 },
    { headers: { "x-poll-after-ms": "1e3" }, want: 1_000 },
  ];
  test.each(rows)("[16] $headers means $want ms", async ({ headers, want }) => {
    for (const [chance, most] of [
      [0, want],
      [1 - Number.EPSILON, want * 1.1],
    ] as const) {
      const { clock, client } = setting(sequence({ ...pending, headers }, done), chance);
      await clock.until(job(client, full, "a").wait());
      const [gap = 0] = gaps(client.times());
      expect(gap).toBeGreaterThanOrEqual(want);
      expect(gap).toBeLessThanOrEqual(most + 1);
    }
  });

  test("[16] of the limit that is exhausted, on a 429", async () => {
    const ratelimit = '"day";r=400;t=80000, "burst";r=0;t=9';
    const { clock, client } = setting(sequence(httpError(429, { ratelimit }), done), 0);
    await clock.until(job(client, full, "a").wait());
    expect(gaps(client.times())).toEqual([9_000]);
  });

  test("[16] on an error too", async () => {
    const { clock, client } = setting(sequence(httpError(503, { "retry-after": "20" }), done), 0);
    await clock.until(job(client, full, "a").wait());
    expect(gaps(client.times())).toEqual([20_000]);
  });
});

describe("[17] a hint past the deadline", () => {
  test.each([
    { name: "on a state", answer: { ...pending, headers: { "retry-after": "31" } } },
    { name: "on a 429", answer: httpError(429, { "retry-after": "31" }) },
    { name: "on a 503", answer: httpError(503, { "retry-after": "100000000" }) },
  ])("[17] throws at once, $name", async ({ answer }) => {
    const { clock, client } = setting(sequence(answer));
    const error = await clock.until(caught(job(client, full, "a").wait({ deadlineMs: 30_000 })));
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(clock.now()).toBe(0);
    expect(error).toMatchObject({ snapshot: { due: expect.any(Number) } });
    if (error instanceof JobTimeoutError) expect(error.snapshot.due).toBeGreaterThanOrEqual(clock.date() + 31_000);
  });

  test("[17] a delay beyond 2³¹−1 ms is split, not cut", async () => {
    const seconds = 2 ** 31 / 1_000 + 5_000;
    const { clock, client } = setting(
      sequence({ ...pending, headers: { "retry-after": String(Math.ceil(seconds)) } }, done),
      0,
    );
    await clock.until(job(client, full, "a").wait({ deadlineMs: Infinity }));
    const [gap = 0] = gaps(client.times());
    expect(gap).toBeGreaterThanOrEqual(seconds * 1_000);
    expect(gap).toBeLessThan(seconds * 1_000 + 2_000);
  });
});

describe("[18] the deadline", () => {
  test("[18] is two hours by default", async () => {
    const { clock, client } = setting(sequence(pending));
    const error = await clock.until(caught(job(client, full, "a").wait()));
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(clock.now()).toBeGreaterThanOrEqual(7_200_000 - 1_000);
    expect(clock.now()).toBeLessThanOrEqual(7_200_000);
  });

  test("[18] counts requests: one that never ends is given up", async () => {
    const { clock, client } = setting(() => undefined);
    const error = await clock.until(caught(job(client, full, "a").wait({ deadlineMs: 4_000 })));
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(clock.now()).toBe(4_000);
    expect(client.open).toBe(0);
  });

  test("[18] is not slept past: the last poll comes before it, and at most one in the tail", async () => {
    const { clock, client } = setting(sequence(...times(12, pending)), 1 - Number.EPSILON);
    const error = await clock.until(caught(job(client, full, "a").wait({ deadlineMs: 12_000 })));
    expect(error).toBeInstanceOf(JobTimeoutError);
    const tail = client.times().filter((time) => time >= 11_000);
    expect(tail).toHaveLength(1);
    expect(clock.now()).toBeLessThanOrEqual(12_000);
  });

  test("[18] sees an end that the last poll brings", async () => {
    const { clock, client } = setting(({ at }) => (at >= 10_900 ? done : pending), 1 - Number.EPSILON);
    expect(await clock.until(job(client, full, "a").wait({ deadlineMs: 12_000 }))).toEqual({ state: "done" });
  });

  test.each([
    { name: "of a job that has ended", answer: done, want: "succeeded" },
    { name: "of a job that runs", answer: pending, want: "JobTimeoutError" },
    { name: "of a server that fails", answer: httpError(503), want: "JobTimeoutError" },
  ])("[18] of zero asks exactly once: $name", async ({ answer, want }) => {
    const { clock, client } = setting(sequence(answer));
    const end = await clock.until(
      job(client, full, "a")
        .settle({ deadlineMs: 0 })
        .then(
          ({ kind }) => kind,
          (error: Error) => error.name,
        ),
    );
    expect(end).toBe(want);
    expect(client.times()).toEqual([0]);
  });

  test("[18] of zero asks beside another wait too, as soon as the minimum delay allows", async () => {
    const { clock, client } = setting(sequence(pending, done));
    const lazy = job(client, full, "a").wait({ minDelayMs: 60_000 });
    await clock.advance(200);
    expect(await clock.until(job(client, full, "a").settle({ deadlineMs: 0 }))).toMatchObject({ kind: "succeeded" });
    expect(client.times()).toEqual([0, 1_000]);
    expect(await lazy).toEqual({ state: "done" });
  });

  test("[18] of zero beside a request in flight takes its answer", async () => {
    const { clock, client } = setting(async () => {
      await new Promise<void>((resolve) => {
        clock.schedule(resolve, 700);
      });
      return done;
    });
    const other = job(client, full, "a").wait();
    await clock.advance(300);
    expect(await clock.until(job(client, full, "a").settle({ deadlineMs: 0 }))).toMatchObject({ kind: "succeeded" });
    await other;
    expect(client.asked).toHaveLength(1);
  });

  test("[18] shorter than the initial delay still asks, in time for an answer", async () => {
    const { clock, client } = setting(sequence(pending));
    const wait = job(client, full, "a").wait({ initialDelayMs: 60_000, deadlineMs: 5_000 });
    expect(await clock.until(caught(wait))).toBeInstanceOf(JobTimeoutError);
    expect(client.times()).toEqual([4_000]);
  });

  test.each([-86_400_000, 86_400_000])("[18] is monotonic: the wall clock may jump by %i ms", async (jump) => {
    const { clock, client } = setting(({ at }) => {
      if (at > 3_000) clock.epoch += jump;
      return pending;
    });
    const error = await clock.until(
      caught(job(client, julep, "a").wait({ deadlineMs: 30_000, indeterminateGraceMs: Infinity })),
    );
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(clock.now()).toBeGreaterThanOrEqual(29_000);
    expect(clock.now()).toBeLessThanOrEqual(30_000);
  });

  test("[18] does not cancel the job on the server", async () => {
    const { clock, client } = setting(sequence(pending));
    await clock.until(caught(job(client, full, "a").wait({ deadlineMs: 3_000 })));
    expect(client.times("task_cancel")).toEqual([]);
  });

  test("[18] cancels it where that was asked for, and throws the same", async () => {
    const { clock, client } = setting(({ operation }) => (operation === "task_cancel" ? httpError(500) : pending));
    const options = { deadlineMs: 3_000, cancelOnTimeout: true };
    const error = await clock.until(caught(cancellableJob(client, full, "a").wait(options)));
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(client.times("task_cancel")).toHaveLength(1);
  });

  test.each([
    [{ org: "job" }, undefined, { org: "job" }],
    [undefined, { org: "wait" }, { org: "wait" }],
    [{ org: "job" }, { org: "wait" }, { org: "wait" }],
  ])("[18] cancels it with the parameters of the job, %j, or of the wait, %j", async (ofJob, ofWait, params) => {
    const { clock, client } = setting(sequence(pending));
    const cancel = {
      operation: { id: "task_cancel", method: "POST", path: "/cancel", parameters: [{ name: "org", in: "query" }] },
      id: "id",
    } as const;
    const options = { deadlineMs: 3_000, cancelOnTimeout: true, params: ofWait };
    const one = cancellableJob(client, { ...full, cancel }, "a", { params: ofJob });
    expect(await clock.until(caught(one.wait(options)))).toBeInstanceOf(JobTimeoutError);
    expect(client.asked.at(-1)).toMatchObject({ operation: "task_cancel", params });
  });

  test("[18] with a cancel that never ends rejects at the deadline", async () => {
    const { clock, client } = setting(({ operation }) => (operation === "task_cancel" ? undefined : pending));
    const options = { deadlineMs: 2_500, cancelOnTimeout: true, minDelayMs: 2_000 };
    const error = await clock.until(caught(cancellableJob(client, full, "a").wait(options)));
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(clock.now()).toBeLessThanOrEqual(2_500);
    expect(client.asked.at(-1)).toMatchObject({ operation: "task_cancel", options: { maxRetries: 0 } });
  });

  test("[18] cannot cancel where no operation does: said before anything is sent", async () => {
    const { client } = setting(sequence(pending));
    await expect(job(client, roe, "a").wait({ cancelOnTimeout: true })).rejects.toThrow("cancelOnTimeout");
    expect(client.asked).toEqual([]);
  });
});
