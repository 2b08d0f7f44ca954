import { ApiError, type ClientOptions, job, NetworkError, ParameterError } from "@specloom/runtime";
import { DurableWaits, kind } from "@specloom/bullmq";
import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { rateWindow } from "../../packages/bullmq/src/rate.js";
import { asStored, readStored, storedText, type Settlement } from "../../packages/bullmq/src/settlement.js";
import { contentHash, waitId } from "../../packages/bullmq/src/wait-id.js";
import { surelyNotStarted } from "../../packages/bullmq/src/starts.js";
import { isForeign } from "../../packages/bullmq/src/step.js";
import { cannedFetch, json } from "../support/canned-fetch.js";
import { caught } from "../support/caught.js";
import { propertyRuns } from "../support/property.js";
import { sampleClient } from "../support/sample-client.js";
import { full } from "../support/sample-jobs.js";
import { VirtualClock } from "../support/virtual-clock.js";
import { Tasks } from "../durable/support/tasks.js";

describe("[D9] an error of a step that is about this process ends no wait", () => {
  const noVault = () => Promise.reject(new Error("no vault"));
  const removed = { onRequest: () => ({ headers: new Headers() }) };
  const rows: readonly [string, ClientOptions, number, boolean][] = [
    ["a credential function that rejects", { apiKey: noVault }, 200, true],
    ["a credential function that gives an empty text", { apiKey: () => "" }, 200, true],
    ["a credential function that gives a line end", { apiKey: () => "key\nkey" }, 200, true],
    ["no credential", { apiKey: null }, 200, true],
    ["a hook that throws", { onRequest: () => noVault() }, 200, true],
    ["a refusal", {}, 403, false],
    ["a refusal of a request without its credential", removed, 401, false],
  ];
  test.each(rows)("%s", async (_name, options, status, want) => {
    const { fetch } = cannedFetch(json({ state: "running" }, { status }));
    const clock = new VirtualClock();
    const error = await caught(clock.until(job(sampleClient({ clock, fetch, ...options }), full, "a").step()));
    expect(isForeign(error)).toBe(want);
  });
});

describe("[D8] the window of a rate", () => {
  test.each([
    { rate: 50, want: { max: 5, ms: 100 } },
    { rate: 10, want: { max: 1, ms: 100 } },
    { rate: 1, want: { max: 1, ms: 1_000 } },
    { rate: 0.1, want: { max: 1, ms: 10_000 } },
    { rate: 2_500, want: { max: 250, ms: 100 } },
    { rate: 1e30, want: { max: 1_000_000_000, ms: 1_000 } },
    { rate: 1e-20, want: { max: 1, ms: Number.MAX_SAFE_INTEGER } },
  ])("of $rate a second", ({ rate, want }) => {
    expect(rateWindow(rate)).toEqual(want);
  });

  test("lets no second have more than a tenth too much, or one, and is no slower than two tenths", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 100_000, noNaN: true }), (rate) => {
        const { max, ms } = rateWindow(rate);
        // A window begins with its first step, so a second touches at most one more than fits in it.
        const most = max * (1_000 / ms + 1);
        expect(most).toBeLessThanOrEqual(Math.max(rate * 1.1, rate + 1) + 1e-6 + max * 0.02);
        expect((max * 1_000) / ms).toBeGreaterThan(rate * 0.8);
        expect((max * 1_000) / ms).toBeLessThanOrEqual(rate + 1e-6);
      }),
      propertyRuns(),
    );
  });
});

/** Texts of UTF-16, halves of surrogate pairs included. */
const anyText = fc
  .array(fc.oneof(fc.nat(0xff_ff), fc.integer({ min: 0xd8_00, max: 0xdf_ff })), { minLength: 1, maxLength: 8 })
  .map((units) => String.fromCharCode(...units));

describe("[D1] ids", () => {
  test("any key has an id that BullMQ takes, its own and always the same", () => {
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(anyText, (key) => {
        const id = waitId(key);
        expect(id).toMatch(/^w[\w-]{22}$/u);
        expect(waitId(key)).toBe(id);
        expect(seen.get(id) ?? key).toBe(key);
        seen.set(id, key);
      }),
      propertyRuns(),
    );
  });

  test("the content tells kinds, jobs and inputs apart", () => {
    const contents = [contentHash("a", "job", "1"), contentHash("a", "input", "1"), contentHash("b", "job", "1")];
    expect(new Set(contents).size).toBe(3);
  });

  test("the order of an object's members makes no other content, and anything else does", () => {
    const reversed = (value: unknown): unknown => {
      if (typeof value !== "object" || value === null) return value;
      if (Array.isArray(value)) return value.map(reversed);
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([name, inner]) => [name, reversed(inner)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(contentHash("a", "input", reversed(one))).toBe(contentHash("a", "input", one));
        const isSame = isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
        expect(contentHash("a", "input", one) === contentHash("a", "input", other)).toBe(isSame);
      }),
      propertyRuns(),
    );
  });
});

