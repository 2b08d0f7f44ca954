import type { ClientOptions, RawOptions } from "@specloom/runtime";
import { raw } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { cannedFetch, json } from "../../support/canned-fetch.js";
import { KEY, sampleClient } from "../../support/sample-client.js";
import { VirtualClock } from "../../support/virtual-clock.js";

interface Get {
  readonly parameters: {
    readonly query?: Record<string, unknown>;
    readonly header?: Record<string, string | null>;
    readonly path?: Record<string, string>;
  };
  readonly responses: { readonly 200: { readonly content: { readonly "application/json": unknown } } };
}
interface Post extends Get {
  readonly requestBody: { readonly content: { readonly "application/json": unknown } };
}
interface Paths {
  readonly "/things": { readonly get: Get; readonly post: Post };
  readonly "/things?beta=true": { readonly get: Get };
  readonly "/things?a={a}&b=?": { readonly get: Get };
}

const BASE = "https://api.example.com/v1";
const OTHER = "https://other.example";

function setUp(options: ClientOptions = {}, own?: RawOptions, ...answers: readonly Response[]) {
  const { fetch, sent } = cannedFetch(...answers);
  return { client: raw<Paths>(sampleClient({ fetch, ...options }), own), sent };
}

describe("where credentials of a raw call go", () => {
  const own = { headers: { "X-Tenant-Key": "secret-tenant", Accept: "text/plain" } };

  test("[H24] a call's own base URL of another origin gets none, nor the client's headers", async () => {
    const { client, sent } = setUp(own);
    await client.GET("/things", { baseUrl: OTHER });
    await client.GET("/things", { baseUrl: "https://api.example.com/v2" });
    await client.GET("/things", { baseUrl: "https://api.example.com:8443/v1" });
    expect(sent.map(({ url }) => url)).toEqual([
      `${OTHER}/things`,
      "https://api.example.com/v2/things",
      "https://api.example.com:8443/v1/things",
    ]);
    expect(sent.map(({ headers }) => [headers["authorization"], headers["x-tenant-key"], headers["accept"]])).toEqual([
      [undefined, undefined, "text/plain"],
      [`Bearer ${KEY}`, "secret-tenant", "text/plain"],
      [undefined, undefined, "text/plain"],
    ]);
  });

  test("[H24] a middleware that rewrites the URL takes none along", async () => {
    const { client, sent } = setUp(own);
    client.use({ onRequest: ({ request }) => new Request(request.url.replace(BASE, OTHER), request) });
    await client.GET("/things");
    expect(sent[0]?.url).toBe(`${OTHER}/things`);
    expect(sent[0]?.headers["authorization"]).toBeUndefined();
    expect(sent[0]?.headers["x-tenant-key"]).toBeUndefined();
  });

  test("[H24] what a call itself says is sent to any origin", async () => {
    const { client, sent } = setUp();
    await client.GET("/things", { baseUrl: OTHER, headers: { Authorization: "Mine", "X-Own": "1" } });
    expect(sent[0]?.headers).toMatchObject({ authorization: "Mine", "x-own": "1" });
  });

  test("[H24] a key in the query stays too, and other servers of the document are the client's own", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    const security = { schemes: { key: { in: "query", name: "key" } as const }, default: [["key"]] };
    const client = raw<Paths>(
      sampleClient({ fetch }, { api: { security, servers: [BASE, "https://eu.example.com"] } }),
    );
    for (const baseUrl of [BASE, "https://eu.example.com", OTHER]) await client.GET("/things", { baseUrl });
    expect(sent.map(({ url }) => url)).toEqual([
      `${BASE}/things?key=${KEY}`,
      `https://eu.example.com/things?key=${KEY}`,
      `${OTHER}/things`,
    ]);
    const moved = setUp({ baseUrl: OTHER });
    await moved.client.GET("/things", { baseUrl: BASE });
    expect(moved.sent[0]?.headers["authorization"]).toBeUndefined();
  });

  test("[H11] null removes a header, the credential too", async () => {
    const { client, sent } = setUp({ headers: { "X-One": "1" } });
    await client.GET("/things", { headers: { authorization: null, "x-ONE": null } });
    await client.GET("/things", { params: { header: { Authorization: null } } });
    expect(sent.map(({ headers }) => [headers["authorization"], headers["x-one"]])).toEqual([
      [undefined, undefined],
      [undefined, "1"],
    ]);
  });
});

