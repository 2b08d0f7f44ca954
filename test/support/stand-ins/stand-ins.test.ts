import { describe, expect, test } from "vitest";
import { get, started } from "./asking.js";
import { startControl } from "./control.js";
import { startCrosmos } from "./crosmos.js";
import { startJulep } from "./julep.js";
import { ROE_AGENT_ID, ROE_ORGANIZATION_ID, startRoe } from "./roe.js";
import { ScriptedJob } from "./script.js";
import { uuid } from "./stand-in.js";
import { startStandIns } from "./stand-ins.js";

const ORG = `organization_id=${ROE_ORGANIZATION_ID}`;
const UNKNOWN = uuid(99, 0xff);

test("a script moves on after its polls or its milliseconds, and stays at its end", () => {
  let now = 0;
  const job = new ScriptedJob([{ at: "a", polls: 2 }, { at: "b", ms: 10 }, { at: "c" }, { at: "d" }], () => now);
  const poll = () => job.poll().at;
  expect([poll(), poll(), poll(), poll()]).toEqual(["a", "a", "b", "b"]);
  now = 10;
  expect([job.peek().at, poll(), poll(), poll()]).toEqual(["c", "c", "d", "d"]);
  expect(() => new ScriptedJob([], () => now)).toThrow(RangeError);
});

describe("Roe", () => {
  test("reports each state with a fractional timestamp, and the result once there is one", async () => {
    const roe = await started(startRoe());
    const id = roe.startJob({ script: [{ status: 2, error_message: "worker lost" }, { status: 6 }], output: "done" });
    const job = `${roe.url}/v1/agents/jobs/${id}`;
    expect((await get(`${job}/result/?${ORG}`)).status).toBe(404);
    const first = await get(`${job}/status/?${ORG}`);
    expect(first.body).toEqual({ status: 2, error_message: "worker lost", timestamp: expect.any(Number) });
    expect(JSON.stringify(first.body)).toMatch(/"timestamp":\d+\.\d+/);
    expect((await get(`${job}/status/?${ORG}`)).body).toEqual({ status: 6, timestamp: expect.any(Number) });
    expect(await get(`${job}/result/?${ORG}`)).toMatchObject({ status: 200, body: { outputs: [{ value: "done" }] } });
  });

  const refusals: readonly [string, string, Record<string, string> | undefined, number, unknown][] = [
    ["no key", `jobs/${UNKNOWN}/status/?${ORG}`, {}, 401, { detail: "Authentication credentials were not provided." }],
    ["another key", `jobs/${UNKNOWN}/status/?${ORG}`, { authorization: "Bearer x" }, 401, { detail: "Invalid token." }],
    [
      "no organisation",
      `jobs/${UNKNOWN}/status/`,
      undefined,
      403,
      { error: "You don't have access to agents feature" },
    ],
    ["an unknown job", `jobs/${UNKNOWN}/status/?${ORG}`, undefined, 404, { error: "Agent job not found" }],
    ["an id that is none", `jobs/x/status/?${ORG}`, undefined, 404, { detail: "Not found." }],
    ["an unknown agent", `${UNKNOWN}/jobs/?${ORG}`, undefined, 404, { error: "Agent not found" }],
    ["a page past the end", `${ROE_AGENT_ID}/jobs/?${ORG}&page=2`, undefined, 404, { detail: "Invalid page." }],
  ];
  test.each(refusals)("refuses %s", async (_name, path, headers, status, body) => {
    const roe = await started(startRoe());
    expect(await get(`${roe.url}/v1/agents/${path}`, headers)).toMatchObject({ status, body });
  });

  test("lists in pages, ordered and filtered, its URLs those of the server's own idea of itself", async () => {
    const roe = await started(startRoe({ publicOrigin: "http://roe.internal" }));
    for (const [day, cost] of [3, 1, 2, 1].entries()) {
      roe.startJob({ script: [{ status: day % 2 === 0 ? 3 : 1 }], createdAt: Date.UTC(2026, 0, day + 1), cost });
    }
    const list = `/v1/agents/${ROE_AGENT_ID}/jobs/?${ORG}`;
    const ids = (body: unknown) => JSON.stringify(body).match(/(?<="id":"[\da-f-]*)\d(?=",)/g);
    const first = await get(`${roe.url}${list}&page_size=3&ordering=cost,-created_at`);
    expect(ids(first.body)).toEqual(["4", "2", "3"]);
    expect(first.body).toMatchObject({
      count: 4,
      next: `http://roe.internal${list}&page_size=3&ordering=cost%2C-created_at&page=2`,
      previous: null,
    });
    const last = await get(`${roe.url}${list}&page_size=3&page=2`);
    expect(last.body).toMatchObject({ next: null, previous: `http://roe.internal${list}&page_size=3&page=1` });
    expect(ids((await get(`${roe.url}${list}`)).body)).toEqual(["4", "3", "2", "1"]);
    expect(ids((await get(`${roe.url}${list}&created_to=2026-01-02T00:00:00Z`)).body)).toEqual(["2", "1"]);
    expect(ids((await get(`${roe.url}${list}&status_code=3&ordering=id`)).body)).toEqual(["1", "3"]);
    expect(roe.requests[0]?.url).toBe(`${list}&page_size=3&ordering=cost,-created_at`);
  });
});

