import type { CallOptions, ClientOptions, Operation, RetrySettings } from "@specloom/runtime";
import { retryRule } from "@specloom/runtime";
import { expect, test } from "vitest";
import type { Answer } from "../../support/canned-fetch.js";
import { cannedFetch, json } from "../../support/canned-fetch.js";
import { getThing, sampleClient } from "../../support/sample-client.js";
import { VirtualClock } from "../../support/virtual-clock.js";

/** The times of the requests, in milliseconds after the call, if every answer is the same. */
async function times(
  rule: RetrySettings,
  answer: Answer,
  options: ClientOptions = {},
  call: CallOptions = {},
): Promise<number[]> {
  const clock = new VirtualClock();
  const { fetch } = cannedFetch(answer);
  const at: number[] = [];
  const noted: typeof fetch = (url, init) => {
    at.push(Math.round(clock.now()));
    return fetch(url, init);
  };
  const client = sampleClient({ clock, fetch: noted, ...options });
  const operation: Operation = { ...getThing, retry: retryRule(rule) };
  await clock.until(client.call(operation, ["a"], {}, call).catch(() => undefined));
  return at;
}

const refused = json({}, { status: 409 });
const busy = json({}, { status: 503 });
const broken = new TypeError("fetch failed");

test.each<[string, RetrySettings, Answer, number]>([
  ["a status of the list", { statuses: ["409"] }, refused, 3],
  ["a status of a range", { statuses: ["4XX"] }, refused, 3],
  ["a usual status that is not of the list", { statuses: ["409"] }, busy, 1],
  ["a usual status, where there is no list", {}, busy, 3],
  ["a status that is neither", {}, refused, 1],
  ["no answer", { statuses: ["409"] }, broken, 3],
  ["no answer, where that calls for nothing", { connectionErrors: false }, broken, 1],
])("%s", async (_, rule, answer, requests) => {
  expect((await times(rule, answer)).length).toBe(requests);
});

test("pauses grow by the factor from the first to the longest, in the middle of their range", async () => {
  const rule = { initialDelayMs: 1_000, factor: 3, maxDelayMs: 5_000 };
  // From 100 to 1,000, to 3,000, then to 5,000.
  expect(await times(rule, busy, { maxRetries: 4 })).toEqual([0, 550, 2_100, 4_650, 7_200]);
});

test("a first pause that is shorter than the usual floor is the longest one", async () => {
  expect(await times({ initialDelayMs: 10, factor: 1 }, busy)).toEqual([0, 10, 20]);
});

test.each<[string, RetrySettings, ClientOptions, CallOptions, number]>([
  ["as declared", { maxRetries: 4 }, {}, {}, 5],
  ["none, where none is declared", { maxRetries: 0 }, {}, {}, 1],
  ["as the client says", { maxRetries: 4 }, { maxRetries: 1 }, {}, 2],
  ["as the call says", { maxRetries: 4 }, { maxRetries: 1 }, { maxRetries: 3 }, 4],
  ["as declared, though more fit in the time", { maxRetries: 1, elapsedMs: 60_000 }, {}, {}, 2],
])("[H1] retries are as many %s", async (_, rule, options, call, requests) => {
  expect((await times(rule, busy, options, call)).length).toBe(requests);
});

test("[H1] the number that an operation declares wins over that of the document", async () => {
  const clock = new VirtualClock();
  const { fetch, sent } = cannedFetch(busy);
  const client = sampleClient({ clock, fetch }, { api: { defaults: { maxRetries: 7 } } });
  await clock.until(client.call({ ...getThing, retry: retryRule({ maxRetries: 1 }) }, ["a"]).catch(() => undefined));
  expect(sent.length).toBe(2);
});

test.each<[string, RetrySettings, number[]]>([
  ["none", { initialDelayMs: 1_000, jitter: 0 }, [0, 1_000, 3_000]],
  ["half", { initialDelayMs: 1_000, minDelayMs: 200, jitter: 0.5 }, [0, 800, 2_350]],
  ["all of it, above the shortest pause", { initialDelayMs: 1_000, minDelayMs: 600 }, [0, 800, 2_100]],
  ["none, where the shortest pause is longer than any", { minDelayMs: 9_000 }, [0, 9_000, 18_000]],
])("[H3] of a pause is random: %s", async (_, rule, want) => {
  expect(await times(rule, busy)).toEqual(want);
});

test.each<[string, ClientOptions, CallOptions, number[]]>([
  ["as many as fit", {}, {}, [0, 550, 1_600, 3_650]],
  ["as many as the client allows", { maxRetries: 1 }, {}, [0, 550]],
  ["as many as the call allows", { maxRetries: 1 }, { maxRetries: 2 }, [0, 550, 1_600]],
  ["none, where the client wants none", { maxRetries: 0 }, {}, [0]],
])("within a time of its own: %s", async (_, options, call, want) => {
  expect(await times({ initialDelayMs: 1_000, elapsedMs: 5_000 }, busy, options, call)).toEqual(want);
});
