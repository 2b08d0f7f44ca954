import { describe, expect, test } from "vitest";
import { job, JobTimeoutError, type Update } from "@specloom/runtime";
import { caught } from "../../support/caught.js";
import { full, roe } from "../../support/sample-jobs.js";
import { httpError, ScriptedRequester, sequence, type Scripted } from "../../support/scripted-requester.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

function setting(...answers: readonly Scripted[]) {
  const clock = new VirtualClock();
  return { clock, client: new ScriptedRequester(clock, sequence(...answers)) };
}

function at(state: string, progress?: number): Scripted {
  return { body: { state, progress } };
}

async function collect(updates: AsyncIterable<Update<unknown>>): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const { state, progress, attempt } of updates) seen.push([state, progress, attempt]);
  return seen;
}

const answers = [at("queued"), at("queued"), at("running", 0), at("running", 0), at("running", 50), at("done", 100)];
const wanted = [
  ["pending", undefined, 1],
  ["pending", 0, 3],
  ["pending", 50, 5],
  ["succeeded", 100, 6],
];

describe("[25] updates", () => {
  test("[25] yield every change of state or progress, the terminal one last and once", async () => {
    const { clock, client } = setting(...answers);
    expect(await clock.until(collect(job(client, full, "a").updates()))).toEqual(wanted);
  });

  test("[25] come to onUpdate of a wait alike", async () => {
    const { clock, client } = setting(...answers);
    const seen: unknown[] = [];
    const onUpdate = ({ state, progress, attempt }: Update<unknown>) => seen.push([state, progress, attempt]);
    await clock.until(job(client, full, "a").wait({ onUpdate }));
    expect(seen).toEqual(wanted);
  });

  test("[25] carry the status", async () => {
    const { clock, client } = setting(at("broken"));
    const [update] = await clock.until(collectAll(job(client, full, "a").updates()));
    expect(update).toEqual({
      state: "failed",
      progress: undefined,
      message: undefined,
      status: { state: "broken" },
      attempt: 1,
      outcome: { kind: "failed", error: { message: undefined }, status: { state: "broken" } },
    });
  });

  test("[25] send nothing before they are read", async () => {
    const { client } = setting(...answers);
    job(client, full, "a").updates()[Symbol.asyncIterator]();
    await flush();
    expect(client.asked).toEqual([]);
  });

  test("[25] give a slow reader the latest, and the terminal one", async () => {
    const { clock, client } = setting(at("queued"), at("running", 1), at("running", 2), at("running", 3), at("done"));
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const { state, progress } of job(client, full, "a").updates()) {
        seen.push([state, progress]);
        await new Promise<void>((resolve) => {
          clock.schedule(resolve, 3_500);
        });
      }
    })();
    await clock.until(reading);
    expect(seen).toEqual([
      ["pending", undefined],
      ["pending", 3],
      ["succeeded", undefined],
    ]);
  });

  test("[25] broken off detach, cancel nothing and leave nothing", async () => {
    const { clock, client } = setting(at("queued"));
    const breaking = (async () => {
      for await (const update of job(client, full, "a").updates()) return update;
      return undefined;
    })();
    await clock.until(breaking);
    await flush();
    expect([clock.timers, client.alarms, client.open]).toEqual([0, 0, 0]);
    expect(client.asked.map(({ operation }) => operation)).toEqual(["task_status"]);
  });

  test("[25] broken off leave the other waits alone", async () => {
    const { clock, client } = setting(...answers);
    const iterator = job(client, full, "a").updates()[Symbol.asyncIterator]();
    const wait = job(client, full, "a").wait();
    await clock.until(iterator.next());
    await iterator.return?.();
    expect(await clock.until(wait)).toEqual({ state: "done", progress: 100 });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  test("[25] broken off while a read waits end that read", async () => {
    const { clock, client } = setting(at("queued"));
    const iterator = job(client, full, "a").updates()[Symbol.asyncIterator]();
    await clock.until(iterator.next());
    const open = iterator.next();
    await iterator.return?.();
    expect(await open).toEqual({ done: true, value: undefined });
    expect(client.alarms).toBe(0);
  });

  test("[25] read concurrently give each update once, in order", async () => {
    const { clock, client } = setting(...answers);
    const iterator = job(client, full, "a").updates()[Symbol.asyncIterator]();
    const reads = Promise.all([iterator.next(), iterator.next(), iterator.next(), iterator.next(), iterator.next()]);
    const results = await clock.until(reads);
    expect(results.map(({ done, value }) => (done === true ? "end" : value.attempt))).toEqual([1, 3, 5, 6, "end"]);
  });

  test("[25] of one job can be read twice, independently", async () => {
    const { clock, client } = setting(...answers);
    const updates = job(client, full, "a").updates();
    expect(await clock.until(Promise.all([collect(updates), collect(updates)]))).toEqual([wanted, wanted]);
    expect(client.asked).toHaveLength(6);
  });

  test("[25] of a job that has ended give the terminal one, with no request", async () => {
    const { clock, client } = setting(at("done"));
    const one = job(client, full, "a");
    await clock.until(one.wait());
    expect(await clock.until(collect(one.updates()))).toEqual([["succeeded", undefined, 1]]);
    expect(client.asked).toHaveLength(1);
  });

  test("[25] have the outcome, with its result, in the last one and as what the iterator returns", async () => {
    const { clock, client } = setting({ body: { status: 1 } }, { body: { status: 3 } }, { body: "result" });
    const iterator = job(client, roe, "a").updates()[Symbol.asyncIterator]();
    const outcome = { kind: "succeeded", result: "result", status: { status: 3 }, cached: false };
    expect(await clock.until(iterator.next())).toMatchObject({ done: false, value: { state: "pending" } });
    expect(await clock.until(iterator.next())).toMatchObject({ done: false, value: { state: "succeeded", outcome } });
    expect(await iterator.next()).toEqual({ done: true, value: outcome });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  test("[25] begin with what is known already, without a request", async () => {
    const { clock, client } = setting(at("queued"), at("running", 10), at("done"));
    const one = job(client, full, "a");
    const wait = one.wait();
    await clock.advance(100);
    const iterator = job(client, full, "a").updates()[Symbol.asyncIterator]();
    expect(await iterator.next()).toMatchObject({ value: { state: "pending", attempt: 1 } });
    expect(client.asked).toHaveLength(1);
    expect(await clock.until(iterator.next())).toMatchObject({ value: { progress: 10, attempt: 2 } });
    await iterator.return?.();
    await clock.until(wait);
  });

  test("[25] of several iterators, made before the first read, share one loop", async () => {
    const { clock, client } = setting(...answers);
    const made = [0, 1, 2].map(() => job(client, full, "a").updates());
    expect(await clock.until(Promise.all(made.map(collect)))).toEqual([wanted, wanted, wanted]);
    expect(client.asked).toHaveLength(6);
  });

  test("[25] end with the error that ends the wait, after the update before it", async () => {
    const { clock, client } = setting(at("queued"), httpError(403));
    const iterator = job(client, full, "a").updates()[Symbol.asyncIterator]();
    const first = iterator.next();
    await clock.advance(5_000);
    expect(await first).toMatchObject({ value: { state: "pending" } });
    expect(await caught(iterator.next())).toMatchObject({ status: 403 });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  test("[25] have a deadline", async () => {
    const { clock, client } = setting(at("queued"));
    expect(await clock.until(caught(collect(job(client, full, "a").updates({ deadlineMs: 5_000 }))))).toBeInstanceOf(
      JobTimeoutError,
    );
  });

  const observers: readonly (readonly [string, () => void])[] = [
    [
      "throws",
      () => {
        throw new Error("observer");
      },
    ],
    ["rejects", async () => Promise.reject(new Error("observer"))],
  ];
  test.each(observers)("[25] an observer that %s changes no outcome", async (_, onUpdate) => {
    const { clock, client } = setting(...answers);
    expect(await clock.until(job(client, full, "a").wait({ onUpdate }))).toMatchObject({ state: "done" });
  });
});

async function collectAll<T>(updates: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const update of updates) seen.push(update);
  return seen;
}
