import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import * as runtime from "@specloom/runtime";
import {
  type Client,
  type ClientOptions,
  type Fetch,
  hasJob,
  job,
  JobTimeoutError,
  jobUrls,
  type LogEntry,
  type LogLevel,
  logTo,
  paginate,
  paginateLinks,
  SpecloomError,
  startJob,
} from "@specloom/runtime";
import { openTelemetry } from "@specloom/runtime/opentelemetry";
import { describe, expect, test } from "vitest";
import { type Answer, cannedFetch, json, never } from "../support/canned-fetch.js";
import { full, located, roe } from "../support/sample-jobs.js";
import { getThing, KEY, sampleClient } from "../support/sample-client.js";
import { shown } from "../support/shown.js";
import { VirtualClock } from "../support/virtual-clock.js";

// A server that says the key back wherever it can: nothing that a program logs, stores or sends on has it. Each class of
// errors is thrown here, and each level of the log is on.

/** The text that a malicious or careless server gives back. */
const ECHO = `Bearer ${KEY}`;
const URL_ECHO = `https://evil.example/?key=${encodeURIComponent(KEY)}`;

const headers = {
  "x-request-id": ECHO,
  "x-echo": ECHO,
  "set-cookie": `session=${KEY}`,
  link: `<${URL_ECHO}>; rel="next"`,
};
const says = (body: object, status = 200): Answer => json(body, { status, headers });
const refuses = (status: number): Answer =>
  says({ detail: `bad key ${ECHO}`, error: { message: ECHO, code: KEY }, errors: [ECHO] }, status);
const text = (body: string, type: string): Answer =>
  new Response(body, { headers: { ...headers, "content-type": type } });

const list = { ...getThing, id: "list", path: "/things", parameters: [{ name: "cursor", in: "query" as const }] };
const cursors = {
  style: "cursor",
  request: { cursor: "cursor" },
  response: { items: "/items", next: "/next" },
} as const;
const nextUrls = { style: "next-url", request: {}, response: { items: "/items", next: "/next" } } as const;

const position = {
  version: 1,
  operation: "list",
  style: "cursor",
  arguments: "",
  at: null,
  skip: 0,
  before: 0,
} as const;

async function all(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pages);
}

interface Scene {
  readonly answers: readonly Answer[];
  readonly options?: ClientOptions;
  readonly run: (client: Client) => unknown;
}

const call = (...answers: readonly Answer[]): Scene => ({ answers, run: (client) => client.call(getThing, ["a"]) });
const walk = (...answers: readonly Answer[]): Scene => ({
  answers,
  run: (client) => all(paginate(client, list, cursors, [], {}, { maxPages: 3 })),
});
const limits = {
  headers: { "x-key": KEY },
  deadlineMs: 60_000,
  indeterminateGraceMs: 1_000,
  notFoundGraceMs: 1_000,
  faultGraceMs: 1_000,
};
const wait = (...answers: readonly Answer[]): Scene => ({
  answers,
  run: (client) => job(client, full, "1", limits).wait(),
});
const [start] = full.start ?? [];

