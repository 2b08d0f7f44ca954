import type { Api, ClientOptions, FetchOptions, Operation, Scheme } from "@specloom/runtime";
import {
  ApiError,
  basic,
  ConfigurationError,
  cacheToken,
  logTo,
  mergeOptions,
  NetworkError,
  platformOf,
  raw,
} from "@specloom/runtime";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import { cannedFetch, json } from "../../support/canned-fetch.js";
import { getThing, KEY, sampleApi, sampleClient } from "../../support/sample-client.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

describe("headers", () => {
  test("[H11] names are merged whatever their case; the call wins over the client, null removes", async () => {
    const rows: readonly [ClientOptions["headers"], ClientOptions["headers"], Record<string, string | undefined>][] = [
      [{ "X-One": "1", "x-one": "2" }, undefined, { "x-one": "2" }],
      [{ "X-One": "1" }, { "x-ONE": "2" }, { "x-one": "2" }],
      [{ "X-One": "1" }, { "x-one": null }, { "x-one": undefined }],
      [{ "X-One": "1" }, { "x-one": undefined }, { "x-one": "1" }],
      [{ "user-AGENT": "mine" }, undefined, { "user-agent": "mine" }],
      [{ "User-Agent": null }, undefined, { "user-agent": undefined }],
      [undefined, { Accept: "text/csv" }, { accept: "text/csv" }],
      [undefined, { Authorization: "Custom x" }, { authorization: "Custom x" }],
      [{ Authorization: "Custom x" }, undefined, { authorization: "Custom x" }],
      [undefined, { authorization: null }, { authorization: undefined }],
      [undefined, undefined, { authorization: `Bearer ${KEY}`, accept: "application/json" }],
    ];
    for (const [client, call, want] of rows) {
      const { fetch, sent } = cannedFetch(json({}));
      await sampleClient({ fetch, headers: client }).call(getThing, ["a"], undefined, { headers: call });
      for (const [name, value] of Object.entries(want)) expect(sent[0]?.headers[name]).toBe(value);
    }
  });

  test("[H11] a value that cannot be sent is refused by name, and not shown", async () => {
    const bad = `${KEY}\n`.repeat(2);
    expect(() => sampleClient({ headers: { "X-Own": bad } })).toThrow(/^headers has an invalid value for x-own$/);
    const call = sampleClient({ fetch: cannedFetch(json({})).fetch }).call(
      getThing,
      ["a"],
      {},
      { headers: { "X-Own": bad } },
    );
    await expect(call).rejects.toThrow(/^headers has an invalid value for x-own$/);
  });

  test("[H13] a User-Agent names package and version, except in browsers", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    await sampleClient({ fetch }).call(getThing, ["a"]);
    await sampleClient({ fetch }, { browser: true }).call(getThing, ["a"]);
    expect(sent.map(({ headers }) => headers["user-agent"])).toEqual(["@specloom/sample/1.2.3", undefined]);
  });
});

