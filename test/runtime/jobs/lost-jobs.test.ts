import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cancellableJob,
  exactJson,
  hasJob,
  job,
  type JobSpec,
  type Operation,
  runJob,
  settleAll,
  startJob,
} from "@specloom/runtime";
import { caught } from "../../support/caught.js";
import { propertyRuns } from "../../support/property.js";
import { batched, full, located, roe } from "../../support/sample-jobs.js";
import { httpError, networkError, ScriptedRequester, sequence, type Script } from "../../support/scripted-requester.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

const TIMEOUT = 3_600_000;
const running = { body: { state: "running" } };
const done = { body: { state: "done" } };

function setting(script: Script) {
  const clock = new VirtualClock();
  return { clock, client: new ScriptedRequester(clock, script) };
}

const begin = full.start?.[0]?.operation;
if (begin === undefined) throw new Error("the sample has a start");
const start: Operation = begin;

describe("[47] no wait loses its job", () => {
  const ends: readonly (readonly [string, Script])[] = [
    ["a refusal", sequence(running, httpError(403))],
    ["an outage", sequence(running, networkError())],
    ["a deadline", sequence(running)],
    ["an unknown state", sequence({ body: { state: "odd" } })],
    ["a job that does not exist", sequence(httpError(404))],
    ["a failure", sequence({ body: { state: "broken", error: "no disk" } })],
    ["a cancellation", sequence({ body: { state: "gone" } })],
    ["an error of another library", sequence(running, new RangeError("of a hook"))],
  ];

  test.each(ends)("[47] %s: the error of runAndWait has job and snapshot, as JSON too", async (_, script) => {
    const { clock, client } = setting((asked) =>
      asked.operation === "task_start" ? { body: { task: { id: "t-77" } } } : script(asked),
    );
    const error = await clock.until(caught(runJob(client, full, start, [], {})));
    expect(hasJob(error)).toBe(true);
    const about = { job: { resource: "tasks", id: "t-77" }, snapshot: { id: "t-77", operation: "task_status" } };
    expect(error).toMatchObject(about);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ ...about, message: expect.stringMatching(/./) });
    expect(inspect(error)).toContain("t-77");
  });

  test("[47] an error that several waits are told has the job and the deadline of each", async () => {
    const { clock, client } = setting(({ operation }) => (operation === "task_statuses" ? networkError() : running));
    const options = { faultGraceMs: 0, deadlineMs: 60_000 };
    const waits = ["a", "b"].map((id) => caught(job(client, batched, id).wait(options)));
    const errors = await clock.until(Promise.all(waits));
    expect(errors).toMatchObject([{ job: { id: "a" } }, { job: { id: "b" } }]);
    expect(new Set(errors.map((error) => (error instanceof Error ? error.name : "")))).toEqual(
      new Set(["NetworkError"]),
    );
    expect(client.asked).toHaveLength(1);
  });

  test("[47] a code is a status, that of a cause, or the provider's", async () => {
    const rows: readonly (readonly [Script, unknown])[] = [
      [sequence(httpError(403)), 403],
      [sequence({ body: { state: "broken", error: { message: "m", code: "E7" } } }), "E7"],
    ];
    for (const [script, code] of rows) {
      const { clock, client } = setting(script);
      const error = await clock.until(caught(job(client, full, "a").wait()));
      expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code });
    }
  });

  test("[47] an option that cannot be used is refused before the job is started", async () => {
    const { client } = setting(sequence(done));
    await expect(runJob(client, full, start, [], {}, { minDelayMs: NaN })).rejects.toThrow("minDelayMs");
    await expect(startJob(client, full, start, [], {}, { faultGraceMs: -1 })).rejects.toMatchObject({ started: false });
    expect(client.asked).toEqual([]);
  });

  test("[43] whatever a poll throws settles the waits it concerns and frees its place", async () => {
    const ask = () => {
      throw new SyntaxError("in the middle");
    };
    const { batch } = batched;
    if (batch === undefined) throw new Error("the sample has a batch operation");
    const broken: JobSpec = { ...batched, batch: { ...batch, ask } };
    const clock = new VirtualClock();
    const client = new ScriptedRequester(clock, sequence(done), { scheduler: { maxInFlight: 1 } });
    const settled = await clock.until(settleAll(["a", "b", "c"].map((id) => job(client, broken, id))));
    expect(settled).toMatchObject([
      { ok: false },
      { ok: false },
      { ok: false, error: { cause: { name: "SyntaxError" } } },
    ]);
    expect(await clock.until(job(client, full, "d").wait())).toEqual({ state: "done" });
  });

  test("[43] a big integer in a status breaks neither a wait nor a snapshot", async () => {
    const status = exactJson.parse('{"status":3,"rows":12345678901234567890}');
    class Exact extends ScriptedRequester {
      override async request<T>(...of: Parameters<ScriptedRequester["request"]>) {
        const reply = await super.request<T>(...of);
        return of[0].id === "roe_status" ? Object.assign(reply, { data: status }) : reply;
      }
    }
    const clock = new VirtualClock();
    const client = new Exact(clock, ({ operation }) => (operation === "roe_result" ? httpError(410) : { body: 0 }));
    const error = await clock.until(caught(job(client, roe, "a").wait()));
    expect(error).toMatchObject({ name: "ResultUnavailableError", snapshot: { phase: "status" } });
    expect(JSON.stringify(error)).toContain("ResultUnavailableError");
  });
});

