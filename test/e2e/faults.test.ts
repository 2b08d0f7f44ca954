import {
  JobTimeoutError,
  NetworkError,
  RateLimitError,
  ResponseParseError,
  ServerError,
  TimeoutError,
} from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { caught } from "../support/caught.js";
import {
  failing,
  type Fault,
  reset,
  slowBody,
  tooMany,
  truncated,
  unavailable,
  wrongType,
} from "../support/stand-ins/faults.js";
import { providers } from "./providers.js";

const withHeaders =
  (headers: Readonly<Record<string, string>>): Fault =>
  (answer) => {
    const refused = tooMany.plain()(answer);
    return { ...refused, headers: { ...refused.headers, ...headers } };
  };

// The clock of the server is years behind: a date is compared with its own `Date`.
const YEARS_AGO = Date.UTC(2001, 0, 1);
const dated = (afterMs: number): Fault =>
  withHeaders({
    date: new Date(YEARS_AGO).toUTCString(),
    "retry-after": new Date(YEARS_AGO + afterMs).toUTCString(),
  });

/** Errors that are retried, with the minimum and maximum delay before the retry, in milliseconds. */
const passing: readonly [string, Fault, number, number][] = [
  ["429 without a hint", tooMany.plain(), 100, 500],
  ["429 with seconds", tooMany.seconds(5), 5_000, 5_500],
  ["429 with a date", dated(10_000), 10_000, 11_000],
  ["429 with a date that is past", dated(-30_000), 100, 500],
  [
    "429 with a date by a clock that is right",
    (answer) => tooMany.date(new Date(Date.now() + 12_000))(answer),
    10_000,
    15_000,
  ],
  ["429 with milliseconds", tooMany.milliseconds(7_500), 7_500, 8_250],
  ["429 with milliseconds and seconds", withHeaders({ "retry-after-ms": "9000", "retry-after": "40" }), 9_000, 9_900],
  ["429 with garbage", tooMany.garbage(), 100, 500],
  ["429 with a negative number", tooMany.seconds(-5), 100, 500],
  ["429 with zero", tooMany.seconds(0), 100, 500],
  ["408", failing(408, {}), 100, 500],
  ["425", failing(425, {}), 100, 500],
  ["500", failing(500, {}), 100, 500],
  ["503", unavailable(), 100, 500],
  ["a connection that is reset", reset(), 100, 500],
];

/** Errors that end a call at once. */
const ending: readonly [string, Fault, typeof RateLimitError | typeof ResponseParseError, object][] = [
  ["429 with a huge number", tooMany.huge(), RateLimitError, { retryAfterMs: 99_999_999_999_000 }],
  ["429 with more than a minute", tooMany.seconds(61), RateLimitError, { retryAfterMs: 61_000 }],
  ["truncated JSON", truncated(), ResponseParseError, { status: 200, fault: "syntax" }],
  [
    "a wrong content type",
    wrongType(),
    ResponseParseError,
    { status: 200, fault: "media-type", excerpt: expect.stringContaining("<!doctype html>") },
  ],
  [
    "an empty body",
    () => ({ status: 200, headers: { "content-type": "application/json" }, body: "" }),
    ResponseParseError,
    { status: 200, fault: "empty" },
  ],
];

