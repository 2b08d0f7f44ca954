import { describe, expect, test } from "vitest";
import {
  job,
  JobCancelledError,
  JobFailedError,
  JobOutcomeError,
  JobPartialError,
  JobTimeoutError,
  JobWaitError,
  ResultUnavailableError,
  SpecloomError,
} from "@specloom/runtime";
import { crosmos, julep, roe } from "../../support/sample-jobs.js";
import {
  httpError,
  networkError,
  ScriptedRequester,
  sequence,
  type Scripted,
} from "../../support/scripted-requester.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

function setting(...answers: readonly Scripted[]) {
  const clock = new VirtualClock();
  return { clock, client: new ScriptedRequester(clock, sequence(...answers)) };
}

test("[1] a job is not thenable, and making one sends nothing", async () => {
  const { client } = setting({ body: { status: 3 } });
  const made = await Promise.resolve(job(client, roe, "a"));
  await flush();
  expect(made).not.toHaveProperty("then");
  expect(made.id).toBe("a");
  expect(client.asked).toEqual([]);
});

describe("[2] settle resolves for every terminal state, wait only for success", () => {
  const rows = [
    { body: { status: "completed", result: { n: 1 } }, kind: "succeeded", error: undefined },
    { body: { status: "partial", result: { n: 1 }, error_message: "2 of 3" }, kind: "partial", error: JobPartialError },
    { body: { status: "failed", error_message: "broken" }, kind: "failed", error: JobFailedError },
    { body: { status: "cancelled" }, kind: "cancelled", error: JobCancelledError },
  ] as const;
  test.each(rows)("[2] $kind", async ({ body, kind, error }) => {
    const { clock, client } = setting({ body });
    const outcome = await clock.until(job(client, crosmos, "a").settle());
    expect(outcome).toMatchObject({ kind, status: body });
    const waiting = clock.until(job(client, crosmos, "b").wait());
    if (error === undefined) {
      expect(await waiting).toEqual({ n: 1 });
    } else {
      const thrown: unknown = await waiting.catch((reason: unknown) => reason);
      expect(thrown).toBeInstanceOf(error);
      expect(thrown).toBeInstanceOf(JobOutcomeError);
      expect(thrown).toBeInstanceOf(SpecloomError);
      expect(thrown).toMatchObject({
        outcome: { kind, status: body },
        message: expect.stringContaining("memories.jobs b"),
      });
    }
  });
});

test("[2] the error of a failed job carries the provider's words", async () => {
  const { clock, client } = setting({ body: { state: "failed", reason: "the model is gone" } });
  await expect(clock.until(job(client, julep, "j1").wait())).rejects.toThrow("jobs j1 failed: the model is gone");
});

test("[2] where no result is declared the status is the result", async () => {
  const { clock, client } = setting({ body: { state: "succeeded", id: "j1" } });
  expect(await clock.until(job(client, julep, "j1").wait())).toEqual({ state: "succeeded", id: "j1" });
});