test(
  "[20] outages of 10 s to 4 minutes lose none of many waits with results, and a later settle ends what gave up",
  async () => {
    const outage = fc.record({
      at: fc.integer({ min: 2_000, max: 400_000 }),
      ms: fc.integer({ min: 10_000, max: 240_000 }),
    });
    const cases = fc.record({
      outages: fc.array(outage, { minLength: 1, maxLength: 2 }),
      waits: fc.integer({ min: 2, max: 20 }),
      graceMs: fc.constantFrom(undefined, 5_000),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ outages, waits, graceMs }) => {
        const [first = { at: 0, ms: 0 }, second] = outages;
        // Two outages are apart: what is tolerated is the time without a success.
        const spans = second === undefined ? [first] : [first, { at: first.at + first.ms + 60_000, ms: second.ms }];
        let starts = 0;
        const endOf = new Map<string, number>();
        const { clock, client } = setting(({ operation, path, at }) => {
          if (operation === "task_start") return { body: { task: { id: `t${starts++}` } } };
          if (spans.some((span) => at >= span.at && at < span.at + span.ms)) return httpError(503);
          const id = String(path[0]);
          const end = endOf.get(id) ?? 1_000 + Number(id.slice(1)) * 37_000;
          endOf.set(id, end);
          if (operation === "roe_result") return { body: { result: id } };
          return { body: { state: at >= end ? "done" : "running" } };
        });
        const spec: JobSpec = {
          ...full,
          result: {
            operation: roe.result && "operation" in roe.result ? roe.result.operation : start,
            id: "agent_job_id",
          },
        };
        const jobs = await clock.until(
          Promise.all(
            Array.from({ length: waits }, () => startJob(client, spec, start, [], {}, { faultGraceMs: graceMs })),
          ),
        );
        const settled = await clock.until(settleAll(jobs));
        for (const one of settled) {
          if (graceMs === undefined) expect(one.ok).toBe(true);
          if (one.ok) continue;
          expect(hasJob(one.error)).toBe(true);
          if (!hasJob(one.error)) continue;
          // The outages are over: a later settle ends each.
          const later = job(client, spec, JSON.parse(JSON.stringify(one.error.snapshot)), { faultGraceMs: 600_000 });
          expect(await clock.until(later.settle())).toMatchObject({
            kind: "succeeded",
            result: { result: one.job.id },
          });
        }
        expect(starts).toBe(waits);
      }),
      propertyRuns(200),
    );
  },
  TIMEOUT,
);

describe("[48] a known end", () => {
  test("[48] is given without a request, also while another wait polls", async () => {
    let sent = 0;
    const { clock, client } = setting(() => (++sent === 1 ? done : running));
    const first = job(client, full, "a");
    await clock.until(first.settle());
    const other = caught(job(client, full, "a").wait({ deadlineMs: 30_000 }));
    await flush();
    expect(await first.settle()).toMatchObject({ kind: "succeeded" });
    expect(await first.step()).toMatchObject({ done: true });
    expect(sent).toBe(2);
    await clock.until(other);
  });

  test("[48] of calls with other options is remembered for each of them", async () => {
    const { clock, client } = setting(sequence(done));
    const one = job(client, full, "a");
    const options = [{}, { headers: { "x-org": "1" } }, { timeoutMs: 5 }];
    for (const each of [...options, ...options]) await clock.until(one.settle(each));
    expect(client.asked).toHaveLength(3);
  });

  test("[48] whose start says so needs none at all", async () => {
    const { clock, client } = setting(sequence(done));
    const operation = located.start?.[0]?.operation;
    if (operation === undefined) throw new Error("the sample has a start");
    const started = await clock.until(startJob(client, located, operation, [], {}));
    expect(await started.settle()).toMatchObject({ kind: "succeeded" });
    expect(client.asked).toHaveLength(1);
  });
});

