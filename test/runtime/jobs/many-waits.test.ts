import { AsyncLocalStorage } from "node:async_hooks";
import fc from "fast-check";
import { expect, test } from "vitest";
import { job, JobWaitError, type CallOptions, type Operation, type Params, type Reply } from "@specloom/runtime";
import { propertyRuns } from "../../support/property.js";
import { full } from "../../support/sample-jobs.js";
import { httpError, ScriptedRequester, type Scripted } from "../../support/scripted-requester.js";
import { VirtualClock } from "../../support/virtual-clock.js";
import type { Event } from "../../support/wait-model.js";
import { LATENCY, predictWaits, type PlannedWait, type WaitEnd } from "../../support/waits-model.js";

const TIMEOUT = 3_600_000;

const tenant = new AsyncLocalStorage<string>();

/** A client whose credentials are those of the current tenant. */
class TenantRequester extends ScriptedRequester {
  identity(): Promise<string> {
    return Promise.resolve(tenant.getStore() ?? "");
  }

  override request<T>(
    operation: Operation,
    path: readonly unknown[],
    params: Params | undefined,
    options: (CallOptions & { readonly onCredentials?: ((identity: string) => void) | undefined }) | undefined,
  ): Promise<Reply<T>> {
    options?.onCredentials?.(tenant.getStore() ?? "");
    return super.request(operation, [...path, tenant.getStore()], params, options);
  }
}

// Moments of waits, deadlines and aborts never coincide: each kind has a remainder of its own by 32.
const duration = (min: number, max: number) => fc.integer({ min: min / 32, max: max / 32 }).map((units) => units * 32);

const plan = (index: number): fc.Arbitrary<PlannedWait> =>
  fc.record({
    job: fc.constantFrom("a anna", "a bert", "b anna"),
    at: duration(0, 20_000).map((at) => at + (index % 8)),
    min: duration(320, 3_200),
    max: duration(3_200, 12_800),
    initial: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, duration(0, 6_400)),
    deadline: fc.oneof(fc.constant(0), duration(0, 64_000)).map((ms) => ms + 8),
    indeterminateGrace: duration(0, 32_000),
    notFoundGrace: duration(0, 16_000),
    faultGrace: duration(0, 32_000),
    abortAfter: fc.option(
      duration(0, 40_000).map((ms) => ms + 24),
      { nil: undefined },
    ),
    resumeAfter: fc.option(duration(0, 16_000), { nil: undefined }),
  });

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("state" as const), state: fc.constantFrom("queued", "running") }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("state" as const),
      state: fc.constantFrom("odd", "done", "some", "gone"),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom({ kind: "transient" as const }, { kind: "not-found" as const }) },
  {
    weight: 1,
    arbitrary: duration(32, 20_000).map((hintMs) => ({ kind: "state" as const, state: "running", hintMs })),
  },
);

function scripted(one: Event): Scripted {
  const headers: Record<string, string> =
    "hintMs" in one && one.hintMs !== undefined ? { "retry-after-ms": String(one.hintMs) } : {};
  if (one.kind === "state") return { body: { state: one.state }, headers };
  return httpError({ transient: 503, "too-many": 429, "not-found": 404 }[one.kind], headers);
}

const ENDS: Readonly<Record<string, string>> = {
  JobTimeoutError: "timeout",
  JobIndeterminateError: "indeterminate",
  JobNotFoundError: "not-found",
  ServerError: "fault",
};

test(
  "[46] many waits over few jobs of two tenants end as the model says, at the same times, with the same requests",
  async () => {
    const plans = fc
      .integer({ min: 1, max: 6 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => plan(i))));
    const scripts = fc.array(event, { minLength: 1, maxLength: 14 });
    const events = fc.record({ "a anna": scripts, "a bert": scripts, "b anna": scripts });
    await fc.assert(
      fc.asyncProperty(plans, events, async (waits, answers) => {
        const predicted = predictWaits(waits, answers);
        fc.pre(!predicted.isTied);
        const clock = new VirtualClock({ chance: () => 0 });
        const times: Record<string, number[]> = {};
        const client = new TenantRequester(clock, async ({ path, at }) => {
          const key = path.join(" ");
          const nth = (times[key] ??= []).push(at) - 1;
          await new Promise<void>((resolve) => {
            clock.schedule(resolve, LATENCY);
          });
          const script = answers[key === "a anna" || key === "a bert" ? key : "b anna"];
          const found = script[Math.min(nth, script.length - 1)];
          if (found === undefined) throw new Error("a server answers at least once");
          return scripted(found);
        });
        const ends: WaitEnd[] = [];
        const resumed: (WaitEnd | undefined)[] = waits.map(() => undefined);
        const settle = async (of: unknown, one: PlannedWait, signal?: AbortSignal): Promise<[WaitEnd, unknown]> => {
          const options = {
            minDelayMs: one.min,
            maxDelayMs: one.max,
            initialDelayMs: one.initial,
            deadlineMs: one.deadline,
            signal,
            indeterminateGraceMs: one.indeterminateGrace,
            notFoundGraceMs: one.notFoundGrace,
            faultGraceMs: one.faultGrace,
          };
          try {
            return [{ end: (await job(client, full, of).settle(options)).kind, at: clock.now() }, undefined];
          } catch (error) {
            const name = error instanceof Error ? (ENDS[error.name] ?? error.name) : String(error);
            const snapshot = error instanceof Error && "snapshot" in error ? error.snapshot : undefined;
            if (snapshot !== undefined && error instanceof JobWaitError) expect(error.snapshot).toBe(snapshot);
            return [{ end: name, at: clock.now() }, snapshot];
          }
        };
        const run = async (one: PlannedWait, index: number): Promise<void> => {
          const controller = new AbortController();
          if (one.abortAfter !== undefined) clock.schedule(() => controller.abort("abort"), one.abortAfter);
          const [id = ""] = one.job.split(" ");
          const [end, snapshot] = await settle(id, one, controller.signal);
          ends[index] = end;
          if (snapshot === undefined || one.resumeAfter === undefined) return;
          await new Promise<void>((resolve) => {
            clock.schedule(resolve, one.resumeAfter ?? 0);
          });
          [resumed[index]] = await settle(JSON.parse(JSON.stringify(snapshot)), one);
        };
        const all = waits.map(
          (one, index) =>
            new Promise<void>((resolve, reject) => {
              clock.schedule(() => {
                tenant.run(one.job.split(" ")[1] ?? "", () => run(one, index)).then(resolve, reject);
              }, one.at);
            }),
        );
        await clock.until(Promise.all(all));
        expect({ ends, resumed, times }).toEqual({
          ends: predicted.ends,
          resumed: predicted.resumed,
          times: predicted.times,
        });
        expect([client.alarms, client.open]).toEqual([0, 0]);
      }),
      propertyRuns(),
    );
  },
  TIMEOUT,
);
