import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigurationError, job, paginate, ParameterError, runJob, settleAll, startJob } from "@specloom/runtime";
import type { Client, ClientOptions, Job, JobSpec, Operation } from "@specloom/runtime";
import { WAIT_RULES } from "../../packages/runtime/src/jobs/wait-options.js";
import { WALK_RULES } from "../../packages/runtime/src/pagination/walk-options.js";
import { CALL_RULES } from "../../packages/runtime/src/settings/call-options.js";
import { CLIENT_RULES, SCHEDULER_RULES } from "../../packages/runtime/src/settings/client-option-rules.js";
import * as rules from "../../packages/runtime/src/settings/option-rules.js";
import type { OptionRule } from "../../packages/runtime/src/settings/option-rules.js";
import { cannedFetch, json, never } from "../support/canned-fetch.js";
import { caught } from "../support/caught.js";
import { propertyRuns } from "../support/property.js";
import { getThing, sampleClient } from "../support/sample-client.js";
import { full } from "../support/sample-jobs.js";
import { VirtualClock } from "../support/virtual-clock.js";

/** Values of every kind that JavaScript has. A rule refuses those that `isValid` does not name. */
const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true }),
  fc.double(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(NaN, Infinity, -Infinity, -0.5, 1.5, "5", "", "/a", "a b", "ä☃", null, true, [], {}),
  fc.constantFrom(() => 1, Symbol("x"), 5n, new Date(), new Headers({ a: "b" }), new AbortController().signal),
);

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const has = (value: unknown, ...names: readonly string[]): boolean =>
  isObject(value) && names.every((name) => typeof Reflect.get(value, name) === "function");
const isWhole = (value: unknown): value is number =>
  value === Infinity || (Number.isInteger(value) && Number(value) >= 0);
const isHeader = (value: unknown): boolean => typeof value === "string" && /^[\t -~\u0080-ÿ]*$/u.test(value);

