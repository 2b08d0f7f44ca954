import { describe, expect, test } from "vitest";
import {
  cancellableJob,
  job,
  runCancellableJob,
  startCancellableJob,
  startJob,
  StartUncertainError,
  type JobSpec,
} from "@specloom/runtime";
import { cannedFetch, json, type Answer } from "../../support/canned-fetch.js";
import { caught } from "../../support/caught.js";
import { sampleClient } from "../../support/sample-client.js";
import { full, located, roe } from "../../support/sample-jobs.js";
import {
  httpError,
  networkError,
  ScriptedRequester,
  sequence,
  truncatedJson,
  type Script,
} from "../../support/scripted-requester.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

function setting(script: Script, baseUrl?: string) {
  const clock = new VirtualClock();
  return { clock, client: new ScriptedRequester(clock, script, baseUrl === undefined ? {} : { baseUrl }) };
}

function startOf({ start }: JobSpec) {
  const operation = start?.[0]?.operation;
  if (operation === undefined) throw new Error("the specification has no start operation");
  return operation;
}

const begin = startOf(full);

test("[1] starting a job returns after the start response, and polls nothing", async () => {
  const { clock, client } = setting(sequence({ body: { task: { id: "t1" } } }, { body: { state: "done" } }));
  const started = await clock.until(startJob(client, full, begin, [], { body: { prompt: "x" } }));
  await flush();
  expect(started.id).toBe("t1");
  expect(client.asked).toMatchObject([{ operation: "task_start", params: { body: { prompt: "x" } } }]);
  expect(await clock.until(started.wait())).toEqual({ state: "done" });
});

test("[22] the options of the start go with it, and those of the job stay with the job", async () => {
  const { clock, client } = setting(sequence({ body: { task: { id: 12 } } }, { body: { state: "done" } }));
  const { signal } = new AbortController();
  const options = {
    signal,
    maxRetries: 3,
    idempotencyKey: "k1",
    headers: { "x-org": "o" },
    timeoutMs: 77,
    deadlineMs: 9_000,
  };
  const started = await clock.until(startJob(client, full, begin, [], {}, options));
  expect(started.id).toBe("12");
  await clock.until(started.wait());
  expect(client.asked[0]?.options).toEqual({
    signal,
    maxRetries: 3,
    idempotencyKey: "k1",
    headers: { "x-org": "o" },
    timeoutMs: 77,
    onFault: expect.any(Function),
    purpose: "start",
  });
  expect(client.asked[1]?.options).toMatchObject({ headers: { "x-org": "o" }, timeoutMs: 77, maxRetries: 0 });
  expect(client.asked[1]?.options).not.toHaveProperty("idempotencyKey");
});

describe("[22] a job is never started twice", () => {
  test.each([
    ["no answer", networkError()],
    ["a truncated answer", truncatedJson()],
    ["500", httpError(500)],
    ["503", httpError(503)],
    ["408", httpError(408)],
  ])("[22] %s is ambiguous", async (_, fault) => {
    const { clock, client } = setting(sequence(fault));
    const error = await clock.until(caught(startJob(client, full, begin, [], {}, { idempotencyKey: "k1" })));
    expect(error).toBeInstanceOf(StartUncertainError);
    expect(error).toMatchObject({ cause: fault, idempotencyKey: "k1", started: "uncertain" });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: "StartUncertainError", started: "uncertain" });
    expect(client.asked).toHaveLength(1);
  });

  test.each([400, 401, 403, 404, 409, 422, 425, 429])("[22] %i says that none was started", async (status) => {
    const fault = httpError(status);
    const { clock, client } = setting(sequence(fault));
    expect(await clock.until(caught(startJob(client, full, begin, [], {})))).toBe(fault);
    expect(fault).toMatchObject({ started: false });
    expect(client.asked).toHaveLength(1);
  });

  const lost = new TypeError("fetch failed");
  const busy = json({}, { status: 429, headers: { "retry-after": "30" } });
  const retried: readonly [string, readonly Answer[], false | "uncertain"][] = [
    ["409 after a lost answer", [lost, json({}, { status: 409 })], "uncertain"],
    ["429 after 503", [json({}, { status: 503 }), busy], "uncertain"],
    ["409 after 429", [json({}, { status: 429 }), json({}, { status: 409 })], false],
    ["429 with a hint past the deadline", [busy], false],
    ["429 with a hint past the deadline, after 503", [json({}, { status: 503 }), busy], "uncertain"],
  ];
  test.each(retried)("[22] %s: all attempts count", async (_, answers, started) => {
    const clock = new VirtualClock();
    const client = sampleClient({ clock, fetch: cannedFetch(...answers).fetch });
    const call = [client, full, begin, [], {}, { idempotencyKey: "k1", deadlineMs: 10_000 }] as const;
    expect(await clock.until(caught(runCancellableJob(...call)))).toMatchObject({ started });
  });

  test.each([{}, { task: {} }, { task: { id: "" } }, { task: { id: null } }, "t1"])(
    "[22] an answer without the id: %j",
    async (body) => {
      const { clock, client } = setting(sequence({ body }));
      expect(await clock.until(caught(startJob(client, full, begin, [], {})))).toBeInstanceOf(StartUncertainError);
    },
  );

  test.each([2 ** 53, 9_007_199_254_740_992, 1e21, 1.5])(
    "[22] an id that the number %d only rounds identifies no job, and the error says what keeps it",
    async (id) => {
      const { clock, client } = setting(sequence({ body: { task: { id } } }));
      const error = await clock.until(caught(startJob(client, full, begin, [], {})));
      expect(error).toBeInstanceOf(StartUncertainError);
      expect(error).toMatchObject({ message: expect.stringContaining("`json: exactJson` keeps all digits") });
      expect(client.asked.length).toBe(1);
    },
  );

  test("[22] an abort rejects with the signal's reason", async () => {
    const { client } = setting(() => undefined);
    const controller = new AbortController();
    const starting = caught(startJob(client, full, begin, [], {}, { signal: controller.signal }));
    await flush();
    controller.abort("stop");
    expect(await starting).toBe("stop");
  });
});