describe.each(providers)("a call of $name", ({ open, maxRetries }) => {
  test.each(passing)("outlives %s", async (_name, fault, least, most) => {
    const pauses: number[] = [];
    const times: number[] = [];
    const { server, clock, start, getStatus } = await open({
      onRetry: ({ delayMs }) => pauses.push(delayMs),
      onRequest: () => void times.push(clock.now()),
    });
    server.faults.add(fault);
    expect(await getStatus(start(["succeeded"]))).toMatchObject({});
    expect(server.requests.length).toBe(2);
    expect(pauses.length).toBe(1);
    expect(pauses[0]).toBeGreaterThanOrEqual(least);
    expect(pauses[0]).toBeLessThanOrEqual(most);
    const [first = 0, second = 0] = times;
    expect(second - first).toBeGreaterThanOrEqual(least);
  });

  test.each(ending)("ends at once with %s", async (_name, fault, type, facts) => {
    const { server, start, getStatus } = await open();
    server.faults.add(fault);
    const error = await caught(getStatus(start(["succeeded"])));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ ...facts, attempts: 1 });
    expect(server.requests.length).toBe(1);
  });

  test("outlives a body that comes too slowly: the time limit is that of one attempt", async () => {
    const { server, start, getStatus } = await open();
    server.faults.add(slowBody(60_000));
    expect(await getStatus(start(["succeeded"]), { timeoutMs: 100_000 })).toMatchObject({});
    expect(server.requests.length).toBeGreaterThanOrEqual(2);
  });

  test("without retries a slow body is a time-out, and a reset connection a network error", async () => {
    const { server, start, getStatus } = await open({ maxRetries: 0 });
    server.faults.add(slowBody(60_000));
    server.faults.add(reset());
    const id = start(["succeeded"]);
    expect(await caught(getStatus(id, { timeoutMs: 100_000 }))).toBeInstanceOf(TimeoutError);
    const error = await caught(getStatus(id));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ message: expect.stringMatching(/ECONNRESET|socket/), attempts: 1 });
    expect(server.requests.length).toBe(2);
  });

  test(`gives up after ${maxRetries} retries, or as many as it is told`, async () => {
    const { server, start, getStatus } = await open();
    server.faults.add(unavailable(), { times: Infinity });
    const id = start(["succeeded"]);
    const error = await caught(getStatus(id));
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ status: 503, attempts: maxRetries + 1 });
    expect(server.requests.length).toBe(maxRetries + 1);
    expect(await caught(getStatus(id, { maxRetries: 0 }))).toMatchObject({ attempts: 1 });
  });
});

describe.each(providers)("a wait of $name", ({ open, statusLine }) => {
  const tolerated: readonly (readonly [string, Fault, number])[] = [
    ...passing.map(([name, fault, least]) => [name, fault, Math.max(1_000, least)] as const),
    ["truncated JSON", truncated(), 1_000],
    ["a wrong content type", wrongType(), 1_000],
  ];
  test.each(tolerated)("outlives %s, and is never faster than its own pace", async (_name, fault, least) => {
    const times: number[] = [];
    const { server, clock, start, job } = await open({ onRequest: () => void times.push(clock.now()) });
    const id = start(["pending", "succeeded"]);
    server.faults.add(fault, { times: 2 });
    expect(await job(id).settle()).toMatchObject({ kind: "succeeded" });
    const polls = server.requests.filter(({ method, url }) => `${method} ${url}` === statusLine(id));
    expect(polls.length).toBe(3);
    const gaps = times.slice(1, 3).map((time, index) => time - (times[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(least);
  });

  test("tolerates five faults in a row, each by one request, and again after an answer", async () => {
    const { server, start, job } = await open();
    server.faults.add(unavailable(), { times: 5 });
    server.faults.add((answer) => answer);
    server.faults.add(unavailable(), { times: 5 });
    const states = [...Array.from({ length: 11 }, () => "pending" as const), "succeeded" as const];
    expect(await job(start(states)).settle()).toMatchObject({ kind: "succeeded", status: {} });
    expect(server.faults.left).toBe(0);
  });

  test("outlives an outage of many faults in a row", async () => {
    const { server, start, job } = await open();
    server.faults.add(unavailable(), { times: 9 });
    server.faults.add(reset());
    expect(await job(start(["succeeded"])).settle()).toMatchObject({ kind: "succeeded" });
    expect(server.faults.left).toBe(0);
  });

  test("ends with a fault that is not tolerated, and says its job", async () => {
    const { server, start, job } = await open();
    server.faults.add(reset());
    const id = start(["succeeded"]);
    const error = await caught(job(id).settle({ faultGraceMs: 0 }));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ attempts: 1, job: { id }, snapshot: { id } });
    expect(server.requests.length).toBe(1);
  });

  test("counts no 429 that says when to come back", async () => {
    const { server, start, job } = await open();
    server.faults.add(tooMany.seconds(1), { times: 8 });
    expect(await job(start(["succeeded"])).settle()).toMatchObject({ kind: "succeeded" });
    expect(server.faults.left).toBe(0);
  });

  test("ends at once where it is told to come back after its deadline", async () => {
    const { server, start, job } = await open();
    server.faults.add(tooMany.huge());
    expect(await caught(job(start(["succeeded"])).settle())).toBeInstanceOf(JobTimeoutError);
    expect(server.requests.length).toBe(1);
  });

  test("outlives a slow body", async () => {
    const { server, start, job } = await open();
    server.faults.add(slowBody(60_000));
    expect(await job(start(["succeeded"])).settle({ timeoutMs: 100_000 })).toMatchObject({ kind: "succeeded" });
  });
});
