import type { Operation } from "@specloom/runtime";
import {
  decodeAny,
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NetworkError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ResponseParseError,
  ServerError,
  UnprocessableEntityError,
} from "@specloom/runtime";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cannedFetch, json } from "../../support/canned-fetch.js";
import { propertyRuns } from "../../support/property.js";
import { getThing, sampleClient } from "../../support/sample-client.js";

const typed = (type: string, body: BodyInit | null, status = 200) =>
  new Response(body, { status, headers: type === "" ? {} : { "content-type": type } });

const bytes = (type: string, body: readonly number[]) =>
  new Response(Uint8Array.from(body), { headers: { "content-type": type } });

function send(response: Response, operation: Partial<Operation> = {}): Promise<unknown> {
  const { fetch } = cannedFetch(() => response);
  return sampleClient({ fetch, maxRetries: 0 }).call({ ...getThing, ...operation }, ["a"]);
}

async function failure(response: Response, operation: Partial<Operation> = {}): Promise<unknown> {
  return send(response, operation).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("a success is read by its content type", () => {
  const rows: readonly [string, readonly string[] | undefined, Response, unknown][] = [
    ["JSON", ["application/json"], typed("application/json; charset=utf-8", '{"a":1}'), { a: 1 }],
    ["JSON in capitals", ["application/json"], typed("Application/JSON", "[1]"), [1]],
    ["+json where JSON is declared", ["application/json"], typed("application/hal+json", "[1]"), [1]],
    ["null", ["application/json"], typed("application/json", "null"), null],
    ["JSON after a byte order mark", ["application/json"], typed("application/json", "\uFEFF{}"), {}],
    ["no type, where JSON is declared", ["application/json"], new Response(new TextEncoder().encode("[1]")), [1]],
    ["text", ["text/plain"], typed("text/plain", "a"), "a"],
    ["empty text", ["text/plain"], typed("text/plain", ""), ""],
    ["text in its charset", ["text/plain"], bytes("text/plain; charset=windows-1252", [0xe9]), "é"],
    ["text in a charset in quotes", ["text/csv"], bytes('text/csv;header=present; Charset="ISO-8859-1"', [0xfc]), "ü"],
    ["text in UTF-16", ["text/plain"], bytes("text/plain;charset=utf-16le", [0xff, 0xfe, 0xe9, 0]), "é"],
    ["XML in its charset", ["application/xml"], bytes("application/xml; charset=shift_jis", [0x82, 0xa0]), "あ"],
    ["text in an unknown charset", ["text/plain"], typed("text/plain; charset=none", "é"), "é"],
    ["text in UTF-8", ["text/plain"], typed("text/plain; charset=utf-8", "\uFEFFé"), "é"],
    ["JSON as UTF-8", ["application/json"], typed("application/json; charset=iso-8859-1", '"é"'), "é"],
    ["one of several types", ["application/json", "text/csv"], typed("text/csv", "a,b"), "a,b"],
    ["a type in a declared range", ["text/*"], typed("text/html", "<p>"), "<p>"],
    ["a type of its own beside a range", ["*/*", "text/html"], typed("text/html", "<p>"), "<p>"],
    ["JSON beside a range", ["application/json", "*/*"], typed("application/hal+json", "[1]"), [1]],
    ["XML", ["application/xml"], typed("application/xml", "<a/>"), "<a/>"],
    ["204, where no content is declared", undefined, new Response(null, { status: 204 }), undefined],
    ["205, where no content is declared", undefined, new Response(null, { status: 205 }), undefined],
    ["nothing, where no content is declared", undefined, new Response(""), undefined],
    ["text, where no content is declared", undefined, typed("text/plain", "ok"), "ok"],
    ["what is no JSON, where no content is declared", undefined, typed("application/json", "ok"), "ok"],
  ];
  test.each(rows)("[H8] %s", async (_name, accept, response, want) => {
    const operation: Operation = { id: "x", method: "GET", path: "/x", ...(accept && { accept }) };
    const { fetch } = cannedFetch(() => response.clone());
    const client = sampleClient({ fetch });
    expect(await client.call({ ...operation, decode: decodeAny }, [])).toEqual(want);
    // Without `decodeAny`: for operations that declare only JSON, or nothing.
    if (accept?.every((type) => type === "application/json") !== false)
      expect(await client.call(operation, [])).toEqual(want);
  });

  test("[H8] bytes are a Blob, a form is FormData, events are the stream itself", async () => {
    const blob = await send(typed("image/png", "hi"), { accept: ["image/png"], decode: decodeAny });
    expect(blob).toBeInstanceOf(Blob);
    const form = new FormData();
    form.append("a", "1");
    const data = await send(new Response(form), { accept: ["multipart/form-data"], decode: decodeAny });
    expect(data).toBeInstanceOf(FormData);
    const events: Partial<Operation> = { accept: ["text/event-stream"], decode: decodeAny, streams: {} };
    const stream = await send(typed("text/event-stream", "data: 1\n\n"), events);
    expect(stream).toBeInstanceOf(ReadableStream);
  });

  test.each([
    ["*/*", "application/json", "{}"],
    ["*/*", "text/csv", "a,b"],
    ["*/*; q=1", "text/event-stream", "data: 1"],
    ["*/*", "multipart/form-data", "no form"],
    ["application/*", "application/json", "{}"],
    ["application/*", "application/x-ndjson", "{}"],
  ])("[H8] what only %s declares is a Blob where %s comes, as it is typed", async (range, type, text) => {
    const blob = await send(typed(type, text), { accept: [range], decode: decodeAny });
    expect(blob).toBeInstanceOf(Blob);
    expect(blob instanceof Blob && (await blob.text())).toBe(text);
  });

  test.each([
    ["without a boundary", "multipart/form-data", "--a", "syntax"],
    ["with another boundary", "multipart/form-data; boundary=b", "--a\r\n\r\n--a--", "syntax"],
    ["cut in a part", "multipart/form-data; boundary=a", "--a\r\nContent-Disposition: form-data", "syntax"],
    ["of nothing", "multipart/form-data; boundary=a", "", "empty"],
  ])("[H8] a form %s is a typed error with its start", async (_name, type, body, fault) => {
    const error = await failure(typed(type, body), { accept: ["multipart/form-data"], decode: decodeAny });
    expect(error).toBeInstanceOf(ResponseParseError);
    expect(error).toMatchObject({ fault, excerpt: body, attempts: 1 });
  });

  test.each([204, 205])(
    "[H8] %i is undefined where it is declared empty, beside a success with content",
    async (status) => {
      const empty = () => new Response(null, { status });
      expect(await send(empty(), { empty: { "200": false, [status]: true } })).toBeUndefined();
      expect(await send(empty(), { empty: { "200": false, "2XX": true } })).toBeUndefined();
      const others: Partial<Operation>[] = [
        {},
        { empty: { "200": false, "202": true } },
        { empty: { [status]: false } },
      ];
      for (const declared of others) expect(await failure(empty(), declared)).toMatchObject({ fault: "empty", status });
    },
  );

  test("[H8] a HEAD response has no body, whatever it declares", async () => {
    expect(await send(typed("application/json", null), { method: "HEAD" })).toBeUndefined();
  });
});

describe("a success that is not what is declared is a typed error", () => {
  const long = `{"a": "${"x".repeat(1_000)}`;
  const rows: readonly [string, Response, string, string][] = [
    ["broken JSON", typed("application/json", '{"a":'), "syntax", '{"a":'],
    ["broken JSON, cut to its start", typed("application/json", long), "syntax", long.slice(0, 256)],
    ["a wrong content type", typed("text/html", "<p>Sign in"), "media-type", "<p>Sign in"],
    ["an empty body", typed("application/json", ""), "empty", ""],
    ["an empty body without a type", new Response(null), "empty", ""],
    ["an empty body of a wrong type", typed("text/html", ""), "empty", ""],
  ];
  test.each(rows)("[H8] %s", async (_name, response, fault, excerpt) => {
    response.headers.set("x-request-id", "r1");
    const error = await failure(response);
    expect(error).toBeInstanceOf(ResponseParseError);
    expect(error).toMatchObject({
      fault,
      excerpt,
      status: 200,
      requestId: "r1",
      operation: "get_thing",
      method: "GET",
      path: "/things/{thing_id}",
      attempts: 1,
    });
    expect(error).toHaveProperty("headers", response.headers);
  });

  test("[H8] an endless body of a wrong type is not waited for", async () => {
    const endless = new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(100).fill(97)) });
    expect(await failure(typed("text/html", endless))).toMatchObject({ fault: "media-type", excerpt: "a".repeat(256) });
  });
});

