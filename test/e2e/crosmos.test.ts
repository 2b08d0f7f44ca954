import { JobCancelledError, JobFailedError, JobIndeterminateError, JobPartialError } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { caught } from "../support/caught.js";
import type { CrosmosFields } from "../support/stand-ins/crosmos.js";
import { openCrosmos } from "./clients.js";

describe("states", () => {
  const result = { facts: 3 };
  const rows: readonly [string, CrosmosFields, object, boolean][] = [
    ["completed", { status: "completed", result }, { kind: "succeeded", cached: false, result }, false],
    ["completed, in other letters", { status: " Completed ", result }, { kind: "succeeded", result }, false],
    [
      "partial",
      { status: "partial", result, error_message: "one source failed" },
      { kind: "partial", result, error: { message: "one source failed" } },
      false,
    ],
    [
      "failed",
      { status: "failed", error_message: "boom", completed: true },
      { kind: "failed", error: { message: "boom" } },
      false,
    ],
    ["cancelled", { status: "cancelled" }, { kind: "cancelled" }, false],
    ["free text with a completion time", { status: "indexed", result, completed: true }, { kind: "succeeded" }, true],
    [
      "free text with a completion time and an error text",
      { status: "indexed", completed: true, error_message: "boom" },
      { kind: "failed", error: { message: "boom" } },
      true,
    ],
  ];
  test.each(rows)("%s ends a job", async (_name, end, outcome, inferred) => {
    const { client, server } = await openCrosmos();
    const id = server.startJob({ script: [{ status: "pending" }, { status: "processing" }, end] });
    const settled = await client.jobs.job(id).settle();
    expect(settled).toMatchObject(outcome);
    expect("inferred" in settled && settled.inferred).toBe(inferred);
    expect(server.requests.length).toBe(3);
  });

  test("a declared state wins over a completion time", async () => {
    const { client, server } = await openCrosmos();
    const id = server.startJob({ script: [{ status: "processing", completed: true }, { status: "completed" }] });
    const settled = await client.jobs.job(id).settle();
    expect(settled).toMatchObject({ kind: "succeeded", status: { status: "completed" } });
    expect(settled).not.toHaveProperty("inferred");
  });

  test("free text without a completion time is waited out, and then an error", async () => {
    const { client, server, clock } = await openCrosmos();
    const began = clock.now();
    const error = await caught(client.jobs.waitFor(server.startJob({ script: [{ status: "indexing" }] })));
    expect(error).toBeInstanceOf(JobIndeterminateError);
    expect(error).toMatchObject({ snapshot: { state: "indexing" } });
    expect(clock.now() - began).toBeGreaterThanOrEqual(60_000);
    expect(server.requests.length).toBeLessThanOrEqual(5);
  });

  test("free text may be over later", async () => {
    const { client, server } = await openCrosmos();
    const id = server.startJob({ script: [{ status: "indexing" }, { status: "indexing", completed: true }] });
    const settled = await client.jobs.job(id).settle({ indeterminateGraceMs: 3_600_000 });
    expect(settled).toMatchObject({ kind: "succeeded", inferred: true });
  });
});

test("a part of a result is an error of wait, and goes with it", async () => {
  const { client, server } = await openCrosmos();
  const end = { status: "partial", result: { facts: 1 }, error_message: "one source failed" };
  const error = await caught(client.jobs.waitFor(server.startJob({ script: [end] })));
  expect(error).toBeInstanceOf(JobPartialError);
  expect(error).toMatchObject({
    message: expect.stringContaining("one source failed"),
    outcome: { kind: "partial", result: { facts: 1 } },
  });
});

describe("ingested", () => {
  const rows: readonly [string, CrosmosFields, object][] = [
    ["all", { status: "completed", completed: true }, { partial: false, error: undefined }],
    ["a part", { status: "partial", completed: true, error_message: "no" }, { partial: true, error: "no" }],
  ];
  test.each(rows)("says which sources came in, %s of them", async (_name, end, ingestion) => {
    const { client, server } = await openCrosmos();
    const id = server.startJob({ script: [{ status: "processing" }, end], sourceIds: [7, 8] });
    const got = await client.jobs.ingested(id);
    expect(got).toMatchObject({ sourceIds: [7, 8], ...ingestion });
    expect(got.durationMs).toBeGreaterThan(0);
  });

  test("has no duration where the server gives no completion time", async () => {
    const { client, server } = await openCrosmos();
    const got = await client.jobs.ingested(server.startJob({ script: [{ status: "completed" }] }));
    expect(got.durationMs).toBeUndefined();
  });

  test.each([
    ["failed", JobFailedError],
    ["cancelled", JobCancelledError],
  ])("throws where the ingestion was %s, and asks no more than once", async (status, type) => {
    const { client, server } = await openCrosmos();
    const error = await caught(client.jobs.ingested(server.startJob({ script: [{ status, error_message: "no" }] })));
    expect(error).toBeInstanceOf(type);
    expect(server.requests.length).toBe(1);
  });
});
