import type { Api, CallOptions, ClientOptions, Operation } from "@specloom/runtime";
import { cacheToken, ConfigurationError, mergeOptions, raw } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { cannedFetch, json } from "../../support/canned-fetch.js";
import { getThing, KEY, sampleApi, sampleClient, untyped } from "../../support/sample-client.js";

const schemes: Api["security"]["schemes"] = {
  bearer: { in: "header", name: "authorization", prefix: "Bearer" },
  key: { in: "header", name: "x-key" },
  query: { in: "query", name: "key" },
  session: { in: "cookie", name: "session" },
};
const api = (...alternatives: readonly string[][]): Partial<Api> => ({ security: { schemes, default: alternatives } });
const none: ClientOptions = { apiKey: undefined };

describe("a missing credential", () => {
  const missing: readonly [string, Partial<Api>, ClientOptions, RegExp][] = [
    ["the only scheme", {}, none, /: pass `apiKey` or set SAMPLE_API_KEY$/],
    ["one of several", api(["key"]), none, /: pass `auth: \{ key \}` or set SAMPLE_API_KEY$/],
    ["two together", api(["key", "query"]), { ...none, auth: { key: "k" } }, /`auth: \{ key, query \}`/],
    ["either of two", api(["key"], ["query"]), none, /: pass `auth: \{ key \}` or `auth: \{ query \}` or set/],
    ["a cookie outside of browsers", api(["session"]), none, /`auth: \{ session \}`/],
    [
      "a header of another scheme",
      api(["key"]),
      { ...none, headers: { authorization: "Bearer x" } },
      /`auth: \{ key \}`/,
    ],
  ];
  test.each(missing)(
    "[H23] %s is told at construction, with the option and the variable",
    (_name, own, options, message) => {
      expect(() => sampleClient(options, { api: own })).toThrow(ConfigurationError);
      expect(() => sampleClient(options, { api: own })).toThrow(message);
    },
  );

  const given: readonly [string, Partial<Api>, ClientOptions, boolean?][] = [
    ["a header of the client", {}, { ...none, headers: { Authorization: "Bearer own" } }],
    ["a header that is removed on purpose", {}, { ...none, headers: { Authorization: null } }],
    ["a header beside a key", api(["bearer", "key"]), { ...none, auth: { key: "k" }, headers: { authorization: "x" } }],
    ["a cookie header", api(["session"]), { ...none, headers: { Cookie: "a=b; session=1" } }],
    ["a cookie in a browser", api(["session"]), none, true],
    ["apiKey: null", {}, { apiKey: null }],
    ["auth: null", api(["key"], ["query"]), { ...none, auth: null }],
    ["a key although auth is null", {}, { apiKey: KEY, auth: null }],
  ];
  test.each(given)("[H23] %s counts as given", (_name, own, options, browser = false) => {
    expect(() => sampleClient(options, { api: own, browser })).not.toThrow();
  });

  test("[H20] the error of a call names the schemes that its operation needs", async () => {
    const client = sampleClient({ ...none, auth: { bearer: "b" } }, { api: api(["bearer"]) });
    const call = client.call({ ...getThing, security: [["key", "query"], ["session"]] }, ["a"]);
    await expect(call).rejects.toThrow(/needs a credential: pass `auth: \{ key, query \}` or `auth: \{ session \}`$/);
  });
});

describe("a credential that is no text", () => {
  const odd: readonly unknown[] = [7, true, {}, ["a long secret"], { username: "a" }, { username: 7, password: "p" }];
  test.each(odd)("[H15] is refused at construction, by its scheme: %j", (value) => {
    for (const options of [{ apiKey: undefined, auth: { bearer: value } }, { apiKey: value }]) {
      const make = () => sampleClient(untyped(options));
      expect(make).toThrow(ConfigurationError);
      expect(make).toThrow(/^(The credential for bearer|apiKey) /u);
      expect(make).not.toThrow(/secret/u);
    }
  });

  test.each([undefined, null, 7, {}, ["a long secret"]])(
    "[H15] fails the call that a function gives %j",
    async (value) => {
      const { fetch, sent } = cannedFetch(json({}));
      const apiKey = () => value;
      const client = sampleClient(untyped({ fetch, apiKey }));
      await expect(client.call(getThing, ["a"])).rejects.toThrow(ConfigurationError);
      await expect(client.call(getThing, ["a"])).rejects.toThrow(/^The credential for bearer (?!.*secret)/u);
      expect(sent).toEqual([]);
    },
  );
});

test.each([undefined, "", "a\nb"])("[H23] a token that cannot be sent is not kept: %j", async (unusable) => {
  const tokens = [unusable, "good"];
  const { fetch, sent } = cannedFetch(json({}));
  const oauth = { in: "header", name: "authorization", prefix: "Bearer", cache: cacheToken } as const;
  const own: Partial<Api> = { security: { schemes: { oauth }, default: [["oauth"]] } };
  const client = sampleClient(untyped({ fetch, apiKey: () => tokens.shift() }), { api: own });
  await expect(client.call(getThing, ["a"])).rejects.toThrow(/^The credential for oauth /u);
  await client.call(getThing, ["a"]);
  expect(sent.map(({ headers }) => headers["authorization"])).toEqual(["Bearer good"]);
});

