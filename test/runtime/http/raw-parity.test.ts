import type { RawClient, RawOptions } from "@specloom/runtime";
import { raw } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import createClient from "../../../packages/runtime/node_modules/openapi-fetch/dist/index.mjs";
import { json } from "../../support/canned-fetch.js";
import { KEY, sampleClient } from "../../support/sample-client.js";

// What openapi-fetch documents, asked of itself and of `raw`: the same requests, and the same results. Its package has no
// tests of its own.

interface Operation {
  readonly parameters: {
    readonly query?: Record<string, unknown>;
    readonly header?: Record<string, unknown>;
    readonly path?: Record<string, unknown>;
    readonly cookie?: Record<string, unknown>;
  };
  readonly requestBody?: { readonly content: { readonly "application/json": unknown } };
  readonly responses: {
    readonly 200: { readonly content: { readonly "application/json": unknown } };
    readonly 400: { readonly content: { readonly "application/json": unknown } };
  };
}
type Item = Readonly<Record<"get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace", Operation>>;
interface Paths {
  readonly "/things": Item;
  readonly "/things/{id}": Item;
  readonly "/things/{id}/parts/{part}": Item;
}
type Middleware = NonNullable<RawOptions["middleware"]>[number];

const BASE = "https://api.example.com/v1";

interface Row {
  readonly name: string;
  readonly call: (client: RawClient<Paths>) => Promise<{ readonly data?: unknown; readonly error?: unknown }>;
  readonly options?: RawOptions;
  /** The answer; an object by default. */
  readonly answer?: () => Response | Error;
}

/** A request as a server sees it. A boundary of a form is drawn by the platform. */
async function seen(request: Request): Promise<object> {
  const text = await request.clone().text();
  const boundary = /boundary=(\S+)/.exec(request.headers.get("content-type") ?? "")?.[1] ?? "no boundary";
  const plain = (value: string) => value.replaceAll(boundary, "BOUNDARY");
  const ours = new Set(["authorization", "user-agent"]);
  return {
    method: request.method,
    url: request.url,
    headers: [...request.headers].filter(([name]) => !ours.has(name)).map(([name, value]) => [name, plain(value)]),
    body: plain(text),
    cache: request.cache,
    credentials: request.credentials,
    mode: request.mode,
  };
}

/** A value of a result as it can be compared. */
async function readable(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return { blob: await value.text(), type: value.type };
  if (value instanceof ReadableStream) return { stream: await new Response(value).text() };
  return value instanceof ArrayBuffer ? { bytes: [...new Uint8Array(value)] } : value;
}

async function run(
  { call, answer = () => json({ a: 1 }) }: Row,
  make: (fetch: Row["answer"], log: object[]) => RawClient<Paths>,
) {
  const requests: object[] = [];
  const result = await call(make(answer, requests)).then(
    async ({ data, error }) => ({ data: await readable(data), error: await readable(error) }),
    (thrown: unknown) => ({ thrown: thrown instanceof Error && thrown.message !== "" }),
  );
  return { requests, result };
}

const answered = (answer: Row["answer"]): Response => {
  const found = answer?.();
  if (found instanceof Error) throw found;
  return found ?? json({});
};

function itself({ middleware = [], ...options }: RawOptions): Parameters<typeof run>[1] {
  return (answer, log) => {
    const fetch = async (request: Request) => {
      request.signal.throwIfAborted();
      log.push(await seen(request));
      return answered(answer);
    };
    const client = createClient<Paths>({ baseUrl: BASE, fetch, ...options });
    client.use(...middleware);
    return client;
  };
}

function onOurClient(options: RawOptions): Parameters<typeof run>[1] {
  return (answer, log) => {
    const fetch = async (url: string, init: RequestInit) => {
      log.push(await seen(new Request(url, init)));
      return answered(answer);
    };
    return raw<Paths>(sampleClient({ fetch, maxRetries: 0 }), options);
  };
}

const query = (values: Record<string, unknown>, options: RawOptions = {}, name = JSON.stringify(values)): Row => ({
  name: `query ${name} with ${JSON.stringify(options)}`,
  options,
  call: (client) => client.GET("/things", { params: { query: values } }),
});
const sending = (name: string, init: Record<string, unknown>, options: RawOptions = {}): Row => ({
  name,
  options,
  call: (client) => client.POST("/things", init),
});
const reading = (name: string, answer: () => Response | Error, init: Record<string, unknown> = {}): Row => ({
  name,
  answer,
  call: (client) => client.GET("/things", init),
});
const typed =
  (text: BodyInit | null, headers: Record<string, string> = {}, status = 200) =>
  () =>
    new Response(text, { status, headers });
