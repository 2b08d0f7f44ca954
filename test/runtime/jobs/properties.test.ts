import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { job, startJob, type Job, type JobSpec, type Outcome } from "@specloom/runtime";
import { pollHint } from "../../../packages/runtime/src/jobs/poll-hint.js";
import { readStatus } from "../../../packages/runtime/src/jobs/status-reading.js";
import { caught } from "../../support/caught.js";
import { propertyRuns } from "../../support/property.js";
import { full, roe } from "../../support/sample-jobs.js";
import {
  httpError,
  networkError,
  ScriptedRequester,
  sequence,
  type Scripted,
} from "../../support/scripted-requester.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";
import { predict, type Event } from "../../support/wait-model.js";

const TIMEOUT = 3_600_000;

function scripted(event: Event): Scripted {
  const headers: Record<string, string> =
    "hintMs" in event && event.hintMs !== undefined ? { "retry-after-ms": String(event.hintMs) } : {};
  if (event.kind === "state") return { body: { state: event.state }, headers };
  return httpError({ transient: 503, "too-many": 429, "not-found": 404 }[event.kind], headers);
}

const hint = fc.option(fc.integer({ min: 1, max: 40_000 }), { nil: undefined });
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("state" as const),
      state: fc.constantFrom("queued", "running", "RUNNING "),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("state" as const),
      state: fc.constantFrom("odd", "odder", "done", "some", "broken", "gone"),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom({ kind: "transient" as const }, { kind: "not-found" as const }) },
  {
    weight: 1,
    arbitrary: hint.map((hintMs) => ({ kind: "too-many" as const, ...(hintMs !== undefined && { hintMs }) })),
  },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 1, max: 40_000 })
      .map((hintMs) => ({ kind: "state" as const, state: "running", hintMs })),
  },
);
const events = fc.array(event, { minLength: 1, maxLength: 30 }).map((list) => list.map(folded));

/** The model is case-sensitive; other tests cover case. */
function folded(one: Event): Event {
  return one.kind === "state" ? { ...one, state: one.state.trim().toLowerCase() } : one;
}

const limits = fc.record({
  min: fc.integer({ min: 500, max: 3_000 }),
  max: fc.integer({ min: 3_000, max: 20_000 }),
  indeterminateGrace: fc.integer({ min: 0, max: 90_000 }),
  notFoundGrace: fc.integer({ min: 0, max: 20_000 }),
  faultGrace: fc.integer({ min: 0, max: 40_000 }),
  deadline: fc.integer({ min: 1, max: 100_000 }),
});

const ERRORS: Readonly<Record<string, string>> = {
  JobTimeoutError: "timeout",
  JobIndeterminateError: "indeterminate",
  JobNotFoundError: "not-found",
  ServerError: "fault",
  RateLimitError: "fault",
};

function endOf(settled: PromiseSettledResult<Outcome<unknown, unknown>>): string {
  if (settled.status === "fulfilled") return settled.value.kind;
  const { reason } = settled;
  return reason instanceof Error ? (ERRORS[reason.name] ?? reason.name) : String(reason);
}

async function outcomeOf(clock: VirtualClock, promise: Promise<Outcome<unknown, unknown>>): Promise<string> {
  const [settled] = await clock.until(Promise.allSettled([promise]));
  return endOf(settled);
}

type GivenLimits = Parameters<typeof predict>[1];

function optionsOf(given: GivenLimits) {
  return {
    minDelayMs: given.min,
    maxDelayMs: given.max,
    indeterminateGraceMs: given.indeterminateGrace,
    notFoundGraceMs: given.notFoundGrace,
    faultGraceMs: given.faultGrace,
    deadlineMs: given.deadline,
  };
}

describe("against the reference model", () => {
  test("[4] any declaration maps any state as the plain reading of it says", () => {
    const raw = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom("a", "B", " c ", "d", ""));
    const meanings = ["pending", "succeeded", "partial", "failed", "cancelled", "indeterminate"] as const;
    const states = fc.dictionary(fc.constantFrom(...meanings), fc.array(raw, { maxLength: 4 }));
    fc.assert(
      fc.property(states, raw, fc.boolean(), fc.boolean(), (declared, state, completed, failed) => {
        const spec: JobSpec = { ...full, state: "/s", states: declared, completedAt: "/c", error: "/e" };
        const fold = (value: string | number) => (typeof value === "string" ? value.trim().toLowerCase() : value);
        const wanted = meanings.find((meaning) => declared[meaning]?.some((one) => fold(one) === fold(state)));
        const inferred = typeof state === "string" && completed ? (failed ? "failed" : "succeeded") : "indeterminate";
        const body = { s: state, ...(completed && { c: "now" }), ...(failed && { e: "bad" }) };
        expect(readStatus(spec, body).state).toBe(wanted ?? inferred);
      }),
      propertyRuns(),
    );
  });

  test(
    "[18] any sequence of answers under any limits ends as the model says, at the same times",
    async () => {
      await fc.assert(
        fc.asyncProperty(events, limits, async (list, given) => {
          const clock = new VirtualClock({ chance: () => 0 });
          const client = new ScriptedRequester(clock, sequence(...list.map(scripted)));
          const end = await outcomeOf(clock, job(client, full, "a").settle(optionsOf(given)));
          const predicted = predict(list, given);
          expect({ end, times: client.times() }).toEqual(predicted);
          expect([clock.timers, client.alarms, client.open]).toEqual([0, 0, 0]);
        }),
        propertyRuns(),
      );
    },
    TIMEOUT,
  );
});