describe("a status outside 2xx is never a value", () => {
  const locationless = [300, 301, 302, 303, 304, 305, 307, 308, 399];
  test.each(locationless)("[H8] %i without a Location is an ApiError", async (status) => {
    const declarations: Partial<Operation>[] = [{}, { empty: { "200": false, "204": true } }, { decode: decodeAny }];
    for (const operation of declarations) {
      const error = await failure(new Response(null, { status }), operation);
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status, message: `GET /things/{thing_id}: ${status}` });
    }
    expect(await failure(new Response(null, { status }), { method: "HEAD" })).toBeInstanceOf(ApiError);
  });

  test("[H8] a 304 with a Location, and a 303 with words, too", async () => {
    const moved = new Response(null, { status: 304, headers: { location: "/elsewhere" } });
    expect(await failure(moved)).toMatchObject({ status: 304 });
    expect(await failure(json({ detail: "see there" }, { status: 303 }))).toMatchObject({ detail: "see there" });
  });
});

describe("an error status throws", () => {
  const rows: readonly [number, typeof ApiError][] = [
    [400, BadRequestError],
    [401, AuthenticationError],
    [402, ApiError],
    [403, PermissionDeniedError],
    [404, NotFoundError],
    [409, ConflictError],
    [418, ApiError],
    [422, UnprocessableEntityError],
    [429, RateLimitError],
    [500, ServerError],
    [503, ServerError],
    [599, ServerError],
  ];
  test.each(rows)("[H9] %i", async (status, type) => {
    const headers = { "x-request-id": "r1", "retry-after": "7" };
    const error = await failure(json({ detail: "no such thing" }, { status, headers }));
    expect(error).toBeInstanceOf(type);
    expect(error).toBeInstanceOf(ApiError);
    for (const [, other] of rows) if (other !== type && other !== ApiError) expect(error).not.toBeInstanceOf(other);
    expect(error).toMatchObject({
      name: type.prototype.name,
      message: `GET /things/{thing_id}: ${status}: no such thing`,
      status,
      body: { detail: "no such thing" },
      requestId: "r1",
      operation: "get_thing",
      method: "GET",
      path: "/things/{thing_id}",
      attempts: 1,
      retryAfterMs: 7_000,
    });
    expect(error instanceof ApiError && error.headers.get("x-request-id")).toBe("r1");
  });

  const words: readonly [string, Response, string | undefined, unknown][] = [
    ["detail", json({ detail: "a", message: "b" }, { status: 400 }), "a", { detail: "a", message: "b" }],
    ["message", json({ message: "a" }, { status: 400 }), "a", { message: "a" }],
    ["error", json({ error: "a" }, { status: 400 }), "a", { error: "a" }],
    [
      "error.message",
      json({ error: { message: "a", code: 1 } }, { status: 400 }),
      "a",
      { error: { message: "a", code: 1 } },
    ],
    [
      "FastAPI's detail[]",
      json({ detail: [{ loc: ["body", "name"], msg: "field required", type: "x" }, { msg: "b" }] }, { status: 422 }),
      "body.name: field required; b",
      expect.anything(),
    ],
    ["a JSON list", json(["a", "b"], { status: 400 }), "a; b", ["a", "b"]],
    ["a list of objects", json([{ message: "a" }, 1, null], { status: 400 }), "a", expect.anything()],
    ["a JSON string", json("a", { status: 400 }), "a", "a"],
    ["plain text", typed("text/plain", " a \n", 400), "a", " a \n"],
    ["JSON that says it is text", typed("text/plain", '{"detail":"a"}', 400), "a", { detail: "a" }],
    ["text that says it is JSON", typed("application/json", "a", 400), "a", "a"],
    ["a page of HTML", typed("text/html", "<html>", 502), undefined, "<html>"],
    ["nothing to be found", json({ code: 7 }, { status: 400 }), undefined, { code: 7 }],
    ["an empty detail and a message", json({ detail: "", message: "a" }, { status: 400 }), "a", expect.anything()],
    [
      "error_description",
      json({ error: "invalid_grant", error_description: "a" }, { status: 400 }),
      "a",
      expect.anything(),
    ],
    [
      "error.message beside a description",
      json({ error: { message: "a" }, error_description: "b" }, { status: 400 }),
      "a",
      expect.anything(),
    ],
    ["a title", json({ type: "about:blank", title: "a", status: 400 }, { status: 400 }), "a", expect.anything()],
    ["a detail and a title", json({ title: "b", detail: "a" }, { status: 400 }), "a", expect.anything()],
    ["msg", json({ code: 1, msg: "a" }, { status: 400 }), "a", expect.anything()],
    ["reason", json({ reason: "a" }, { status: 400 }), "a", expect.anything()],
    ["errors, a text", json({ errors: "a" }, { status: 400 }), "a", expect.anything()],
    ["errors, a list of texts", json({ errors: ["a", "b"] }, { status: 400 }), "a; b", expect.anything()],
    [
      "errors, a list of objects",
      json({ errors: [{ message: "a", path: "x" }, { title: "b" }] }, { status: 400 }),
      "a; b",
      expect.anything(),
    ],
    [
      "errors, lists by field",
      json({ errors: { color: ["is bad", "is dark"] } }, { status: 422 }),
      "color: is bad; is dark",
      expect.anything(),
    ],
    [
      "errors, a text by field",
      json({ errors: { color: "is bad" } }, { status: 422 }),
      "color: is bad",
      expect.anything(),
    ],
    ["errors below a wrapper", json({ error: { errors: [{ reason: "a" }] } }, { status: 400 }), "a", expect.anything()],
    [
      "lists by field",
      json({ size: ["must be positive"], name: ["is missing"] }, { status: 400 }),
      "size: must be positive; name: is missing",
      expect.anything(),
    ],
    [
      "lists by nested field",
      json({ owner: { age: ["too low"] } }, { status: 400 }),
      "owner: age: too low",
      expect.anything(),
    ],
    ["lists by field below detail", json({ detail: { size: ["a"] } }, { status: 400 }), "size: a", expect.anything()],
    ["texts of other fields", json({ code: "E1", status: "error" }, { status: 400 }), undefined, expect.anything()],
    [
      "names of inherited properties",
      json({ errors: { constructor: ["a"], __proto__: 1 } }, { status: 400 }),
      "constructor: a",
      expect.anything(),
    ],
    ["several lines", json({ detail: "a\r\n  b\tc" }, { status: 400 }), "a b c", expect.anything()],
    [
      "escape sequences",
      json({ detail: "\u001b[31ma\u001b[0m\u001b]0;title\u0007 \u009b2Jb\u202ec\u0000" }, { status: 400 }),
      "a b c",
      expect.anything(),
    ],
    ["an empty body", new Response(null, { status: 500 }), undefined, undefined],
    ["a falsy body", json(0, { status: 500 }), undefined, 0],
  ];
  test.each(words)("[H9] its words: %s", async (_name, response, detail, body) => {
    const error = await failure(response);
    expect(error).toMatchObject({ detail, body, status: response.status });
    expect(error instanceof Error && error.message).toContain(detail ?? `${response.status}`);
  });

  test("[H9] a very long text is cut in the message, and whole in the body", async () => {
    const error = await failure(typed("text/plain", "x".repeat(100_000), 500));
    expect(error instanceof ApiError && error.message.length < 600).toBe(true);
    expect(error).toMatchObject({ body: "x".repeat(100_000) });
  });

  test("[H9] whatever the body, the message is one short line", async () => {
    const text = fc.string({ unit: "binary", maxLength: 1_500 });
    const body = fc.oneof(
      text,
      fc.json({ maxDepth: 8 }),
      fc.anything({ maxDepth: 4 }).map((value) => JSON.stringify({ errors: value }) ?? ""),
    );
    await fc.assert(
      fc.asyncProperty(body, async (content) => {
        const error = await failure(new Response(content, { status: 400 }));
        const { detail = "" } = error instanceof ApiError ? error : {};
        expect(error).toBeInstanceOf(ApiError);
        expect(detail.length).toBeLessThanOrEqual(500);
        expect(detail).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      }),
      propertyRuns(200),
    );
  });

  const deep: readonly [string, (depth: number) => string][] = [
    ["lists", (depth) => "[".repeat(depth) + "]".repeat(depth)],
    ["errors", (depth) => `{"errors":`.repeat(depth) + `"a"` + "}".repeat(depth)],
    ["details", (depth) => `{"detail":`.repeat(depth) + `"a"` + "}".repeat(depth)],
    ["lists by field", (depth) => `{"a":[`.repeat(depth) + "]}".repeat(depth)],
  ];
  test.each(deep)("[H9] a body of nested %s is an ordinary error", async (_name, nested) => {
    for (const depth of [10, 6_000, 100_000])
      expect(await failure(typed("application/json", nested(depth), 400))).toBeInstanceOf(BadRequestError);
  });

  test("[H9] a long list of errors is read as far as the message goes", async () => {
    const error = await failure(
      json({ errors: Array.from({ length: 100_000 }, (_, index) => ({ message: `e${index}` })) }, { status: 400 }),
    );
    expect(error).toHaveProperty("detail", expect.stringMatching(/^e0; e1; .{480,}$/u));
  });

  test.each(["x-request-id", "request-id", "x-correlation-id"])("[H9] the request id is found in %s", async (name) => {
    expect(await failure(json({}, { status: 400, headers: { [name]: "r1" } }))).toMatchObject({ requestId: "r1" });
  });

  test("[H9] a body that breaks off leaves the status standing", async () => {
    const broken = new ReadableStream({ start: (to) => to.error(new TypeError("terminated")) });
    expect(await failure(new Response(broken, { status: 404 }))).toMatchObject({ status: 404, body: undefined });
  });

  test("[H1] a success whose body breaks off is a network error", async () => {
    const broken = new ReadableStream({ start: (to) => to.error(new TypeError("terminated")) });
    expect(await failure(typed("application/json", broken))).toBeInstanceOf(NetworkError);
  });

  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const throwing = (target: object, name: string): object =>
    Object.defineProperty(target, name, {
      get: () => {
        throw new Error("not to be read");
      },
    });
  const unreadable: readonly [string, unknown][] = [
    ["a revoked Proxy", revoked],
    ["an error whose message throws", throwing(new Error(), "message")],
    ["an error whose code throws", throwing(new TypeError("failed"), "code")],
    ["an error with a cause that throws", new TypeError("failed", { cause: throwing({}, "detail") })],
    ["an error whose cause is a revoked Proxy", new TypeError("failed", { cause: revoked })],
    ["a list with a revoked Proxy", [revoked]],
    ["a Proxy whose prototype throws", new Proxy({}, throwing({}, "getPrototypeOf"))],
  ];
  test.each(unreadable)("[H1] %s, thrown by fetch or by a body, is a network error", async (_name, thrown) => {
    const rejects = () => new Promise<never>((_resolve, reject) => reject(thrown));
    const fails = cannedFetch(rejects, json({ id: "a" }));
    expect(await sampleClient({ fetch: fails.fetch, maxRetries: 0 }).call(getThing, ["a"]).catch(String)).toMatch(
      /^NetworkError: GET /,
    );
    const broken = new ReadableStream({ start: (to) => to.error(thrown) });
    expect(await failure(typed("application/json", broken))).toBeInstanceOf(NetworkError);
  });
});

test("[H9] errors are recognised across two copies of the runtime", async () => {
  const error = await failure(json({}, { status: 404 }));
  const foreign: unknown = Object.create(Object.prototype, {
    [Symbol.for("@specloom/runtime/ApiError")]: { value: true },
  });
  expect(foreign).toBeInstanceOf(ApiError);
  expect(foreign).not.toBeInstanceOf(NotFoundError);
  expect(error).toBeInstanceOf(NotFoundError);
  class Mine extends ApiError {}
  expect(error).not.toBeInstanceOf(Mine);
});
