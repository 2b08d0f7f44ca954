import type { CallOptions, Client, ClientOptions, Method, Operation } from "@specloom/runtime";
import { ApiError, DeadlineError, encodeBody, NetworkError, ParameterError, TimeoutError } from "@specloom/runtime";
import { backoff, isTransient, parseRetryAfter } from "@specloom/runtime";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer } from "../../support/canned-fetch.js";
import { cannedFetch, json, never, oddStatus } from "../../support/canned-fetch.js";
import { propertyRuns } from "../../support/property.js";
import { getThing, sampleClient } from "../../support/sample-client.js";
import type { Setting } from "../../support/sample-client.js";
import { VirtualClock } from "../../support/virtual-clock.js";

function setUp(answers: readonly Answer[], options: ClientOptions = {}, setting: Setting = {}) {
  const clock = new VirtualClock();
  const { fetch, sent } = cannedFetch(...answers);
  const client = sampleClient({ clock, fetch, ...options }, setting);
  return { clock, sent, client };
}

/** The result of a call, while virtual time advances. */
async function outcome(clock: VirtualClock, client: Client, operation: Operation, options?: CallOptions) {
  const call = client.call<unknown>(operation, ["a"], { body: operation.body && {} }, options);
  return clock.until(
    call.then(
      (data) => ({ data }),
      (error: unknown) => ({ error }),
    ),
  );
}

describe("which faults", () => {
  const rows: readonly [string, Answer, boolean][] = [
    ["a network error", new TypeError("fetch failed"), true],
    ...[408, 425, 429, 500, 501, 502, 503, 504, 599].map((status): [string, Answer, boolean] => [
      `${status}`,
      json({}, { status }),
      true,
    ]),
    ...[400, 401, 402, 403, 404, 405, 409, 410, 413, 418, 422, 426, 451].map((status): [string, Answer, boolean] => [
      `${status}`,
      json({}, { status }),
      false,
    ]),
    ...[600, 700, 999].map((status): [string, Answer, boolean] => [`${status}`, () => oddStatus(status), false]),
    [
      "a form that is none",
      new Response("-", { headers: { "content-type": "multipart/form-data; boundary=a" } }),
      false,
    ],
    ["broken JSON", new Response("{", { headers: { "content-type": "application/json" } }), false],
  ];
  test.each(rows)("[H1] %s", async (_name, answer, retried) => {
    const { clock, sent, client } = setUp([answer, json({ id: "a" })]);
    const result = await outcome(clock, client, getThing);
    expect(sent.length).toBe(retried ? 2 : 1);
    expect("data" in result).toBe(retried);
  });

  test("[H1] two retries by default, each attempt counted in the error", async () => {
    const { clock, sent, client } = setUp([json({}, { status: 503 })]);
    const result = await outcome(clock, client, getThing);
    expect(sent.length).toBe(3);
    expect(result).toMatchObject({ error: { status: 503, attempts: 3 } });
  });

  const limits: readonly [string, ClientOptions, CallOptions | undefined, Record<string, string>, number][] = [
    ["the environment", {}, undefined, { SAMPLE_MAX_RETRIES: "4" }, 5],
    ["an option of 0 over the environment", { maxRetries: 0 }, undefined, { SAMPLE_MAX_RETRIES: "4" }, 1],
    ["a call's 0 over the client's", { maxRetries: 3 }, { maxRetries: 0 }, {}, 1],
    ["a call's 1 over the client's 0", { maxRetries: 0 }, { maxRetries: 1 }, {}, 2],
  ];
  test.each(limits)("[H1] maxRetries from %s", async (_name, options, call, env, requests) => {
    const { clock, sent, client } = setUp([json({}, { status: 500 })], options, { env });
    await outcome(clock, client, getThing, call);
    expect(sent.length).toBe(requests);
  });
});

