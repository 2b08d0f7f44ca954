import { AsyncLocalStorage } from "node:async_hooks";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Api,
  cancellableJob,
  Client,
  type Job,
  job,
  settleAll,
  TimeoutError,
  type JobSpec,
  type Update,
} from "@specloom/runtime";
import { propertyRuns } from "../../support/property.js";
import { batched, full, roe } from "../../support/sample-jobs.js";
import { httpError, networkError } from "../../support/scripted-requester.js";
import { VirtualClock } from "../../support/virtual-clock.js";

const TIMEOUT = 3_600_000;

const api: Api = {
  name: "acme",
  userAgent: "acme/1",
  servers: ["https://api.example.com"],
  security: {
    schemes: { token: { in: "header", name: "authorization", prefix: "Bearer" } },
    default: [["token"]],
  },
};

/** The caller of the current asynchronous context: a tenant, or a span. */
const caller = new AsyncLocalStorage<string>();

interface Sent {
  readonly path: string;
  readonly key: string | null;
  readonly caller: string | undefined;
}

type Answer = (sent: Sent, nth: number) => object | number;

/** A client whose key is a function of the caller, on a server that answers after a while. */
function setting(
  answer: Answer,
  { apiKey = (): string | Promise<string> => `key-${caller.getStore()}`, takesMs = 100 } = {},
) {
  const clock = new VirtualClock({ chance: () => 0 });
  const sent: Sent[] = [];
  const client = new Client(api, {
    apiKey,
    clock,
    async fetch(url, init) {
      const key = new Headers(init.headers).get("authorization");
      const one = { path: new URL(url).pathname, key, caller: caller.getStore() };
      const nth = sent.push(one);
      await new Promise<void>((resolve) => {
        clock.schedule(resolve, takesMs);
      });
      const found = answer(one, nth);
      const headers = { "content-type": "application/json" };
      return typeof found === "number"
        ? new Response("{}", { status: found, headers })
        : new Response(JSON.stringify(found), { headers });
    },
  });
  return { clock, client, sent };
}

function fail(error: Error): never {
  throw error;
}

const running = { state: "running" };
const done = { state: "done" };

describe("[45] what is done for a wait runs in the context of a caller who waits", () => {
  test("[45] the requests of each of several jobs run in the context of its own wait", async () => {
    const { clock, client, sent } = setting((_, nth) => (nth > 9 ? done : running));
    const ids = ["a", "b", "c"];
    await clock.until(Promise.all(ids.map((id) => caller.run(id, () => job(client, full, id).wait()))));
    expect(sent.length).toBeGreaterThan(9);
    for (const { path, caller: by } of sent) expect(path).toBe(`/tasks/${by}`);
  });

  test("[45] a batch runs in the context of one of its waits", async () => {
    const { clock, client, sent } = setting(
      (_, nth) => (nth > 2 ? [{ id: "a", ...done }] : [{ id: "a", ...running }]),
      {
        apiKey: () => "one",
      },
    );
    await clock.until(
      Promise.allSettled(["a", "b"].map((id) => caller.run(id, () => job(client, batched, id).settle()))),
    );
    for (const { caller: by } of sent) expect(["a", "b"]).toContain(by);
  });

  test("[45] onUpdate runs in the context of its own wait, whoever polls", async () => {
    const { clock, client } = setting((_, nth) => ({ state: nth > 4 ? "done" : "running", progress: nth }), {
      apiKey: () => "one",
    });
    const seen = new Map<string, (string | undefined)[]>();
    const waits = ["x", "y", "z"].map((name) =>
      caller.run(name, () => {
        const contexts: (string | undefined)[] = [];
        seen.set(name, contexts);
        return job(client, full, "a").wait({ onUpdate: () => contexts.push(caller.getStore()) });
      }),
    );
    await clock.until(Promise.all(waits));
    for (const [name, contexts] of seen) expect(new Set(contexts)).toEqual(new Set([name]));
  });

  test("[45] if the wait that polls leaves, the loop goes on in another's context", async () => {
    const { clock, client, sent } = setting((_, nth) => (nth > 5 ? done : running), { apiKey: () => "one" });
    const controller = new AbortController();
    const first = caller.run("first", () => job(client, full, "a").wait({ signal: controller.signal }));
    const second = caller.run("second", () => job(client, full, "a").wait());
    await clock.advance(2_500);
    controller.abort("enough");
    await expect(first).rejects.toBe("enough");
    const before = sent.length;
    expect(await clock.until(second)).toEqual(done);
    expect(new Set(sent.slice(before).map(({ caller: by }) => by))).toEqual(new Set(["second"]));
  });

  test("[45] a wait that leaves between its turn and its request asks for nobody", async () => {
    const { clock, client, sent } = setting(() => done, { apiKey: () => "one", takesMs: 0 });
    const controller = new AbortController();
    const first = caller.run("first", () => job(client, full, "a").wait({ signal: controller.signal }));
    const second = caller.run("second", () => job(client, full, "a").wait());
    queueMicrotask(() => controller.abort("gone"));
    await expect(first).rejects.toBe("gone");
    expect(await clock.until(second)).toEqual(done);
    expect(sent.filter(({ caller: by }) => by === undefined)).toEqual([]);
  });
});