describe("what a raw call carries for fetch", () => {
  const dispatcher = { dispatch: () => true };
  const carried = {
    cache: "no-store",
    credentials: "include",
    integrity: "sha256-x",
    keepalive: true,
    mode: "same-origin",
    referrerPolicy: "no-referrer",
    next: { revalidate: 60 },
    cf: { cacheTtl: 5 },
    dispatcher,
    priority: "high",
  } as const;

  test("[H24] all of it arrives, from the call and from the raw client's options", async () => {
    const { client, sent } = setUp();
    await client.GET("/things", carried);
    const wide = setUp({}, carried);
    await wide.client.GET("/things");
    const extended = setUp({}, { requestInitExt: { dispatcher } });
    await extended.client.GET("/things");
    expect(sent[0]?.init).toMatchObject(carried);
    expect(wide.sent[0]?.init).toMatchObject(carried);
    expect(extended.sent[0]?.init).toMatchObject({ dispatcher });
  });

  test("[H24] also where a middleware makes a new Request, or puts something on it", async () => {
    const { client, sent } = setUp();
    client.use({
      onRequest({ request }) {
        return Object.assign(new Request(request, { headers: { "x-own": "1" } }), { cf: { image: {} } });
      },
    });
    await client.GET("/things", { next: { revalidate: 60 }, cache: "no-store" });
    expect(sent[0]?.init).toMatchObject({ next: { revalidate: 60 }, cache: "no-store", cf: { image: {} } });
  });

  test("[H24] nothing is said that nobody asked for", async () => {
    const { client, sent } = setUp();
    await client.GET("/things");
    expect(Object.keys(sent[0]?.init ?? {}).toSorted()).toEqual(["body", "headers", "method", "redirect", "signal"]);
  });

  test("[H18] options of the client go along, those of the call win", async () => {
    const { client, sent } = setUp({ fetchOptions: { credentials: "omit", cache: "reload", next: { tags: ["a"] } } });
    await client.GET("/things", { credentials: "include" });
    expect(sent[0]?.init).toMatchObject({ credentials: "include", cache: "reload", next: { tags: ["a"] } });
  });

  test.each(["manual", "error"] as const)("[H24] redirect: %s is kept", async (redirect) => {
    const { client, sent } = setUp({}, undefined, new Response(null, { status: 302, headers: { location: "/x" } }));
    const { response } = await client.GET("/things", { redirect });
    expect([sent.length, sent[0]?.init.redirect, response.status]).toEqual([1, redirect, 302]);
  });
});