describe("[26] a job known by a URL", () => {
  const operation = startOf(located);

  test.each([
    ["https://api.example.com/v1/ops/7?version=2&x=a%20b", "/ops/7?version=2&x=a%20b"],
    ["/v1/ops/7", "/ops/7"],
    ["https://api.example.com/v1/a/%7Bb%7D", "/a/%7Bb%7D"],
  ])("[26] %s is kept as %s", async (location, id) => {
    const { clock, client } = setting(
      sequence({ body: null, headers: { "Operation-Location": location } }, { body: { state: "done" } }),
    );
    const started = await clock.until(startJob(client, located, operation, [], {}));
    expect(started.id).toBe(id);
    expect(started.snapshot()).toMatchObject({ id });
    expect(JSON.stringify(started.snapshot())).not.toContain("example.com");
    await clock.until(started.wait());
    expect(client.asked[1]).toMatchObject({ operation: "operation_status", path: [] });
  });

  test("[26] is asked about at its path with its query", async () => {
    const { clock, client } = setting(sequence({ body: { state: "done" } }));
    await clock.until(job(client, located, "https://api.example.com/v1/ops/7?tag=a&tag=b&version=2").wait());
    expect(Object.values(client.asked[0]?.params ?? {})).toEqual(["tag=a&tag=b&version=2"]);
  });

  test.each([
    "https://evil.example/v1/ops/7",
    "http://api.example.com/v1/ops/7",
    "https://api.example.com:8443/v1/ops/7",
    "https://user:secret@api.example.com/v1/ops/7",
    "https://api.example.com/admin",
    "https://api.example.com/v1/../admin",
    "https://api.example.com/v1/%2e%2e/admin",
    "https://api.example.com/v1/..%2fadmin",
    "//evil.example/v1/ops/7",
    "javascript:alert(1)",
    "https://",
  ])("[26] %s is refused", async (location) => {
    const { clock, client } = setting(sequence({ body: null, headers: { "operation-location": location } }));
    const error = await clock.until(caught(startJob(client, located, operation, [], {})));
    expect(error).toBeInstanceOf(StartUncertainError);
    expect(String(error)).not.toContain("secret");
    expect(() => job(client, located, location)).toThrow("outside the base URL");
    const { id: _, ...rest } = job(client, located, "/ops/7").snapshot();
    expect(() => job(client, located, { ...rest, id: location })).toThrow("outside the base URL");
    expect(client.asked).toHaveLength(1);
  });
});

describe("[24] cancel", () => {
  test("[24] asks the server; the outcome stays what polling reports", async () => {
    const { clock, client } = setting(({ operation, at }) => {
      if (operation === "task_cancel") return { body: null };
      return { body: { state: at > 5_000 ? "done" : "running" } };
    });
    const one = cancellableJob(client, full, "t/1");
    const wait = one.settle();
    await clock.advance(100);
    await one.cancel({ headers: { "x-a": "b" } });
    expect(client.asked.at(-1)).toMatchObject({
      operation: "task_cancel",
      path: ["t/1"],
      options: { headers: { "x-a": "b" } },
    });
    expect((await clock.until(wait)).kind).toBe("succeeded");
  });

  test("[24] is there only where an operation cancels", () => {
    const { client } = setting(sequence({ body: null }));
    expect(job(client, full, "a")).not.toHaveProperty("cancel");
    expect(job(client, roe, "a")).not.toHaveProperty("cancel");
    expect(cancellableJob(client, full, "a")).toHaveProperty("cancel");
  });

  test("[24] that the server refuses throws, and the wait goes on", async () => {
    const { clock, client } = setting(({ operation }) =>
      operation === "task_cancel" ? httpError(409) : { body: { state: "done" } },
    );
    const one = cancellableJob(client, full, "a");
    await expect(one.cancel()).rejects.toMatchObject({ status: 409 });
    expect(await clock.until(one.wait())).toEqual({ state: "done" });
  });

  test("[24] of a job just started", async () => {
    const { clock, client } = setting(sequence({ body: { task: { id: "t1" } } }, { body: null }));
    const started = await clock.until(startCancellableJob(client, full, begin, [], {}));
    await started.cancel();
    expect(client.asked.at(-1)).toMatchObject({ operation: "task_cancel", path: ["t1"] });
  });
});