describe("[19] callers with different credentials", () => {
  test("[19] poll the same job each with its own key", async () => {
    const { clock, client, sent } = setting((_, nth) => (nth > 6 ? done : running));
    const waits = ["anna", "bert"].map((who) => caller.run(who, () => job(client, full, "a").wait()));
    await clock.until(Promise.all(waits));
    for (const { key, caller: by } of sent) expect(key).toBe(`Bearer key-${by}`);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
  });

  test("[19] with one key share the polling", async () => {
    const { clock, client, sent } = setting((_, nth) => (nth > 3 ? done : running), { apiKey: () => "one" });
    const waits = ["anna", "bert"].map((who) => caller.run(who, () => job(client, full, "a").wait()));
    await clock.until(Promise.all(waits));
    expect(sent).toHaveLength(4);
  });

  test("[19] of one job object learn nothing from each other's end", async () => {
    const { clock, client } = setting(({ key }) => (key === "Bearer key-anna" ? done : 403));
    const one = job(client, full, "a");
    expect(await clock.until(caller.run("anna", () => one.settle()))).toMatchObject({ kind: "succeeded" });
    await expect(clock.until(caller.run("bert", () => one.settle()))).rejects.toMatchObject({ status: 403 });
  });

  test("[19] that change while they share: each learns what its own show", async () => {
    const keys = new Map([
      ["anna", "shared"],
      ["bert", "shared"],
    ]);
    const { clock, client, sent } = setting(
      ({ key }, nth) => {
        if (key === "Bearer other") return 403;
        return nth > 12 ? done : running;
      },
      { apiKey: () => keys.get(caller.getStore() ?? "") ?? "" },
    );
    const anna = caller.run("anna", () => job(client, full, "a").settle());
    const bert = caller.run("bert", () => job(client, full, "a").settle());
    const ends = Promise.allSettled([anna, bert]);
    await clock.advance(2_050);
    keys.set("anna", "other");
    const [first, second] = await clock.until(ends);
    expect(first).toMatchObject({ status: "rejected", reason: { status: 403 } });
    expect(second).toMatchObject({ status: "fulfilled", value: { kind: "succeeded" } });
    for (const { key, caller: by } of sent) if (key === "Bearer other") expect(by).toBe("anna");
  });

  test("[19] whose key is made anew for each request still poll", async () => {
    let made = 0;
    const { clock, client, sent } = setting((_, nth) => (nth > 5 ? done : running), {
      apiKey: () => `token-${++made}`,
    });
    await clock.until(Promise.all([job(client, full, "a").wait(), job(client, full, "a").wait()]));
    expect(sent.length).toBeLessThan(12);
  });

  test("[19] a key function that fails ends the wait, and the error has the job", async () => {
    const { clock, client } = setting(() => done, {
      apiKey: () => {
        throw new Error("no vault");
      },
    });
    await expect(clock.until(job(client, full, "a").wait())).rejects.toMatchObject({
      message: "tasks a: no vault",
      job: { resource: "tasks", id: "a" },
      cause: { message: "no vault" },
    });
  });

  const broken: readonly [string, () => string | Promise<string>, string][] = [
    ["throws", () => fail(new Error("no vault")), "tasks a: no vault"],
    ["rejects", () => Promise.reject(new Error("no vault")), "tasks a: no vault"],
    ["gives an empty text", () => "", "must be ASCII text"],
  ];
  describe.each(broken)("a key function that %s", (_name, breaks, message) => {
    const isOver = (from: number) => caller.getStore() === "anna" && clock.now() >= from;
    let clock = new VirtualClock();
    const waits: readonly [string, (one: Job<unknown, unknown>) => Promise<unknown>][] = [
      ["wait", (one) => one.wait()],
      ["settle", (one) => one.settle()],
      ["stepFor", (one) => one.stepFor(600_000)],
    ];

    test.each(waits)("[43] ends the %s of its caller, and no other that shares the polling", async (_of, wait) => {
      for (const from of [0, 50, 2_000, 4_000]) {
        const set = setting((_, nth) => (nth > 9 ? done : running), {
          apiKey: () => (isOver(from) ? breaks() : "one"),
        });
        ({ clock } = set);
        const [anna, ...others] = ["anna", "bert", "cora"].map((who) =>
          caller.run(who, async () => wait(job(set.client, full, "a"))),
        );
        const [first, ...rest] = await clock.until(Promise.allSettled([anna, ...others]));
        const reason = { message: expect.stringContaining(message), job: { resource: "tasks", id: "a" } };
        expect(first).toMatchObject({ status: "rejected", reason });
        expect(rest.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
        expect(clock.timers).toBe(0);
      }
    });
  });

  test.each([
    ["at the start of the wait", (call: number) => call === 1],
    ["at the first request", (call: number) => call === 2],
    ["between two requests", (call: number) => call === 4],
    ["for the whole of a short outage", (call: number) => call < 6],
  ])("[20] a fault of a key function that may pass is tolerated: %s", async (_name, isFault) => {
    for (const fault of [networkError(), httpError(503), new TimeoutError("no token", networkError())]) {
      let calls = 0;
      const { clock, client, sent } = setting((_, nth) => (nth > 2 ? done : running), {
        apiKey: () => (isFault(++calls) ? fail(fault) : "one"),
      });
      expect(await clock.until(job(client, full, "a").wait())).toEqual(done);
      expect(sent).toHaveLength(3);
    }
  });

  test("[20] a fault of a key function that does not pass ends the wait after the grace period", async () => {
    const { clock, client, sent } = setting(() => done, { apiKey: () => fail(httpError(503)) });
    await expect(clock.until(job(client, full, "a").wait({ faultGraceMs: 30_000 }))).rejects.toMatchObject({
      status: 503,
      job: { id: "a" },
    });
    expect(clock.now()).toBeGreaterThan(20_000);
    expect(sent).toEqual([]);
  });

  test.each([
    ["a key that stays", () => "one"],
    ["a key made anew for each request", (made: number) => `token-${made}`],
    ["a key that changes back and forth", (made: number) => `token-${made % 2}`],
  ])("[25] a change is told once, with %s", async (_name, keyOf) => {
    let made = 0;
    const answers = [running, running, { state: "running", progress: 5 }, { state: "running", progress: 5 }, done];
    const { clock, client } = setting((_, nth) => answers[nth - 1] ?? done, { apiKey: () => keyOf(++made) });
    const told: unknown[] = [];
    const onUpdate = ({ state, progress }: Update<unknown>) => void told.push([state, progress]);
    await clock.until(job(client, full, "a").wait({ onUpdate }));
    expect(told).toEqual([
      ["pending", undefined],
      ["pending", 5],
      ["succeeded", undefined],
    ]);
  });

  test("[19] a key function that never ends respects deadline and signal", async () => {
    const { clock, client } = setting(() => done, { apiKey: async () => new Promise<string>(() => {}) });
    await expect(clock.until(job(client, full, "a").wait({ deadlineMs: 500 }))).rejects.toThrow("by the deadline");
    const controller = new AbortController();
    const wait = job(client, full, "a").wait({ signal: controller.signal });
    controller.abort("stop");
    await expect(wait).rejects.toBe("stop");
    expect(clock.timers).toBe(0);
  });
});

interface Act {
  readonly who: "anna" | "bert" | "cora";
  readonly id: "a" | "b";
  readonly at: number;
  readonly how: "wait" | "settle" | "updates" | "step" | "cancel" | "settleAll";
  readonly min: number;
  readonly abortAfter: number | undefined;
}

const act: fc.Arbitrary<Act> = fc.record({
  who: fc.constantFrom("anna", "bert", "cora"),
  id: fc.constantFrom("a", "b"),
  at: fc.nat(8_000),
  how: fc.constantFrom("wait", "settle", "updates", "step", "cancel", "settleAll"),
  min: fc.integer({ min: 100, max: 3_000 }),
  abortAfter: fc.option(fc.nat(4_000), { nil: undefined }),
});

const specs: readonly JobSpec[] = [full, batched, { ...full, result: { operation: roe.status, id: "job_id" } }];

test(
  "[19] three tenants on one client and the same jobs: no request with another's key, no outcome of another",
  async () => {
    const shared = fc.constantFrom("job", "own");
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 2, maxLength: 8 }),
        fc.constantFrom(...specs),
        shared,
        fc.integer({ min: 1, max: 400 }),
        async (acts, spec, objects, takesMs) => {
          const begun = new Map<string, number>();
          const { clock, client, sent } = setting(
            ({ path, key }) => {
              // What a tenant is shown depends on its key: state, result and outcome name the tenant.
              const nth = (begun.get(`${path} ${key}`) ?? 0) + 1;
              begun.set(`${path} ${key}`, nth);
              if (key === "Bearer key-cora") return 403;
              const row = { state: nth > 3 ? "done" : "running", owner: key };
              if (path.endsWith("/statuses")) return ["a", "b"].map((id) => ({ id, ...row }));
              return path.startsWith("/v1/agents") ? { owner: key } : row;
            },
            { takesMs },
          );
          const owners: [string, string][] = [];
          const handles = { a: cancellableJob(client, spec, "a"), b: cancellableJob(client, spec, "b") };
          const run = async ({ who, id, how, min, abortAfter }: Act): Promise<void> => {
            const controller = new AbortController();
            if (abortAfter !== undefined) clock.schedule(() => controller.abort("enough"), abortAfter);
            const options = { minDelayMs: min, deadlineMs: 30_000, signal: controller.signal };
            const one = objects === "job" ? handles[id] : cancellableJob(client, spec, id);
            const learned = (value: unknown) => owners.push([who, JSON.stringify(value) ?? ""]);
            if (how === "cancel") await one.cancel({ signal: controller.signal });
            else if (how === "settleAll")
              learned(await settleAll([one], options).then(([each]) => each?.ok && each.outcome));
            else if (how === "updates") for await (const update of one.updates(options)) learned(update);
            else learned(await one[how](options));
          };
          const runs = acts.map(
            (each) =>
              new Promise<void>((resolve) => {
                clock.schedule(() => {
                  caller.run(each.who, () => run(each)).then(resolve, () => resolve());
                }, each.at);
              }),
          );
          await clock.until(Promise.all(runs));
          for (const { key, caller: by } of sent) expect(key).toBe(`Bearer key-${by}`);
          for (const [who, text] of owners) {
            for (const [, owner] of text.matchAll(/key-(\w+)/g)) expect(owner).toBe(who);
            if (who === "cora") expect(text).not.toContain("key-");
          }
        },
      ),
      propertyRuns(),
    );
  },
  TIMEOUT,
);