describe("which methods", () => {
  const operation = (method: Method, more: Partial<Operation> = {}): Operation => ({
    id: "x",
    method,
    path: "/x",
    // Fetch sends no body with these.
    ...(method !== "GET" && method !== "HEAD" && { body: { mediaTypes: ["application/json"], encode: encodeBody } }),
    ...more,
  });
  const rows: readonly [string, Operation, CallOptions | undefined, boolean][] = [
    ...(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"] as const).map((method): [string, Operation, undefined, boolean] => [
      method,
      operation(method),
      undefined,
      true,
    ]),
    ["POST", operation("POST"), undefined, false],
    ["PATCH", operation("PATCH"), undefined, false],
    ["POST declared idempotent", operation("POST", { idempotent: true }), undefined, true],
    ["GET declared not to be repeated", operation("GET", { idempotent: false }), undefined, false],
    ["POST whose key's header is declared", operation("POST", { idempotencyKey: "X-Once" }), undefined, true],
    ["PATCH with a key from the call", operation("PATCH"), { idempotencyKey: "k1" }, true],
  ];
  test.each(rows)("[H2] %s", async (_name, given, options, retried) => {
    for (const fault of [json({}, { status: 503 }), new TypeError("fetch failed")]) {
      const { clock, sent, client } = setUp([fault, json({})]);
      await outcome(clock, client, given, options);
      expect(sent.length).toBe(retried ? 2 : 1);
    }
  });

  test("[H2] all attempts carry one key, made anew for each call", async () => {
    const { clock, sent, client } = setUp([json({}, { status: 503 })]);
    await outcome(clock, client, operation("POST", { idempotencyKey: "X-Once" }));
    await outcome(clock, client, operation("POST", { idempotencyKey: "X-Once" }));
    const keys = sent.map(({ headers }) => headers["x-once"]);
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(new Set(keys).size).toBe(2);
  });

  test("[H2] a stream cannot be sent twice, so it is not", async () => {
    const { clock, sent, client } = setUp([json({}, { status: 503 })]);
    const call = client.call(operation("PUT"), [], { body: new Blob(["x"]).stream() });
    await clock.until(call.catch(() => undefined));
    expect(sent.length).toBe(1);
    expect(sent[0]?.init).toMatchObject({ duplex: "half" });
  });
});

describe("how long", () => {
  const date = "Sun, 06 Nov 1994 08:49:37 GMT";
  const at = Date.parse(date);
  const rows: readonly [Record<string, string>, number | undefined][] = [
    [{ "retry-after": "2" }, 2_000],
    [{ "retry-after": "0.5" }, 500],
    [{ "retry-after-ms": "1500", "retry-after": "9" }, 1_500],
    [{ "retry-after-ms": "soon", "retry-after": "9" }, 9_000],
    [{ "retry-after": "Sun, 06 Nov 1994 08:49:47 GMT", date }, 10_000],
    [{ "retry-after": "Sunday, 06-Nov-94 08:49:47 GMT", date }, 10_000],
    [{ "retry-after": "Sun Nov  6 08:49:47 1994", date }, 10_000],
    [{ "retry-after": "Sun, 06 Nov 1994 08:49:47 GMT" }, 11_000],
    [{ "retry-after": date, date }, undefined],
    [{ "retry-after": "Sun, 06 Nov 1994 08:49:27 GMT", date }, undefined],
    [{ "retry-after": "0" }, undefined],
    [{ "retry-after": "-5" }, undefined],
    [{ "retry-after": "" }, undefined],
    [{ "retry-after": "garbage 2" }, undefined],
    [{ "retry-after": "1e9" }, undefined],
    [{ "retry-after": "Infinity" }, undefined],
    [{ "retry-after": "99999999999999999999999" }, undefined],
    [{ "retry-after-ms": "-1" }, undefined],
    [{}, undefined],
  ];
  test.each(rows)("[H3] %j is a hint of %s ms", (headers, want) => {
    expect(parseRetryAfter(new Headers(headers), at - 1_000)).toBe(want);
  });

  test("[H3] whatever the header holds, a hint is a positive whole number or none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii" }), fc.string({ unit: "grapheme-ascii" }), (one, other) => {
        const hint = parseRetryAfter(new Headers({ "retry-after": one.trim(), "retry-after-ms": other.trim() }), 0);
        expect(hint === undefined || (Number.isSafeInteger(hint) && hint > 0)).toBe(true);
      }),
      propertyRuns(),
    );
  });

  test("[H3] the response's Date decides, however wrong the clock here is", () => {
    fc.assert(
      fc.property(fc.integer({ min: -86_400, max: 86_400 }), fc.integer({ min: 1, max: 100 }), (skew, seconds) => {
        const headers = new Headers({ date, "retry-after": new Date(at + seconds * 1_000).toUTCString() });
        expect(parseRetryAfter(headers, at + skew * 1_000)).toBe(seconds * 1_000);
      }),
      propertyRuns(),
    );
  });

  test("[H3] a pause lies between the floor and the cap, above any hint, and is never instant", () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const hints = fc.option(fc.integer({ min: 1, max: 60_000 }), { nil: undefined });
    fc.assert(
      fc.property(fc.nat(2_000), hints, chance, (retry, hint, random) => {
        const delay = backoff(retry, hint, new VirtualClock({ chance: () => random }));
        expect(delay).toBeGreaterThanOrEqual(Math.max(100, hint ?? 0));
        expect(delay).toBeLessThanOrEqual(Math.max(Math.min(8_000, 500 * 2 ** retry), (hint ?? 0) * 1.1));
      }),
      propertyRuns(),
    );
  });

  test("[H3] jitter is full: it spreads over the whole range, at the cap too", () => {
    const spread = (retry: number) =>
      [0, 0.5, 0.999].map((random) =>
        Math.round(backoff(retry, undefined, new VirtualClock({ chance: () => random }))),
      );
    expect(spread(0)).toEqual([100, 300, 500]);
    expect(spread(50)).toEqual([100, 4_050, 7_992]);
  });

  test("[H3] the pause before a retry is at least Retry-After", async () => {
    const { clock, sent, client } = setUp([json({}, { status: 429, headers: { "retry-after": "2" } }), json({})]);
    clock.chance = () => 0;
    await outcome(clock, client, getThing);
    expect(clock.now()).toBe(2_000);
    expect(sent.length).toBe(2);
  });

  test("[H3] a hint above maxRetryDelayMs throws at once", async () => {
    const long: readonly [string, ClientOptions][] = [
      ["61", {}],
      ["4000000000", {}],
      ["2", { maxRetryDelayMs: 1_999 }],
    ];
    for (const [value, options] of long) {
      const { clock, sent, client } = setUp([json({}, { status: 429, headers: { "retry-after": value } })], options);
      const result = await outcome(clock, client, getThing);
      expect(result).toMatchObject({ error: { status: 429, retryAfterMs: Number(value) * 1_000, attempts: 1 } });
      expect(sent.length).toBe(1);
      expect(clock.now()).toBe(0);
    }
  });
});