describe("[23] a result by a second operation", () => {
  test("[23] is fetched once, after success", async () => {
    const { clock, client } = setting({ body: { status: 1 } }, { body: { status: 3 } }, { body: { answer: 42 } });
    expect(await clock.until(job(client, roe, "a").wait())).toEqual({ answer: 42 });
    expect(client.asked.map(({ operation, path }) => [operation, ...path])).toEqual([
      ["roe_status", "a"],
      ["roe_status", "a"],
      ["roe_result", "a"],
    ]);
  });

  test.each([4, 5])("[23] is not asked for in state %i", async (status) => {
    const { clock, client } = setting({ body: { status } });
    await clock.until(job(client, roe, "a").settle());
    expect(client.times("roe_result")).toEqual([]);
  });

  test("[23] is shared by all that wait", async () => {
    const { clock, client } = setting({ body: { status: 3 } }, { body: { answer: 42 } });
    const both = Promise.all([job(client, roe, "a").wait(), job(client, roe, "a").wait()]);
    expect(await clock.until(both)).toEqual([{ answer: 42 }, { answer: 42 }]);
    expect(client.asked).toHaveLength(2);
  });

  test.each([httpError(500), httpError(503), networkError()])(
    "[23] is fetched with the patience of a poll: %s",
    async (fault) => {
      const { clock, client } = setting({ body: { status: 3 } }, ...Array.from({ length: 9 }, () => fault), {
        body: { answer: 42 },
      });
      expect(await clock.until(job(client, roe, "a").wait())).toEqual({ answer: 42 });
      expect(client.times("roe_status")).toHaveLength(1);
    },
  );

  test.each([httpError(410), httpError(404), httpError(403)])("[23] that fails is retryable: %s", async (fault) => {
    const { clock, client } = setting({ body: { status: 3 } }, fault, { body: { answer: 42 } });
    const one = job(client, roe, "a");
    const thrown: unknown = await clock.until(one.settle()).catch((reason: unknown) => reason);
    expect(thrown).toBeInstanceOf(ResultUnavailableError);
    expect(thrown).toMatchObject({
      retryable: true,
      cause: fault,
      job: { resource: "agents.jobs", id: "a" },
      snapshot: { phase: "result", status: { status: 3 } },
    });
    expect(await clock.until(one.wait())).toEqual({ answer: 42 });
    expect(client.asked.map(({ operation }) => operation)).toEqual(["roe_status", "roe_result", "roe_result"]);
  });

  test("[23] that failed is fetched from the snapshot, and the status never polled again", async () => {
    const { clock, client } = setting({ body: { status: 6, timestamp: 1.5 } }, httpError(503), {
      body: { answer: 42 },
    });
    const wait = job(client, roe, "a").settle({ faultGraceMs: 0 });
    const thrown: unknown = await clock.until(wait).catch((reason: unknown) => reason);
    if (!(thrown instanceof ResultUnavailableError)) throw new Error("expected ResultUnavailableError");
    const outcome = await clock.until(job(client, roe, thrown.snapshot).settle());
    expect(outcome).toEqual({
      kind: "succeeded",
      cached: true,
      status: { status: 6, timestamp: 1.5 },
      result: { answer: 42 },
    });
    expect(client.times("roe_status")).toHaveLength(1);
  });

  test("[23] that is late beyond the deadline is a timeout, whose snapshot fetches it", async () => {
    const { clock, client } = setting({ body: { status: 3 } }, httpError(503));
    const wait = job(client, roe, "a").settle({ deadlineMs: 20_000 });
    expect(await clock.until(wait.catch((reason: unknown) => reason))).toMatchObject({
      name: "JobTimeoutError",
      message: expect.stringContaining("its result was not fetched"),
      snapshot: { phase: "result" },
      cause: { status: 503 },
    });
  });
});

test("[2] a second wait after the end settles at once, from what is known", async () => {
  const { clock, client } = setting({ body: { status: 3 } }, { body: { answer: 42 } });
  const one = job(client, roe, "a");
  await clock.until(one.wait());
  expect(await clock.until(one.wait())).toEqual({ answer: 42 });
  expect(client.asked).toHaveLength(2);
});

test("[2] what ends a wait before its job carries a snapshot", async () => {
  const { clock, client } = setting({ body: { status: 1 } });
  const thrown: unknown = await clock
    .until(job(client, roe, "a").wait({ deadlineMs: 5_000 }))
    .catch((reason: unknown) => reason);
  expect(thrown).toBeInstanceOf(JobTimeoutError);
  expect(thrown).toBeInstanceOf(JobWaitError);
  expect(thrown).toMatchObject({ snapshot: { id: "a", provider: "sample", state: 1, phase: "status" } });
});

test("[10] other parameters of the status and the result operation come from params", async () => {
  const { clock, client } = setting({ body: { status: 3 } }, { body: 1 });
  await clock.until(
    job(client, roe, "a").wait({ params: { organization_id: "o1" }, headers: { "x-trace": "t" }, timeoutMs: 9 }),
  );
  for (const { params, options } of client.asked) {
    expect(params).toEqual({ organization_id: "o1" });
    expect(options).toMatchObject({ headers: { "x-trace": "t" }, timeoutMs: 9 });
  }
});
