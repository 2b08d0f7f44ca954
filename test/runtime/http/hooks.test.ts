import type { AttemptEvent, CallEvent, ClientOptions, HttpRequest, Operation } from "@specloom/runtime";
import { ApiError, ConfigurationError, encodeBody, logTo, NetworkError, raw } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { cannedFetch, json, never } from "../../support/canned-fetch.js";
import type { Answer } from "../../support/canned-fetch.js";
import { getThing, KEY, sampleClient, untyped } from "../../support/sample-client.js";
import { shown } from "../../support/shown.js";
import { VirtualClock } from "../../support/virtual-clock.js";

function setUp(answers: readonly Answer[], options: ClientOptions = {}) {
  const clock = new VirtualClock();
  const events: (CallEvent | AttemptEvent)[] = [];
  const errors: unknown[] = [];
  const { fetch } = cannedFetch(...answers);
  const client = sampleClient({
    clock,
    fetch,
    onCall: (event) => events.push(event),
    onAttempt: (event) => events.push(event),
    onError: (error) => errors.push(error),
    ...options,
  });
  /** The events in short: `call started`, `attempt 1 failed 503`. */
  const told = () =>
    events.map((event) => {
      const subject = "attempt" in event ? `attempt ${event.attempt}` : "call";
      const error = "error" in event ? event.error : undefined;
      const detail = error instanceof ApiError ? ` ${error.status}` : error instanceof Error ? ` ${error.name}` : "";
      return `${subject} ${event.kind}${"status" in event ? ` ${event.status}` : detail}`;
    });
  return { clock, client, events, errors, told };
}

describe("what hooks are told of a call", () => {
  const rows: readonly [string, readonly Answer[], ClientOptions, readonly string[]][] = [
    [
      "that succeeds",
      [json({})],
      {},
      ["call started", "attempt 1 started", "attempt 1 succeeded 200", "call succeeded"],
    ],
    [
      "that is retried",
      [json({}, { status: 503 }), new TypeError("fetch failed"), json({}, { status: 201 })],
      {},
      [
        "call started",
        "attempt 1 started",
        "attempt 1 failed 503",
        "attempt 2 started",
        "attempt 2 failed NetworkError",
        "attempt 3 started",
        "attempt 3 succeeded 201",
        "call succeeded",
      ],
    ],
    [
      "that fails",
      [json({}, { status: 404 })],
      {},
      ["call started", "attempt 1 started", "attempt 1 failed 404", "call failed 404"],
    ],
    [
      "that runs out of time",
      [never],
      { timeoutMs: 10, maxRetries: 0 },
      ["call started", "attempt 1 started", "attempt 1 failed TimeoutError", "call failed TimeoutError"],
    ],
    [
      "whose hook fails",
      [json({})],
      { onRequest: () => Promise.reject(new Error("no")) },
      ["call started", "attempt 1 started", "attempt 1 failed Error", "call failed Error"],
    ],
  ];
  test.each(rows)("[H22] %s", async (_name, answers, options, want) => {
    const { clock, client, events, errors, told } = setUp(answers, options);
    await clock.until(client.call(getThing, ["a"]).catch(() => undefined));
    expect(told()).toEqual(want);
    expect(new Set(events.map(({ call }) => call)).size).toBe(1);
    expect(errors.length).toBe(want.at(-1)?.startsWith("call failed") === true ? 1 : 0);
  });

  test("[H22] an abort ends attempt and call with its reason", async () => {
    const { client, events } = setUp([never]);
    const controller = new AbortController();
    const call = client.call(getThing, ["a"], {}, { signal: controller.signal });
    await Promise.resolve();
    controller.abort("stop");
    await call.catch(() => undefined);
    expect(events.slice(-2)).toMatchObject([
      { kind: "failed", attempt: 1, error: "stop" },
      { kind: "failed", attempts: 1, error: "stop" },
    ]);
  });

  test("[H22] a raw call is one too", async () => {
    const { client, told } = setUp([json({})]);
    await raw<{ "/a": { get: { responses: { 200: { content: { "application/json": {} } } } } } }>(client).GET("/a");
    expect(told().at(-1)).toBe("call succeeded");
  });

  test("[H22] calls at the same time are told apart", async () => {
    const { client, events } = setUp([json({})]);
    await Promise.all([client.call(getThing, ["a"]), client.call(getThing, ["b"])]);
    const urls = new Map(events.map(({ call }) => [call, call.url]));
    expect([...urls.values()]).toEqual(["a", "b"].map((id) => `https://api.example.com/v1/things/${id}`));
    for (const call of urls.keys()) expect(events.filter((event) => event.call === call).length).toBe(4);
  });

  test("[H22] durations are those of the clock", async () => {
    const clock = new VirtualClock();
    const { client, events } = setUp([never], { clock, timeoutMs: 25, maxRetries: 0 });
    await clock.until(client.call(getThing, ["a"]).catch(() => undefined));
    expect(events).toContainEqual(expect.objectContaining({ kind: "failed", durationMs: 25 }));
  });
});