describe("a raw call's own fetch", () => {
  test("[H24] is used below retries, credentials and time limits, and gets a Request", async () => {
    const clock = new VirtualClock();
    const { client, sent } = setUp({ clock });
    const seen: Request[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      seen.push(request);
      return seen.length === 1 ? json({}, { status: 503 }) : json({ own: true });
    };
    const body = { a: 1 };
    const { data } = await clock.until(client.POST("/things", { fetch, body, headers: { "Idempotency-Key": "k" } }));
    expect(data).toEqual({ own: true });
    expect(sent).toEqual([]);
    expect(seen.map((request) => request.headers.get("authorization"))).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`]);
    expect(await Promise.all(seen.map((request) => request.json()))).toEqual([body, body]);
  });

  test("[H24] is bounded by the client's time limit", async () => {
    const clock = new VirtualClock();
    const { client } = setUp({ clock, timeoutMs: 10, maxRetries: 0 });
    const call = client.GET("/things", { fetch: () => new Promise(() => undefined) });
    await expect(clock.until(call)).rejects.toThrow("no response within 10 ms");
  });

  test("[H24] may be one of the raw client, and sees what the call carries", async () => {
    const seen: Request[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      seen.push(request);
      return json({});
    };
    const { client, sent } = setUp({}, { fetch });
    await client.GET("/things", { next: { revalidate: 1 } });
    expect(sent).toEqual([]);
    expect(seen[0]).toHaveProperty("next", { revalidate: 1 });
  });
});

describe("options of the raw client", () => {
  test("[H24] serializers, headers, a Request class and middlewares apply to every call", async () => {
    class Marked extends Request {}
    const seen: boolean[] = [];
    const { client, sent } = setUp(
      {},
      {
        querySerializer: { array: { style: "pipeDelimited", explode: false } },
        bodySerializer: (body) => `<${JSON.stringify(body)}>`,
        headers: { "x-wide": "1" },
        Request: Marked,
        middleware: [{ onRequest: ({ request }) => void seen.push(request instanceof Marked) }],
      },
    );
    await client.POST("/things", { body: { a: 1 }, params: { query: { a: [1, 2] } } });
    expect(sent[0]?.url).toBe(`${BASE}/things?a=1|2`);
    expect(await new Response(sent[0]?.body).text()).toBe('<{"a":1}>');
    expect(sent[0]?.headers["x-wide"]).toBe("1");
    expect(seen).toEqual([true]);
    const paths = setUp({}, { pathSerializer: (path) => path.toUpperCase(), querySerializer: () => "q" });
    await paths.client.GET("/things", { params: { path: {} } });
    expect(paths.sent[0]?.url).toBe(
      `${BASE.toUpperCase().replace("HTTPS://API.EXAMPLE.COM", "https://api.example.com")}/THINGS?q`,
    );
  });

  test("[H24] a raw client with options is one of its own, and `request` is a call too", async () => {
    const sample = sampleClient({ fetch: cannedFetch(json({})).fetch });
    expect(raw<Paths>(sample, {})).not.toBe(raw<Paths>(sample));
    const { client, sent } = setUp();
    await client.request("get", "/things", { next: 1 });
    expect(sent[0]).toMatchObject({ method: "GET", init: { next: 1 } });
  });
});

describe("a path with a query of its own", () => {
  test.each([
    [{ query: { a: 1 } }, `${BASE}/things?beta=true&a=1`],
    [{ query: { a: "?", "b[]": ["x?", "y"] } }, `${BASE}/things?beta=true&a=%3F&b[]=x%3F&b[]=y`],
    [{}, `${BASE}/things?beta=true`],
  ])("[H17] is continued with &: %j", async (params, want) => {
    const { client, sent } = setUp();
    await client.GET("/things?beta=true", { params });
    expect(sent[0]?.url).toBe(want);
  });

  test("[H17] its own question marks stay, and middlewares see the whole URL", async () => {
    const { client, sent } = setUp();
    const seen: string[] = [];
    client.use({ onRequest: ({ request }) => void seen.push(request.url) });
    const querySerializer = () => "c=?";
    await client.GET("/things?a={a}&b=?", { params: { path: { a: "?" } }, querySerializer });
    expect(sent[0]?.url).toBe(`${BASE}/things?a=%3F&b=?&c=?`);
    expect(seen).toEqual([sent[0]?.url]);
  });

  test("[H17] a middleware may answer such a call with a Request of its own", async () => {
    const { client, sent } = setUp();
    client.use({ onRequest: ({ request }) => new Request(`${request.url}&more=1`, request) });
    await client.GET("/things?beta=true", { params: { query: { a: 1 } } });
    expect(sent[0]?.url).toBe(`${BASE}/things?beta=true&a=1&more=1`);
  });
});
