import { describe, expect, test, vi } from "vitest";
import { job, settleAll } from "@specloom/runtime";
import { crosmos, full, julep, roe } from "../../support/sample-jobs.js";
import { httpError, ScriptedRequester, sequence, type Asked, type Scripted } from "../../support/scripted-requester.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

/** A server whose job `n` ends after `n` seconds, and which answers 403 for `bad`. */
function clocked({ path, at }: Asked): Scripted {
  const id = String(path[0]);
  return id === "bad" ? httpError(403) : { body: { state: at >= Number(id) * 1_000 ? "done" : "running" } };
}

function setting() {
  const clock = new VirtualClock({ chance: () => 0 });
  return { clock, client: new ScriptedRequester(clock, clocked) };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const item of items) seen.push(item);
  return seen;
}

describe("[31] settleAll", () => {
  test("[31] keeps the order of the input and isolates failures", async () => {
    const { clock, client } = setting();
    const jobs = ["3", "bad", "1"].map((id) => job(client, full, id));
    const settled = await clock.until(settleAll(jobs));
    expect(settled).toMatchObject([
      { index: 0, ok: true, outcome: { kind: "succeeded" } },
      { index: 1, ok: false, error: { status: 403 } },
      { index: 2, ok: true, outcome: { kind: "succeeded" } },
    ]);
    expect(settled.map((one) => one.job)).toEqual(jobs);
  });

  test("[31] gives each as it completes", async () => {
    const { clock, client } = setting();
    const jobs = ["3", "1", "bad", "2"].map((id) => job(client, full, id));
    const seen = await clock.until(collect(settleAll(jobs).asCompleted()));
    expect(seen.map(({ index, ok }) => [index, ok])).toEqual([
      [2, false],
      [1, true],
      [3, true],
      [0, true],
    ]);
  });

  test("[31] works across providers", async () => {
    const clock = new VirtualClock();
    const clients = [
      { body: { status: 6 } },
      { body: { state: "failed" } },
      { body: { status: "partial", result: 1 } },
    ].map((answer, index) => new ScriptedRequester(clock, sequence(answer), { name: `provider-${index}` }));
    const [one, two, three] = clients;
    if (!one || !two || !three) throw new Error("three clients were made");
    const settled = await clock.until(settleAll([job(one, roe, "a"), job(two, julep, "b"), job(three, crosmos, "c")]));
    expect(settled.map((each) => each.ok && each.outcome.kind)).toEqual(["succeeded", "failed", "partial"]);
  });

  test("[31] of nothing settles at once", async () => {
    expect(await settleAll([])).toEqual([]);
    expect(await collect(settleAll([]).asCompleted())).toEqual([]);
  });

  test("[31] of a list that changes meanwhile, or has gaps, waits for what it was given", async () => {
    const { clock, client } = setting();
    const jobs = ["1", "2"].map((id) => job(client, full, id));
    const settling = settleAll(jobs);
    jobs.push(job(client, full, "3"));
    expect(await clock.until(collect(settling.asCompleted()))).toHaveLength(2);
    jobs.length = 5;
    const gaps = await clock.until(collect(settleAll(jobs).asCompleted()));
    expect(gaps.filter(({ ok }) => ok)).toHaveLength(3);
  });

  test.each([new Set(), new Map(), {}, "jobs", null, undefined, 7])(
    "[31] [H15] of what is no array is refused by name, and leaves no listener: %s",
    (jobs) => {
      const { signal } = new AbortController();
      const listening = vi.spyOn(signal, "addEventListener");
      expect(() => Reflect.apply(settleAll, undefined, [jobs, { signal }])).toThrow(
        expect.objectContaining({ name: "ParameterError", parameter: "jobs" }),
      );
      expect(listening).not.toHaveBeenCalled();
    },
  );

  test("[31] can be awaited and iterated, with one polling of each job", async () => {
    const { clock, client } = setting();
    const settling = settleAll(["1", "2"].map((id) => job(client, full, id)));
    const [all, seen] = await clock.until(Promise.all([settling, collect(settling.asCompleted())]));
    expect(all).toHaveLength(2);
    expect(seen).toHaveLength(2);
    expect(client.asked).toHaveLength(5);
    expect(await settling).toEqual(all);
  });

  test("[31] an abort is given for each that was open, in place", async () => {
    const { clock, client } = setting();
    const controller = new AbortController();
    const settling = settleAll(
      ["1", "50"].map((id) => job(client, full, id)),
      { signal: controller.signal },
    );
    const all = settling.then((settled) => settled);
    await clock.advance(2_000);
    controller.abort("stop");
    expect(await all).toMatchObject([{ ok: true }, { ok: false, error: "stop" }]);
    expect([clock.timers, client.alarms, client.open]).toEqual([0, 0, 0]);
    const late = settleAll([job(client, full, "50")], { signal: controller.signal });
    expect(await late).toMatchObject([{ ok: false, error: "stop" }]);
  });

  test("[31] broken off detaches from the rest, and cancels nothing", async () => {
    const { clock, client } = setting();
    const settling = settleAll(["1", "50", "60"].map((id) => job(client, full, id)));
    const breaking = (async () => {
      for await (const { index } of settling.asCompleted()) return index;
      return -1;
    })();
    expect(await clock.until(breaking)).toBe(0);
    await flush();
    expect([clock.timers, client.alarms, client.open]).toEqual([0, 0, 0]);
    expect(client.times("task_cancel")).toEqual([]);
    expect(await settling).toMatchObject([{ ok: true }, { ok: false }, { ok: false }]);
    expect(await collect(settling.asCompleted())).toHaveLength(3);
  });

  test("[31] takes jobs of another make", async () => {
    const { clock, client } = setting();
    const own = job(client, full, "1");
    const foreign = {
      ...own,
      id: "x",
      settle: own.settle.bind(own),
      wait: own.wait.bind(own),
      updates: own.updates.bind(own),
      step: own.step.bind(own),
      snapshot: own.snapshot.bind(own),
    };
    expect(await clock.until(settleAll([foreign, own]))).toMatchObject([{ ok: true }, { ok: true }]);
  });

  test("[31] iterated past its end stays ended", async () => {
    const { clock, client } = setting();
    const completed = settleAll([job(client, full, "1")]).asCompleted();
    const iterator = completed[Symbol.asyncIterator]();
    await clock.until(iterator.next());
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    await iterator.return?.();
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });
});