/** How each class of errors comes about; several where its texts come from several places. */
const scenes: Readonly<Record<string, readonly Scene[]>> = {
  ApiError: [call(refuses(418))],
  BadRequestError: [call(refuses(400))],
  AuthenticationError: [call(refuses(401))],
  PermissionDeniedError: [call(refuses(403))],
  NotFoundError: [call(refuses(404))],
  ConflictError: [call(refuses(409))],
  UnprocessableEntityError: [call(refuses(422))],
  RateLimitError: [call(refuses(429))],
  ServerError: [call(refuses(503)), call(new Response(ECHO, { status: 500, headers }))],
  ResponseParseError: [
    call(text(`{"key":"${ECHO}"`, "application/json")),
    call(text(`<p>${ECHO}</p>`, "text/html")),
    call(text(`{}`, ECHO)),
  ],
  NetworkError: [
    call(() => Promise.reject(new TypeError(`failed: ${ECHO}`, { cause: new Error(URL_ECHO) }))),
    call((url, init) => Promise.reject(Object.assign(new Error("reset"), { request: new Request(url, init) }))),
  ],
  TimeoutError: [{ ...call(never), options: { timeoutMs: 10 } }],
  DeadlineError: [{ ...call(refuses(503)), options: { deadlineMs: 10 } }],
  RedirectError: [
    call(new Response(null, { status: 302, headers: { ...headers, location: `ftp://evil.example/${KEY}` } })),
    call(new Response(null, { status: 307, headers: { ...headers, location: `http://user:${KEY}@:0/` } })),
  ],
  ParameterError: [{ answers: [], run: (client) => client.call(getThing, [""]) }],
  ConfigurationError: [
    { answers: [], run: () => sampleClient({ apiKey: `${KEY}\u0000` }) },
    { answers: [], run: () => sampleClient({ headers: { "x-key": `${KEY}\u0000` } }) },
    { answers: [], run: () => sampleClient({ baseUrl: `https://user:${KEY}@api.example.com/` }) },
  ],
  PaginationLoopError: [walk(says({ items: [1], next: "a", total: ECHO }))],
  PageLimitError: [walk(...[1, 2, 3, 4].map((page) => says({ items: [ECHO], next: `${page}` })))],
  UnsafeNextUrlError: [
    {
      answers: [says({ items: [1], next: URL_ECHO })],
      run: (client) => all(paginateLinks(client, list, nextUrls, [], {}, {})),
    },
  ],
  MalformedPageError: [walk(says({ items: ECHO })), walk(says({ items: [], next: { a: ECHO } }))],
  PositionMismatchError: [
    {
      answers: [],
      run: (client) => all(paginate(client, list, cursors, [], {}, { from: { ...position, operation: "other" } })),
    },
  ],
  JobFailedError: [
    wait(says({ state: "broken", error: ECHO })),
    wait(says({ state: "broken", error: { message: ECHO, code: KEY } })),
  ],
  JobCancelledError: [wait(says({ state: "gone", error: ECHO }))],
  JobPartialError: [wait(says({ state: "some", error: ECHO }))],
  JobTimeoutError: [wait(says({ state: "running", error: ECHO }))],
  JobIndeterminateError: [wait(says({ state: ECHO })), wait(says({ state: "other", error: ECHO }))],
  JobNotFoundError: [wait(refuses(404))],
  JobWaitError: [
    {
      ...wait(says({ state: "running" })),
      options: { apiKey: () => Promise.reject(new Error("no token")) },
    },
  ],
  ResultUnavailableError: [
    { answers: [says({ status: 3 }), refuses(500)], run: (client) => job(client, roe, "1", limits).wait() },
  ],
  StartUncertainError: [
    {
      answers: [() => Promise.reject(new TypeError(ECHO))],
      run: (client) => start && startJob(client, full, start.operation, [], {}),
    },
    {
      answers: [text(`{"task":"${ECHO}"`, "application/json")],
      run: (client) => start && startJob(client, full, start.operation, [], {}),
    },
  ],
  SnapshotError: [
    { answers: [], run: (client) => job(client, located, URL_ECHO) },
    {
      answers: [],
      run: (client) => job(client, full, JSON.parse(`{"version":1,"provider":"${ECHO}","id":"${ECHO}"}`)),
    },
  ],
};

/** Classes that others extend, and that nothing is an instance of by itself. */
const bases = ["SpecloomError", "RequestError", "ResponseError", "PaginationError", "JobOutcomeError"];

/** All of them: a new one does not compile without its place here. */
const levels: Readonly<Record<LogLevel, LogLevel>> = { error: "error", warn: "warn", info: "info", debug: "debug" };

const rows = Object.entries(scenes).flatMap(([name, each]) =>
  each.map((scene, index): [string, string, Scene] => [`${name} ${index + 1}`, name, scene]),
);

/** The ways in which a program gives the key. */
const keys: Readonly<Record<string, ClientOptions>> = {
  "a text": { apiKey: KEY },
  "a function": { apiKey: () => KEY },
  "a promise": { apiKey: async () => KEY },
  "a header": { apiKey: "other-key", headers: { "X-Auth": `Token ${KEY}` } },
  "a cookie": { apiKey: "other-key", headers: { cookie: `theme=dark; session=${KEY}` } },
  "a header that replaces the client's": { apiKey: "other-key", headers: { Authorization: `Bearer ${KEY}` } },
  "what a hook adds": {
    apiKey: null,
    onRequest: ({ headers: sent }) => {
      sent.set("authorization", `Bearer ${KEY}`);
      return { headers: sent };
    },
  },
};