describe("Julep", () => {
  test("reports states, leaves out the one that is absent, and takes a bare key", async () => {
    const julep = await started(startJulep());
    const id = julep.startJob({ script: [{}, { state: "in_progress", has_progress: true, progress: 40 }] });
    const first = await get(`${julep.url}/jobs/${id}`);
    expect(first.body).toMatchObject({ id, name: "", reason: "", has_progress: false, progress: 0 });
    expect(first.body).not.toHaveProperty("state");
    const second = await get(`${julep.url}/jobs/${id}`, { authorization: "stand-in-key" });
    expect(second.body).toMatchObject({ state: "in_progress", has_progress: true, progress: 40 });
    expect(julep.requests[0]?.url).toBe(`/api/jobs/${id}`);
  });

  const refusals: readonly [string, string, Record<string, string> | undefined, number][] = [
    ["no key", UNKNOWN, {}, 401],
    ["an unknown job", UNKNOWN, undefined, 400],
    ["an id that is none", "x", undefined, 422],
  ];
  test.each(refusals)("refuses %s in its own envelope", async (_name, id, headers, status) => {
    const julep = await started(startJulep());
    const { body, status: got } = await get(`${julep.url}/jobs/${id}`, headers);
    expect([got, body]).toEqual([
      status,
      { error: { message: expect.any(String), details: null, code: expect.any(String) } },
    ]);
  });
});

describe("Crosmos", () => {
  test("reports free text, the result in the body, and a completion time that stays", async () => {
    const crosmos = await started(startCrosmos());
    const done = { status: "indexed", completed: true, result: { facts: 3 }, error_message: "one source failed" };
    const id = crosmos.startJob({ script: [{ status: "processing" }, done], sourceIds: [7] });
    const job = `${crosmos.url}/api/v1/jobs/${id}`;
    expect((await get(job)).body).toMatchObject({
      job_id: id,
      status: "processing",
      source_ids: [7],
      completed_at: null,
    });
    const ended = await get(job);
    expect(ended.body).toMatchObject({ status: "indexed", result: { facts: 3 }, error_message: "one source failed" });
    expect((await get(job)).body).toEqual(ended.body);
  });

  const refusals: readonly [string, string, Record<string, string>, number, unknown][] = [
    ["no key", UNKNOWN, {}, 401, { detail: "Invalid or missing credentials" }],
    ["an unknown job", UNKNOWN, { authorization: "Bearer stand-in-key" }, 404, { detail: "Job not found" }],
    [
      "an id that is none",
      "x",
      { authorization: "Bearer stand-in-key" },
      422,
      { detail: [{ loc: ["path", "job_id"] }] },
    ],
    [
      "an unknown organisation",
      UNKNOWN,
      { authorization: "Bearer stand-in-key", "x-org-id": "other" },
      403,
      { detail: "Not a member of this organization" },
    ],
  ];
  test.each(refusals)("refuses %s", async (_name, id, headers, status, body) => {
    const crosmos = await started(startCrosmos({ organizations: ["ours"] }));
    expect(await get(`${crosmos.url}/api/v1/jobs/${id}`, headers)).toMatchObject({ status, body });
  });
});

test("all three start and stop together, and a control port takes jobs from other processes", async () => {
  const all = await started(startStandIns({ key: "k" }));
  const control = await started(startControl(all.julep, () => ({ script: [{ state: "succeeded" }] })));
  const response = await fetch(`${control.origin}/jobs`, { method: "POST", body: "{}" });
  const { id }: { id: string } = JSON.parse(await response.text());
  const got = await get(`${all.julep.url}/jobs/${id}`, { authorization: "Bearer k" });
  expect(got.body).toMatchObject({ id, state: "succeeded" });
  expect((await get(`${control.origin}/requests`)).body).toMatchObject([
    { method: "GET", url: `/api/jobs/${id}`, headers: { authorization: "Bearer k" } },
  ]);
  expect((await get(`${all.crosmos.url}/api/v1/jobs/${id}`, { authorization: "Bearer k" })).status).toBe(404);
  expect((await get(`${control.origin}/else`)).status).toBe(404);
});
