import { JobIndeterminateError, ResultUnavailableError } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { caught } from "../support/caught.js";
import { unavailable } from "../support/stand-ins/faults.js";
import { ROE_AGENT_ID, ROE_ORGANIZATION_ID } from "../support/stand-ins/roe.js";
import { asked, openRoe } from "./clients.js";

const ORG = `organization_id=${ROE_ORGANIZATION_ID}`;
const statusOf = (id: string) => `GET /v1/agents/jobs/${id}/status/?${ORG}`;
const resultOf = (id: string) => `GET /v1/agents/jobs/${id}/result/?${ORG}`;

describe("states", () => {
  const rows: readonly [string, number, object][] = [
    ["3 is success", 3, { kind: "succeeded", cached: false }],
    ["6 is success from a cache", 6, { kind: "succeeded", cached: true }],
    ["4 is failure", 4, { kind: "failed", error: { message: "boom" } }],
    ["5 is cancelled", 5, { kind: "cancelled" }],
  ];
  test.each(rows)("%s, after 0, 1 and 2, which go on", async (_name, status, outcome) => {
    const { client, server } = await openRoe();
    const script = [0, 1, 2, status].map((code) => ({ status: code, error_message: "boom" }));
    const id = server.startJob({ script });
    expect(await client.agents.jobs.job(id).settle()).toMatchObject(outcome);
    expect(asked(server).slice(0, 4)).toEqual(Array.from({ length: 4 }, () => statusOf(id)));
  });

  test("RETRY carries an error text, which is reported and ends nothing", async () => {
    const { client, server } = await openRoe();
    const seen: unknown[] = [];
    const id = server.startJob({
      script: [{ status: 1 }, { status: 2, error_message: "worker lost" }, { status: 1 }, { status: 3 }],
    });
    const options = {
      onUpdate: ({ state, message }: { state: string; message: string | undefined }) => seen.push([state, message]),
    };
    await client.agents.jobs.waitFor(id, options);
    expect(seen).toEqual([
      ["pending", undefined],
      ["pending", "worker lost"],
      ["pending", undefined],
      ["succeeded", undefined],
    ]);
  });

  test.each([7, 99, -1])(
    "%i is a state that nobody declared: it is waited out, at the slowest pace",
    async (status) => {
      const { client, server, clock } = await openRoe();
      const id = server.startJob({ script: [{ status }] });
      const began = clock.now();
      const error = await caught(client.agents.jobs.waitFor(id));
      expect(error).toBeInstanceOf(JobIndeterminateError);
      expect(error).toMatchObject({ snapshot: { id, state: status } });
      expect(clock.now() - began).toBeGreaterThanOrEqual(60_000);
      expect(server.requests.length).toBeLessThanOrEqual(5);
    },
  );

  test("a state that nobody declared may still turn into one that is known", async () => {
    const { client, server } = await openRoe();
    const id = server.startJob({ script: [{ status: 7 }, { status: 3 }] });
    const outcome = await client.agents.jobs.job(id).settle({ indeterminateGraceMs: 3_600_000 });
    expect(outcome).toMatchObject({ kind: "succeeded" });
    expect(outcome).not.toHaveProperty("inferred");
  });
});

test("a fractional timestamp, which the page calls an integer, passes through", async () => {
  const { client, server } = await openRoe();
  const id = server.startJob({ script: [{ status: 1 }, { status: 3 }] });
  const { status } = await client.agents.jobs.job(id).settle();
  expect(status.timestamp % 1).toBeCloseTo(0.569293, 4);
});

describe("the result, which has an operation of its own", () => {
  test("is fetched once, after success, with the parameters of the client", async () => {
    const { client, server } = await openRoe();
    const id = server.startJob({ script: [{ status: 1 }, { status: 3 }], output: '{"pages":3}' });
    const job = client.agents.jobs.job(id);
    const result = await job.wait();
    expect(result).toMatchObject({ agent_id: ROE_AGENT_ID, outputs: [{ key: "output", value: '{"pages":3}' }] });
    expect(await job.wait()).toEqual(result);
    expect(asked(server)).toEqual([statusOf(id), statusOf(id), resultOf(id)]);
  });

  test("goes to the organisation of the call", async () => {
    const { client, server } = await openRoe({ organizationId: "another" });
    const id = server.startJob({ script: [{ status: 3 }] });
    await client.agents.jobs.waitFor(id, { params: { organization_id: ROE_ORGANIZATION_ID } });
    expect(asked(server)).toEqual([statusOf(id), resultOf(id)]);
  });

  test("may be out of reach for a while: the status is not asked for again", async () => {
    const { client, server } = await openRoe();
    const id = server.startJob({ script: [{ status: 3 }] });
    server.faults.add(unavailable(), { times: 4, url: /result/ });
    const error = await caught(client.agents.jobs.waitFor(id, { minDelayMs: 1_000, faultGraceMs: 2_500 }));
    expect(error).toBeInstanceOf(ResultUnavailableError);
    expect(error).toMatchObject({
      retryable: true,
      snapshot: { phase: "result" },
      cause: { status: 503, attempts: 1 },
    });
    if (!(error instanceof ResultUnavailableError)) return;
    const result = await client.agents.jobs.job(JSON.parse(JSON.stringify(error.snapshot))).wait();
    expect(result.outputs.length).toBe(1);
    expect(asked(server)[0]).toBe(statusOf(id));
    expect(new Set(asked(server).slice(1))).toEqual(new Set([resultOf(id)]));
  });
});

describe("summarize", () => {
  const rows: readonly [string, number, string | undefined, object][] = [
    ["success", 3, undefined, { state: "succeeded", cached: false, outputs: { output: { n: 1 } }, cost: 0.25 }],
    ["success from a cache", 6, undefined, { state: "succeeded", cached: true, inputTokens: 100, outputTokens: 50 }],
    ["failure", 4, "boom", { state: "failed", error: { message: "boom" }, outputs: {}, cost: undefined }],
    ["cancellation", 5, undefined, { state: "cancelled", error: undefined, outputs: {} }],
  ];
  test.each(rows)("sums up a %s", async (_name, status, error_message, summary) => {
    const { client, server } = await openRoe();
    const end = { status, ...(error_message !== undefined && { error_message }) };
    const id = server.startJob({ script: [{ status: 1 }, end], output: '{"n":1}', cost: 0.25 });
    expect(await client.agents.jobs.summarize(id)).toMatchObject({ jobId: id, ...summary });
  });

  test("leaves an output as text that says it is JSON and is not", async () => {
    const { client, server } = await openRoe();
    const id = server.startJob({ script: [{ status: 3 }], output: "{" });
    expect((await client.agents.jobs.summarize(id)).outputs).toEqual({ output: "{" });
  });
});
