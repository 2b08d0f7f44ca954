import { describe, expect, test } from "vitest";
import { job, type JobSpec, type JobState } from "@specloom/runtime";
import { readStatus } from "../../../packages/runtime/src/jobs/status-reading.js";
import { crosmos, full, julep, roe } from "../../support/sample-jobs.js";
import { ScriptedRequester, sequence } from "../../support/scripted-requester.js";
import { VirtualClock } from "../../support/virtual-clock.js";

interface Row {
  readonly title: string;
  readonly spec: JobSpec;
  readonly status: unknown;
  readonly want: JobState;
  readonly cached?: boolean;
  readonly inferred?: boolean;
}

const flagged: JobSpec = {
  ...roe,
  state: "/done",
  states: { pending: [false], succeeded: [true] },
  absent: false,
  error: "/error",
};
const ended = "2026-01-01T00:00:00Z";

const rows: readonly Row[] = [
  { title: "[5] Roe 0 is pending", spec: roe, status: { status: 0 }, want: "pending" },
  { title: "[5] Roe 1 is pending", spec: roe, status: { status: 1 }, want: "pending" },
  { title: "[5] Roe 2, a retry, is pending", spec: roe, status: { status: 2 }, want: "pending" },
  { title: "[5] Roe 3 is success", spec: roe, status: { status: 3 }, want: "succeeded" },
  { title: "[5] Roe 4 is failure", spec: roe, status: { status: 4 }, want: "failed" },
  { title: "[5] Roe 5 is cancelled", spec: roe, status: { status: 5 }, want: "cancelled" },
  { title: "[5] Roe 6 is success from a cache", spec: roe, status: { status: 6 }, want: "succeeded", cached: true },
  { title: "[4] a number that nobody declared", spec: roe, status: { status: 7 }, want: "indeterminate" },
  { title: "[4] a text where numbers are declared", spec: roe, status: { status: "3" }, want: "indeterminate" },
  { title: "[4] an object as state", spec: roe, status: { status: {} }, want: "indeterminate" },
  { title: "[4] no state at all", spec: roe, status: {}, want: "indeterminate" },
  { title: "[4] no body at all", spec: roe, status: undefined, want: "indeterminate" },
  { title: "[4] a text that nobody declared", spec: julep, status: { state: "paused" }, want: "indeterminate" },
  { title: "[4] a state declared as indeterminate", spec: julep, status: { state: "unknown" }, want: "indeterminate" },
  { title: "[8] Julep: an absent state is pending", spec: julep, status: { id: "a" }, want: "pending" },
  { title: "[8] Julep: a null state is pending", spec: julep, status: { state: null }, want: "pending" },
  { title: "[11] case does not matter", spec: julep, status: { state: "SUCCEEDED" }, want: "succeeded" },
  { title: "[11] surrounding space does not matter", spec: julep, status: { state: " Aborted\n" }, want: "cancelled" },
  { title: "[4] a flag that is absent", spec: flagged, status: { name: "a" }, want: "pending" },
  { title: "[4] a flag that the work has ended", spec: flagged, status: { done: true }, want: "succeeded" },
  { title: "[4] the same and an error", spec: flagged, status: { done: true, error: { code: 5 } }, want: "failed" },
  { title: "[6] an error before the end", spec: flagged, status: { done: false, error: "again" }, want: "pending" },
  { title: "[4] a flag where numbers are declared", spec: roe, status: { status: true }, want: "indeterminate" },
  { title: "[4] Crosmos partial", spec: crosmos, status: { status: "partial" }, want: "partial" },
  {
    title: "[12] free text with a completion time is success",
    spec: crosmos,
    status: { status: "archived", completed_at: ended },
    want: "succeeded",
    inferred: true,
  },
  {
    title: "[12] free text with a completion time and an error text is failure",
    spec: crosmos,
    status: { status: "archived", completed_at: ended, error_message: "out of memory" },
    want: "failed",
    inferred: true,
  },
  {
    title: "[12] an empty error text is none",
    spec: crosmos,
    status: { status: "archived", completed_at: ended, error_message: "" },
    want: "succeeded",
    inferred: true,
  },
  {
    title: "[12] free text without a completion time",
    spec: crosmos,
    status: { status: "archived", completed_at: null },
    want: "indeterminate",
  },
  {
    title: "[12] a declared state wins over a completion time",
    spec: crosmos,
    status: { status: "processing", completed_at: ended },
    want: "pending",
  },
  {
    title: "[12] a number is not free text",
    spec: { ...roe, completedAt: "/completed_at" },
    status: { status: 9, completed_at: ended },
    want: "indeterminate",
  },
  {
    title: "[4] an inherited property is no field",
    spec: { ...full, state: "/constructor/name" },
    status: {},
    want: "indeterminate",
  },
];