describe("[D5] [D17] what is stored of a settlement", () => {
  const base = { kind: "task", content: "c", at: 1 };
  const snapshot = new Tasks("http://127.0.0.1").job("1").snapshot();
  const succeeded = (result: unknown) => ({ kind: "succeeded", result, status: {}, cached: false }) as const;

  test("is what was settled, up to the limit, and a snapshot above it", () => {
    const settled = succeeded("x".repeat(100));
    const bytes = Buffer.byteLength(storedText(base, settled, snapshot, Infinity));
    expect(readStored(storedText(base, settled, snapshot, bytes))).toEqual({ ...base, settled });
    expect(readStored(storedText(base, settled, snapshot, bytes - 1))).toEqual({ ...base, again: snapshot });
    expect(readStored(storedText(base, settled, undefined, 1))).toEqual({ ...base, settled });
  });

  test.each([new Blob(["a"]), new ArrayBuffer(1), new Uint8Array(1), new ReadableStream()])(
    "never bytes: %s",
    (result) => {
      expect(readStored(storedText(base, succeeded(result), snapshot, 1_000))).toEqual({ ...base, again: snapshot });
    },
  );

  test.each(["failed", "cancelled"] as const)("says the kind of an end that is too large: %s", (ended) => {
    const settled: Settlement =
      ended === "failed" ? { kind: ended, error: { message: "x" }, status: {} } : { kind: ended, status: {} };
    expect(readStored(storedText(base, settled, snapshot, 1))).toEqual({ ...base, again: snapshot, ended });
  });

  test("is the same for a result of any size", () => {
    const settled = succeeded({ id: 2n ** 64n, none: undefined });
    expect(asStored(settled)).toStrictEqual(readStored(storedText(base, settled, undefined, 1)).settled);
    const bytes = succeeded(new Blob(["a"]));
    expect(asStored(bytes)).toBe(bytes);
  });

  test("is no result that is nested too deep for JSON", () => {
    const settled = succeeded(JSON.parse("[".repeat(50_000) + "]".repeat(50_000)));
    expect(readStored(storedText(base, settled, snapshot, Infinity))).toEqual({ ...base, again: snapshot });
    expect(asStored(settled)).toBe(settled);
  });

  test("has whole numbers that JSON cannot hold as texts", () => {
    const stored = readStored(storedText(base, succeeded({ id: 2n ** 64n }), snapshot, 1_000));
    expect(stored.settled).toEqual(succeeded({ id: "18446744073709551616" }));
  });
});

describe("[D2] whether a start surely started nothing", () => {
  const response = new Response("{}", { status: 200 });
  const network = (code: string, attempts = 1): NetworkError =>
    Object.assign(Object.create(NetworkError.prototype), { attempts, cause: { code }, message: code });
  test.each([
    { error: new ParameterError("id", "is missing"), want: true },
    { error: network("ECONNREFUSED"), want: true },
    { error: network("ENOTFOUND"), want: true },
    { error: network("ECONNREFUSED", 2), want: false },
    { error: network("ECONNRESET"), want: false },
    { error: Object.assign(new Error("own"), { started: false }), want: true },
    { error: Object.assign(new Error("own"), { started: true }), want: false },
    { error: new Error("own"), want: false },
    { error: undefined, want: false },
    ...[400, 403, 404, 409, 422, 429].map((status) => ({ error: apiError(status), want: true })),
    ...[408, 500, 502, 503, 504].map((status) => ({ error: apiError(status), want: false })),
  ])("$error: $want", ({ error, want }) => {
    expect(response.ok).toBe(true);
    expect(surelyNotStarted(error)).toBe(want);
  });
});

function apiError(status: number): ApiError {
  return Object.assign(Object.create(ApiError.prototype), { status, message: String(status) });
}

/** A call as a program without types can make it. */
async function called(of: object, name: string, ...given: readonly unknown[]): Promise<unknown> {
  const call: unknown = Reflect.get(of, name);
  if (typeof call !== "function") throw new TypeError(`There is no ${name}`);
  return Reflect.apply(call, of, given);
}