describe("a client without a credential", () => {
  const open: Operation = { ...getThing, security: [] };
  async function call(options: ClientOptions, operation: Operation, own?: CallOptions, setting: Partial<Api> = {}) {
    const { fetch, sent } = cannedFetch(json({}));
    const env = { SAMPLE_API_KEY: "from-env" };
    await sampleClient({ fetch, apiKey: null, ...options }, { api: setting, env }).call(operation, ["a"], {}, own);
    return sent[0];
  }

  test("[H23] calls what needs none, and takes none from the environment", async () => {
    expect((await call({}, open))?.headers["authorization"]).toBeUndefined();
    expect((await call({ apiKey: undefined, auth: null }, open))?.headers["authorization"]).toBeUndefined();
    await expect(call({}, getThing)).rejects.toThrow(ConfigurationError);
  });

  test("[H23] calls what needs one where the call's headers, or a hook, bring it", async () => {
    const signed = await call({}, getThing, { headers: { Authorization: "Bearer own" } });
    expect(signed?.headers["authorization"]).toBe("Bearer own");
    const anonymous = await call({}, getThing, { headers: { Authorization: null } });
    expect(anonymous?.headers["authorization"]).toBeUndefined();
    const onRequest: ClientOptions["onRequest"] = ({ headers }) => headers.set("Authorization", "Signed x");
    expect((await call({ onRequest }, getThing))?.headers["authorization"]).toBe("Signed x");
    const inQuery: ClientOptions["onRequest"] = ({ url }) => ({ url: `${url}?key=1` });
    expect((await call({ onRequest: inQuery }, getThing, {}, api(["query"])))?.url).toContain("?key=1");
    await expect(call({ onRequest: () => undefined }, getThing)).rejects.toThrow(/`apiKey`/);
  });

  const merged: readonly [ClientOptions, ClientOptions, string | undefined][] = [
    [{ apiKey: "base" }, { apiKey: null }, undefined],
    [{ apiKey: "base" }, { auth: null }, undefined],
    [{ ...none, auth: { bearer: "base" } }, { apiKey: null }, undefined],
    [{ ...none, auth: { bearer: "base" } }, { auth: null }, undefined],
    [{ apiKey: "base" }, { apiKey: "own", auth: null }, "Bearer own"],
    [{ ...none, auth: { bearer: "base" } }, { apiKey: null, auth: { bearer: "own" } }, "Bearer own"],
    [{ apiKey: null }, { apiKey: "own" }, "Bearer own"],
    [{ ...none, auth: { bearer: "base" } }, { apiKey: "own" }, "Bearer own"],
    [{ ...none, auth: { bearer: "base" } }, { apiKey: "own", auth: {} }, "Bearer own"],
    [{ apiKey: "base" }, { auth: { bearer: "own" } }, "Bearer own"],
  ];
  test.each(merged)("[H13] [H23] holds for a client derived from %j by %j", async (base, over, want) => {
    const { fetch, sent } = cannedFetch(json({}));
    const derived = sampleClient(mergeOptions<ClientOptions>({ ...base, fetch }, over));
    await derived.call({ ...getThing, security: [["bearer"], []] }, ["a"]);
    expect(sent[0]?.headers["authorization"]).toBe(want);
  });

  test("[H23] sends raw calls as they are: their operation is not known", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    await raw<Record<string, { get: { responses: { 200: { content: { "application/json": {} } } } } }>>(
      sampleClient({ fetch, apiKey: null }),
    ).GET("/login");
    expect(sent[0]?.headers["authorization"]).toBeUndefined();
  });
});

describe("a base URL in a browser", () => {
  const page = "https://me:pw@app.example/shop/index.html?x=1#top";
  async function sentTo(options: ClientOptions, location: string, own: Partial<Api> = {}): Promise<string | undefined> {
    const { fetch, sent } = cannedFetch(json({}));
    await sampleClient({ fetch, ...options }, { browser: true, page: location, api: own }).call(getThing, ["a"]);
    return sent[0]?.url;
  }

  test.each([
    ["", "https://app.example/things/a"],
    ["/", "https://app.example/things/a"],
    ["/api/v1/", "https://app.example/api/v1/things/a"],
    ["api", "https://app.example/shop/api/things/a"],
    ["../api", "https://app.example/api/things/a"],
    ["//other.example/api", "https://other.example/api/things/a"],
    ["https://other.example", "https://other.example/things/a"],
  ])("[H25] %j is resolved against the page's", async (baseUrl, want) => {
    expect(await sentTo({ baseUrl }, page)).toBe(want);
  });

  test("[H25] so is a relative server of the document", async () => {
    expect(await sentTo({}, page, { servers: ["/api/v3"] })).toBe("https://app.example/api/v3/things/a");
  });

  test.each(["?a=1", "/api?a=1", "/api#x", "http://[", "ftp://h.example"])("[H25] %j is still refused", (baseUrl) => {
    expect(() => sampleClient({ baseUrl }, { browser: true, page })).toThrow(/^baseUrl/);
  });

  test.each(["about:blank", "data:text/html,x"])(
    "[H25] on the page %j there is nothing to resolve against",
    (location) => {
      expect(() => sampleClient({ baseUrl: "/api" }, { browser: true, page: location })).toThrow(/absolute URL/);
    },
  );

  test.each(["/api", ""])("[H25] elsewhere %j is refused", (baseUrl) => {
    expect(() => sampleClient({ baseUrl })).toThrow(ConfigurationError);
    expect(() => sampleClient({}, { api: { ...sampleApi, servers: [baseUrl] } })).toThrow(ConfigurationError);
  });
});