describe.each(Object.entries(keys))("[H10] canary, the key is %s", (_way, key) => {
  test.each(rows)("%s", async (_title, name, { answers, options, run }) => {
    const heard: unknown[] = [];
    const listen = (...values: readonly unknown[]): void => void heard.push(...values);
    const exporter = new InMemorySpanExporter();
    const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    const traced = openTelemetry({ tracerProvider });
    const loggers = Object.values(levels).map((level) =>
      logTo({ debug: listen, info: listen, warn: listen, error: listen }, level),
    );
    const clock = new VirtualClock();
    const { fetch, sent } = cannedFetch(...answers);
    const client = sampleClient({
      fetch,
      clock,
      maxRetries: 1,
      ...traced,
      ...key,
      log: (entry: LogEntry) => {
        for (const log of loggers) log(entry);
      },
      onResponse: listen,
      onRetry: listen,
      onError: listen,
      // The body of a status is a value for the program, as a result is.
      onJob: (event) => listen(event.kind === "update" ? { ...event, update: { ...event.update, status: 0 } } : event),
      onCall: (event) => (listen(event), traced.onCall?.(event)),
      onAttempt: (event) => (listen(event), traced.onAttempt?.(event)),
      onWait: (event) => (listen(event), traced.onWait?.(event)),
      ...options,
    });
    const work = async (): Promise<unknown> => run(client);
    const error = await clock.until(
      work().then(
        () => undefined,
        (reason: unknown) => reason,
      ),
    );
    expect(error).toBeInstanceOf(SpecloomError);
    expect(error).toHaveProperty("name", name);
    for (const { url } of sent) expect(new URL(url).origin).toBe("https://api.example.com");
    const spans = exporter
      .getFinishedSpans()
      .map(({ name: title, attributes, events, status }) => ({ title, attributes, events, status }));
    const stored = hasJob(error) ? [error.snapshot] : [];
    for (const value of [error, client, ...heard, ...spans, ...stored]) expect(shown(value)).not.toContain(KEY);
    if (sent.length > 0) expect(heard.length + spans.length).toBeGreaterThan(4);
  });
});

test("[H10] each class of errors is in the table, or is a base of those that are", () => {
  const classes = Object.entries(runtime).filter(
    ([, value]) => typeof value === "function" && (value === SpecloomError || value.prototype instanceof SpecloomError),
  );
  expect(classes.map(([name]) => name).toSorted()).toEqual([...Object.keys(scenes), ...bases].toSorted());
});

test("[H10] a request whose path repeats the key of a response fails with an error that does not have it", async () => {
  const { fetch } = cannedFetch(says({ items: [1], next: `things/${encodeURIComponent(ECHO)}` }), refuses(400));
  const error: unknown = await all(paginateLinks(sampleClient({ fetch }), list, nextUrls, [], {}, {})).catch(
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: "BadRequestError", path: "/things" });
  expect(shown(error)).not.toContain(KEY);
});

describe("[H10] a server that repeats the query with its key in the URLs that it gives", () => {
  const schemes = { main: { in: "query", name: "key" } } as const;
  const inQuery = (fetch: Fetch, clock = new VirtualClock()): Client =>
    sampleClient({ fetch, clock, apiKey: `${KEY}/+` }, { api: { security: { schemes, default: [["main"]] } } });
  const keysOf = (sent: readonly { readonly url: string }[]): string[][] =>
    sent.map(({ url }) => new URL(url).searchParams.getAll("key"));

  test("the position of a walk has no key, and each request has one", async () => {
    let page = 0;
    const { fetch, sent } = cannedFetch((url) => {
      const next = new URL(url);
      next.searchParams.set("page", String((page += 1)));
      return json({ items: [page], next: next.href });
    });
    const error: unknown = await all(paginateLinks(inQuery(fetch), list, nextUrls, [], {}, { maxPages: 3 })).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: "PageLimitError", position: { at: "/things?page=3" } });
    expect(shown(error)).not.toContain(KEY);
    expect(keysOf(sent)).toEqual(Array.from({ length: 3 }, () => [`${KEY}/+`]));
  });

  test.each(["operation-location", "$url"])(
    "the id and the snapshot of a job have none, known by %s",
    async (source) => {
      const { fetch, sent } = cannedFetch((url) => {
        const response = json(
          { state: "running" },
          { headers: { "operation-location": url.replace("/operations", "/a") } },
        );
        return Object.defineProperty(response, "url", { value: url });
      });
      const clock = new VirtualClock();
      const spec = { ...located, urls: jobUrls({ status: [source] }) };
      const [begin] = located.start ?? [];
      if (begin === undefined) throw new Error("no start");
      const started = await startJob(inQuery(fetch, clock), spec, begin.operation, [], {});
      const error: unknown = await clock.until(started.wait({ deadlineMs: 10_000 }).catch((reason: unknown) => reason));
      expect(error).toBeInstanceOf(JobTimeoutError);
      for (const value of [started.id, started.snapshot(), error]) expect(shown(value)).not.toContain(KEY);
      expect(keysOf(sent).every((found) => found.length === 1)).toBe(true);
    },
  );
});