describe("bad options are refused by name", () => {
  const kinds = { task: kind({ resource: new Tasks("http://127.0.0.1") }) };
  const good = { name: "tasks", connection: {}, kinds };
  /** Options as a program without types can give them. */
  const changed = (change: object): typeof good => Object.assign({}, good, change);
  const bad: readonly { readonly change: object; readonly want: string }[] = [
    { change: { name: "a:b" }, want: "name" },
    { change: { name: "" }, want: "name" },
    { change: { lockMs: 0 }, want: "lockMs" },
    { change: { stalledMs: -1 }, want: "stalledMs" },
    { change: { keepSettledMs: NaN }, want: "keepSettledMs" },
    { change: { requestsPerSecond: 0 }, want: "requestsPerSecond" },
    { change: { startsInFlight: 0 }, want: "startsInFlight" },
    { change: { maxResultBytes: -1 }, want: "maxResultBytes" },
    ...[Infinity, 2 ** 31, 0.5].flatMap((ms) => [
      { change: { lockMs: ms }, want: "lockMs" },
      { change: { stalledMs: ms }, want: "stalledMs" },
    ]),
    ...[Infinity, 1e20, 1_500.5].map((keepSettledMs) => ({ change: { keepSettledMs }, want: "keepSettledMs" })),
    { change: { startsInFlight: 1.5 }, want: "startsInFlight" },
    { change: { maxResultBytes: 0.5 }, want: "maxResultBytes" },
    { change: { requestsPerSecond: NaN }, want: "requestsPerSecond" },
    { change: { name: 7 }, want: "name" },
    { change: { kinds: null }, want: "kinds" },
    { change: { kinds: { task: {} } }, want: "kinds" },
    { change: { onMetric: 7 }, want: "onMetric" },
    ...[undefined, null, "redis://127.0.0.1", 7, [], { connect: () => 1 }].map((connection) => ({
      change: { connection },
      want: "connection",
    })),
    ...["", null, 7].map((prefix) => ({ change: { prefix }, want: "prefix" })),
    ...["no", null, 0].map((allowStartLoss) => ({ change: { allowStartLoss }, want: "allowStartLoss" })),
    ...[
      { start: 7, want: "start" },
      { find: true, want: "find" },
      { wait: { minDelayMs: NaN }, want: "minDelayMs" },
      { wait: { deadlineMs: -1 }, want: "deadlineMs" },
      { wait: "soon", want: "options" },
    ].map(({ want, ...kindOf }) => ({ change: { kinds: { task: { ...kinds.task, ...kindOf } } }, want })),
  ];
  test.each(bad)("$want: $change", ({ change, want }) => {
    expect(() => new DurableWaits(changed(change))).toThrow(new RegExp(`^${want} `, "u"));
  });

  test.each([NaN, -1, null, "5"])("the time that `close` has: %s", async (graceMs) => {
    const waits = new DurableWaits(good);
    await expect(called(waits, "close", { graceMs })).rejects.toMatchObject({ parameter: "graceMs" });
    await waits.close({ graceMs: 0 });
  });

  test.each([undefined, null, 7, ""])("a key, in every call: %s", async (key) => {
    const waits = new DurableWaits(good);
    const calls = [["add", { kind: "task", job: "1" }], ["get"], ["settled", "task"], ["resolve", "drop"]] as const;
    for (const [name, ...rest] of calls) {
      await expect(called(waits, name, key, ...rest)).rejects.toMatchObject({
        name: "ParameterError",
        parameter: "key",
      });
    }
  });

  test.each([undefined, null, "dorp", "", {}, 7])("how a start is resolved: %s", async (how) => {
    const waits = new DurableWaits(good);
    await expect(called(waits, "resolve", "order", how)).rejects.toMatchObject({ parameter: "how" });
  });

  test("every call after `close`", async () => {
    const waits = new DurableWaits(good);
    await waits.close();
    const wait = { kind: "task", job: "1" } as const;
    const calls = [waits.add("a", wait), waits.get("a"), waits.settled("a", "task"), waits.work()];
    for (const call of calls) await expect(call).rejects.toThrow("The waits were closed");
  });

  test.each([{ keepSettledMs: 2 ** 40 }, { startsInFlight: Infinity }, { maxResultBytes: Infinity }, { lockMs: 1 }])(
    "%j is good",
    (change) => {
      expect(() => new DurableWaits(changed(change))).not.toThrow();
    },
  );

  test.each([
    ...[0, 0.5, 1.5, Infinity, NaN].map((concurrency) => ({ concurrency })),
    ...[0, Infinity, 2 ** 31].map((checkMs) => ({ checkMs })),
    { onSettled: 7 },
    { onUncertain: "log" },
    { onProblem: null },
  ])("those of a worker, before Redis is asked: %j", async (options: object) => {
    const work: Promise<unknown> = new DurableWaits(good).work(options);
    await expect(work).rejects.toMatchObject({ name: "ParameterError", parameter: Object.keys(options)[0] });
  });

  test("inputs that JSON cannot hold", async () => {
    const startable = kind({
      resource: kinds.task.resource,
      start: (input: unknown) => Promise.reject(new Error(String(input))),
    });
    const waits = new DurableWaits({ ...good, kinds: { task: startable } });
    const cycle: unknown[] = [];
    cycle.push(cycle);
    for (const input of [cycle, () => 1, Symbol("a")]) {
      await expect(waits.add("a", { kind: "task", input })).rejects.toMatchObject({ parameter: "input" });
    }
  });

  test("and waits too", async () => {
    const waits = new DurableWaits(good);
    // @ts-expect-error there is one kind
    await expect(waits.add("a", { kind: "other", job: "1" })).rejects.toThrow("kind must be one of task");
    await expect(waits.add("", { kind: "task", job: "1" })).rejects.toThrow("key must be a text");
    // @ts-expect-error one of both is needed
    await expect(waits.add("a", { kind: "task" })).rejects.toThrow("job or `input` must be given");
    // @ts-expect-error the kind has no start
    await expect(waits.add("a", { kind: "task", input: {} })).rejects.toThrow("needs a kind with `start`");
    // @ts-expect-error a tenant is a text
    await expect(waits.add("a", { kind: "task", job: "1", tenant: null })).rejects.toThrow("tenant must be a text");
  });
});
