import { getEventListeners } from "node:events";
import type { ClientOptions } from "@specloom/runtime";
import { decodeAny, waitForJob } from "@specloom/runtime";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cannedFetch, json, never } from "../../support/canned-fetch.js";
import type { Loopback } from "../../support/loopback.js";
import { loopback } from "../../support/loopback.js";
import { getThing, KEY, sampleClient } from "../../support/sample-client.js";
import { julep } from "../../support/sample-jobs.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

const stalledBody = () =>
  new Response(new ReadableStream({ start: (to) => to.enqueue(new TextEncoder().encode("{")) }), {
    headers: { "content-type": "application/json" },
  });

test("[H5] a signal that is already aborted sends nothing", async () => {
  const { fetch, sent } = cannedFetch(json({}));
  const reason = new Error("mine");
  const call = sampleClient({ fetch }).call(getThing, ["a"], undefined, { signal: AbortSignal.abort(reason) });
  await expect(call).rejects.toBe(reason);
  expect(sent).toEqual([]);
});

describe("an abort rejects within one macrotask with the signal's reason, and leaves nothing behind", () => {
  const rows = [
    ["during a request, though fetch does not listen", never],
    ["while a body is read", stalledBody],
    ["while an error's body is read", () => new Response(new ReadableStream(), { status: 500 })],
    ["while sleeping before a retry", () => json({}, { status: 503 })],
  ] as const;
  const reasons: readonly unknown[] = [new Error("mine"), "text", 0, null];
  test.each(rows)("[H5] [41] %s", async (_name, answer) => {
    for (const reason of reasons) {
      const clock = new VirtualClock();
      const { fetch, sent } = cannedFetch(answer);
      const client = sampleClient({ fetch, clock });
      const controller = new AbortController();
      let rejected: { readonly reason: unknown } | undefined;
      client.call(getThing, ["a"], undefined, { signal: controller.signal }).catch((error: unknown) => {
        rejected = { reason: error };
      });
      await flush();
      await flush();
      controller.abort(reason);
      await flush();
      expect(rejected).toEqual({ reason });
      expect(sent.length).toBe(1);
      expect(clock.timers).toBe(0);
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    }
  });

  test("[H5] while a credential is awaited", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    const client = sampleClient({ fetch, apiKey: () => new Promise<string>(() => undefined) });
    const controller = new AbortController();
    const call = client.call(getThing, ["a"], undefined, { signal: controller.signal });
    await flush();
    controller.abort("enough");
    await expect(call).rejects.toBe("enough");
    expect(sent).toEqual([]);
  });
});