describe("[24] after cancel", () => {
  test("[24] the job is due at once, however slow the polling was", async () => {
    let cancelled = false;
    const { clock, client } = setting(({ operation }) => {
      cancelled ||= operation === "task_cancel";
      return { body: { state: cancelled ? "gone" : "running" } };
    });
    const one = cancellableJob(client, full, "a");
    const wait = one.settle({ minDelayMs: 30_000, maxDelayMs: 60_000 });
    await clock.advance(10_000);
    await one.cancel();
    await flush();
    expect(await wait).toMatchObject({ kind: "cancelled" });
    expect(clock.now()).toBe(10_000);
  });

  test("[24] a step is due at once, and the server's own hint still counts", async () => {
    const { clock, client } = setting(({ operation }) =>
      operation === "task_cancel" ? { body: null } : { ...running, headers: { "retry-after": "20" } },
    );
    const one = cancellableJob(client, full, "a");
    await one.step();
    await one.cancel();
    expect(await one.step()).toMatchObject({ done: false, nextDelayMs: 20_000 });
    await clock.advance(20_000);
    await one.step();
    expect(client.times("task_status")).toEqual([0, 20_000]);
  });
});

describe("[31] what is shown of jobs", () => {
  test.each([
    ["in the body", full, done],
    ["in the HTTP status", { ...full, state: "$statusCode", states: { pending: [202], succeeded: [200] } }, {}],
    ["in either", { ...full, state: ["/state", "$statusCode"], states: { succeeded: [200] } }, {}],
  ])("[31] the state of a job whose result is not fetched yet is the one %s", async (_name, spec, body) => {
    const result = { operation: { ...full.status, id: "task_result" }, id: "id" };
    const { clock, client } = setting(({ operation }) =>
      operation === "task_result" ? httpError(410) : "body" in body ? body : { body },
    );
    const one = job(client, { ...spec, result }, "a");
    await caught(clock.until(one.wait()));
    const want = { resource: "tasks", id: "a", state: "succeeded", attempt: 1 };
    expect(one.toJSON()).toEqual(want);
    expect(job(client, { ...spec, result }, JSON.parse(JSON.stringify(one.snapshot()))).toJSON()).toEqual(want);
  });

  test("[31] console.log, inspect and JSON say which job, and its state", async () => {
    const { clock, client } = setting(sequence(running, done));
    const one = job(client, full, "a");
    expect(inspect(one)).toBe("Job tasks a (unknown)");
    await one.step();
    expect(JSON.parse(JSON.stringify(one))).toEqual({ resource: "tasks", id: "a", state: "pending", attempt: 1 });
    const settled = await clock.until(settleAll([one]));
    expect(inspect(settled)).toContain("Job tasks a (succeeded)");
    expect(JSON.stringify(settled)).toContain('"id":"a","state":"succeeded"');
  });

  test("[31] settleAll tells updates and snapshots of each job", async () => {
    const { clock, client } = setting(({ path, at }) => ({
      body: { state: at > 2_000 ? "done" : "running", id: path[0] },
    }));
    const jobs = ["a", "b"].map((id) => job(client, full, id));
    const seen: unknown[] = [];
    await clock.until(
      settleAll(jobs, {
        onUpdate: ({ state }, one, index) => seen.push(["update", state, one.id, index]),
        onSnapshot: (snapshot, one, index) => seen.push(["snapshot", snapshot.state, one.id, index]),
      }),
    );
    for (const [index, id] of ["a", "b"].entries()) {
      expect(seen).toContainEqual(["update", "pending", id, index]);
      expect(seen).toContainEqual(["snapshot", "running", id, index]);
      expect(seen).toContainEqual(["update", "succeeded", id, index]);
    }
    expect(() => settleAll(jobs, JSON.parse('{"onSnapshot":1}'))).toThrow("onSnapshot");
  });
});