describe("withResponse and the raw client", () => {
  interface Paths {
    "/things/{thing_id}": {
      parameters: { path: { thing_id: string } };
      get: {
        parameters: { path: { thing_id: string } };
        responses: {
          200: { content: { "application/json": { id: string } } };
          404: { content: { "application/json": { detail: string } } };
        };
      };
      put: {
        parameters: { path: { thing_id: string } };
        requestBody: { content: { "application/json": { id: string } } };
        responses: { 200: { content: { "application/json": { id: string } } } };
      };
    };
  }

  test("[H12] withResponse gives the data and the response, from one request", async () => {
    const { fetch, sent } = cannedFetch(json({ id: "a" }, { headers: { "x-page": "1" } }));
    const call = sampleClient({ fetch }).call<{ id: string }>(getThing, ["a"]);
    const { data, response } = await call.withResponse();
    expectTypeOf(data).toEqualTypeOf<{ id: string }>();
    expect(data).toEqual({ id: "a" });
    expect(response.headers.get("x-page")).toBe("1");
    expect(await call).toBe(data);
    expect(await call.withResponse()).toEqual({ data, status: 200, response });
    expect(sent.length).toBe(1);
  });

  test("[H12] the raw client is openapi-fetch: typed, with the client's credentials and headers", async () => {
    const { fetch, sent } = cannedFetch(json({ id: "a" }));
    const client = raw<Paths>(sampleClient({ fetch, headers: { "X-One": "1" } }));
    const { data } = await client.GET("/things/{thing_id}", { params: { path: { thing_id: "a/b" } } });
    expectTypeOf(data).toEqualTypeOf<{ id: string } | undefined>();
    expect(data).toEqual({ id: "a" });
    expect(sent[0]).toMatchObject({ method: "GET", url: "https://api.example.com/v1/things/a%2Fb" });
    expect(sent[0]?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, "x-one": "1" });
    expect(typeof sent[0]?.url).toBe("string");
  });

  test("[H12] its middlewares work on real Requests, and what they set is kept", async () => {
    const { fetch, sent } = cannedFetch(json({ id: "a" }));
    const sample = sampleClient({ fetch });
    const client = raw<Paths>(sample);
    expect(raw<Paths>(sample)).toBe(client);
    client.use({
      onRequest({ request }) {
        expect(request).toBeInstanceOf(Request);
        return new Request(`${request.url}?more=1`, { headers: { authorization: "Mine x" } });
      },
    });
    await client.GET("/things/{thing_id}", { params: { path: { thing_id: "a" } } });
    expect(sent[0]?.url).toBe("https://api.example.com/v1/things/a?more=1");
    expect(sent[0]?.headers["authorization"]).toBe("Mine x");
  });

  test("[H12] its requests are retried, bodies included; an error status does not throw", async () => {
    const clock = new VirtualClock();
    const { fetch, sent } = cannedFetch(
      json({}, { status: 503 }),
      json({ id: "b" }),
      json({ detail: "no" }, { status: 404 }),
    );
    const client = raw<Paths>(sampleClient({ fetch, clock }));
    const params = { path: { thing_id: "a" } };
    const put = await clock.until(client.PUT("/things/{thing_id}", { params, body: { id: "b" } }));
    expect(put.data).toEqual({ id: "b" });
    expect(await Promise.all(sent.map(({ body }) => new Response(body).text()))).toEqual(['{"id":"b"}', '{"id":"b"}']);
    const missing = await client.GET("/things/{thing_id}", { params });
    expect(missing.error).toEqual({ detail: "no" });
    expect(missing.response.status).toBe(404);
  });

  test("[H12] after its last retry the error is the response; a network error throws", async () => {
    const clock = new VirtualClock();
    const params = { path: { thing_id: "a" } };
    const failing = raw<Paths>(
      sampleClient({ clock, fetch: cannedFetch(json({ detail: "x" }, { status: 503 })).fetch }),
    );
    const { response } = await clock.until(failing.GET("/things/{thing_id}", { params }));
    expect(response.status).toBe(503);
    const broken = raw<Paths>(sampleClient({ clock, fetch: cannedFetch(new TypeError("fetch failed")).fetch }));
    await expect(clock.until(broken.GET("/things/{thing_id}", { params }))).rejects.toThrow(NetworkError);
  });

  test("[H6] its path values are refused like any other", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    const call = raw<Paths>(sampleClient({ fetch })).GET("/things/{thing_id}", {
      params: { path: { thing_id: ".." } },
    });
    await expect(call).rejects.toThrow("thing_id");
    expect(sent).toEqual([]);
  });
});