describe("delays", () => {
  const chances = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    minLength: 20,
    maxLength: 20,
  });

  function dice(values: readonly number[]): () => number {
    let next = 0;
    return () => values[next++ % values.length] ?? 0;
  }

  test(
    "[13] states nobody declared never make it poll faster than the minimum",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.string(), { minLength: 1 }),
          fc.integer({ min: 1, max: 5_000 }),
          chances,
          async (states, min, dies) => {
            const clock = new VirtualClock({ chance: dice(dies) });
            const client = new ScriptedRequester(
              clock,
              sequence(...states.map((state) => ({ body: { state: `?${state}` } }))),
            );
            await clock.until(caught(job(client, full, "a").settle({ minDelayMs: min, indeterminateGraceMs: 50_000 })));
            const times = client.times();
            for (const [index, at] of times.slice(1).entries())
              expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(min);
          },
        ),
        propertyRuns(),
      );
    },
    TIMEOUT,
  );

  test(
    "[15] every delay is within its bounds, and jitter still spreads at the cap",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 10, max: 2_000 }),
          fc.integer({ min: 2, max: 12 }),
          chances,
          async (min, factor, dies) => {
            const max = min * factor;
            const clock = new VirtualClock({ chance: dice(dies) });
            const client = new ScriptedRequester(
              clock,
              sequence(...Array.from({ length: 16 }, () => ({ body: { state: "running" } })), {
                body: { state: "done" },
              }),
            );
            await clock.until(job(client, full, "a").settle({ minDelayMs: min, maxDelayMs: max }));
            const times = client.times();
            const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
            for (const [n, gap] of gaps.entries()) {
              expect(gap).toBeGreaterThanOrEqual(min);
              // The platform's timers count whole milliseconds.
              expect(gap).toBeLessThan(Math.min(max, min * 1.5 ** n) + 1);
            }
            const capped = gaps.filter((_, n) => min * 1.5 ** n >= max);
            const spread = Math.max(...dies) - Math.min(...dies);
            if (capped.length >= dies.length && spread * (max - min) > 2)
              expect(new Set(capped).size).toBeGreaterThan(1);
          },
        ),
        propertyRuns(),
      );
    },
    TIMEOUT,
  );

  const headerValue = fc.oneof(
    fc.integer({ min: -10, max: 100 }).map(String),
    fc.double({ min: -5, max: 50, noNaN: true }).map(String),
    fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String),
    fc.date({ min: new Date(0), max: new Date(8e12), noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.constantFrom("", "soon", "1e3", "0x10", "Infinity", "NaN", "-0", "10, 20", "1 000"),
    fc.stringMatching(/^[\x21-\x7e]{0,12}$/),
  );

  test(
    "[16] whatever Retry-After says, the next poll is never early and never under the minimum",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          headerValue,
          fc.constantFrom("retry-after", "retry-after-ms", "x-poll-after-ms"),
          chances,
          async (value, name, dies) => {
            const clock = new VirtualClock({ chance: dice(dies) });
            const headers = { [name]: value };
            const client = new ScriptedRequester(
              clock,
              sequence({ body: { state: "running" }, headers }, { body: { state: "done" } }),
            );
            const wanted = pollHint({ headers: new Headers(headers), status: 200 }, "x-poll-after-ms", clock.date());
            const plain = /^\d{1,15}$/.test(value.trim()) && Number(value) > 0 ? Number(value) : undefined;
            if (plain !== undefined && name !== "retry-after") expect(wanted).toBe(plain);
            if (plain !== undefined && plain < 1e12 && name === "retry-after") expect(wanted).toBe(plain * 1_000);
            const deadlineMs = 3_600_000;
            const settled = await clock.until(Promise.allSettled([job(client, full, "a").settle({ deadlineMs })]));
            if (wanted !== undefined && wanted >= deadlineMs) {
              expect(endOf(settled[0])).toBe("timeout");
              expect(clock.now()).toBe(0);
              return;
            }
            const gap = (client.times()[1] ?? NaN) - (client.times()[0] ?? NaN);
            expect(gap).toBeGreaterThanOrEqual(Math.max(1_000, wanted ?? 0));
            expect(gap).toBeLessThanOrEqual(Math.max(1_000, (wanted ?? 0) * 1.1) + 1);
          },
        ),
        propertyRuns(),
      );
    },
    TIMEOUT,
  );

  test(
    "[18] jumps of the wall clock change nothing",
    async () => {
      const jumps = fc.array(fc.integer({ min: -1e11, max: 1e11 }), { minLength: 1, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(events, limits, jumps, async (list, given, by) => {
          const run = async (jumping: boolean) => {
            const clock = new VirtualClock({ chance: () => 0.3 });
            const answers = list.map(scripted);
            let next = 0;
            const client = new ScriptedRequester(clock, () => {
              if (jumping) clock.epoch += by[next % by.length] ?? 0;
              return answers[Math.min(next++, answers.length - 1)];
            });
            return {
              end: await outcomeOf(clock, job(client, full, "a").settle(optionsOf(given))),
              times: client.times(),
            };
          };
          expect(await run(true)).toEqual(await run(false));
        }),
        propertyRuns(),
      );
    },
    TIMEOUT,
  );
});

