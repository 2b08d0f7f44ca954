import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { job, settleAll, systemClock, type Requester } from "@specloom/runtime";
import { caught } from "../../support/caught.js";
import { full, roe } from "../../support/sample-jobs.js";
import { httpError, networkError, ScriptedRequester, sequence, type Script } from "../../support/scripted-requester.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

const pending = { body: { status: 1 } };

function setting(script: Script) {
  const clock = new VirtualClock();
  return { clock, client: new ScriptedRequester(clock, script) };
}

describe("[40] the clock is injected", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("[40] and the platform's own honours fake timers", async () => {
    vi.useFakeTimers();
    let left = 3;
    const client: Requester = {
      name: "sample",
      baseUrl: new URL("https://api.example.com"),
      clock: systemClock,
      request: async () => ({
        data: JSON.parse(left-- > 0 ? '{"state":"running"}' : '{"state":"done"}'),
        status: 200,
        response: new Response(),
      }),
    };
    const wait = job(client, full, "a").wait();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await wait).toEqual({ state: "done" });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("[40] no module of the runtime's waiting reads the time or chance by itself", () => {
    const folder = new URL("../../../packages/runtime/src/jobs/", import.meta.url);
    for (const name of readdirSync(folder)) {
      const text = readFileSync(new URL(name, folder), "utf8");
      expect.soft(text, name).not.toMatch(/Date\.now|performance\.|Math\.random|setTimeout|setInterval|setImmediate/);
      expect.soft(text, name).not.toMatch(/from "node:|require\(|process\.|Buffer\b/);
    }
  });
});

test("[44] the waiting half imports nothing but the runtime's own modules", () => {
  const folder = new URL("../../../packages/runtime/src/jobs/", import.meta.url);
  for (const name of readdirSync(folder)) {
    const imports = readFileSync(new URL(name, folder), "utf8").matchAll(/from "([^"]+)"/g);
    for (const [, from] of imports) expect.soft(from, name).toMatch(/^\.\.?\/[a-z/-]+\.js$/);
  }
});

describe("[41] after the end nothing is left", () => {
  const ends: readonly (readonly [string, Script])[] = [
    ["success", ({ operation }) => ({ body: operation === "roe_result" ? 1 : { status: 3 } })],
    ["failure", sequence(pending, { body: { status: 4 } })],
    ["a refusal", sequence(pending, httpError(403))],
    ["a deadline", sequence(pending)],
    ["a job that does not exist", sequence(httpError(404))],
    ["an unknown state", sequence({ body: { status: 99 } })],
    [
      "a result that cannot be had",
      ({ operation }) => (operation === "roe_result" ? networkError() : { body: { status: 3 } }),
    ],
  ];
  test.each(ends)("[41] of %s", async (_, script) => {
    const { clock, client } = setting(script);
    const controller = new AbortController();
    const add = vi.spyOn(controller.signal, "addEventListener");
    const remove = vi.spyOn(controller.signal, "removeEventListener");
    const options = { signal: controller.signal, deadlineMs: 300_000 };
    await clock.until(
      Promise.allSettled([job(client, roe, "a").settle(options), job(client, roe, "b").settle(options)]),
    );
    await flush();
    expect([clock.timers, client.alarms, client.open]).toEqual([0, 0, 0]);
    expect(remove.mock.calls.length).toBe(add.mock.calls.length);
    expect(add).toHaveBeenCalled();
  });

  test("[41] of an abort, wherever it comes", async () => {
    const { clock, client } = setting(async () => {
      await new Promise<void>((resolve) => {
        clock.schedule(resolve, 700);
      });
      return pending;
    });
    for (let at = 0; at < 6_000; at += 137) {
      const controller = new AbortController();
      const wait = caught(job(client, roe, `job-${at}`).wait({ signal: controller.signal }));
      await clock.advance(at);
      controller.abort(at);
      expect(await wait).toBe(at);
      await flush();
      expect([client.alarms, client.open]).toEqual([0, 0]);
    }
  });

  test("[41] a process stays up while it waits, and ends when the wait does", async () => {
    const { code, output } = await run("waiting-process.ts");
    expect(code).toBe(0);
    expect(output).toBe("done after 3 polls\naborted\ntimers left: 0\n");
  });
});

/** Runs a support script in a process of its own. */
async function run(script: string): Promise<{ code: number | null; output: string }> {
  const file = new URL(`../../support/${script}`, import.meta.url);
  const child = spawn(process.execPath, ["--import", "tsx", file.pathname], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  return { code, output };
}

describe("[43] no promise is left to reject unhandled", () => {
  const unhandled: unknown[] = [];
  const collect = (reason: unknown) => unhandled.push(reason);
  beforeEach(() => {
    unhandled.length = 0;
    process.on("unhandledRejection", collect);
  });
  afterEach(() => {
    process.off("unhandledRejection", collect);
  });

  test("[43] when settleAll is consumed in part", async () => {
    const { clock, client } = setting(({ path }) => (path[0] === "ok" ? { body: { state: "done" } } : httpError(403)));
    const settling = settleAll(["ok", "x", "y"].map((id) => job(client, full, id)));
    const iterator = settling.asCompleted()[Symbol.asyncIterator]();
    await clock.until(iterator.next());
    await iterator.return?.();
    await clock.advance(60_000);
    expect(unhandled).toEqual([]);
  });

  test("[43] when updates are broken off, or never read to the error", async () => {
    const asked = new Set<unknown>();
    const { clock, client } = setting(({ path: [id] }) => {
      if (asked.has(id)) return httpError(403);
      asked.add(id);
      return { body: { state: "running" } };
    });
    const broken = job(client, full, "a").updates()[Symbol.asyncIterator]();
    await clock.until(broken.next());
    await broken.return?.();
    const left = job(client, full, "b").updates()[Symbol.asyncIterator]();
    await clock.until(left.next());
    await clock.advance(60_000);
    expect(unhandled).toEqual([]);
  });

  test("[43] when the cancel after a timeout fails, or a request fails after its abort", async () => {
    const { clock, client } = setting(({ operation }) =>
      operation === "task_cancel" ? networkError() : { body: { state: "running" } },
    );
    await clock.until(caught(job(client, full, "a").wait({ deadlineMs: 2_000, cancelOnTimeout: true })));
    const { client: slow } = setting(async () => {
      await flush();
      await flush();
      throw networkError();
    });
    const controller = new AbortController();
    const wait = caught(job(slow, full, "a").wait({ signal: controller.signal }));
    await Promise.resolve();
    controller.abort("stop");
    expect(await wait).toBe("stop");
    for (let turn = 0; turn < 5; turn++) await flush();
    expect(unhandled).toEqual([]);
  });

  test("[43] when one of two waits is the only one that is handled", async () => {
    const { clock, client } = setting(sequence(httpError(403)));
    const one = job(client, full, "a");
    await clock.until(Promise.all([caught(one.wait()), caught(one.settle())]));
    await flush();
    expect(unhandled).toEqual([]);
  });
});