/** Which values each kind of option takes, in words of its own, with one that must be taken. */
const kinds = new Map<OptionRule, readonly [isValid: (value: unknown) => boolean, good: unknown]>([
  [rules.duration, [(value) => typeof value === "number" && value >= 0, 0.5]],
  [rules.count, [isWhole, 0]],
  [rules.countAboveZero, [(value) => isWhole(value) && value > 0, 1]],
  [rules.rate, [(value) => typeof value === "number" && value > 0, 0.25]],
  [rules.flag, [(value) => value === true || value === false, false]],
  [rules.text, [(value) => typeof value === "string", ""]],
  [rules.callback, [(value) => typeof value === "function", () => undefined]],
  [rules.object, [isObject, {}]],
  [rules.list, [Array.isArray, []]],
  [rules.pointer, [(value) => value === "" || (typeof value === "string" && value.startsWith("/")), "/id"]],
  [rules.abortSignal, [(value) => value instanceof AbortSignal, new AbortController().signal]],
  [
    rules.headers,
    [
      (value) =>
        isObject(value) &&
        !(Symbol.iterator in value) &&
        Object.entries(value).every(
          ([name, text]) =>
            /^[\w!#$%&'*+.^`|~-]+$/u.test(name) && (text === undefined || text === null || isHeader(text)),
        ),
      { a: "b", c: null, d: undefined },
    ],
  ],
  [rules.header, [(value) => value !== "" && isHeader(value), "k"]],
  [rules.headerOrNull, [(value) => value === null || (value !== "" && isHeader(value)), "k"]],
]);

/** The same for the options whose kind no other option has. */
const single: Readonly<Record<string, readonly [isValid: (value: unknown) => boolean, good: unknown]>> = {
  as: [(value) => value === "stream", "stream"],
  from: [() => false, { version: 1, operation: "x", style: "page", arguments: "", at: 1, skip: 0, before: null }],
  apiKey: [(value) => value === null || typeof value === "string" || typeof value === "function", "key"],
  auth: [(value) => value === null || isObject(value), null],
  baseUrl: [(value) => typeof value === "string" || value instanceof URL, new URL("https://api.example.com")],
  clock: [(value) => has(value, "now", "date", "schedule", "random"), new VirtualClock()],
  json: [(value) => has(value, "parse", "stringify"), JSON],
};

const tables = { CALL_RULES, WALK_RULES, WAIT_RULES, CLIENT_RULES, SCHEDULER_RULES };

/** An option of a table with a value that it must refuse. */
const refusal = (table: Readonly<Record<string, OptionRule>>): fc.Arbitrary<[name: string, value: unknown]> =>
  fc.constantFrom(...Object.entries(table)).chain(([name, rule]) => {
    const [isValid] = kinds.get(rule) ?? single[name] ?? [() => false];
    return fc.tuple(
      fc.constant(name),
      anything.filter((value) => value !== undefined && !isValid(value)),
    );
  });

const list: Operation = { id: "list", method: "GET", path: "/l", parameters: [{ name: "page", in: "query" }] };
const start: Operation = { id: "begin", method: "POST", path: "/jobs" };
const startable: JobSpec = { ...full, start: [{ operation: start, jobId: "/id" }] };
const byPage = { style: "page", request: { page: "page" }, response: { items: "/items" } } as const;
const pager = (client: Client, options: object) => paginate<unknown, unknown>(client, list, byPage, [], {}, options);
const first = (values: AsyncIterable<unknown>): Promise<unknown> => values[Symbol.asyncIterator]().next();
type Wait = (handle: Job<unknown, unknown>, options: object) => unknown;
const wait = (call: Wait) => (client: Client, options: object) => call(job(client, full, "a"), options);

/** Everything that takes options, with what it does with them. */
const entrances: readonly (readonly [
  name: string,
  table: Readonly<Record<string, OptionRule>>,
  use: (client: Client, options: object) => unknown,
])[] = [
  ["a call", CALL_RULES, (client, options) => client.call(getThing, ["a"], {}, options)],
  ["a list", WALK_RULES, (client, options) => first(pager(client, options))],
  ["a list that is read", WALK_RULES, (client, options) => pager(client, {}).page(options)],
  ["the pages of a list", WALK_RULES, (client, options) => first(pager(client, {}).pages(options))],
  ["the array of a list", WALK_RULES, (client, options) => pager(client, {}).toArray(Object(options))],
  ["a job", WAIT_RULES, (client, options) => job(client, full, "a", options).wait()],
  ["wait", WAIT_RULES, wait((handle, options) => handle.wait(options))],
  ["settle", WAIT_RULES, wait((handle, options) => handle.settle(options))],
  ["updates", WAIT_RULES, wait((handle, options) => first(handle.updates(options)))],
  ["step", WAIT_RULES, wait((handle, options) => handle.step(options))],
  ["settleAll", WAIT_RULES, (client, options) => settleAll([job(client, full, "a")], options)],
  ["a start", WAIT_RULES, (client, options) => startJob(client, startable, start, [], {}, options)],
  ["a run", WAIT_RULES, (client, options) => runJob(client, startable, start, [], {}, options)],
];

describe("[H15] every option is checked where it is given", () => {
  test.each(Object.entries(tables))(
    "[H15] each option of %s has a kind, which takes what it should",
    (_name, table) => {
      const kindOf = ([name, rule]: [string, OptionRule]) => kinds.get(rule) ?? single[name];
      const options = Object.entries<OptionRule>(table);
      expect(options.filter((option) => kindOf(option) === undefined)).toEqual([]);
      expect(options.filter((option) => option[1](kindOf(option)?.[1]) !== true)).toEqual([]);
    },
  );

  test("[H15] a name that ends in Ms is a duration", () => {
    const timed = Object.values(tables).flatMap((table) =>
      Object.entries<OptionRule>(table).filter(([name]) => name.endsWith("Ms")),
    );
    expect(timed.length).toBeGreaterThan(8);
    expect(timed.filter(([, rule]) => rule !== rules.duration)).toEqual([]);
  });

  test.each(entrances)("[H15] %s refuses what is invalid by name, and sends nothing", async (_name, table, use) => {
    const { fetch, sent } = cannedFetch(json({ id: "a", state: "done", items: [] }));
    const clock = new VirtualClock();
    const client = sampleClient({ fetch, clock });
    await fc.assert(
      fc.asyncProperty(refusal(table), async ([name, value]) => {
        const error = await caught((async () => use(client, { [name]: value }))());
        expect(error).toBeInstanceOf(ParameterError);
        expect(error).toMatchObject({ parameter: name });
        expect([sent.length, clock.timers]).toEqual([0, 0]);
      }),
      propertyRuns(200),
    );
  });

  test.each(entrances)("[H15] %s refuses options that are a list", async (_name, _table, use) => {
    const { fetch, sent } = cannedFetch(json({ id: "a", state: "done", items: [] }));
    const client = sampleClient({ fetch, clock: new VirtualClock() });
    expect(await caught((async () => use(client, []))())).toMatchObject({ parameter: "options" });
    expect(sent).toEqual([]);
  });

  test.each([null, [], "x", 7, () => 1])("[H15] a call refuses parameters that are no object: %j", async (params) => {
    const { fetch, sent } = cannedFetch(json({}));
    const client = sampleClient({ fetch });
    const send = (...given: Parameters<typeof client.call>) => client.call(...given);
    const call: unknown = Reflect.apply(send, undefined, [getThing, ["a"], params]);
    await expect(call).rejects.toMatchObject({ name: "ParameterError", parameter: "params" });
    expect(sent).toEqual([]);
  });

  test("[H15] a client refuses its own by name", () => {
    fc.assert(
      fc.property(refusal(CLIENT_RULES), ([name, value]) => {
        expect(() => sampleClient({ [name]: value })).toThrow(ConfigurationError);
        expect(() => sampleClient({ [name]: value })).toThrow(new RegExp(`^${name} `, "u"));
      }),
      propertyRuns(),
    );
    fc.assert(
      fc.property(refusal(SCHEDULER_RULES), ([name, value]) => {
        const options: ClientOptions = { scheduler: { [name]: value } };
        expect(() => sampleClient(options)).toThrow(new RegExp(`^scheduler\\.${name} `, "u"));
      }),
      propertyRuns(),
    );
  });

  test.each(["onRequest", "onResponse", "onRetry", "onError", "onCall", "onAttempt", "onJob", "onWait"])(
    "[H15] a client refuses a hook that is no function: %s",
    (name) => {
      expect(() => sampleClient({ [name]: "told" })).toThrow(`${name} must be a function`);
    },
  );

  test("[H15] a refused call does not disturb another one", async () => {
    const clock = new VirtualClock();
    const client = sampleClient({ fetch: () => never(), clock });
    const call = caught(client.call(getThing, ["a"], {}, { timeoutMs: 200, maxRetries: 0 }));
    await expect(client.call(getThing, ["b"], {}, { timeoutMs: NaN })).rejects.toThrow(/^timeoutMs /u);
    expect(await clock.until(call)).toMatchObject({ name: "TimeoutError" });
    expect(clock.now()).toBe(200);
  });
});
