import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { job, JobTimeoutError, SnapshotError, type Snapshot } from "@specloom/runtime";
import { caught } from "../../support/caught.js";
import { propertyRuns } from "../../support/property.js";
import { crosmos, full, julep, located, roe } from "../../support/sample-jobs.js";
import { httpError, networkError, ScriptedRequester, sequence, type Script } from "../../support/scripted-requester.js";
import { VirtualClock } from "../../support/virtual-clock.js";

function setting(script: Script) {
  const clock = new VirtualClock({ start: 123_456.5 });
  return { clock, client: new ScriptedRequester(clock, script) };
}

/** The snapshot as another process reads it. */
function sent(snapshot: Snapshot): Snapshot {
  return JSON.parse(JSON.stringify(snapshot));
}

describe("[26] a snapshot", () => {
  test("[26] tells operation, id, phase, attempt, last state, start, deadline and next due", async () => {
    const { clock, client } = setting(sequence({ body: { status: 1 } }));
    const begun = clock.date();
    const one = job(client, roe, "j1");
    void one.wait({ deadlineMs: 60_000, signal: AbortSignal.timeout(600_000) }).catch(() => {});
    await clock.advance(500);
    const snapshot = one.snapshot();
    expect(snapshot).toEqual({
      version: 1,
      provider: "sample",
      operation: "roe_status",
      id: "j1",
      phase: "status",
      attempt: 1,
      code: 200,
      state: 1,
      unchanged: 0,
      answered: expect.closeTo(begun, -1),
      since: expect.closeTo(begun, -1),
      started: expect.closeTo(begun, -1),
      due: expect.closeTo(begun + 1_000, -1),
      deadline: expect.closeTo(begun + 60_000, -1),
      taken: clock.date(),
    });
    expect(sent(snapshot)).toStrictEqual(snapshot);
    clock.epoch = 0;
    expect(snapshot.due).toBeGreaterThan(begun);
  });

  test("[26] holds no credentials, headers or origins", async () => {
    const { clock, client } = setting(sequence({ body: { status: 3, secret: "s3cret" } }, httpError(500)));
    const one = job(client, roe, "j1", {
      headers: { authorization: "Bearer canary" },
      params: { organization_id: "canary" },
    });
    await clock.until(caught(one.wait()));
    expect(JSON.stringify(one.snapshot())).not.toMatch(/canary|authorization|https?:/);
  });

  test("[26] is at most 4 KiB, however long the id, the state and the status", async () => {
    const { clock, client } = setting(({ operation }) =>
      operation === "roe_result" ? httpError(500) : { body: { status: 3, padding: "é".repeat(10_000) } },
    );
    const one = job(client, roe, "x".repeat(2_000));
    await clock.until(caught(one.wait()));
    const bytes = new TextEncoder().encode(JSON.stringify(one.snapshot())).length;
    expect(bytes).toBeLessThanOrEqual(4_096);
    expect(one.snapshot().phase).toBe("status");
    const long = job(new ScriptedRequester(clock, sequence({ body: { state: "\u0001".repeat(5_000) } })), full, "a");
    await clock.until(caught(long.wait({ indeterminateGraceMs: 0 })));
    expect(JSON.stringify(long.snapshot()).length).toBeLessThan(4_096);
    expect(() => job(client, roe, "x".repeat(3_000))).toThrow(SnapshotError);
  });

  test("[26] whose status was too large to keep reads it once more", async () => {
    const big = { status: 3, padding: "x".repeat(9_000) };
    let up = false;
    const { clock, client } = setting(({ operation }) => {
      if (operation !== "roe_result") return { body: big };
      return up ? { body: "result" } : httpError(500);
    });
    const one = job(client, roe, "a");
    await clock.until(caught(one.wait()));
    up = true;
    const outcome = await clock.until(job(client, roe, sent(one.snapshot())).settle());
    expect(outcome).toEqual({ kind: "succeeded", cached: false, status: big, result: "result" });
  });

  test("[26] resumed honours the next due time", async () => {
    const { clock, client } = setting(
      sequence({ body: { state: "running" }, headers: { "retry-after": "30" } }, { body: { state: "done" } }),
    );
    const one = job(client, full, "a");
    const step = await clock.until(one.step());
    if (step.done) throw new Error("expected a job that goes on");
    const begun = clock.now();
    await clock.advance(10_000);
    await clock.until(job(client, full, sent(step.snapshot)).wait());
    const [, second = 0] = client.times();
    expect(second - begun).toBeGreaterThanOrEqual(30_000);
    expect(second - begun).toBeLessThanOrEqual(33_001);
  });

  test("[26] resumed on a wall clock that was set back sleeps no longer than was left", async () => {
    const { clock, client } = setting(sequence({ body: { state: "running" } }, { body: { state: "done" } }));
    const step = await clock.until(job(client, full, "a").step());
    if (step.done) throw new Error("expected a job that goes on");
    const begun = clock.now();
    clock.epoch -= 86_400_000;
    await clock.until(job(client, full, sent(step.snapshot)).wait());
    expect(clock.now() - begun).toBeLessThanOrEqual(step.nextDelayMs + 1);
  });

  test("[26] resumed keeps the deadline, which an option may replace", async () => {
    const { clock, client } = setting(sequence({ body: { state: "running" } }));
    const one = job(client, full, "a");
    await clock.until(caught(one.wait({ deadlineMs: 10_000 })));
    const snapshot = sent(one.snapshot());
    await clock.advance(20_000);
    const asked = client.asked.length;
    expect(await clock.until(caught(job(client, full, snapshot).wait()))).toBeInstanceOf(JobTimeoutError);
    // Every wait asks at least once.
    expect(client.asked).toHaveLength(asked + 1);
    const begun = clock.now();
    expect(await clock.until(caught(job(client, full, snapshot).wait({ deadlineMs: 10_000 })))).toBeInstanceOf(
      JobTimeoutError,
    );
    expect(clock.now() - begun).toBeGreaterThanOrEqual(9_000);
  });

  test("[26] resumed without a deadline has none", async () => {
    const { clock, client } = setting(sequence({ body: { state: "running" } }));
    const one = job(client, full, "a", { deadlineMs: Infinity });
    const snapshot = sent(one.snapshot());
    expect(snapshot.deadline).toBeNull();
    const controller = new AbortController();
    const wait = caught(job(client, full, snapshot).wait({ signal: controller.signal }));
    await clock.advance(7_300_000);
    controller.abort("long enough");
    expect(await wait).toBe("long enough");
  });

  test.each([
    ["a deadline of 2^53", { deadlineMs: Number.MAX_SAFE_INTEGER }, {}],
    ["the longest deadline", { deadlineMs: Number.MAX_VALUE }, {}],
    ["a hint of 2^53", { deadlineMs: Infinity }, { "retry-after-ms": String(Number.MAX_SAFE_INTEGER) }],
    ["a hint past its deadline", {}, { "retry-after": "9000000000000" }],
    ["no next request", { minDelayMs: Infinity }, {}],
    ["no next request and no deadline", { minDelayMs: Infinity, deadlineMs: Infinity }, {}],
    ["no longest delay", { maxDelayMs: Infinity, deadlineMs: Infinity }, {}],
    ["no first request", { initialDelayMs: Infinity, deadlineMs: Infinity }, {}],
  ])("[26] with a time beyond the calendar resumes: %s", async (_, options, headers) => {
    const { clock, client } = setting(sequence({ body: { state: "running" }, headers }, { body: { state: "done" } }));
    const one = job(client, full, "a", options);
    await clock.until(Promise.allSettled([one.step()]));
    const snapshot = sent(one.snapshot());
    expect(job(client, full, snapshot).snapshot()).toMatchObject({ id: "a", attempt: 1, state: "running" });
  });

  test("[26] keeps the time since when requests fail", async () => {
    const { clock, client } = setting(sequence(networkError()));
    const begun = clock.now();
    let one = job(client, full, "a");
    const walking = async () => {
      for (;;) {
        const step = await one.step();
        if (step.done) return;
        await clock.advance(step.nextDelayMs);
        one = job(client, full, sent(step.snapshot));
      }
    };
    expect(await caught(walking())).toMatchObject({ name: "NetworkError" });
    expect(clock.now() - begun).toBeGreaterThanOrEqual(300_000);
    expect(clock.now() - begun).toBeLessThan(302_000);
  });

  test.each([
    ["as JSON writes it", full, (snapshot: Snapshot) => JSON.stringify(snapshot)],
    ["with spaces", full, (snapshot: Snapshot) => JSON.stringify(snapshot, undefined, 2)],
    ["in another order", full, ({ id, ...rest }: Snapshot) => JSON.stringify({ id, ...rest })],
    ["of a job that is known by a URL", located, (snapshot: Snapshot) => JSON.stringify(snapshot)],
  ])("[26] that was not parsed is refused, and nothing sent: %s", (_, kind, write) => {
    const { client } = setting(sequence({ body: {} }));
    const text = write(job(client, kind, kind === located ? "/operations/1" : "a").snapshot());
    expect(() => job(client, kind, text)).toThrow("the snapshot is text");
    expect(client.asked).toEqual([]);
  });

  test.each(["{6b29fc40-ca47-1067-b31d-00dd010662da}", "{}", '"a"', "[1]"])("[26] an id may be %s", (id) => {
    expect(job(setting(sequence({ body: {} })).client, full, id).id).toBe(id);
  });

  const good = (): Snapshot => sent(job(setting(sequence({ body: {} })).client, full, "a").snapshot());
  const rows: readonly (readonly [string, object])[] = [
    ["another version", { version: 2 }],
    ["another provider", { provider: "other" }],
    ["another operation", { operation: "julep_status" }],
    ["no id", { id: undefined }],
    ["a number as id", { id: 7 }],
    ["no due time", { due: undefined }],
    ["a due time that is no number", { due: "soon" }],
    ["no attempts", { attempt: null }],
  ];
  test.each(rows)("[26] of %s is refused, and nothing sent", (_, change) => {
    const { client } = setting(sequence({ body: {} }));
    const changed: Snapshot = Object.assign(good(), change);
    expect(() => job(client, full, changed)).toThrow(SnapshotError);
    expect(client.asked).toEqual([]);
  });

  test.each([
    [{ version: 2 }, "newer"],
    [{ version: 0 }, "damaged"],
    [{ provider: "other" }, "foreign"],
    [{ operation: "other" }, "foreign"],
    [{ attempt: 1.5 }, "damaged"],
    [{ attempt: -1 }, "damaged"],
    [{ phase: "result" }, "damaged"],
    [{ phase: "result", status: { state: "running" } }, "damaged"],
    [{ phase: "done" }, "damaged"],
    [{ doubt: "some" }, "damaged"],
    [{ code: 7 }, "damaged"],
    [{ deadline: "soon" }, "damaged"],
    [{ due: 1e300 }, "damaged"],
    [{ state: "x".repeat(300) }, "damaged"],
    [{ state: {} }, "damaged"],
    [{ path: { other: "1" } }, "damaged"],
    [{ result: "/elsewhere" }, "damaged"],
    [{ id: "x".repeat(3_000) }, "damaged"],
  ])("[26] changed to %j is %s", (change, reason) => {
    const { client } = setting(sequence({ body: {} }));
    const changed: Snapshot = Object.assign(good(), change);
    expect(() => job(client, full, changed)).toThrow(expect.objectContaining({ name: "SnapshotError", reason }));
  });

  test("[26] with any field changed to anything is refused or resumes", async () => {
    const kinds = [full, crosmos, roe, julep, located];
    const fields = fc.constantFrom(...Object.keys(good()), "hold", "failing", "doubt", "path", "status", "result");
    const bodies = fc.constantFrom({ state: "done" }, { status: "completed", result: "forged" }, { status: 3 }, {});
    const value = fc.oneof(fc.jsonValue(), fc.nat(), bodies, fc.constantFrom("result", "/", "/a", 200, 0, -1, 1e15));
    const changing = fc.dictionary(fields, value, { maxKeys: 4 });
    const endings = fc.record({ phase: fc.constant("result"), status: bodies });
    const change = fc.oneof(
      changing,
      fc.tuple(changing, endings).map(([some, end]) => ({ ...some, ...end })),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...kinds), change, async (kind, changes) => {
        const body = { state: kind === julep ? "succeeded" : "done", status: kind === roe ? 3 : "completed" };
        const { clock, client } = setting(sequence({ body }));
        const first = job(client, kind, kind === located ? "/a" : "a");
        const changed: Snapshot = Object.assign(sent(first.snapshot()), changes);
        try {
          const one = job(client, kind, changed, { deadlineMs: 60_000 });
          const settled = one.settle().then(
            (outcome) => outcome.kind,
            (error: Error) => error.name,
          );
          const end = await clock.until(settled);
          expect(["succeeded", "partial", "failed", "cancelled", "JobTimeoutError"]).toContain(end);
          expect(JSON.stringify(one.snapshot()).length).toBeLessThanOrEqual(kind === located ? 16_384 : 4_096);
          // Nobody is told an end that the server did not tell: only a start answers with one.
          if (changed.id !== "/" && end !== "JobTimeoutError") expect(client.asked).not.toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(SnapshotError);
        }
      }),
      propertyRuns(),
    );
  });

  test.each([
    [crosmos, { status: "completed", result: "forged" }],
    [julep, { state: "succeeded" }],
    [located, { state: "done" }],
    [roe, { status: 5 }],
  ] as const)("[26] with an end that a job like $name never waits for is refused", (kind, status) => {
    const { client } = setting(sequence({ body: {} }));
    const changed = { ...sent(job(client, kind, "/a").snapshot()), phase: "result" as const, status };
    expect(() => job(client, kind, changed)).toThrow("damaged (status)");
  });

  test("[26] of a job known by a URL of 8 KiB is at most 16 KiB, and resumes", async () => {
    const { clock, client } = setting(sequence({ body: { state: "running" } }, { body: { state: "done" } }));
    const url = `/ops/1?token=${"t".repeat(8_000)}`;
    const step = await job(client, located, url).step();
    if (step.done) throw new Error("expected a job that goes on");
    expect(JSON.stringify(step.snapshot).length).toBeLessThanOrEqual(16_384);
    expect(await clock.until(job(client, located, sent(step.snapshot)).settle())).toMatchObject({ kind: "succeeded" });
    expect(() => job(client, located, `/ops/1?token=${"t".repeat(9_000)}`)).toThrow(SnapshotError);
  });

  test.each([crosmos, julep, roe])("[26] of one kind of job is refused by another: $name", (spec) => {
    const { client } = setting(sequence({ body: {} }));
    expect(() => job(client, spec, good())).toThrow(SnapshotError);
  });
});