describe("[22] [50] a status path with several parameters", () => {
  const path = { in: "path" as const };
  const spec: JobSpec = {
    name: "exports",
    status: {
      id: "get_export",
      method: "GET",
      path: "/teams/{team}/exports/{export_id}",
      parameters: [
        { name: "team", ...path },
        { name: "export_id", ...path },
      ],
    },
    id: "export_id",
    state: "/state",
    states: full.states,
    result: {
      operation: {
        id: "get_file",
        method: "GET",
        path: "/t/{group}/files/{file}",
        parameters: [
          { name: "group", ...path },
          { name: "file", ...path },
        ],
      },
      id: "file",
      path: { group: "team" },
    },
    start: [
      {
        operation: {
          id: "make_export",
          method: "POST",
          path: "/teams/{team}/exports",
          parameters: [{ name: "team", ...path }],
        },
        jobId: "/id",
      },
    ],
  };

  test("[50] takes the others as arguments, and the snapshot keeps them", async () => {
    const { clock, client } = setting(({ operation }) => (operation === "get_file" ? { body: "file" } : done));
    const one = job(client, spec, "e1", undefined, { team: 7 });
    expect(one.snapshot()).toMatchObject({ id: "e1", path: { team: "7" } });
    expect(await clock.until(job(client, spec, JSON.parse(JSON.stringify(one.snapshot()))).wait())).toBe("file");
    expect(client.asked.map(({ operation, path: args }) => [operation, args])).toEqual([
      ["get_export", ["7", "e1"]],
      ["get_file", ["7", "e1"]],
    ]);
  });

  test("[50] of a started job come from the start", async () => {
    const { clock, client } = setting(({ operation }) => {
      if (operation === "make_export") return { body: { id: "e2" } };
      return operation === "get_file" ? { body: "file" } : done;
    });
    const [one] = spec.start ?? [];
    if (one === undefined) throw new Error("the sample has a start");
    expect(await clock.until(runJob(client, spec, one.operation, ["red"], {}))).toBe("file");
    expect(client.asked[1]?.path).toEqual(["red", "e2"]);
    const elsewhere: JobSpec = { ...spec, start: [{ ...one, path: { team: "/owner/team" } }] };
    const other = setting(() => ({ body: { id: "e3", owner: { team: "blue" }, state: "done" } }));
    const started = await other.clock.until(startJob(other.client, elsewhere, one.operation, ["red"], {}));
    expect(started.snapshot()).toMatchObject({ id: "e3", path: { team: "blue" } });
  });

  test("[50] tell jobs apart, and a missing one is refused", async () => {
    const { clock, client } = setting(({ operation }) => (operation === "get_file" ? { body: "file" } : done));
    const waits = ["1", "2"].map((team) => job(client, spec, "e1", undefined, { team }).wait());
    await clock.until(Promise.all(waits));
    expect(client.times("get_export")).toHaveLength(2);
    expect(() => job(client, spec, "e1")).toThrow("team");
    const { path: _, ...rest } = job(client, spec, "e1", undefined, { team: "1" }).snapshot();
    expect(() => job(client, spec, rest)).toThrow("damaged");
  });
});

test("[49] requests of a job known by a URL carry the constants of its operation that the link lacks", async () => {
  const parameters = [{ name: "api-version", in: "query" as const, constant: "2030-01-01" }];
  const spec: JobSpec = { ...located, status: { ...located.status, parameters } };
  const asked: (readonly [unknown, unknown])[] = [];
  class Recording extends ScriptedRequester {
    override request<T>(...of: Parameters<ScriptedRequester["request"]>) {
      asked.push([of[0].parameters?.map(({ name }) => name), Object.values(of[2] ?? {})]);
      return super.request<T>(...of);
    }
  }
  const clock = new VirtualClock();
  const client = new Recording(clock, sequence(done));
  await clock.until(job(client, spec, "/ops/7?x=1").wait());
  await clock.until(job(client, spec, "/ops/8?api-version=2029").wait());
  expect(asked).toEqual([
    [["?", "api-version"], ["x=1"]],
    [["?"], ["api-version=2029"]],
  ]);
});
