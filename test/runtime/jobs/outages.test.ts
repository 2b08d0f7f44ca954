import fc from "fast-check";
import { expect, test } from "vitest";
import { hasJob, job, settleAll, startJob, TimeoutError, type JobSpec, type Operation } from "@specloom/runtime";
import { roe } from "../../support/sample-jobs.js";
import { httpError, networkError, ScriptedRequester, truncatedJson } from "../../support/scripted-requester.js";
import { VirtualClock } from "../../support/virtual-clock.js";

/** A hundred waits of one case in each run; five hundred of fifty cases in the long one. */
const isLong = process.env["SPECLOOM_FC_RUNS"] !== undefined;
const JOBS = isLong ? 500 : 100;
const numRuns = isLong ? 50 : 1;
const SECOND = 1_000;

const begin: Operation = { id: "begin", method: "POST", path: "/v1/agents/jobs/", parameters: [] };
const spec: JobSpec = { ...roe, start: [{ operation: begin, jobId: "/id" }] };
const facts = { operation: "roe_status", method: "GET", path: "/v1/agents/jobs/{job_id}/status/", attempts: 1 };

const faults = [
  networkError(),
  new TimeoutError("no answer", facts),
  truncatedJson(),
  ...[408, 425, 429, 500, 502, 503, 504].map((status) => httpError(status)),
];

const seconds = (min: number, max: number) => fc.integer({ min: min * SECOND, max: max * SECOND });
/** After a pause in which every job is asked once, the service is away for a while. */
const outage = fc.record({ after: seconds(25, 200), for: seconds(10, 240), fault: fc.constantFrom(...faults) });
const weather = fc.record({
  outages: fc.array(outage, { minLength: 1, maxLength: 8 }),
  /** How long a job runs; its result is asked for in sunshine or in the middle of an outage. */
  lengths: fc.array(seconds(0, 1_500), { minLength: 1, maxLength: 50 }),
  answerMs: fc.integer({ min: 0, max: 50 }),
});

/** Jobs behind a service that is away at times. */
function service(
  { outages, lengths, answerMs }: typeof weather extends fc.Arbitrary<infer W> ? W : never,
  clock: VirtualClock,
) {
  let end = 0;
  const away = outages.map(({ after, for: length, fault }) => {
    const from = end + after;
    end = from + length;
    return { from, end, fault };
  });
  const started: number[] = [];
  return new ScriptedRequester(clock, async ({ at, operation, path }) => {
    await new Promise<void>((resolve) => clock.schedule(resolve, answerMs));
    const { fault } = away.find((one) => one.from <= at && at < one.end) ?? {};
    if (operation === begin.id) return { body: { id: `j${started.push(at) - 1}` } };
    if (fault !== undefined) return fault;
    const index = Number(String(path[0]).slice(1));
    const runs = lengths[index % lengths.length] ?? 0;
    const isDone = at >= (started[index] ?? Infinity) + runs;
    return operation === "roe_result" ? { body: { of: path[0] } } : { body: { status: isDone ? 3 : 1 } };
  });
}

test("[20] outages of 10 s to 4 minutes at any moments lose none of many waits with results", async () => {
  await fc.assert(
    fc.asyncProperty(weather, async (drawn) => {
      const clock = new VirtualClock();
      const client = service(drawn, clock);
      const jobs = await clock.until(
        Promise.all(Array.from({ length: JOBS }, () => startJob(client, spec, begin, [], {}))),
      );
      const settled = await clock.until(settleAll(jobs));
      expect(settled.filter(({ ok }) => !ok)).toEqual([]);
      expect(settled.map((one) => one.ok && one.outcome)).toMatchObject(
        jobs.map(({ id }) => ({ kind: "succeeded", result: { of: id } })),
      );
      expect(client.times(begin.id)).toHaveLength(JOBS);
      expect(clock.timers).toBe(0);
    }),
    { numRuns },
  );
}, 86_400_000);

test("[47] after an outage that is longer than is tolerated, each error has its job, and a later wait ends it, started once", async () => {
  const long = fc.record({ after: seconds(0, 30), for: seconds(320, 900), fault: fc.constantFrom(...faults) });
  const arbitrary = fc.record({ outage: long, lengths: fc.array(seconds(31, 400), { minLength: 1, maxLength: 50 }) });
  await fc.assert(
    fc.asyncProperty(arbitrary, async ({ outage: one, lengths }) => {
      const clock = new VirtualClock();
      const client = service({ outages: [one], lengths, answerMs: 5 }, clock);
      const jobs = await clock.until(
        Promise.all(Array.from({ length: JOBS }, () => startJob(client, spec, begin, [], {}))),
      );
      const settled = await clock.until(settleAll(jobs));
      const lost = settled.flatMap((each) => (each.ok ? [] : [each.error]));
      // A server that says that it is busy is no outage.
      expect(lost).toHaveLength(one.fault.name === "RateLimitError" ? 0 : JOBS);
      const snapshots = lost.map((error) => {
        if (!hasJob(error)) throw new Error("an error without its job");
        expect(error.job).toEqual({ resource: spec.name, id: error.snapshot.id });
        return JSON.parse(JSON.stringify(error.snapshot));
      });
      await clock.advance(one.after + one.for);
      const later = await clock.until(settleAll(snapshots.map((snapshot) => job(client, spec, snapshot))));
      expect(later.filter((each) => !each.ok || each.outcome.kind !== "succeeded")).toEqual([]);
      expect(client.times(begin.id)).toHaveLength(JOBS);
    }),
    { numRuns },
  );
}, 86_400_000);