test(
  "[26] a job snapshotted and resumed after every step ends as one wait does, started once",
  async () => {
    await fc.assert(
      fc.asyncProperty(events, limits, async (list, given) => {
        const answers = [{ body: { task: { id: "t1" } } }, ...list.map(scripted)];
        const operation = full.start?.[0]?.operation;
        if (operation === undefined) throw new Error("the specification has no start operation");
        const options = optionsOf(given);

        const whole = new VirtualClock({ chance: () => 0 });
        const one = new ScriptedRequester(whole, sequence(...answers));
        const started = await whole.until(startJob(one, full, operation, [], {}));
        const end = await outcomeOf(whole, started.settle(options));

        const parts = new VirtualClock({ chance: () => 0 });
        const script = sequence(...answers);
        const times: number[] = [];
        let starts = 0;
        // Each step has a client of its own, as in a new process: nothing but the snapshot passes.
        const client = () =>
          new ScriptedRequester(parts, (asked) => {
            if (asked.operation === "task_start") starts++;
            else times.push(asked.at);
            return script(asked);
          });
        const walk = async (): Promise<Outcome<unknown, unknown>> => {
          let current: Job<unknown, unknown> = await startJob(client(), full, operation, [], {});
          for (;;) {
            const step = await current.step(options);
            if (step.done) return step.outcome;
            await parts.advance(step.nextDelayMs);
            current = job(client(), full, JSON.parse(JSON.stringify(step.snapshot)));
          }
        };
        const [settled] = await Promise.allSettled([walk()]);
        expect({ end: endOf(settled), times }).toEqual({ end, times: one.times("task_status") });
        expect(starts).toBe(1);
        expect(parts.timers).toBe(0);
      }),
      propertyRuns(),
    );
  },
  TIMEOUT,
);

test(
  "[20] an outage loses a wait exactly when it is longer than the time that is tolerated",
  async () => {
    const fault = fc.constantFrom(networkError(), httpError(500), httpError(503), httpError(408), httpError(425));
    const outage = fc.record({ fault, begins: fc.nat(30_000), lasts: fc.nat(60_000), graceMs: fc.nat(60_000) });
    await fc.assert(
      fc.asyncProperty(outage, async ({ fault: thrown, begins, lasts, graceMs }) => {
        const clock = new VirtualClock({ chance: () => 0 });
        const client = new ScriptedRequester(clock, ({ at }) => {
          if (at >= begins && at < begins + lasts) return thrown;
          return { body: { state: at >= begins + lasts ? "done" : "running" } };
        });
        const options = { faultGraceMs: graceMs, minDelayMs: 1_000, maxDelayMs: 1_000 };
        const [settled] = await clock.until(Promise.allSettled([job(client, full, "a").settle(options)]));
        const first = client.times().find((at) => at >= begins) ?? 0;
        const last = first + Math.max(0, Math.ceil(graceMs / 1_000) * 1_000);
        const seesEnd = last >= begins + lasts || first >= begins + lasts;
        expect(settled.status).toBe(seesEnd ? "fulfilled" : "rejected");
      }),
      propertyRuns(),
    );
  },
  TIMEOUT,
);

test(
  "[41] an abort at any moment leaves no request, timer or listener",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 12_000 }),
        fc.constantFrom("wait", "settle", "step", "updates"),
        async (takesMs, abortAt, how) => {
          const clock = new VirtualClock();
          let nth = 0;
          const client = new ScriptedRequester(clock, async ({ operation }) => {
            const answer = nth++;
            await new Promise<void>((resolve) => {
              clock.schedule(resolve, takesMs[answer % takesMs.length] ?? 0);
            });
            if (operation === "roe_result") return { body: "result" };
            return answer % 4 === 1 ? httpError(503) : { body: { status: answer < 5 ? 1 : 3 } };
          });
          const controller = new AbortController();
          const listening = new Set<unknown>();
          const { signal } = controller;
          const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
          signal.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
            listening.add(listener);
            add(type, listener);
          };
          signal.removeEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
            listening.delete(listener);
            remove(type, listener);
          };
          const one = job(client, roe, "a");
          const drain = async () => {
            for await (const update of one.updates({ signal })) void update;
          };
          const running = how === "updates" ? drain() : one[how]({ signal });
          const settled = Promise.allSettled([running]);
          await clock.advance(abortAt);
          controller.abort("stop");
          const [result] = await settled;
          if (result.status === "rejected") expect(result.reason).toBe("stop");
          await flush();
          expect([client.alarms, client.open, listening.size]).toEqual([0, 0, 0]);
        },
      ),
      propertyRuns(),
    );
  },
  TIMEOUT,
);
