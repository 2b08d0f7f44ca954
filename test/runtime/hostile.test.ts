import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  decodeAny,
  exactJson,
  hasJob,
  job,
  jsonEvents,
  jsonLines,
  jobUrls,
  paginate,
  paginateLinks,
  SpecloomError,
  startJob,
  textLines,
  type JobSpec,
  type Operation,
} from "@specloom/runtime";
import { cannedFetch } from "../support/canned-fetch.js";
import { hostileText } from "../support/hostile-texts.js";
import { propertyRuns } from "../support/property.js";
import { KEY, sampleClient } from "../support/sample-client.js";
import { VirtualClock } from "../support/virtual-clock.js";

// Whatever a server answers: a value or an error of ours with a message of one line, no request to another origin, and
// nothing that goes on by itself.

const runs = propertyRuns();
const ORIGIN = "https://api.example.com";

/** What a place of a body is not made for. */
const leaf = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0.5,
    1e21,
    "",
    "0",
    "done",
    "running",
    "failed",
    "gone",
    "/tasks/1",
    [],
    {},
    [[[[]]]],
  ),
  fc.constantFrom(`${ORIGIN}/v1/tasks/2`, "https://evil.example/v1/tasks", "//evil.example", `Bearer ${KEY}`),
);
const fields = "state status id items next has_more total count error message detail errors result links progress at";
const body = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.dictionary(fc.constantFrom(...fields.split(" ")), fc.oneof(leaf, fc.array(leaf)), { maxKeys: 6 }),
  },
  fc.jsonValue(),
  fc.array(leaf),
);
const text = fc.oneof(
  { weight: 6, arbitrary: body.map((value) => JSON.stringify(value)) },
  hostileText,
  fc.constantFrom(
    "[".repeat(20_000),
    `${"[".repeat(9_000)}${"]".repeat(9_000)}`,
    '{"state":12345678901234567890}',
    "\0",
    "{",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const types =
  "application/json text/plain text/event-stream application/x-ndjson application/octet-stream multipart/form-data";
const isHeader = (value: string) => /^[\t -~\u0080-\u00FF]*$/u.test(value);
const header = fc.oneof(
  fc.constantFrom("0", "-1", "1e9", "86400", "99999999999999999999", "Wed, 21 Oct 2015 07:28:00 GMT", "soon", ""),
  fc.constantFrom(
    '<https://evil.example/x>; rel="next"',
    '</v1/things?cursor=2>; rel="next"',
    "<",
    `${ORIGIN}/v1/tasks/3`,
  ),
  hostileText.filter(isHeader),
);
const names =
  "retry-after retry-after-ms location operation-location link content-length date x-request-id ratelimit set-cookie";
const answer = fc.record({
  status: fc.constantFrom(200, 200, 200, 200, 201, 202, 204, 206, 302, 304, 400, 401, 404, 408, 409, 429, 500, 503),
  type: fc.oneof(fc.constantFrom(...types.split(" ")), fc.constantFrom("", "application/hal+json;charset=x", "a/b")),
  headers: fc.dictionary(fc.constantFrom(...names.split(" ")), header, { maxKeys: 3 }),
  text,
});
const answers = fc.array(answer, { minLength: 1, maxLength: 5 });
type Answers = typeof answers extends fc.Arbitrary<infer A> ? A : never;

/** A client of a server that gives these answers, the last for ever. */
function setting(given: Answers, json: typeof exactJson | typeof JSON = JSON) {
  const { fetch, sent } = cannedFetch(
    ...given.map(({ status, type, headers, text: content }) => () => {
      const isEmpty = [204, 304].includes(status);
      return new Response(isEmpty ? null : content, {
        status,
        headers: { ...headers, ...(type && { "content-type": type }) },
      });
    }),
  );
  const clock = new VirtualClock();
  return { clock, sent, client: sampleClient({ fetch, clock, json, maxResponseBytes: 1_000_000 }) };
}

/** What it gives, or the error, which has to be one of ours. */
async function outcome({ clock, sent }: ReturnType<typeof setting>, work: Promise<unknown>): Promise<unknown> {
  const failed = await clock.until(
    work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
  expect(sent.filter(({ url }) => new URL(url).origin !== ORIGIN)).toEqual([]);
  expect(clock.timers).toBe(0);
  if (failed === undefined) return undefined;
  if (!(failed instanceof SpecloomError)) throw failed;
  expect(failed.message).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]{0,500}$/u);
  expect(failed.message + JSON.stringify(failed)).not.toContain(KEY);
  return failed;
}

const streams = { "text/event-stream": jsonEvents, "application/x-ndjson": jsonLines, "text/plain": textLines };
const read: Operation = { id: "read", method: "GET", path: "/things", decode: decodeAny, streams };
const accepts = fc.constantFrom(undefined, ["application/json"], ["*/*"], types.split(" "));

test("[H8] whatever a server answers to a call, it is a value or an error of one line", async () => {
  await fc.assert(
    fc.asyncProperty(answers, accepts, fc.boolean(), async (given, accept, isExact) => {
      const set = setting(given, isExact ? exactJson : JSON);
      const call = async () => {
        const data: unknown = await set.client.call({ ...read, ...(accept && { accept }) }, []);
        if (typeof data === "object" && data !== null && Symbol.asyncIterator in data)
          for await (const _ of Object(data));
      };
      await outcome(set, call());
      // The first attempt, two retries, and the redirects of each.
      expect(set.sent.length).toBeLessThanOrEqual(100);
    }),
    runs,
  );
});

const spec: JobSpec = {
  name: "tasks",
  status: { id: "status", method: "GET", path: "/tasks/{id}", parameters: [{ name: "id", in: "path" }] },
  id: "id",
  state: ["/state", "/status"],
  states: { pending: ["running", 0], succeeded: ["done", 1], failed: ["failed"], cancelled: ["gone"] },
  error: "/error",
  progress: { value: "/progress" },
  completedAt: "/at",
  result: {
    operation: { id: "result", method: "GET", path: "/tasks/{id}/result", parameters: [{ name: "id", in: "path" }] },
    id: "id",
  },
  start: [{ operation: { id: "start", method: "POST", path: "/tasks" }, jobId: "/id" }],
};
const located: JobSpec = {
  ...spec,
  urls: jobUrls({ status: ["operation-location", "location", "/next"], result: ["location", "/result"] }),
};

test("[20] whatever a server answers about a job, a wait ends with an outcome or an error that has the job", async () => {
  await fc.assert(
    fc.asyncProperty(answers, fc.boolean(), fc.boolean(), async (given, byUrl, isExact) => {
      const set = setting(given, isExact ? exactJson : JSON);
      const kind = byUrl ? located : spec;
      const id = byUrl ? "/tasks/1" : "1";
      const error = await outcome(set, job(set.client, kind, id, { deadlineMs: 8_000, maxDelayMs: 4_000 }).wait());
      if (error !== undefined) expect(hasJob(error)).toBe(true);
      expect(set.sent.length).toBeLessThanOrEqual(100);
    }),
    runs,
  );
});

test("[22] whatever a server answers to a start, it gives a job or an error, after one request", async () => {
  await fc.assert(
    fc.asyncProperty(answers, fc.boolean(), async (given, byUrl) => {
      const set = setting(given);
      const kind = byUrl ? located : spec;
      const [start] = kind.start ?? [];
      if (start === undefined) throw new Error("no start");
      const error = await outcome(set, startJob(set.client, kind, start.operation, [], {}));
      if (error !== undefined) expect(error).toHaveProperty("started");
      expect(set.sent.filter(({ method }) => method === "POST")).toHaveLength(1);
    }),
    runs,
  );
});

const cursors = {
  style: "cursor",
  request: { cursor: "cursor" },
  response: { items: "/items", next: "/next" },
} as const;
const links = { style: "link-header", request: {}, response: { items: "" } } as const;
const nextUrls = { style: "next-url", request: {}, response: { items: "/items", next: "/next" } } as const;
const list: Operation = { ...read, parameters: [{ name: "cursor", in: "query" }], accept: ["application/json"] };

test("[33] whatever a server answers to a walk, it ends, or fails with an error of one line", async () => {
  await fc.assert(
    fc.asyncProperty(answers, fc.nat(2), async (given, style) => {
      const set = setting(given);
      const options = { maxPages: 20, maxRetries: 0 };
      const pager =
        style === 0
          ? paginate(set.client, list, cursors, [], {}, options)
          : paginateLinks(set.client, list, style === 1 ? links : nextUrls, [], {}, options);
      const walk = async () => {
        for await (const _ of pager);
      };
      await outcome(set, walk());
      expect(set.sent.length).toBeLessThanOrEqual(42);
    }),
    runs,
  );
});
