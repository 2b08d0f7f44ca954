import { decodeAny, encodeBody, exactJson, job, jsonEvents, multipart, paginatePages } from "@specloom/runtime";
import { ParameterError, urlencoded } from "@specloom/runtime";
import type { Client, Operation, StreamOptions } from "@specloom/runtime";
import { afterEach, describe, expect, test, vi } from "vitest";
import { json, never } from "../../support/canned-fetch.js";
import { getThing, sampleClient } from "../../support/sample-client.js";
import { full } from "../../support/sample-jobs.js";

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u;

const FORM = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";

const upload: Operation = {
  id: "upload",
  method: "POST",
  path: "/files",
  accept: ["application/json"],
  body: {
    mediaTypes: [MULTIPART, FORM, "application/json"],
    encode: encodeBody,
    forms: { [MULTIPART]: multipart(), [FORM]: urlencoded() },
  },
  idempotencyKey: "Idempotency-Key",
};

/** Sends one call whose response was made before the platform lost anything. */
async function call(operation: Operation, response: Response, body?: unknown, mediaType?: string) {
  const sent: RequestInit[] = [];
  const client = sampleClient({
    maxRetries: 0,
    fetch: async (_url, init) => {
      sent.push(init);
      return response;
    },
  });
  const path = operation.path.includes("{") ? ["a"] : [];
  const params = { ...(body !== undefined && { body }), ...(mediaType !== undefined && { "content-type": mediaType }) };
  const data = await client.call<unknown>(operation, path, params);
  const headers = new Headers(sent[0]?.headers);
  return { data, headers, init: sent[0] };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const gaps: readonly [string, () => void][] = [
  [
    "without crypto.randomUUID",
    () => vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) }),
  ],
  ["without crypto", () => vi.stubGlobal("crypto", undefined)],
];

describe.each(gaps)("%s, as on a page without https or in an app", (_gap, lose) => {
  test("[H19] idempotency keys are UUIDs, no two alike", async () => {
    lose();
    const keys = new Set<string | null>();
    for (let count = 0; count < 100; count++)
      keys.add((await call(upload, json({}), {}, "application/json")).headers.get("idempotency-key"));
    expect(keys.size).toBe(100);
    for (const key of keys) expect(key).toMatch(UUID);
  });

  test("[H19] a form has a boundary, and exactJson a mark", async () => {
    lose();
    const { headers } = await call(upload, json({}), { a: new Blob(["x"]) });
    expect(headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=form-[\da-f-]{36}$/u);
    expect(exactJson.parse(`[${2n ** 70n}]`)).toEqual([2n ** 70n]);
    expect(exactJson.stringify([2n ** 70n])).toBe(`[${2n ** 70n}]`);
  });
});

describe("without streams, as in an app", () => {
  /** A response as such a platform gives it: it has no `body`. */
  function bodiless(text: string, type: string, status = 200): Response {
    const response = new Response(text, { status, headers: { "content-type": type } });
    Object.defineProperty(response, "body", { value: undefined });
    return response;
  }

  const reading: readonly [string, Partial<Operation>, Response, unknown][] = [
    ["JSON", {}, bodiless('{"a":1}', "application/json"), { a: 1 }],
    ["text", { accept: ["text/plain"], decode: decodeAny }, bodiless("a", "text/plain"), "a"],
    [
      "bytes",
      { accept: ["image/png"], decode: decodeAny },
      bodiless("a", "image/png"),
      new Blob(["a"], { type: "image/png" }),
    ],
  ];
  test.each(reading)("[H19] %s is read", async (_name, declared, response, want) => {
    vi.stubGlobal("ReadableStream", undefined);
    expect((await call({ ...getThing, ...declared }, response)).data).toEqual(want);
  });

  test("[H19] a body of a wrong type is shown", async () => {
    const response = bodiless("<p>", "text/html");
    vi.stubGlobal("ReadableStream", undefined);
    await expect(call(getThing, response)).rejects.toMatchObject({ fault: "media-type", excerpt: "<p>" });
  });

  test("[H19] events come all at once, when their response has ended", async () => {
    const response = bodiless("data: 1\n\ndata: 2\n\n", "text/event-stream");
    vi.stubGlobal("ReadableStream", undefined);
    const streams = { "text/event-stream": jsonEvents };
    const client = sampleClient({ fetch: async () => response });
    const operation = { ...getThing, accept: ["text/event-stream"], decode: decodeAny, streams };
    const events = await client.call<AsyncIterable<{ data: unknown }>>(operation, ["a"]);
    const data: unknown[] = [];
    for await (const event of events) data.push(event.data);
    expect(data).toEqual([1, 2]);
  });

  test.each([
    ["an object", { a: 1 }, "application/json"],
    ["a form", { a: 1 }, FORM],
    ["a file", { a: new Blob(["x"]) }, MULTIPART],
    ["bytes", new Uint8Array([1]), undefined],
  ])("[H19] %s is sent", async (_name, body, mediaType) => {
    const response = bodiless("{}", "application/json");
    vi.stubGlobal("ReadableStream", undefined);
    const { init } = await call(upload, response, body, mediaType);
    expect(init?.body).toBeDefined();
  });
});