const form = () => {
  const data = new FormData();
  data.set("a", "1");
  data.set("file", new Blob(["x"], { type: "text/plain" }), "x.txt");
  return data;
};
const withHeader = (name: string): Middleware => ({
  onRequest({ request }) {
    request.headers.set(name, `${request.headers.get(name) ?? ""}${name}`);
    request.headers.append("x-order", name);
  },
  async onResponse({ response }) {
    return json({ ...Object(await response.clone().json()), [name]: true, last: name });
  },
});
const values = {
  text: "a b&c",
  number: 3,
  no: false,
  list: ["a", "b c"],
  map: { x: 1, y: "z" },
  nothing: null,
  empty: "",
};
const url = "a/b?c=d&e[]=f";

const rows: readonly Row[] = [
  { name: "GET", call: (client) => client.GET("/things") },
  { name: "PUT", call: (client) => client.PUT("/things") },
  { name: "POST", call: (client) => client.POST("/things") },
  { name: "DELETE", call: (client) => client.DELETE("/things") },
  { name: "OPTIONS", call: (client) => client.OPTIONS("/things") },
  { name: "HEAD", call: (client) => client.HEAD("/things") },
  { name: "PATCH", call: (client) => client.PATCH("/things") },
  { name: "request", call: (client) => client.request("delete", "/things/{id}", { params: { path: { id: 7 } } }) },
  {
    name: "path parameters",
    call: (client) => client.GET("/things/{id}/parts/{part}", { params: { path: { id: 1, part: "a b/c" } } }),
  },
  query({}),
  query(values),
  query({ a: undefined, b: null, c: [] }),
  query({ url }),
  query({ url }, { querySerializer: { allowReserved: true } }),
  query(values, { querySerializer: { array: { style: "form", explode: false } } }),
  query(values, { querySerializer: { array: { style: "spaceDelimited", explode: false } } }),
  query(values, { querySerializer: { array: { style: "pipeDelimited", explode: true } } }),
  query(values, { querySerializer: { object: { style: "form", explode: true } } }),
  query(values, { querySerializer: { object: { style: "form", explode: false } } }),
  query(values, { querySerializer: (all) => `n=${Object.keys(all).length}` }),
  {
    name: "a call's own query serializer over the client's",
    options: { querySerializer: { array: { style: "form", explode: false }, allowReserved: true } },
    call: (client) =>
      client.GET("/things", {
        params: { query: values },
        querySerializer: { array: { style: "pipeDelimited", explode: false } },
      }),
  },
  {
    name: "a call's own query serializer as a function",
    call: (client) => client.GET("/things", { params: { query: { a: 1 } }, querySerializer: () => "own=1" }),
  },
  {
    name: "a call's own path serializer",
    call: (client) =>
      client.GET("/things/{id}", { params: { path: { id: "a" } }, pathSerializer: (path) => `${path}/own` }),
  },
  { name: "a call's own base URL", call: (client) => client.GET("/things", { baseUrl: "https://other.example/v2/" }) },
  sending("a JSON body", { body: { a: [1, null, "ü"] } }),
  sending("an empty object", { body: {} }),
  sending("zero", { body: 0 }),
  sending("false", { body: false }),
  sending("null", { body: null }),
  sending("an empty text", { body: "" }),
  sending("a text", { body: "text" }),
  sending("no body", {}),
  sending("a form", { body: form() }),
  sending("an URL-encoded form", {
    body: { a: 1, b: "x y" },
    headers: { "content-type": "application/x-www-form-urlencoded" },
  }),
  sending("another JSON type", { body: { a: 1 }, headers: { "Content-Type": "application/merge-patch+json" } }),
  sending("a serializer of the call", { body: { a: 1 }, bodySerializer: () => "own" }),
  sending("a serializer of the client", { body: { a: 1 } }, { bodySerializer: (body) => `<${JSON.stringify(body)}>` }),
  sending("a serializer that makes a form", { body: { a: 1 }, bodySerializer: form }),
  sending("headers of the call", { headers: { "X-A": "1", "x-b": ["1", "2"], "x-c": 3, "x-d": true } }),
  sending(
    "headers of the client and the call",
    { headers: { "X-A": "call" } },
    { headers: { "x-a": "client", "x-b": "b" } },
  ),
  sending("a header that is removed", { headers: { "x-b": null } }, { headers: { "x-a": "a", "x-b": "b" } }),
  sending("a header that is undefined", { headers: { "x-b": undefined } }, { headers: { "x-b": "b" } }),
  sending("headers as an object of the platform", { headers: new Headers({ "x-a": "1" }) }),
  sending("headers as a list", { headers: [["x-a", "1"]] }),
  sending("header parameters", { params: { header: { "x-a": "1", "x-n": 2 } } }),
  sending("header parameters over headers", { headers: { "x-a": "1" }, params: { header: { "x-a": "2" } } }),
  sending("cookie parameters, which it does not send", { params: { cookie: { a: "1" } } }),
  sending("options of fetch", { cache: "no-store", credentials: "include", mode: "cors", keepalive: true }),
  sending("options of fetch for all calls", {}, { cache: "no-store", credentials: "omit" }),
  reading("JSON", typed('{"a":1}', { "content-type": "application/json" })),
  reading("JSON with a length", typed('{"a":1}', { "content-type": "application/json", "content-length": "7" })),
  reading("JSON of another type", typed("[1]", { "content-type": "text/html" })),
  reading("broken JSON", typed("{", { "content-type": "application/json" })),
  reading("an empty body", typed("")),
  reading("an empty body with its length", typed("", { "content-length": "0" })),
  reading("204", typed(null, {}, 204)),
  { name: "HEAD", answer: typed(null, { "content-length": "7" }), call: (client) => client.HEAD("/things") },
  ...(["text", "blob", "arrayBuffer", "stream"] as const).map((parseAs) =>
    reading(`a body as ${parseAs}`, typed("abc", { "content-type": "text/plain" }), { parseAs }),
  ),
  ...[400, 401, 404, 422, 429, 500, 503].map((status) =>
    reading(`JSON of ${status}`, typed('{"message":"no"}', { "content-type": "application/json" }, status)),
  ),
  reading("the text of an error", typed("<h1>no</h1>", { "content-type": "text/html" }, 502)),
  reading("an empty error", typed("", {}, 500)),
  reading("an error of length 0", typed("", { "content-length": "0" }, 500)),
  reading("a network error", () => new TypeError("fetch failed")),
  {
    name: "an aborted call",
    call: (client) => client.GET("/things", { signal: AbortSignal.abort(new Error("stop")) }),
    answer: () => new Error("stop"),
  },
  {
    name: "middlewares of the client, in order, and of the call after them",
    options: { middleware: [withHeader("x-one"), withHeader("x-two")] },
    call: (client) => client.GET("/things", { middleware: [withHeader("x-three")] }),
  },
  {
    name: "a middleware that is used and ejected",
    call: async (client) => {
      const [kept, gone] = [withHeader("x-kept"), withHeader("x-gone")];
      client.use(kept, gone);
      client.eject(gone);
      return client.GET("/things");
    },
  },
  {
    name: "a middleware that makes another Request",
    options: {
      middleware: [
        {
          onRequest: ({ request }) =>
            new Request(`${request.url}?own=1`, { method: "PUT", headers: request.headers, body: "own" }),
        },
      ],
    },
    call: (client) => client.POST("/things", { body: { a: 1 } }),
  },
  {
    name: "a middleware that answers by itself",
    options: { middleware: [{ onRequest: () => json({ own: true }) }, withHeader("x-never")] },
    call: (client) => client.GET("/things"),
  },
  {
    name: "a middleware that answers an error",
    options: { middleware: [{ onError: () => json({ saved: true }) }] },
    answer: () => new TypeError("fetch failed"),
    call: (client) => client.GET("/things"),
  },
  {
    name: "a middleware that changes an error",
    options: { middleware: [{ onError: () => new Error("another") }] },
    answer: () => new TypeError("fetch failed"),
    call: (client) => client.GET("/things"),
  },
  {
    name: "a middleware that returns something else",
    options: { middleware: [{ onRequest: () => Object({ not: "a Request" }) }] },
    call: (client) => client.GET("/things"),
  },
  {
    name: "what a middleware is told",
    options: {
      middleware: [
        {
          onRequest({ schemaPath, params, options, id }) {
            return json({
              schemaPath,
              params,
              baseUrl: options.baseUrl,
              parseAs: options.parseAs,
              hasId: id.length > 0,
            });
          },
        },
      ],
    },
    call: (client) => client.GET("/things/{id}", { params: { path: { id: "a" }, query: { b: 1 } }, parseAs: "json" }),
  },
];

describe("[H24] raw does what openapi-fetch documents", () => {
  test.each(rows)("[H24] $name", async (row) => {
    const [want, got] = [await run(row, itself(row.options ?? {})), await run(row, onOurClient(row.options ?? {}))];
    expect(got).toEqual(want);
    expect(JSON.stringify(want)).not.toContain(KEY);
  });
});