describe("hooks", () => {
  test("[H13] onRequest may replace parts of the request, for each attempt anew", async () => {
    const clock = new VirtualClock();
    const { fetch, sent } = cannedFetch(json({}, { status: 503 }), json({}));
    const client = sampleClient({
      fetch,
      clock,
      onRequest: ({ url, headers }, { attempts }) => {
        headers.append("x-signed", headers.get("authorization") ?? "");
        return { url: `${url}?attempt=${attempts}` };
      },
    });
    await clock.until(client.call(getThing, ["a"]));
    expect(sent.map(({ url }) => new URL(url).search)).toEqual(["?attempt=1", "?attempt=2"]);
    expect(sent.map(({ headers }) => headers["x-signed"])).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`]);
  });

  test("[H13] an error of onRequest fails the call as it is, and is not retried", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    const mine = new Error("mine");
    const client = sampleClient({ fetch, onRequest: () => Promise.reject(mine) });
    await expect(client.call(getThing, ["a"])).rejects.toBe(mine);
    expect(sent).toEqual([]);
  });

  test("[H13] onResponse, onRetry and onError observe, with the attempt", async () => {
    const clock = new VirtualClock();
    const events: unknown[] = [];
    const client = sampleClient({
      clock,
      fetch: cannedFetch(json({}, { status: 503 }), json({}, { status: 404 })).fetch,
      onResponse: ({ status }, { attempts }) => events.push(["response", status, attempts]),
      onRetry: ({ error, delayMs, attempts }) => events.push(["retry", error instanceof ApiError, delayMs, attempts]),
      onError: (error, { attempts, path }) => events.push(["error", error instanceof ApiError, path, attempts]),
    });
    await clock.until(client.call(getThing, ["a"]).catch(() => undefined));
    expect(events).toEqual([
      ["response", 503, 1],
      ["retry", true, 300, 1],
      ["response", 404, 2],
      ["error", true, "/things/{thing_id}", 2],
    ]);
  });

  const bad: readonly [string, () => unknown][] = [
    [
      "throws",
      () => {
        throw new Error("observer");
      },
    ],
    ["rejects", () => Promise.reject(new Error("observer"))],
  ];
  test.each(bad)("[H13] [43] an observer or logger that %s changes no outcome", async (_name, observer) => {
    const clock = new VirtualClock();
    const logger = { debug: observer, info: observer, warn: observer, error: observer };
    const options = {
      clock,
      onResponse: observer,
      onRetry: observer,
      onError: observer,
      log: logTo(logger, "debug"),
    };
    const good = sampleClient({ ...options, fetch: cannedFetch(json({}, { status: 503 }), json({ id: "a" })).fetch });
    expect(await clock.until(good.call(getThing, ["a"]))).toEqual({ id: "a" });
    const failing = sampleClient({ ...options, fetch: cannedFetch(json({}, { status: 404 })).fetch });
    await expect(failing.call(getThing, ["a"])).rejects.toThrow(ApiError);
  });

  test("[H13] options merge for a derived client: headers and credentials one by one, undefined changes nothing", () => {
    const base: ClientOptions = {
      apiKey: "a",
      timeoutMs: 5,
      headers: { "X-One": "1", "X-Two": "2" },
      auth: { a: "1" },
    };
    const merged = mergeOptions(base, {
      timeoutMs: undefined,
      maxRetries: 0,
      headers: { "x-one": null },
      auth: { b: "2" },
    });
    expect(merged).toEqual({
      apiKey: "a",
      timeoutMs: 5,
      maxRetries: 0,
      headers: { "x-one": null, "x-two": "2" },
      auth: { a: "1", b: "2" },
    });
    expect(base.headers).toEqual({ "X-One": "1", "X-Two": "2" });
  });
});

describe("configuration", () => {
  const urls: readonly [string, string][] = [
    ["https://host.example", "https://host.example/things/a"],
    ["https://host.example/", "https://host.example/things/a"],
    ["https://host.example/api/v2", "https://host.example/api/v2/things/a"],
    ["https://host.example/api/v2///", "https://host.example/api/v2/things/a"],
    ["http://127.0.0.1:8080/a%20b/{x}", "http://127.0.0.1:8080/a%20b/%7Bx%7D/things/a"],
  ];
  test.each(urls)("[H14] base URL %s", async (baseUrl, want) => {
    const { fetch, sent } = cannedFetch(json({}));
    await sampleClient({ fetch, baseUrl }).call(getThing, ["a"]);
    await sampleClient({ fetch, baseUrl: new URL(baseUrl) }).call(getThing, ["a"]);
    await sampleClient({ fetch }, { env: { SAMPLE_BASE_URL: baseUrl } }).call(getThing, ["a"]);
    expect(sent.map(({ url }) => url)).toEqual([want, want, want]);
  });

  const refusals: readonly [string, ClientOptions, Record<string, string>, Partial<Api>, RegExp][] = [
    ["a query string", { baseUrl: "https://h.example/?token=hush" }, {}, {}, /^baseUrl .*query/],
    ["an empty query", { baseUrl: "https://h.example/?" }, {}, {}, /^baseUrl .*query/],
    ["a fragment", { baseUrl: "https://h.example/#x" }, {}, {}, /^baseUrl .*fragment/],
    ["user-info", { baseUrl: "https://me:hush@h.example" }, {}, {}, /^baseUrl .*credentials/],
    ["what is no URL", { baseUrl: "hush" }, {}, {}, /^baseUrl .*absolute URL/],
    ["an empty URL", { baseUrl: "" }, {}, {}, /^baseUrl .*missing/],
    ["another protocol", { baseUrl: "ftp://h.example" }, {}, {}, /^baseUrl .*http/],
    ["no server at all", {}, {}, { servers: [] }, /^baseUrl .*SAMPLE_BASE_URL.* missing/],
    ["a bad URL in the environment", {}, { SAMPLE_BASE_URL: "hush" }, {}, /SAMPLE_BASE_URL/],
    ["a bad time in the environment", {}, { SAMPLE_TIMEOUT: "hush" }, {}, /SAMPLE_TIMEOUT/],
    ["a negative time in the environment", {}, { SAMPLE_TIMEOUT: "-1" }, {}, /SAMPLE_TIMEOUT/],
    ["a bad count in the environment", {}, { SAMPLE_MAX_RETRIES: "1e3" }, {}, /SAMPLE_MAX_RETRIES/],
    ["a negative option", { timeoutMs: -1 }, {}, {}, /^timeoutMs/],
    ["an option that is no number", { maxRetries: NaN }, {}, {}, /^maxRetries/],
    ["a missing key", { apiKey: undefined }, {}, {}, /`apiKey`.*SAMPLE_API_KEY/],
    ["an empty key", { apiKey: "  " }, {}, {}, /bearer/],
    ["a key that cannot be sent", { apiKey: "hush☃" }, {}, {}, /bearer/],
  ];
  test.each(refusals)("[H14] %s is refused at construction, and not shown", (_name, options, env, api, message) => {
    const construct = () => sampleClient(options, { env, api });
    expect(construct).toThrow(ConfigurationError);
    expect(construct).toThrow(message);
    expect(construct).not.toThrow(/hush/);
  });

  test("[H14] the key is the option, else the environment's", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    const env = { SAMPLE_API_KEY: " from-env\n" };
    await sampleClient({ fetch, apiKey: "given" }, { env }).call(getThing, ["a"]);
    await sampleClient({ fetch, apiKey: undefined }, { env }).call(getThing, ["a"]);
    expect(sent.map(({ headers }) => headers["authorization"])).toEqual(["Bearer given", "Bearer from-env"]);
  });

  test("[44] platforms are told by their globals, and variables read where there are any", () => {
    const env = { NAME: "x" };
    const denied = () => {
      throw new Error("NotCapable");
    };
    const rows: readonly [string, Parameters<typeof platformOf>[0], boolean, string | undefined][] = [
      ["Node", { process: { versions: { node: "20" }, env } }, false, "x"],
      [
        "Node with a document of a test library",
        { process: { versions: { node: "20" }, env }, document: {} },
        false,
        "x",
      ],
      ["Deno", { Deno: { env: { get: (name) => (name === "NAME" ? "x" : undefined) } } }, false, "x"],
      ["Deno without permission", { Deno: { env: { get: denied } } }, false, undefined],
      ["a browser", { document: {}, navigator: { userAgent: "Mozilla/5.0" } }, true, undefined],
      ["a browser whose bundler defines process", { document: {}, process: { env } }, true, "x"],
      ["a browser's worker", { WorkerGlobalScope: {} }, true, undefined],
      ["Cloudflare", { WorkerGlobalScope: {}, navigator: { userAgent: "Cloudflare-Workers" } }, false, undefined],
      ["an unknown place", {}, false, undefined],
    ];
    for (const [name, scope, browser, value] of rows) {
      const platform = platformOf(scope);
      expect([name, platform.browser, platform.variable("NAME")]).toEqual([name, browser, value]);
    }
  });
});

const oauth: Scheme = { in: "header", name: "authorization", prefix: "Bearer", cache: cacheToken };

describe("security", () => {
  const schemes: Api["security"]["schemes"] = {
    header: { in: "header", name: "x-key" },
    query: { in: "query", name: "key" },
    cookie: { in: "cookie", name: "session" },
    basic: { in: "header", name: "authorization", prefix: "Basic", encode: basic },
    bearer: { in: "header", name: "authorization", prefix: "Bearer" },
    oauth,
  };
  async function wire(security: Api["security"]["default"], auth: ClientOptions["auth"], own?: Operation["security"]) {
    const { fetch, sent } = cannedFetch(json({}));
    const api = { security: { schemes, default: security } };
    const operation = own === undefined ? getThing : { ...getThing, security: own };
    await sampleClient({ fetch, apiKey: undefined, auth }, { api }).call(operation, ["a"]);
    const { authorization, cookie, "x-key": key } = sent[0]?.headers ?? {};
    return { authorization, cookie, key, search: new URL(sent[0]?.url ?? "").search };
  }
  const none = { authorization: undefined, cookie: undefined, key: undefined, search: "" };
  const rows: readonly [
    string,
    Api["security"]["default"],
    ClientOptions["auth"],
    Operation["security"],
    Partial<Record<keyof typeof none, string>>,
  ][] = [
    ["a key in a header", [["header"]], { header: "h" }, undefined, { key: "h" }],
    ["a key in the query", [["query"]], { query: "a b&c" }, undefined, { search: "?key=a%20b%26c" }],
    ["a key in a cookie", [["cookie"]], { cookie: "c" }, undefined, { cookie: "session=c" }],
    [
      "basic, in UTF-8",
      [["basic"]],
      { basic: { username: "ü", password: "p:w" } },
      undefined,
      { authorization: "Basic w7w6cDp3" },
    ],
    ["a bearer token from a function", [["bearer"]], { bearer: () => "t" }, undefined, { authorization: "Bearer t" }],
    ["OAuth 2.0", [["oauth"]], { oauth: async () => "t" }, undefined, { authorization: "Bearer t" }],
    ["two together", [["header", "query"]], { header: "h", query: "q" }, undefined, { key: "h", search: "?key=q" }],
    [
      "the first complete alternative",
      [["header", "query"], ["bearer"]],
      { header: "h", bearer: "t" },
      undefined,
      { authorization: "Bearer t" },
    ],
    ["an optional one, given", [[], ["bearer"]], { bearer: "t" }, undefined, { authorization: "Bearer t" }],
    ["an optional one, not given", [[], ["bearer"]], {}, undefined, {}],
    ["none needed", [], {}, undefined, {}],
    ["an operation's own", [["bearer"]], { bearer: "t", header: "h" }, [["header"]], { key: "h" }],
    ["an operation without", [["bearer"]], { bearer: "t" }, [], {}],
  ];
  test.each(rows)("[H10] %s", async (_name, security, auth, own, want) => {
    expect(await wire(security, auth, own)).toEqual({ ...none, ...want });
  });

  test("[H14] an operation's own scheme that is missing is named when it is called", async () => {
    await expect(wire([], {}, [["header"]])).rejects.toThrow(ConfigurationError);
  });

  test("[H14] a key may come by a header of the client", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    await sampleClient({ fetch, apiKey: undefined, headers: { Authorization: "Bearer own" } }).call(getThing, ["a"]);
    expect(sent[0]?.headers["authorization"]).toBe("Bearer own");
  });

  test("[H14] a key function is asked for each attempt", async () => {
    const clock = new VirtualClock();
    let asked = 0;
    const { fetch, sent } = cannedFetch(json({}, { status: 503 }), json({}));
    await clock.until(sampleClient({ fetch, clock, apiKey: () => `key${asked++}` }).call(getThing, ["a"]));
    expect(sent.map(({ headers }) => headers["authorization"])).toEqual(["Bearer key0", "Bearer key1"]);
  });

  describe("a token function", () => {
    const api = { security: { schemes: { oauth }, default: [["oauth"]] } };
    const authorized = (good: string) => (_url: string, init: RequestInit) =>
      json({}, { status: new Headers(init.headers).get("authorization") === `Bearer ${good}` ? 200 : 401 });

    test("[H14] is asked once for concurrent and later calls", async () => {
      let asked = 0;
      const client = sampleClient({ fetch: cannedFetch(json({})).fetch, apiKey: async () => `t${asked++}` }, { api });
      await Promise.all(Array.from({ length: 5 }, () => client.call(getThing, ["a"])));
      await client.call(getThing, ["a"]);
      expect(asked).toBe(1);
    });

    test("[H14] is asked again after a 401, once for all calls that met it, and the calls go on", async () => {
      let asked = 0;
      const { fetch, sent } = cannedFetch(authorized("t1"));
      const client = sampleClient({ fetch, maxRetries: 0, apiKey: async () => `t${asked++}` }, { api });
      await Promise.all(Array.from({ length: 5 }, () => client.call(getThing, ["a"])));
      expect(asked).toBe(2);
      expect(sent.length).toBe(10);
    });

    test("[H14] is asked no third time by one call", async () => {
      let asked = 0;
      const client = sampleClient(
        { fetch: cannedFetch(authorized("never")).fetch, apiKey: () => `t${asked++}` },
        { api },
      );
      await expect(client.call(getThing, ["a"])).rejects.toMatchObject({ status: 401, attempts: 2 });
      expect(asked).toBe(2);
    });

    test("[H14] that fails fails the call, and is asked again by the next", async () => {
      let asked = 0;
      const mine = new Error("mine");
      const apiKey = () => (asked++ === 0 ? Promise.reject(mine) : "t");
      const client = sampleClient({ fetch: cannedFetch(json({})).fetch, apiKey }, { api });
      await expect(client.call(getThing, ["a"])).rejects.toBe(mine);
      expect(await client.call(getThing, ["a"])).toEqual({});
    });
  });

  test("[H1] a 401 with a fixed key is never repeated", async () => {
    const { fetch, sent } = cannedFetch(json({}, { status: 401 }));
    await expect(sampleClient({ fetch }).call(getThing, ["a"])).rejects.toMatchObject({ status: 401 });
    expect(sent.length).toBe(1);
  });
});

describe("hygiene", () => {
  const unhandled: unknown[] = [];
  const record = (reason: unknown) => unhandled.push(reason);
  beforeEach(() => {
    unhandled.length = 0;
    process.on("unhandledRejection", record);
  });
  afterEach(() => {
    process.off("unhandledRejection", record);
  });

  test("[43] a failed call that is awaited in either way reports no unhandled rejection", async () => {
    const failing = () => sampleClient({ fetch: cannedFetch(json({}, { status: 404 })).fetch });
    await failing()
      .call(getThing, ["a"])
      .withResponse()
      .catch(() => undefined);
    await failing()
      .call(getThing, ["a"])
      .catch(() => undefined);
    await failing()
      .call(getThing, [".."])
      .withResponse()
      .catch(() => undefined);
    const controller = new AbortController();
    const call = failing().call(getThing, ["a"], undefined, { signal: controller.signal }).withResponse();
    controller.abort();
    await call.catch(() => undefined);
    await flush();
    await flush();
    expect(unhandled).toEqual([]);
  });

  test("[40] globals are looked up when a call is made, so what replaces them later is used", async () => {
    const before = globalThis.fetch;
    const client = sampleClient({});
    try {
      globalThis.fetch = () => Promise.resolve(json({ id: "faked" }));
      expect(await client.call(getThing, ["a"])).toEqual({ id: "faked" });
    } finally {
      globalThis.fetch = before;
    }
  });

  test("[44] the API's name and base URL are public, its credentials and options are not", () => {
    const client = sampleClient({});
    expect(client.name).toBe(sampleApi.name);
    expect(client.baseUrl.href).toBe("https://api.example.com/v1");
    expect(Object.keys(client)).toEqual([]);
  });
});

describe("options for fetch", () => {
  const wide: FetchOptions = { credentials: "include", cache: "no-store", next: { tags: ["a"] } };

  test("[H18] go to fetch from client and call; the call's win, and a derived client adds to them", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    const options = { fetch, apiKey: KEY, fetchOptions: wide };
    await sampleClient(options).call(getThing, ["a"], {}, { fetchOptions: { cache: "reload", priority: "high" } });
    await sampleClient(mergeOptions(options, { fetchOptions: { keepalive: true } })).call(getThing, ["a"]);
    expect(sent[0]?.init).toMatchObject({ ...wide, cache: "reload", priority: "high", method: "GET" });
    expect(sent[1]?.init).toMatchObject({ ...wide, keepalive: true });
  });

  test("[H18] cannot replace what the client decides", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    const stolen = '{ "method": "DELETE", "body": "x", "headers": { "authorization": "x" }, "redirect": "follow" }';
    await sampleClient({ fetch, fetchOptions: JSON.parse(stolen) }).call(getThing, ["a"]);
    expect(sent[0]).toMatchObject({ method: "GET", body: null, headers: { authorization: `Bearer ${KEY}` } });
    expect(sent[0]?.init.redirect).toBe("manual");
    expect(sent[0]?.init.signal).toBeInstanceOf(AbortSignal);
  });

  test("[H18] nothing is said to fetch that nobody gave", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    await sampleClient({ fetch }).call(getThing, ["a"]);
    expect(Object.keys(sent[0]?.init ?? {}).toSorted()).toEqual(["body", "headers", "method", "redirect", "signal"]);
  });
});

describe("an idempotency key", () => {
  const pay: Operation = { ...getThing, method: "POST", idempotencyKey: "Idempotency-Key" };
  test.each([
    [{ headers: { "Idempotency-Key": null } }],
    [{ headers: { "IDEMPOTENCY-KEY": null } }],
    [{ idempotencyKey: null }],
    [{ headers: { "Idempotency-Key": "a" }, idempotencyKey: null }],
  ])("[H17] set to null is not sent, and the call not repeated: %j", async (options) => {
    const { fetch, sent } = cannedFetch(json({}, { status: 503 }));
    await expect(sampleClient({ fetch }).call(pay, ["a"], {}, options)).rejects.toThrow(ApiError);
    expect(sent.map(({ headers }) => headers["idempotency-key"])).toEqual([undefined]);
  });

  test("[H17] set to null on the client is not sent either; a call may give one", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    const client = sampleClient({ fetch, headers: { "Idempotency-Key": null } });
    await client.call(pay, ["a"]);
    await client.call(pay, ["a"], {}, { idempotencyKey: "k" });
    expect(sent.map(({ headers }) => headers["idempotency-key"])).toEqual([undefined, "k"]);
  });
});
