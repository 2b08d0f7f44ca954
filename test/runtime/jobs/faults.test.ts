import { describe, expect, test } from "vitest";
import { job, JobNotFoundError, type JobSpec, NetworkError, ParameterError, TimeoutError } from "@specloom/runtime";
import { caught } from "../../support/caught.js";
import { full, julep, roe } from "../../support/sample-jobs.js";
import {
  httpError,
  networkError,
  ScriptedRequester,
  sequence,
  truncatedJson,
  type Scripted,
} from "../../support/scripted-requester.js";
import { VirtualClock } from "../../support/virtual-clock.js";

const pending = { body: { state: "running" } };
const done = { body: { state: "done" } };
const facts = { operation: "task_status", method: "GET", path: "/tasks/{id}", attempts: 1 };

function setting(...answers: readonly Scripted[]) {
  const clock = new VirtualClock();
  return { clock, client: new ScriptedRequester(clock, sequence(...answers)) };
}

function many(count: number, answer: Scripted): Scripted[] {
  return Array.from({ length: count }, () => answer);
}

const transient: readonly (readonly [string, Error])[] = [
  ["a network error", networkError()],
  ["a timed-out attempt", new TimeoutError("no answer within 5 ms", facts)],
  ["truncated JSON", truncatedJson()],
  ["408", httpError(408)],
  ["425", httpError(425)],
  ["429 without a hint", httpError(429)],
  ["500", httpError(500)],
  ["502", httpError(502)],
  ["503", httpError(503)],
  ["504", httpError(504)],
];

describe("[20] while polling", () => {
  test.each(transient)("[20] %s is tolerated five times in a row", async (_, fault) => {
    const { clock, client } = setting(pending, ...many(5, fault), done);
    expect(await clock.until(job(client, full, "a").wait())).toEqual({ state: "done" });
  });

  test.each(transient)("[20] %s a sixth time ends the wait with it", async (_, fault) => {
    const { clock, client } = setting(pending, ...many(6, fault), done);
    expect(await clock.until(caught(job(client, full, "a").wait()))).toBe(fault);
    expect(client.asked).toHaveLength(7);
  });

  test("[20] a success resets the count", async () => {
    const { clock, client } = setting(...many(5, networkError()), pending, ...many(5, httpError(503)), pending, done);
    expect(await clock.until(job(client, full, "a").wait())).toEqual({ state: "done" });
  });

  test("[20] a 429 with a hint does not count", async () => {
    const { clock, client } = setting(...many(20, httpError(429, { "retry-after": "2" })), done);
    expect(await clock.until(job(client, full, "a").wait())).toEqual({ state: "done" });
  });

  test("[20] the limit can be set, and none means none", async () => {
    const { clock, client } = setting(networkError(), done);
    expect(await clock.until(caught(job(client, full, "a").wait({ maxTransientFaults: 0 })))).toBeInstanceOf(
      NetworkError,
    );
    expect(client.asked).toHaveLength(1);
  });

  test("[20] the transport is told not to retry: retries never multiply", async () => {
    const { clock, client } = setting(pending, httpError(503), done);
    await clock.until(job(client, full, "a").wait());
    for (const { options } of client.asked) expect(options?.maxRetries).toBe(0);
  });

  test("[20] pauses grow with faults too", async () => {
    const { clock, client } = setting(...many(5, networkError()), done);
    clock.chance = () => 1 - Number.EPSILON;
    await clock.until(job(client, full, "a").wait());
    const times = client.times();
    for (const [index, at] of times.slice(2).entries()) expect(at - (times[index + 1] ?? 0)).toBeGreaterThan(1_500);
  });

  test("[20] a wait after one that gave up is as patient as the first", async () => {
    const { clock, client } = setting(...many(6, networkError()), ...many(5, networkError()), done);
    const one = job(client, full, "a");
    expect(await clock.until(caught(one.wait()))).toBeInstanceOf(NetworkError);
    expect(await clock.until(one.wait())).toEqual({ state: "done" });
  });
});

describe("[21] not found", () => {
  const rows: readonly (readonly [string, JobSpec, Error, unknown])[] = [
    ["404", full, httpError(404), { state: "done" }],
    ["Julep's 400", julep, httpError(400), { state: "succeeded" }],
  ];

  test.each(rows)("[21] %s is transient for the grace", async (_, spec, fault, body) => {
    const { clock, client } = setting(fault, fault, fault, { body });
    expect(await clock.until(job(client, spec, "a").wait())).toEqual(body);
  });

  test.each(rows)("[21] %s beyond the grace throws JobNotFoundError", async (_, spec, fault) => {
    const { clock, client } = setting(fault);
    const error = await clock.until(caught(job(client, spec, "a").wait()));
    expect(error).toBeInstanceOf(JobNotFoundError);
    expect(error).toMatchObject({ cause: fault, snapshot: { id: "a" } });
    expect(clock.now()).toBe(10_000);
    expect(client.times().at(-1)).toBe(10_000);
  });

  test("[21] does not count as a fault", async () => {
    const answers = [...many(5, networkError()), httpError(404), httpError(404), ...many(1, pending), done];
    const { clock, client } = setting(...answers);
    expect(await clock.until(job(client, full, "a").wait())).toEqual({ state: "done" });
  });

  test("[21] has a grace that can be set to none", async () => {
    const { clock, client } = setting(httpError(404));
    const error = await clock.until(caught(job(client, full, "a").wait({ notFoundGraceMs: 0 })));
    expect(error).toBeInstanceOf(JobNotFoundError);
    expect(clock.now()).toBe(0);
  });

  test("[21] that is over and comes again has a grace of its own", async () => {
    const { clock, client } = setting(
      ...many(4, httpError(404)),
      pending,
      { body: { state: "queued" } },
      ...many(4, httpError(404)),
      done,
    );
    expect(await clock.until(job(client, full, "a").wait())).toEqual({ state: "done" });
  });

  test.each([400, 401, 403, 405, 409, 410, 422])("[21] %i ends the wait at once", async (status) => {
    const fault = httpError(status);
    const { clock, client } = setting(pending, fault, done);
    expect(await clock.until(caught(job(client, roe, "a").settle()))).toBe(fault);
    expect(client.asked).toHaveLength(2);
  });

  test("[21] 404 ends it at once where the provider means something else by it", async () => {
    const fault = httpError(404);
    const { clock, client } = setting(fault);
    expect(await clock.until(caught(job(client, julep, "a").settle()))).toBe(fault);
    expect(clock.now()).toBe(0);
  });

  test("[21] an argument that cannot be sent ends it at once", async () => {
    const fault = new ParameterError("job_id", "cannot be '..'");
    const { clock, client } = setting(fault);
    expect(await clock.until(caught(job(client, roe, "..").settle()))).toBe(fault);
  });
});
