import type { CallOptions, ClientOptions, Operation } from "@specloom/runtime";
import { ApiError, decodeAny, jsonEvents, jsonLines, raw, ResponseParseError } from "@specloom/runtime";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cannedFetch, oddStatus } from "../../support/canned-fetch.js";
import { propertyRuns } from "../../support/property.js";
import { sampleClient } from "../../support/sample-client.js";
import { VirtualClock } from "../../support/virtual-clock.js";

const LIMIT = 100;

/** A body that goes on for as long as it is read, in chunks of some bytes. */
class Endless {
  read = 0;
  cancelled = false;

  response(
    type: string,
    chunk: string,
    { headers, ...init }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Response {
    const bytes = new TextEncoder().encode(chunk);
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (to) => {
          this.read += bytes.length;
          to.enqueue(bytes);
        },
        cancel: () => {
          this.cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { ...init, headers: { "content-type": type, ...headers } });
  }
}

const operation = (accept: string, more: Partial<Operation> = {}): Operation => ({
  id: "read",
  method: "GET",
  path: "/read",
  accept: [accept],
  decode: decodeAny,
  ...more,
});

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

async function drain(items: unknown): Promise<void> {
  if (isStream(items)) for await (const _ of items);
}

/** What reading gives under the limit, or throws. */
async function read(
  response: Response,
  options: CallOptions,
  of: Operation,
  client: ClientOptions = {},
): Promise<unknown> {
  const { fetch, sent } = cannedFetch(() => response);
  const calling = async () =>
    drain(await sampleClient({ fetch, clock: new VirtualClock(), ...client }).call(of, [], {}, options));
  const error = await calling().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(sent).toHaveLength(1);
  return error;
}

const stream: CallOptions & { readonly as: "stream" } = { as: "stream" };
const events: Partial<Operation> = { streams: { "text/event-stream": jsonEvents } };
const lines: Partial<Operation> = { streams: { "application/x-ndjson": jsonLines } };
const rows: readonly [string, string, string, Partial<Operation>, CallOptions][] = [
  ["JSON", "application/json", "[[[[", {}, {}],
  ["text", "text/plain", "text", {}, {}],
  ["bytes", "application/octet-stream", "\0\0\0\0", {}, {}],
  ["a stream of bytes", "application/octet-stream", "\0\0\0\0", {}, stream],
  ["a form", "multipart/form-data; boundary=a", "--a\r\n", {}, {}],
  ["one long event", "text/event-stream", "data: a", events, {}],
  ["many events", "text/event-stream", "id: 1\ndata: 1\n\n", events, {}],
  ["JSON lines", "application/x-ndjson", "{}\n", lines, {}],
  ["a type that is not declared", "application/json", "text", { accept: ["application/xml"] }, {}],
];

describe("[H8] a body that is larger than maxResponseBytes", () => {
  test.each(rows)("[H8] ends as it is read: %s", async (_name, type, chunk, more, options) => {
    const places: readonly (readonly [CallOptions, ClientOptions])[] = [
      [{ ...options, maxResponseBytes: LIMIT }, {}],
      [options, { maxResponseBytes: LIMIT }],
    ];
    for (const [ofCall, ofClient] of places) {
      const body = new Endless();
      const of = operation(type.split(";", 1)[0] ?? "", more);
      const error = await read(body.response(type, chunk), ofCall, of, ofClient);
      expect(error).toBeInstanceOf(ResponseParseError);
      expect(error).toMatchObject({ fault: "too-large", status: 200, operation: "read" });
      expect(body.read).toBeLessThanOrEqual(LIMIT + chunk.length);
      expect(body.cancelled).toBe(true);
    }
  });

  test("[H8] is not read at all if its length says so", async () => {
    const body = new Endless();
    const response = body.response("application/json", "[", { headers: { "content-length": "101" } });
    const error = await read(response, { maxResponseBytes: LIMIT }, operation("application/json"));
    expect(error).toMatchObject({ fault: "too-large" });
    expect(body).toMatchObject({ read: 0, cancelled: true });
  });

  test("[H8] of an error leaves the status", async () => {
    const body = new Endless();
    const response = body.response("application/json", "[", { status: 404 });
    const error = await read(response, { maxResponseBytes: LIMIT }, operation("application/json"));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 404, body: undefined });
    expect(body.read).toBeLessThanOrEqual(LIMIT + 1);
  });

