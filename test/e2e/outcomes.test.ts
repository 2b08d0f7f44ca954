import {
  JobCancelledError,
  JobFailedError,
  JobNotFoundError,
  JobTimeoutError,
  type Outcome,
  type Update,
} from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { caught } from "../support/caught.js";
import { failing, slowBody } from "../support/stand-ins/faults.js";
import { asked, UNKNOWN_ID } from "./clients.js";
import { providers } from "./providers.js";

describe.each(providers)("$name", ({ name, open, statusLine, notFound }) => {
  test("a status is the body as it was sent, by one authorised request", async () => {
    const { server, start, getStatus } = await open();
    const id = start(["succeeded"]);
    expect(JSON.stringify(await getStatus(id))).toMatch(/3|succeeded|completed/);
    expect(asked(server)).toEqual([statusLine(id)]);
    expect(server.requests[0]?.headers["authorization"]).toBe(`Bearer ${server.key}`);
  });

  test("a wait ends with success, after one request for each state", async () => {
    const { server, start, job } = await open();
    const id = start(["pending", "pending", "succeeded"]);
    const outcome: Outcome<unknown, unknown> = await job(id).settle();
    expect(outcome).toMatchObject({ kind: "succeeded", cached: false });
    expect(outcome).not.toHaveProperty("inferred");
    expect(asked(server).filter((line) => line === statusLine(id)).length).toBe(3);
  });

  test("a failure is an outcome of settle and an error of wait, with the provider's words", async () => {
    const { server, start, job } = await open();
    const id = start(["pending", "failed"], "out of credit");
    const handle = job(id);
    expect(await handle.settle()).toMatchObject({ kind: "failed", error: { message: "out of credit" } });
    const error = await caught(handle.wait());
    expect(error).toBeInstanceOf(JobFailedError);
    expect(error).toMatchObject({
      message: expect.stringMatching(`${id} failed: out of credit`),
      outcome: { kind: "failed" },
    });
    // No result is requested, and the status of a job that has ended is not requested again.
    expect(asked(server)).toEqual([statusLine(id), statusLine(id)]);
  });

  test("a cancellation is an outcome of settle and an error of wait", async () => {
    const { server, start, job } = await open();
    const id = start(["pending", "cancelled"]);
    expect(await job(id).settle()).toMatchObject({ kind: "cancelled" });
    expect(await caught(job(id).wait())).toBeInstanceOf(JobCancelledError);
    expect(new Set(asked(server))).toEqual(new Set([statusLine(id)]));
  });

  test("an error text on a pending state ends nothing", async () => {
    const { start, job } = await open();
    const messages: (string | undefined)[] = [];
    const onUpdate = ({ state, message }: Update<unknown>) => {
      if (state === "pending") messages.push(message);
    };
    const id = start(["pending", "pending", "succeeded"], "worker lost");
    expect(await job(id).settle({ onUpdate })).toMatchObject({ kind: "succeeded" });
    expect(messages).toEqual(["worker lost"]);
  });

  test("a deadline ends the wait and not the job: the snapshot goes on", async () => {
    const { server, start, job } = await open();
    const id = start(["pending"]);
    const error = await caught(job(id).wait({ deadlineMs: 20_000 }));
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(error).toMatchObject({ message: expect.stringContaining(`${id} has not ended by the deadline`) });
    if (!(error instanceof JobTimeoutError)) return;
    const { length } = server.requests;
    // The deadline may come during the last request, which then has no answer.
    expect([length - 1, length]).toContain(error.snapshot.attempt);
    expect(error.snapshot).toMatchObject({ id, phase: "status" });
    const resumed = await caught(job(error.snapshot).wait({ deadlineMs: 60_000 }));
    expect(resumed).toBeInstanceOf(JobTimeoutError);
    expect(server.requests.length).toBeGreaterThan(length);
  });

  test("a deadline does not wait for the answer to a request", async () => {
    const { server, start, job } = await open();
    server.faults.add(slowBody(60_000));
    const error = await caught(job(start(["succeeded"])).settle({ deadlineMs: 50_000 }));
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(error).toMatchObject({ snapshot: { attempt: 0 } });
  });

  test(`${notFound} means that there is no such job, once the grace is over`, async () => {
    const { server, clock, job } = await open();
    const began = clock.now();
    const error = await caught(job(UNKNOWN_ID).wait());
    expect(error).toBeInstanceOf(JobNotFoundError);
    expect(error).toMatchObject({ cause: { status: notFound, detail: expect.stringContaining("not found") } });
    expect(clock.now() - began).toBeGreaterThanOrEqual(10_000);
    expect(server.requests.length).toBeGreaterThan(1);
  });

  test(`${notFound} is outlived where the job appears within the grace`, async () => {
    const { server, start, job } = await open();
    const id = start(["succeeded"]);
    server.faults.add(failing(notFound, { message: "no such job" }), { times: 2 });
    expect(await job(id).settle({ notFoundGraceMs: 3_600_000 })).toMatchObject({ kind: "succeeded" });
    expect(asked(server).filter((line) => line === statusLine(id)).length).toBe(3);
  });

  test("an abort ends one wait with its reason, and the other goes on", async () => {
    const { start, job } = await open();
    const id = start(["pending", "pending", "pending", "succeeded"]);
    const controller = new AbortController();
    const reason = new Error("enough");
    const onUpdate = () => controller.abort(reason);
    const [given, kept] = await Promise.allSettled([
      job(id).settle({ signal: controller.signal, onUpdate }),
      job(id).settle(),
    ]);
    expect(given).toEqual({ status: "rejected", reason });
    expect(kept).toMatchObject({ value: { kind: "succeeded" } });
  });

  test("an aborted signal sends nothing", async () => {
    const { server, start, getStatus, job } = await open();
    const signal = AbortSignal.abort(name);
    const id = start(["succeeded"]);
    expect(await caught(getStatus(id, { signal }))).toBe(name);
    expect(await caught(job(id).settle({ signal }))).toBe(name);
    expect(server.requests).toEqual([]);
  });

  test("a step sends one request and never sleeps", async () => {
    const { server, start, job } = await open();
    const hour = { minDelayMs: 3_600_000, maxDelayMs: 3_600_000 };
    const handle = job(start(["pending", "succeeded"]));
    const step = await handle.step(hour);
    expect(step).toMatchObject({ done: false, nextDelayMs: expect.any(Number), snapshot: { attempt: 1 } });
    expect(server.requests.length).toBe(1);
    // The next step is too early: nothing is sent.
    expect(await handle.step(hour)).toMatchObject({ done: false, snapshot: { attempt: 1 } });
    expect(server.requests.length).toBe(1);
  });

  test("updates tell each change once, the end last", async () => {
    const { start, job } = await open();
    const states: string[] = [];
    for await (const { state } of job(start(["pending", "pending", "succeeded"])).updates()) states.push(state);
    expect(states).toEqual(["pending", "succeeded"]);
  });
});
