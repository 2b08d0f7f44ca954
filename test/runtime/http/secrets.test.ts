import {
  type Api,
  basic,
  type Client,
  cacheToken,
  type LogLevel,
  logTo,
  type Operation,
  SpecloomError,
} from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import type { Answer } from "../../support/canned-fetch.js";
import { cannedFetch, json, never } from "../../support/canned-fetch.js";
import { getThing, KEY, sampleClient } from "../../support/sample-client.js";
import { shown } from "../../support/shown.js";
import { VirtualClock } from "../../support/virtual-clock.js";

const AUTHORIZATION = { in: "header", name: "authorization" } as const;
const schemes: readonly [string, Api["security"]["schemes"][string]][] = [
  ["bearer", { ...AUTHORIZATION, prefix: "Bearer" }],
  ["a key in a header", { in: "header", name: "x-api-key" }],
  ["a key in the query", { in: "query", name: "key" }],
  ["a key in a cookie", { in: "cookie", name: "session" }],
  ["OAuth 2.0", { ...AUTHORIZATION, prefix: "Bearer", cache: cacheToken }],
];

const echo = (url: string, init: RequestInit): string => `${url} ${JSON.stringify([...new Headers(init.headers)])}`;

const leaky: readonly [string, Answer][] = [
  ["success", json({ id: "a" })],
  ["headers that echo the key", (url, init) => json({}, { status: 400, headers: { "x-request-id": echo(url, init) } })],
  ["a body that echoes the key", (url, init) => json({ detail: `bad key in ${echo(url, init)}` }, { status: 401 })],
  [
    "broken JSON that echoes",
    (url, init) => new Response(`{${echo(url, init)}`, { headers: { "content-type": "application/json" } }),
  ],
  [
    "a wrong content type that echoes",
    (url, init) => new Response(echo(url, init), { headers: { "content-type": "text/html" } }),
  ],
  [
    "a fault that quotes the URL",
    (url, init) => {
      throw Object.assign(new TypeError(`failed: ${echo(url, init)}`), { input: url });
    },
  ],
  [
    "a fault whose cause quotes the URL",
    (url, init) => {
      throw new TypeError("fetch failed", { cause: new Error(echo(url, init)) });
    },
  ],
  [
    "a fault that holds the request",
    (url, init) => {
      throw Object.assign(new TypeError("fetch failed"), { request: new Request(url, init) });
    },
  ],
  ["a time limit", never],
  [
    "a redirect to nowhere",
    (url) => new Response(null, { status: 302, headers: { location: `ftp://x/${url.split("?")[1] ?? ""}` } }),
  ],
];

describe.each(schemes)("canary, %s", (_scheme, scheme) => {
  test.each(leaky)("[H10] no key in any output of %s, every log level on", async (_name, answer) => {
    const lines: unknown[] = [];
    const log = (message: string) => lines.push(message);
    const clock = new VirtualClock();
    const client: Client = sampleClient(
      {
        fetch: cannedFetch(answer).fetch,
        clock,
        timeoutMs: 10,
        maxRetries: 1,
        log: logTo({ debug: log, info: log, warn: log, error: log }, "debug"),
        onResponse: (response, info) => lines.push(response, info),
        onRetry: (retry) => lines.push(retry),
        onError: (error, info) => lines.push(error, info),
      },
      { api: { security: { schemes: { main: scheme }, default: [["main"]] } } },
    );
    const call = client.call(getThing, ["a"]);
    const result = await clock.until(call.catch((error: unknown) => error));
    expect(lines.length).toBeGreaterThan(3);
    for (const value of [result, client, call, ...lines]) {
      expect(shown(value)).not.toContain(KEY);
    }
  });
});

test("[H10] a basic credential shows neither itself nor its encoded form", async () => {
  const lines: string[] = [];
  const log = (message: string) => lines.push(message);
  const { fetch, sent } = cannedFetch((url, init) => json({ detail: echo(url, init) }, { status: 403 }));
  const client = sampleClient(
    {
      fetch,
      apiKey: undefined,
      auth: { main: { username: "user", password: KEY } },
      log: logTo({ debug: log, info: log, warn: log, error: log }, "debug"),
    },
    {
      api: {
        security: { schemes: { main: { ...AUTHORIZATION, prefix: "Basic", encode: basic } }, default: [["main"]] },
      },
    },
  );
  const error: unknown = await client.call(getThing, ["a"]).catch((reason: unknown) => reason);
  const encoded = btoa(`user:${KEY}`);
  expect(sent[0]?.headers["authorization"]).toBe(`Basic ${encoded}`);
  for (const text of [KEY, encoded]) expect(`${shown(error)} ${lines.join("\n")}`).not.toContain(text);
});

test("[H10] a log shows allow-listed headers, names of others, and no query value", async () => {
  const lines: string[] = [];
  const log = (message: string) => lines.push(message);
  const listed: Operation = {
    ...getThing,
    parameters: [...(getThing.parameters ?? []), { name: "email", in: "query" }],
  };
  const { fetch } = cannedFetch(json({}, { headers: { "x-request-id": "r1", "set-cookie": "s=hidden" } }));
  const client = sampleClient({
    fetch,
    headers: { "X-Secret": "hidden" },
    log: logTo({ debug: log, info: log, warn: log, error: log }, "debug"),
  });
  await client.call(listed, ["a"], { email: "hidden@example.com" });
  const text = lines.join("\n");
  expect(text).toContain("GET https://api.example.com/v1/things/a?email=…");
  expect(text).toContain("accept: application/json");
  expect(text).toContain("x-request-id: r1");
  expect(text).toMatch(/x-secret(,|$)/m);
  expect(text).not.toContain("hidden");
});