  test.each([600, 700, 999])("[H8] is looked for in an answer of the status %i too", async (status) => {
    const short = await read(oddStatus(status, "{}"), { maxResponseBytes: LIMIT }, operation("application/json"));
    expect(short).toMatchObject({ name: "ApiError", status, body: {} });
    const long = oddStatus(status, "[".repeat(LIMIT + 1));
    const error = await read(long, { maxResponseBytes: LIMIT }, operation("application/json"));
    expect(error).toMatchObject({ name: "ApiError", status, body: undefined });
  });

  test.each([{}, { maxResponseBytes: LIMIT }])(
    "[H1] a raw call with the status 999 is sent once: %j",
    async (options) => {
      const { fetch, sent } = cannedFetch(() => oddStatus(999));
      const client = raw<{ "/a": { get: { responses: {} } } }>(sampleClient({ fetch, ...options }));
      const { response, error } = await client.GET("/a");
      expect([response.status, error, sent.length]).toEqual([999, {}, 1]);
    },
  );

  test("[H8] of a raw call fails as it is read, and a raw error too", async () => {
    for (const status of [200, 500]) {
      const body = new Endless();
      const { fetch } = cannedFetch(() => body.response("application/json", "[", { status }));
      const client = sampleClient({ fetch, maxRetries: 0, maxResponseBytes: LIMIT });
      const calling = raw<{ "/a": { get: { responses: {} } } }>(client).GET("/a", { parseAs: "text" });
      await expect(calling).rejects.toThrow(ResponseParseError);
      // The error of a status reads a copy of its body.
      expect(body.read).toBeLessThanOrEqual(2 * LIMIT);
    }
  });

  test("[H8] is refused without streams too, after it has arrived", async () => {
    const response = new Response("x".repeat(LIMIT + 1), { headers: { "content-type": "text/plain" } });
    Object.defineProperty(response, "body", { value: undefined });
    const error = await read(response, { maxResponseBytes: LIMIT }, operation("text/plain"));
    expect(error).toMatchObject({ fault: "too-large" });
  });

  test("[H8] keeps where its response came from", async () => {
    const { fetch } = cannedFetch(() => {
      const response = Response.json({ a: 1 });
      Object.defineProperty(response, "url", { value: "https://api.example.com/v1/read" });
      return response;
    });
    const call = sampleClient({ fetch }).call(operation("application/json"), [], {}, { maxResponseBytes: LIMIT });
    const { data, response } = await call.withResponse();
    expect({ data, url: response.url }).toEqual({ data: { a: 1 }, url: "https://api.example.com/v1/read" });
  });
});

test("[H8] any body is read whole up to its limit, in any chunks, and fails above it", async () => {
  const arbitrary = fc.record({
    sizes: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }),
    limit: fc.integer({ min: 0, max: 200 }),
    length: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(arbitrary, async ({ sizes, limit, length }) => {
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const rest = [...sizes];
      const body = new ReadableStream<Uint8Array>({
        pull(to) {
          const size = rest.shift();
          if (size === undefined) to.close();
          else to.enqueue(new Uint8Array(size).fill(97));
        },
      });
      const headers = { "content-type": "text/plain", ...(length && { "content-length": String(total) }) };
      const { fetch } = cannedFetch(() => new Response(body, { headers }));
      const call = sampleClient({ fetch, maxResponseBytes: limit }).call<string>(operation("text/plain"), []);
      if (total <= limit) expect(await call).toBe("a".repeat(total));
      else await expect(call).rejects.toMatchObject({ fault: "too-large" });
    }),
    propertyRuns(200),
  );
});
