import { describe, expect, test } from "vitest";
import {
  job,
  JobNotFoundError,
  type JobSpec,
  NetworkError,
  ParameterError,
  ResponseParseError,
  settleAll,
  TimeoutError,
} from "@specloom/runtime";
import { caught } from "../../support/caught.js";
import { full, julep, roe } from "../../support/sample-jobs.js";
import {
  httpError,
  networkError,
  ScriptedRequester,
  sequence,
  truncatedJson,
  type Script,
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

/** The clock of a computer that is suspended now and then: its timers are late, and the clock goes on. */
class SuspendedClock extends VirtualClock {
  sleptMs = 0;

  override now(): number {
    return super.now() + this.sleptMs;
  }
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
  ["500", httpError(500)],
  ["502", httpError(502)],
  ["503", httpError(503)],
  ["504", httpError(504)],
];

/** Ends each outage after `forMs`, from its first request on. */
function outage(fault: Scripted, forMs: number): Script {
  let since: number | undefined;
  return ({ at, operation }) => {
    since ??= at;
    if (at - since < forMs) return fault;
    return operation === "roe_result" ? { body: "result" } : done;
  };
}

describe("[20] while polling", () => {
  test.each(transient)("[20] %s is tolerated for five minutes", async (_, fault) => {
    const clock = new VirtualClock();
    const client = new ScriptedRequester(clock, outage(fault, 290_000));
    expect(await clock.until(job(client, full, "a").wait())).toEqual({ state: "done" });
  });

  test.each(transient)("[20] %s for longer ends the wait with it, and the error has the job", async (_, fault) => {
    const { clock, client } = setting(pending, fault);
    const error = await clock.until(caught(job(client, full, "a").wait()));
    expect(error).toBe(fault);
    expect(clock.now()).toBeGreaterThanOrEqual(300_000);
    expect(clock.now()).toBeLessThanOrEqual(302_000);
    expect(error).toMatchObject({ job: { resource: "tasks", id: "a" }, snapshot: { id: "a", state: "running" } });
  });

  test("[20] an outage of 30 s loses none of 500 waits", async () => {
    const clock = new VirtualClock({ chance: () => 0.3 });
    const client = new ScriptedRequester(clock, ({ at, operation }) => {
      if (at > 20_000 && at < 50_000) return httpError(503);
      return operation === "roe_result" ? { body: 1 } : { body: { status: at > 90_000 ? 3 : 1 } };
    });
    const jobs = Array.from({ length: 500 }, (_, index) => job(client, roe, `j${index}`));
    const settled = await clock.until(settleAll(jobs));
    expect(settled.filter(({ ok }) => !ok)).toEqual([]);
  });

  test("[20] a success starts the time anew", async () => {
    const clock = new VirtualClock();
    const client = new ScriptedRequester(clock, ({ at }) => {
      if (at > 1_200_000) return done;
      return Math.floor(at / 200_000) % 2 === 0 ? networkError() : pending;
    });
    expect(await clock.until(job(client, full, "a").wait())).toEqual({ state: "done" });
  });

  test("[20] a 429 never counts, with or without a hint", async () => {
    for (const headers of [{ "retry-after": "40" }, {}]) {
      const clock = new VirtualClock();
      const client = new ScriptedRequester(clock, outage(httpError(429, headers), 3_600_000));
      expect(await clock.until(job(client, full, "a").wait())).toEqual({ state: "done" });
    }
  });

  test("[20] a response that is too large ends the wait at once: it stays so", async () => {
    const tooLarge = new ResponseParseError(
      "too large",
      { ...facts, status: 200, headers: new Headers() },
      "too-large",
      "",
    );
    const { clock, client } = setting(pending, tooLarge);
    const error = await clock.until(caught(job(client, full, "a").wait()));
    expect(error).toBe(tooLarge);
    expect(error).toMatchObject({ job: { id: "a" }, snapshot: { state: "running" } });
    expect(client.asked).toHaveLength(2);
  });

  test.each([1, 10, 1_000])("[20] %i hours in which a suspended computer does not ask are no outage", async (hours) => {
    const clock = new SuspendedClock();
    const client = new ScriptedRequester(clock, sequence(pending, ...many(8, networkError()), done));
    const wait = job(client, full, "a").wait({ deadlineMs: Infinity });
    await clock.advance(3_000);
    expect(client.asked.length).toBeGreaterThan(1);
    expect(client.asked.length).toBeLessThan(5);
    clock.sleptMs = hours * 3_600_000;
    expect(await clock.until(wait)).toEqual({ state: "done" });
  });

  test("[20] the time can be set, and none means none", async () => {
    const { clock, client } = setting(networkError(), done);
    expect(await clock.until(caught(job(client, full, "a").wait({ faultGraceMs: 0 })))).toBeInstanceOf(NetworkError);
    expect(client.asked).toHaveLength(1);
  });

  test("[20] the time is never longer than the deadline", async () => {
    const { clock, client } = setting(networkError());
    const error = await clock.until(caught(job(client, full, "a").wait({ deadlineMs: 60_000 })));
    expect(error).toMatchObject({ name: "JobTimeoutError", cause: { name: "NetworkError" } });
    expect(clock.now()).toBeLessThanOrEqual(60_000);
  });

  test("[20] the transport is told not to retry: retries never multiply", async () => {
    const { clock, client } = setting({ body: { status: 3 } }, httpError(503), { body: "result" });
    await clock.until(job(client, roe, "a").wait());
    expect(client.asked).toHaveLength(3);
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
    const { clock, client } = setting(...many(3, networkError()), done);
    const one = job(client, full, "a");
    expect(await clock.until(caught(one.wait({ faultGraceMs: 500 })))).toBeInstanceOf(NetworkError);
    expect(await clock.until(one.wait({ faultGraceMs: 5_000 }))).toEqual({ state: "done" });
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
