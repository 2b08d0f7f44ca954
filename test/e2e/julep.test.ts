import {
  BadRequestError,
  JobIndeterminateError,
  JobNotFoundError,
  NotFoundError,
  type Update,
} from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { caught } from "../support/caught.js";
import { failing } from "../support/stand-ins/faults.js";
import type { JulepFields } from "../support/stand-ins/julep.js";
import { asked, openJulep, UNKNOWN_ID } from "./clients.js";

describe("states", () => {
  const rows: readonly [string, object][] = [
    ["succeeded", { kind: "succeeded" }],
    ["failed", { kind: "failed", error: { message: "because" } }],
    ["aborted", { kind: "cancelled" }],
  ];
  test.each(rows)("%s ends a job; pending, in_progress and retrying do not", async (state, outcome) => {
    const { client, server } = await openJulep();
    const script = ["pending", "in_progress", "retrying", state].map((each) => ({ state: each, reason: "because" }));
    const job = client.jobs.job(server.startJob({ script }));
    expect(await job.settle()).toMatchObject(outcome);
    expect(server.requests.length).toBe(4);
  });

  test("an absent state is pending", async () => {
    const { client, server } = await openJulep();
    const states: string[] = [];
    const onUpdate = ({ state, status }: Update<{ readonly state?: string }>) =>
      void states.push(`${state} ${status.state ?? "absent"}`);
    const id = server.startJob({ script: [{}, {}, { state: "succeeded" }] });
    expect(await client.jobs.job(id).settle({ onUpdate })).toMatchObject({ kind: "succeeded" });
    expect(states).toEqual(["pending absent", "succeeded succeeded"]);
  });

  test.each(["unknown", "paused"])("%s is waited out, and then an error", async (state) => {
    const { client, server, clock } = await openJulep();
    const began = clock.now();
    const error = await caught(client.jobs.waitFor(server.startJob({ script: [{ state }] })));
    expect(error).toBeInstanceOf(JobIndeterminateError);
    expect(error).toMatchObject({ snapshot: { state } });
    expect(clock.now() - began).toBeGreaterThanOrEqual(60_000);
    expect(server.requests.length).toBeLessThanOrEqual(5);
  });

  test("unknown may still turn into a state that is known", async () => {
    const { client, server } = await openJulep();
    const id = server.startJob({ script: [{ state: "unknown" }, { state: "succeeded" }] });
    expect(await client.jobs.waitFor(id, { indeterminateGraceMs: 3_600_000 })).toMatchObject({
      id,
      state: "succeeded",
    });
  });
});

describe("a job that is not there", () => {
  test("is told by 400, not by 404", async () => {
    const { client } = await openJulep();
    const error = await caught(client.jobs.waitFor(UNKNOWN_ID));
    expect(error).toBeInstanceOf(JobNotFoundError);
    if (error instanceof JobNotFoundError) expect(error.cause).toBeInstanceOf(BadRequestError);
  });

  test("a 404 ends a wait at once: it comes from something else", async () => {
    const { client, server } = await openJulep();
    server.faults.add(failing(404, { error: { message: "no route" } }));
    const error = await caught(client.jobs.waitFor(server.startJob({ script: [{ state: "succeeded" }] })));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ detail: "no route" });
    expect(server.requests.length).toBe(1);
  });
});

describe("progress", () => {
  const script: readonly JulepFields[] = [
    { state: "pending", progress: 10 },
    { state: "in_progress", progress: 20, has_progress: true, reason: "reading" },
    { state: "in_progress", progress: 20, has_progress: true, reason: "reading" },
    { state: "in_progress", progress: 60, has_progress: true },
    { state: "succeeded", progress: 100 },
  ];

  test("is undefined unless the server says that the number means something", async () => {
    const { client, server } = await openJulep();
    const seen: (number | undefined)[] = [];
    const id = server.startJob({ script });
    await client.jobs.waitFor(id, { onUpdate: ({ progress }) => void seen.push(progress) });
    expect(seen).toEqual([undefined, 20, 60, undefined]);
  });

  test("can be followed, each change once, to whatever end", async () => {
    const { client, server } = await openJulep();
    const seen: unknown[] = [];
    for await (const entry of client.jobs.progress(server.startJob({ script }))) seen.push(entry);
    expect(seen).toEqual([
      { state: "pending", percent: undefined, reason: undefined },
      { state: "in_progress", percent: 20, reason: "reading" },
      { state: "in_progress", percent: 60, reason: undefined },
      { state: "succeeded", percent: undefined, reason: undefined },
    ]);
    const failed = server.startJob({ script: [{}, { state: "failed", reason: "boom" }] });
    const last: unknown[] = [];
    for await (const entry of client.jobs.progress(failed)) last.push(entry);
    expect(last).toEqual([
      { state: "pending", percent: undefined, reason: undefined },
      { state: "failed", percent: undefined, reason: "boom" },
    ]);
  });

  test("leaving the loop stops asking", async () => {
    const { client, server } = await openJulep();
    for await (const { state } of client.jobs.progress(server.startJob({ script }))) {
      expect(state).toBe("pending");
      break;
    }
    expect(asked(server).length).toBe(1);
  });
});