test.each(rows)("$title", ({ spec, status, want, cached = false, inferred }) => {
  const reading = readStatus(spec, status);
  expect(reading.state).toBe(want);
  expect(reading.cached).toBe(cached);
  expect(reading.inferred).toBe(inferred === true ? true : undefined);
});

describe("progress", () => {
  test.each([
    { status: { state: "in_progress", progress: 40, has_progress: true }, want: 40 },
    { status: { state: "in_progress", progress: 0, has_progress: true }, want: 0 },
    { status: { state: "in_progress", progress: 40, has_progress: false }, want: undefined },
    { status: { state: "in_progress", progress: 40 }, want: undefined },
    { status: { state: "in_progress", progress: "40", has_progress: true }, want: undefined },
    { status: { state: "in_progress", progress: null, has_progress: true }, want: undefined },
  ])("[10] Julep $status is $want", ({ status, want }) => {
    expect(readStatus(julep, status).progress).toBe(want);
  });

  test("[10] a provider that declares none has none", () => {
    expect(readStatus(roe, { status: 1, progress: 50 }).progress).toBeUndefined();
  });
});

test("[7] a value outside its schema passes through and breaks nothing", async () => {
  const clock = new VirtualClock();
  const status = { status: 3, timestamp: 1719556664.569293, extra: { deep: [1.5] } };
  const client = new ScriptedRequester(clock, ({ operation }) => ({
    body: operation === "roe_result" ? { answer: 1 } : status,
  }));
  const outcome = await clock.until(job(client, roe, "a").settle());
  expect(outcome).toEqual({ kind: "succeeded", cached: false, status, result: { answer: 1 } });
});

test("[12] an inferred end says so in the outcome", async () => {
  const clock = new VirtualClock();
  const status = { status: "exploded", completed_at: ended, error_message: "no space left" };
  const client = new ScriptedRequester(clock, sequence({ body: status }));
  const outcome = await clock.until(job(client, crosmos, "a").settle());
  expect(outcome).toEqual({ kind: "failed", inferred: true, error: { message: "no space left" }, status });
});

test("[12] an unknown state that then gets a completion time ends, though its text stays", async () => {
  const clock = new VirtualClock();
  const answers = [{ body: { status: "odd" } }, { body: { status: "odd", completed_at: ended, result: 7 } }];
  const client = new ScriptedRequester(clock, sequence(...answers));
  const seen: JobState[] = [];
  const outcome = await clock.until(job(client, crosmos, "a").settle({ onUpdate: ({ state }) => seen.push(state) }));
  expect(outcome).toMatchObject({ kind: "succeeded", inferred: true, result: 7 });
  expect(seen).toEqual(["indeterminate", "succeeded"]);
});

test("[6] an error text on a pending state is reported and ends nothing", async () => {
  const clock = new VirtualClock();
  const client = new ScriptedRequester(
    clock,
    sequence(
      { body: { status: 1 } },
      { body: { status: 2, error_message: "worker lost" } },
      { body: { status: 1 } },
      { body: { status: 3 } },
      { body: {} },
    ),
  );
  const seen: unknown[] = [];
  const outcome = await clock.until(
    job(client, roe, "a").settle({ onUpdate: ({ state, message }) => seen.push([state, message]) }),
  );
  expect(outcome.kind).toBe("succeeded");
  expect(seen).toEqual([
    ["pending", undefined],
    ["pending", "worker lost"],
    ["pending", undefined],
    ["succeeded", undefined],
  ]);
});

test("[4] an error may be an object with a message and a code", async () => {
  const clock = new VirtualClock();
  const client = new ScriptedRequester(
    clock,
    sequence({ body: { state: "broken", error: { message: "bad input", code: 17 } } }),
  );
  const outcome = await clock.until(job(client, full, "a").settle());
  expect(outcome).toMatchObject({ kind: "failed", error: { message: "bad input", code: 17 } });
});