test("[H10] levels", async () => {
  const count = async (level: "off" | LogLevel | undefined) => {
    const lines: string[] = [];
    const log = (name: string) => () => lines.push(name);
    const logger = { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
    const clock = new VirtualClock();
    const client = sampleClient({
      clock,
      fetch: cannedFetch(json({}, { status: 503 })).fetch,
      maxRetries: 1,
      log: level === "off" ? undefined : logTo(logger, level),
    });
    await clock.until(client.call(getThing, ["a"]).catch(() => undefined));
    return [...new Set(lines)].toSorted();
  };
  expect(await count("off")).toEqual([]);
  expect(await count("error")).toEqual(["error"]);
  expect(await count(undefined)).toEqual(["error", "warn"]);
  expect(await count("info")).toEqual(["error", "info", "warn"]);
  expect(await count("debug")).toEqual(["debug", "error", "info", "warn"]);
  const unknown: string = "trace";
  const given: unknown[] = [console, unknown];
  expect(() => Reflect.apply(logTo, undefined, given)).toThrow("The level must be one of error, warn, info, debug");
});

/** A key with characters that URLs, forms and JSON write in other ways. */
const AWKWARD = `k/e+y "7'f\\3a=9`;

/** Each character that is no letter, digit or underscore in an escape of its own code. */
const escaped = (escape: (hex: string, code: number) => string) => (key: string) =>
  key.replaceAll(/\W/gu, (character) => escape(character.charCodeAt(0).toString(16), character.charCodeAt(0)));

const spellings: readonly [string, (key: string) => string][] = [
  ["as it is", (key) => key],
  ["in a URL", encodeURIComponent],
  ["in a URL in lower case", escaped((hex) => `%${hex}`)],
  ["in a URL in a URL", (key) => encodeURIComponent(encodeURIComponent(key))],
  ["in a URL in a URL in a URL, in lower case", escaped((hex) => `%2525${hex}`)],
  ["in HTML by names", (key) => key.replaceAll('"', "&quot;").replaceAll("'", "&apos;").replaceAll("+", "&plus;")],
  ["in HTML by numbers", escaped((_hex, code) => `&#${code};`)],
  ["in HTML by hexadecimal numbers", escaped((hex) => `&#x${hex.toUpperCase()};`)],
  ["in HTML in HTML", escaped((_hex, code) => `&amp;#0${code};`)],
  ["in JSON by numbers", escaped((hex) => `\\u00${hex}`)],
  ["in JSON in JSON", (key) => JSON.stringify(JSON.stringify(key)).slice(3, -3)],
  ["in a form", (key) => String(new URLSearchParams({ key })).slice("key=".length)],
  ["in JSON", (key) => JSON.stringify(key).slice(1, -1)],
  ["in upper case", (key) => key.toUpperCase()],
  ["in a URL in upper case", (key) => encodeURIComponent(key.toUpperCase())],
  ["in JSON with escaped slashes", (key) => JSON.stringify(key).slice(1, -1).replaceAll("/", "\\/")],
];
const bodies: readonly [string, (text: string) => Response][] = [
  ["an error's text", (text) => new Response(`bad key ${text}!`, { status: 400 })],
  ["an error's JSON", (text) => new Response(`{"detail":{"key":"${text}"}}`, { status: 400 })],
  ["broken JSON", (text) => new Response(`{"key":"${text}`, { headers: { "content-type": "application/json" } })],
  ["a wrong type", (text) => new Response(`${"x".repeat(240)}${text}`, { headers: { "content-type": "text/html" } })],
  ["a long error", (text) => new Response(`${"x".repeat(490)}${text}`, { status: 400 })],
];

describe.each(spellings)("a key %s", (_spelling, spell) => {
  test.each(bodies)("[H10] does not show in %s", async (_name, answer) => {
    const client = sampleClient({ apiKey: AWKWARD, maxRetries: 0, fetch: async () => answer(spell(AWKWARD)) });
    const error: unknown = await client.call(getThing, ["a"]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpecloomError);
    for (const [, other] of spellings) expect(shown(error)).not.toContain(other(AWKWARD).slice(0, 8));
  });
});

test.each(["k-e-y-7-f-3-a-9", "key 7f3a9", "k/e+y \"7'f\\\\3b=9", "k/e%2", ""])(
  "[H10] what is not the key stays: %s",
  async (text) => {
    const fetch = async () => new Response(text, { status: 400 });
    const call = sampleClient({ apiKey: AWKWARD, maxRetries: 0, fetch }).call(getThing, ["a"]);
    await expect(call).rejects.toHaveProperty("body", text || undefined);
  },
);

test("[H10] no text of a server makes the search for a key long", async () => {
  for (const apiKey of ["%%%%%%%%Z", "\\\\\\\\\\\\Z", "u0000//u0000", "&&&&&&&&Z", "a/b/c/d/e/Z"]) {
    for (const part of ["%25", "\\", "&amp;", "\\u0025", "u0000", "a/b/c/d/e/", "a%2fb%2fc"]) {
      const fetch = async () => new Response(part.repeat(20_000), { status: 400 });
      const began = performance.now();
      await sampleClient({ apiKey, maxRetries: 0, fetch })
        .call(getThing, ["a"])
        .catch(() => undefined);
      expect(performance.now() - began).toBeLessThan(2_000);
    }
  }
});

test("[H10] an error that quotes the key far into its message shows no part of it", async () => {
  const fetch = () => Promise.reject(new TypeError(`${"x".repeat(490)}${KEY}`));
  const call = sampleClient({ fetch, maxRetries: 0 }).call(getThing, ["a"]);
  const error: unknown = await call.catch((reason: unknown) => reason);
  expect(shown(error)).not.toContain(KEY.slice(0, 8));
});