describe("time limits", () => {
  test("[H4] a timed-out attempt is retried as a network error", async () => {
    const { clock, sent, client } = setUp([never, json({ id: "a" })], { timeoutMs: 50 });
    expect(await outcome(clock, client, getThing)).toEqual({ data: { id: "a" } });
    expect(sent.length).toBe(2);
    expect(sent[0]?.init.signal?.aborted).toBe(true);
  });

  test("[H4] the last timed-out attempt throws TimeoutError, which is a NetworkError", async () => {
    const { clock, client } = setUp([never], { timeoutMs: 50, maxRetries: 1 });
    const result = await outcome(clock, client, getThing);
    expect(result).toMatchObject({ error: expect.any(TimeoutError) });
    expect(result).toMatchObject({ error: expect.any(NetworkError) });
    expect("error" in result && isTransient(result.error)).toBe(true);
  });

  test("[H4] the limit covers the body", async () => {
    const stalled = () => new Response(new ReadableStream(), { headers: { "content-type": "application/json" } });
    const { clock, client } = setUp([stalled], { timeoutMs: 50, maxRetries: 0 });
    expect(await outcome(clock, client, getThing)).toMatchObject({ error: expect.any(TimeoutError) });
    expect(clock.now()).toBe(50);
  });

  test("[H4] the limit comes from the environment in the unit the API declares", async () => {
    const { clock, client } = setUp([never], { maxRetries: 0 }, { env: { SAMPLE_TIMEOUT: "2.5" } });
    await outcome(clock, client, getThing);
    expect(clock.now()).toBe(2_500);
  });

  test("[H4] deadlineMs bounds attempts and pauses together", async () => {
    const { clock, client } = setUp([never], { timeoutMs: 300, maxRetries: 50 });
    const result = await outcome(clock, client, getThing, { deadlineMs: 1_000 });
    expect(result).toMatchObject({ error: expect.any(DeadlineError) });
    expect(clock.now()).toBeLessThanOrEqual(1_000);
  });

  test("[H4] a pause that would pass the deadline is not begun; the cause is kept", async () => {
    const { clock, sent, client } = setUp([json({}, { status: 503, headers: { "retry-after": "30" } })]);
    const result = await outcome(clock, client, getThing, { deadlineMs: 10_000 });
    expect(result).toMatchObject({ error: { cause: expect.any(ApiError), attempts: 1 } });
    expect(clock.now()).toBe(0);
    expect(sent.length).toBe(1);
  });
});

test("[H1] what cannot be sent is not retried", async () => {
  const { clock, sent, client } = setUp([json({})]);
  const call = client.call(getThing, [".."]);
  expect(await clock.until(call.catch((error: unknown) => error))).toBeInstanceOf(ParameterError);
  expect(sent.length).toBe(0);
});