describe("an abort by what the call itself calls ends it, and its request", () => {
  const signals: AbortSignal[] = [];
  const deaf = (_url: string, init: RequestInit): Promise<Response> => {
    if (init.signal) signals.push(init.signal);
    return new Promise(() => undefined);
  };
  const rows: readonly [string, (abort: () => void) => ClientOptions][] = [
    ["a credential function", (abort) => ({ apiKey: () => (abort(), KEY) })],
    ["onAttempt", (abort) => ({ onAttempt: abort })],
    ["onRequest", (abort) => ({ onRequest: abort })],
    ["a log", (abort) => ({ log: abort })],
    ["fetch", (abort) => ({ fetch: (url, init) => (abort(), deaf(url, init)) })],
  ];
  test.each(rows)("[H5] [41] %s", async (_name, options) => {
    signals.length = 0;
    const clock = new VirtualClock();
    const controller = new AbortController();
    const client = sampleClient({ fetch: deaf, clock, ...options(() => controller.abort("enough")) });
    const ended: unknown[] = [];
    void client.call(getThing, ["a"], undefined, { signal: controller.signal }).catch((error) => ended.push(error));
    await flush();
    expect(ended).toEqual(["enough"]);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
    expect(clock.timers).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("[H5] [41] a wait that its own request aborts frees its place in the scheduler", async () => {
    const clock = new VirtualClock();
    const controller = new AbortController();
    let requests = 0;
    const fetch = (url: string, init: RequestInit): Promise<Response> => {
      if (++requests > 1) return Promise.resolve(Response.json({ state: "succeeded" }));
      controller.abort("enough");
      return deaf(url, init);
    };
    const client = sampleClient({ fetch, clock, scheduler: { maxInFlight: 1 } });
    const ended: unknown[] = [];
    void waitForJob(client, julep, "a", { signal: controller.signal }).catch((error) => ended.push(error));
    void waitForJob(client, julep, "b").then((result) => ended.push(result));
    await flush();
    await flush();
    expect(ended).toEqual(["enough", { state: "succeeded" }]);
    expect(clock.timers).toBe(0);
  });
});

test.each([{ aborted: false }, { aborted: true, reason: "r" }, new EventTarget(), {}, "abort"])(
  "[H15] [43] %j is no signal, and nothing is sent",
  async (signal) => {
    const { fetch, sent } = cannedFetch(new TypeError("fetch failed"));
    const options: object = { signal };
    const call = sampleClient({ fetch }).call(getThing, ["a"], undefined, options);
    await expect(call).rejects.toThrow("signal must be an AbortSignal");
    expect(sent).toEqual([]);
  },
);

test("[42] ten thousand calls share one listener on their signal, and take it away", async () => {
  const { fetch } = cannedFetch(never);
  const client = sampleClient({ fetch, clock: new VirtualClock() });
  const controller = new AbortController();
  const calls = Array.from({ length: 10_000 }, () =>
    client.call(getThing, ["a"], undefined, { signal: controller.signal }).catch((error: unknown) => error),
  );
  await flush();
  expect(getEventListeners(controller.signal, "abort").length).toBe(1);
  controller.abort("all");
  expect(new Set(await Promise.all(calls))).toEqual(new Set(["all"]));
  expect(getEventListeners(controller.signal, "abort").length).toBe(0);
});

test("[41] a call that succeeds or fails leaves no timer and no listener", async () => {
  const clock = new VirtualClock();
  const controller = new AbortController();
  for (const answer of [json({ id: "a" }), json({}, { status: 404 }), new TypeError("fetch failed")]) {
    const client = sampleClient({ fetch: cannedFetch(answer).fetch, clock, maxRetries: 0 });
    await client.call(getThing, ["a"], undefined, { signal: controller.signal }).catch(() => undefined);
    expect(clock.timers).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  }
});

describe("over real HTTP", () => {
  let server: Loopback;
  const closed: string[] = [];
  let arrived = (): void => undefined;
  beforeEach(async () => {
    server = await loopback((request, response) => {
      response.on("close", () => closed.push(request.url ?? ""));
      if (request.url === "/things/headers") arrived();
      if (request.url === "/things/body") response.writeHead(200, { "content-type": "application/json" }).write("{");
      if (request.url === "/things/events") {
        response.writeHead(200, { "content-type": "text/event-stream" }).write("data: 1\n\n");
      }
    });
  });
  afterEach(() => server.close());

  test.each(["headers", "body"])("[H5] an abort while waiting for the %s closes the connection", async (where) => {
    const controller = new AbortController();
    const abort = (): void => controller.abort("enough");
    arrived = abort;
    const client = sampleClient({ baseUrl: server.url, onResponse: abort });
    const call = client.call(getThing, [where], undefined, { signal: controller.signal });
    await expect(call).rejects.toBe("enough");
    await expect.poll(() => closed).toContain(`/things/${where}`);
  });

  test("[H5] an abort reaches a stream that was handed over unread", async () => {
    const controller = new AbortController();
    const events = { ...getThing, accept: ["text/event-stream"], decode: decodeAny, streams: {} };
    const client = sampleClient({ baseUrl: server.url });
    const stream = await client.call<ReadableStream>(events, ["events"], undefined, { signal: controller.signal });
    const reader = stream.getReader();
    await reader.read();
    controller.abort("enough");
    await expect(reader.read()).rejects.toBe("enough");
  });
});