describe("a poll, which its wait reports", () => {
  test("[H22] is an attempt, but no call, and its fault is no onError", async () => {
    const { client, told, errors } = setUp([json({}, { status: 503 })]);
    const poll = client.request(getThing, ["a"], {}, { purpose: "poll", maxRetries: 0 });
    await expect(poll).rejects.toThrow(ApiError);
    expect(told()).toEqual(["attempt 1 started", "attempt 1 failed 503"]);
    expect(errors).toEqual([]);
  });

  test("[H22] is logged as a warning", async () => {
    const lines: string[] = [];
    const log = (level: string) => () => lines.push(level);
    const logger = { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
    const { client } = setUp([new TypeError("fetch failed")], { log: logTo(logger, "warn") });
    const poll = client.request(getThing, ["a"], {}, { purpose: "poll", maxRetries: 0 });
    await expect(poll).rejects.toThrow(NetworkError);
    expect(lines).toEqual(["warn"]);
  });
});

test("[H10] no event shows a key or a value of a query", async () => {
  const operation = {
    ...getThing,
    parameters: [...(getThing.parameters ?? []), { name: "email", in: "query" as const }],
  };
  const { client, events } = setUp([json({})]);
  await client.call(operation, ["a"], { email: "hidden@example.com" });
  expect(shown(events)).not.toContain(KEY);
  expect(shown(events)).not.toContain("hidden");
  expect(events[0]?.call.url).toBe("https://api.example.com/v1/things/a?email=REDACTED");
});

test("[H22] hooks that throw, or reject, change nothing", async () => {
  const fail = () => {
    throw new Error("no");
  };
  const { client } = setUp([json({ a: 1 })], { onCall: fail, onAttempt: () => Promise.reject(new Error("no")) });
  expect(await client.call(getThing, ["a"])).toEqual({ a: 1 });
});

test("[H22] a request hook knows which call it is for", async () => {
  const seen: unknown[] = [];
  const { client, events } = setUp([json({})], {
    onRequest: (_request, { call, attempts }) => void seen.push(call, attempts),
  });
  await client.call(getThing, ["a"]);
  expect(seen).toEqual([events[0]?.call, 1]);
});

test("[H13] what a request hook leaves out, or leaves undefined, stays as it is", async () => {
  const left = { method: undefined, url: undefined, headers: undefined, body: undefined };
  for (const changes of [undefined, null, {}, left]) {
    const { fetch, sent } = cannedFetch(json({}));
    const client = sampleClient(untyped({ fetch, onRequest: () => changes }));
    await client.call(getThing, ["a"]);
    expect(sent).toMatchObject([
      {
        method: "GET",
        url: "https://api.example.com/v1/things/a",
        headers: { authorization: `Bearer ${KEY}`, "user-agent": "@specloom/sample/1.2.3" },
      },
    ]);
  }
});

test.each(["a\nb", "a\0b", "snow\u2603"])(
  "[H10] a header that a request hook cannot send is not shown: %j",
  async (value) => {
    const { fetch, sent } = cannedFetch(json({}));
    const onRequest = () => ({ headers: { authorization: `Bearer ${value}` } });
    const client = sampleClient(untyped({ fetch, onRequest }));
    const call = client.call(getThing, ["a"]);
    await expect(call).rejects.toThrow(ConfigurationError);
    await expect(call).rejects.toThrow(/^onRequest gave an invalid header$/u);
    expect(sent).toEqual([]);
  },
);

const unsendable: readonly [string, Partial<Operation>, Partial<HttpRequest>][] = [
  ["GET", { method: "GET" }, {}],
  ["HEAD", { method: "HEAD" }, {}],
  ["GET", { method: "POST" }, { method: "GET" }],
  ["get", { method: "PUT" }, { method: "get" }],
  ["GET", { method: "GET" }, { body: "b" }],
];
test.each(unsendable)(
  "[H15] a body of %s is refused before anything is sent: %j, hook %j",
  async (name, operation, changes) => {
    const { fetch, sent } = cannedFetch(json({}));
    const body = { mediaTypes: ["application/json"], encode: encodeBody };
    const params = "body" in changes ? {} : { body: { a: 1 } };
    const call = sampleClient({ fetch, onRequest: () => changes }).call(
      { ...getThing, ...operation, body },
      ["a"],
      params,
    );
    await expect(call).rejects.toThrow(ConfigurationError);
    await expect(call).rejects.toThrow(`fetch sends no body with ${name}`);
    expect(sent).toEqual([]);
  },
);

test.each<[string, Partial<HttpRequest>]>([
  ["DELETE", {}],
  ["POST", { method: "GET", body: null }],
  ["GET", { method: "QUERY" }],
])("[H15] %s with a body is sent where the hook gives %j", async (method, changes) => {
  const { fetch, sent } = cannedFetch(json({}));
  const body = { mediaTypes: ["application/json"], encode: encodeBody };
  await sampleClient({ fetch, onRequest: () => changes }).call({ ...getThing, method, body }, ["a"], { body: {} });
  expect(sent).toHaveLength(1);
});

test.each([undefined, null, "a", {}, { status: 200, ok: true }])(
  "[H15] a fetch that gives %j is told so, once",
  async (value) => {
    let calls = 0;
    const fetch = async () => {
      calls++;
      return value;
    };
    const call = sampleClient(untyped({ fetch })).call(getThing, ["a"]);
    await expect(call).rejects.toThrow(/^fetch must return a Response$/u);
    expect(calls).toBe(1);
  },
);