describe("without AbortSignal.any", () => {
  test.each([true, false])("[H19] a signal aborts a body that is read after the call (any: %s)", async (hasAny) => {
    const controller = new AbortController();
    const signals: AbortSignal[] = [];
    const client = sampleClient({
      fetch: async (_url, { signal }) => {
        if (signal) signals.push(signal);
        return new Response(new ReadableStream(), { headers: { "content-type": "image/png" } });
      },
    });
    const any: unknown = Reflect.get(AbortSignal, "any");
    if (!hasAny) Reflect.set(AbortSignal, "any", undefined);
    try {
      const operation = { ...getThing, accept: ["image/png"], decode: decodeAny };
      const options: StreamOptions = { as: "stream", signal: controller.signal };
      await client.call(operation, ["a"], {}, options);
    } finally {
      Reflect.set(AbortSignal, "any", any);
    }
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    controller.abort("stop");
    expect(signals.map(({ aborted, reason }) => [aborted, reason])).toEqual([[true, "stop"]]);
  });
});

describe("without AbortSignal.prototype.throwIfAborted", () => {
  const operation = { ...getThing, path: "/things", parameters: [] };
  const spec = { style: "page", request: {}, response: { items: "" } } as const;
  const rows: readonly [string, (client: Client, signal: AbortSignal) => Promise<unknown>][] = [
    ["a call", (client, signal) => client.call(getThing, ["a"], {}, { signal })],
    ["a list", (client, signal) => paginatePages(client, operation, spec, [], {}, { signal }).page()],
    [
      "the items of a list",
      (client, signal) => paginatePages(client, operation, spec, [], {}, { signal }).toArray({ maxItems: 1 }),
    ],
    ["a wait", (client, signal) => job(client, full, "a").wait({ signal })],
  ];
  test.each(rows)("[H19] %s ends with the reason of its signal, before and during a request", async (_name, run) => {
    const method: unknown = Reflect.get(AbortSignal.prototype, "throwIfAborted");
    Reflect.deleteProperty(AbortSignal.prototype, "throwIfAborted");
    try {
      await expect(run(sampleClient({ fetch: never }), AbortSignal.abort("stop"))).rejects.toBe("stop");
      const controller = new AbortController();
      setTimeout(() => controller.abort("stop"));
      await expect(run(sampleClient({ fetch: never }), controller.signal)).rejects.toBe("stop");
    } finally {
      Reflect.set(AbortSignal.prototype, "throwIfAborted", method);
    }
  });
});

describe("a file that cannot be read", () => {
  class ForeignBlob {
    readonly size = 3;
    readonly type = "image/png";
    async arrayBuffer(): Promise<ArrayBuffer> {
      return new ArrayBuffer(3);
    }
  }
  async function* chunks(): AsyncGenerator<string> {
    yield "a";
  }
  const files: readonly [string, object][] = [
    ["a Blob of another library", new ForeignBlob()],
    ["an object with its uri, as apps have it", { uri: "file:///photo.jpg", name: "photo.jpg", type: "image/jpeg" }],
    ["a stream of Node", { pipe: () => undefined }],
    ["an async iterable", chunks()],
    ["a stream of another library", { getReader: () => undefined }],
  ];
  test.each(files)("[H19] %s is refused, alone and in forms", async (_name, file) => {
    for (const [body, mediaType] of [
      [{ file }, MULTIPART],
      [{ file: [file] }, MULTIPART],
      [{ file }, FORM],
      [file, undefined],
      [file, "application/json"],
    ] as const) {
      const failed = call(upload, json({}), body, mediaType);
      await expect(failed).rejects.toThrow(ParameterError);
      await expect(failed).rejects.toThrow("body has a file that cannot be read here: pass a Blob or its bytes");
    }
  });

  test("[H19] an object with a link is no file", async () => {
    const link = { uri: "https://example.com/a", name: "a" };
    expect(await new Response((await call(upload, json({}), { link })).init?.body).text()).toContain(
      JSON.stringify(link),
    );
    expect((await call(upload, json({}), link, "application/json")).init?.body).toBe(JSON.stringify(link));
  });
});
