import { describe, expect, test } from "vitest";
import { job, JobNotFoundError, settleAll, type JobSpec } from "@specloom/runtime";
import { batched } from "../../support/sample-jobs.js";
import {
  httpError,
  networkError,
  ScriptedRequester,
  type Asked,
  type Script,
  type Scripted,
} from "../../support/scripted-requester.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

function setting(script: Script) {
  const clock = new VirtualClock();
  return { clock, client: new ScriptedRequester(clock, script) };
}

function idsOf({ params }: Asked): string[] {
  const body = params?.["body"];
  return JSON.parse(JSON.stringify(body)).filter.ids;
}

/** A server with these jobs in the given state. */
function server(states: Readonly<Record<string, string>>): (asked: Asked) => Scripted {
  return (asked) => {
    if (asked.operation === "task_statuses") {
      const rows = idsOf(asked).flatMap((id) => (states[id] === undefined ? [] : [{ id, state: states[id] }]));
      return { body: rows.toReversed() };
    }
    const id = String(asked.path[0]);
    return states[id] === undefined ? httpError(404) : { body: { id, state: states[id] } };
  };
}

const names = ["a", "b", "c", "d", "e"];
const allDone = Object.fromEntries(names.map((name) => [name, "done"]));

describe("[30] batch status", () => {
  test("[30] coalesces what is due up to the limit", async () => {
    const { clock, client } = setting(server(allDone));
    const settled = await clock.until(settleAll(names.map((name) => job(client, batched, name))));
    expect(settled.map((one) => one.ok && one.outcome.status)).toEqual(names.map((id) => ({ id, state: "done" })));
    expect(client.asked.map(({ operation }) => operation)).toEqual(["task_statuses", "task_statuses"]);
    expect(client.asked.map(idsOf)).toEqual([
      ["a", "b", "c"],
      ["d", "e"],
    ]);
  });

  test("[30] asks for one job by itself", async () => {
    const { clock, client } = setting(server(allDone));
    await clock.until(job(client, batched, "a").wait());
    expect(client.asked).toMatchObject([{ operation: "task_status", path: ["a"] }]);
  });

  test("[30] asks for a job once, however many wait for it", async () => {
    const { clock, client } = setting(server(allDone));
    await clock.until(settleAll(["a", "b", "a", "b", "a"].map((name) => job(client, batched, name))));
    expect(client.asked.map(idsOf)).toEqual([["a", "b"]]);
  });

  test("[30] joins the jobs of different waits", async () => {
    const { clock, client } = setting(server(allDone));
    await clock.until(Promise.all(["a", "b", "c"].map((name) => job(client, batched, name).wait())));
    expect(client.asked.map(idsOf)).toEqual([["a", "b", "c"]]);
  });

  test("[30] asks apart for jobs with arguments of their own", async () => {
    const { clock, client } = setting(server(allDone));
    const options = { headers: { "x-org": "1" } };
    await clock.until(Promise.all(["a", "b"].map((name) => job(client, batched, name).wait(options))));
    expect(client.asked.map(({ operation }) => operation)).toEqual(["task_status", "task_status"]);
  });

  test("[30] asks apart for ids that a number would change", async () => {
    const odd = ["9007199254740993", "007", "1e3", "+4", "0x10", " 5", "b"];
    const ids = ["1", "2", ...odd];
    const { clock, client } = setting(server(Object.fromEntries(ids.map((id) => [id, "done"]))));
    const { batch } = batched;
    const spec: JobSpec = { ...batched, ...(batch && { batch: { ...batch, numbers: true } }) };
    const settled = await clock.until(settleAll(ids.map((id) => job(client, spec, id))));
    const status = (id: unknown) => ({ id, state: "done" });
    expect(settled.map((one) => one.ok && one.outcome.status)).toEqual([1, 2, ...odd].map(status));
    const together = client.asked.filter(({ operation }) => operation === "task_statuses");
    expect(together.map(idsOf)).toEqual([[1, 2]]);
    const alone = client.asked.filter(({ operation }) => operation === "task_status");
    expect(alone.map(({ path }) => path[0])).toEqual(odd);
  });

  test("[30] a missing id affects only itself", async () => {
    const { clock, client } = setting(server({ a: "done", c: "done" }));
    const settled = await clock.until(settleAll(["a", "b", "c"].map((name) => job(client, batched, name))));
    expect(settled).toMatchObject([{ ok: true }, { ok: false, error: expect.any(JobNotFoundError) }, { ok: true }]);
  });

  test("[30] a refusal of the whole batch makes each job ask for itself", async () => {
    const single = server({ a: "done", c: "done" });
    const { clock, client } = setting((asked) =>
      asked.operation === "task_statuses" ? httpError(400) : single(asked),
    );
    const settled = await clock.until(settleAll(["a", "b", "c"].map((name) => job(client, batched, name))));
    expect(settled).toMatchObject([{ ok: true }, { ok: false }, { ok: true }]);
    expect(client.times("task_statuses")).toHaveLength(1);
  });

  test("[30] an answer that is no list does the same", async () => {
    const single = server(allDone);
    const { clock, client } = setting((asked) =>
      asked.operation === "task_statuses" ? { body: { rows: [] } } : single(asked),
    );
    expect(await clock.until(settleAll(names.map((name) => job(client, batched, name))))).toMatchObject(
      names.map(() => ({ ok: true })),
    );
  });

  test("[30] a transient fault counts once for each of its jobs", async () => {
    const { clock, client } = setting(() => networkError());
    const settled = await clock.until(
      settleAll(
        ["a", "b", "c"].map((name) => job(client, batched, name)),
        { minDelayMs: 100, maxDelayMs: 100, faultGraceMs: 1_000 },
      ),
    );
    expect(settled).toMatchObject(["a", "b", "c"].map(() => ({ ok: false, error: { name: "NetworkError" } })));
    // Each is given up after the same time, so the requests stay shared: one for each 100 ms of 1,000.
    expect(client.asked).toHaveLength(11);
  });

  test("[30] the abort of one job leaves the request to the others", async () => {
    const { clock, client } = setting(async (asked) => {
      await new Promise<void>((resolve) => {
        clock.schedule(resolve, 1_000);
      });
      return server(allDone)(asked);
    });
    const controller = new AbortController();
    const first = job(client, batched, "a").wait({ signal: controller.signal });
    const others = Promise.all(["b", "c"].map((name) => job(client, batched, name).wait()));
    await flush();
    controller.abort("stop");
    await expect(first).rejects.toBe("stop");
    expect(await clock.until(others)).toHaveLength(2);
    expect(client.asked).toHaveLength(1);
  });

  test("[30] ids can travel in a parameter", async () => {
    const { batch } = batched;
    if (batch === undefined) throw new Error("the specification has no batch operation");
    const byQuery: JobSpec = { ...batched, batch: { ...batch, ids: "ids" } };
    const { clock, client } = setting(() => ({ body: ["a", "b"].map((id) => ({ id, state: "done" })) }));
    await clock.until(settleAll(["a", "b"].map((name) => job(client, byQuery, name))));
    expect(client.asked).toMatchObject([{ params: { ids: ["a", "b"] } }]);
  });
});
