import { describe, expect, test } from "vitest";
import { job } from "@specloom/runtime";
import { caught } from "../../support/caught.js";
import { full, roe } from "../../support/sample-jobs.js";
import { httpError, ScriptedRequester, sequence, type Script } from "../../support/scripted-requester.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

const running = { body: { state: "running" } };
const done = { body: { state: "done" } };

function setting(script: Script) {
  const clock = new VirtualClock({ chance: () => 0 });
  return { clock, client: new ScriptedRequester(clock, script) };
}

describe("what other waiters do wrong", () => {
  test("[41] keep the process alive seconds after an abort", async () => {
    const { clock, client } = setting(sequence(running));
    const controller = new AbortController();
    const wait = caught(job(client, full, "a").wait({ signal: controller.signal }));
    await clock.advance(3_300);
    controller.abort("stop");
    expect(await wait).toBe("stop");
    expect(clock.timers).toBe(0);
  });

  test("[13] poll an unknown state with no delay: 274 requests in 300 ms", async () => {
    const { clock, client } = setting(sequence({ body: { state: "who knows" } }));
    const controller = new AbortController();
    const wait = caught(job(client, full, "a").wait({ signal: controller.signal }));
    await clock.advance(300);
    expect(client.asked).toHaveLength(1);
    controller.abort();
    await wait;
  });

  test("[20] take a 503 during polling for the failure of the job", async () => {
    const { clock, client } = setting(sequence(running, httpError(503), done));
    expect(await clock.until(job(client, full, "a").settle())).toMatchObject({ kind: "succeeded" });
  });

  test("[16] answer Retry-After: 2 with six calls in 3 ms", async () => {
    const { clock, client } = setting(sequence(httpError(429, { "retry-after": "2" })));
    const controller = new AbortController();
    const wait = caught(job(client, full, "a").wait({ signal: controller.signal }));
    await clock.advance(1_999);
    expect(client.asked).toHaveLength(1);
    await clock.advance(201);
    expect(client.asked).toHaveLength(2);
    controller.abort();
    await wait;
  });

  test.each(["2147484", "4294967.3", "99999999999", "1e400", "999999999999999999999999"])(
    "[17] let Retry-After: %s overflow to 1 ms",
    async (value) => {
      const { clock, client } = setting(sequence({ ...running, headers: { "retry-after": value } }));
      const controller = new AbortController();
      const options = { signal: controller.signal, deadlineMs: Infinity };
      const wait = caught(job(client, full, "a").wait(options));
      await clock.advance(999);
      expect(client.asked).toHaveLength(1);
      controller.abort();
      await wait;
    },
  );

  test("[2] never settle a second wait after completion", async () => {
    const { clock, client } = setting(sequence({ body: { status: 3 } }, { body: "result" }));
    const one = job(client, roe, "a");
    expect(await clock.until(one.wait())).toBe("result");
    const second = one.wait();
    await flush();
    expect(await Promise.race([second, Promise.resolve("pending")])).toBe("result");
  });
});
