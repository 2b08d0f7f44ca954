import type { ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { NetworkError, ResponseParseError, TimeoutError } from "@specloom/runtime";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Loopback } from "../../support/loopback.js";
import { loopback } from "../../support/loopback.js";
import { getThing, sampleClient } from "../../support/sample-client.js";
import { VirtualClock } from "../../support/virtual-clock.js";

const OK = '{"id":"a"}';

/** What compresses a body, by its `Content-Encoding`. */
const CODINGS = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };

/** Texts that no compression makes much shorter. */
const LONG = JSON.stringify({ id: "a", rows: Array.from({ length: 5_000 }, (_, row) => [Math.sin(row), ']}\\"']) });

/** Sends a compressed body, or the first part of it, as a whole response. */
const compressed =
  (coding: keyof typeof CODINGS, part: number, type = "application/json", text = LONG) =>
  (response: ServerResponse): void => {
    const body = CODINGS[coding](text);
    response.writeHead(200, { "content-type": type, "content-encoding": coding });
    response.end(body.subarray(0, Math.ceil(body.length * part)));
  };

/** What a server does with one request. */
const FAULTS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  reset: (response) => response.destroy(),
  "body cut short": (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    response.write('{"id":', () => response.destroy());
  },
  "gzip body cut short": compressed("gzip", 0.5),
  "deflate body cut short": compressed("deflate", 0.3),
  "br body cut short": compressed("br", 0.7),
  "reset in a gzip body": (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.write(gzipSync(LONG).subarray(0, 9_000), () => response.socket?.resetAndDestroy());
  },
  "body that is not compressed as declared": (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(OK);
  },
  503: (response) => response.writeHead(503).end("busy"),
  "429 in seconds": (response) => response.writeHead(429, { "retry-after": "1" }).end(),
  "429 in milliseconds": (response) => response.writeHead(429, { "retry-after-ms": "20" }).end(),
  "429 by date": (response) => {
    const date = new Date();
    response.writeHead(429, {
      date: date.toUTCString(),
      "retry-after": new Date(date.getTime() + 1_000).toUTCString(),
    });
    response.end();
  },
  "slow headers": () => void clock.advance(TIMEOUT_MS),
  "slow body": (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"id":', () => void clock.advance(TIMEOUT_MS));
  },
};

const TIMEOUT_MS = 200;

let clock: VirtualClock;
let server: Loopback;
let faults: ((response: ServerResponse) => void)[];
beforeEach(async () => {
  clock = new VirtualClock();
  faults = [];
  server = await loopback((_request, response) => {
    const fault = faults.shift();
    if (fault === undefined) response.writeHead(200, { "content-type": "application/json" }).end(OK);
    else fault(response);
  });
});
afterEach(() => server.close());

test.each(Object.entries(FAULTS))("[H1] [H3] [H4] one %s is outlived", async (_name, fault) => {
  faults = [fault];
  // Its delays end at once.
  const onRetry = ({ delayMs }: { readonly delayMs: number }): unknown =>
    setImmediate(() => void clock.advance(delayMs));
  const client = sampleClient({ baseUrl: server.url, timeoutMs: TIMEOUT_MS, clock, onRetry });
  expect(await client.call(getThing, ["a"])).toEqual({ id: "a" });
  expect(server.requests.length).toBe(2);
});

test.each([
  ["reset", NetworkError],
  ["body cut short", NetworkError],
  ["gzip body cut short", NetworkError],
  ["reset in a gzip body", NetworkError],
  ["slow headers", TimeoutError],
  ["slow body", TimeoutError],
] as const)("[H9] %s, without retries, throws its own type with a reason", async (name, type) => {
  faults = [FAULTS[name] ?? (() => undefined)];
  const client = sampleClient({ baseUrl: server.url, timeoutMs: TIMEOUT_MS, maxRetries: 0, clock });
  const call = client.call(getThing, ["a"]);
  await expect(call).rejects.toThrow(type);
  await expect(call).rejects.toMatchObject({ attempts: 1, path: "/things/{thing_id}" });
});

test("[H1] a refused connection is a network error that names its code", async () => {
  const client = sampleClient({ baseUrl: server.url, maxRetries: 0 });
  await server.close();
  await expect(client.call(getThing, ["a"])).rejects.toThrow(/ECONNREFUSED/);
});

test("[H8] truncated JSON in a complete response is a parse error, and not retried", async () => {
  faults = [(response) => response.writeHead(200, { "content-type": "application/json" }).end('{"id":')];
  await expect(sampleClient({ baseUrl: server.url }).call(getThing, ["a"])).rejects.toThrow(ResponseParseError);
  expect(server.requests.length).toBe(1);
});

test.each([
  ["text", "text"],
  ["a value that JSON lacks", '{"id":NaN,"rows":["["]}'],
  ["a bracket too many", '{"id":"a"}}'],
  ["another bracket", '{"id":["a"}]'],
])("[H8] %s in a complete compressed response is a parse error, and not retried", async (_name, text) => {
  faults = [compressed("gzip", 1, "application/json", text)];
  const call = sampleClient({ baseUrl: server.url }).call(getThing, ["a"]);
  await expect(call).rejects.toThrow(ResponseParseError);
  await expect(call).rejects.toMatchObject({ fault: "syntax", excerpt: text });
  expect(server.requests.length).toBe(1);
});

test("[H8] the error of a compressed body that was cut short has its first characters", async () => {
  faults = [compressed("gzip", 0.5)];
  const call = sampleClient({ baseUrl: server.url, maxRetries: 0 }).call(getThing, ["a"]);
  const cause = { name: "ResponseParseError", status: 200, excerpt: LONG.slice(0, 256) };
  await expect(call).rejects.toMatchObject({ message: expect.stringContaining("broke off"), cause });
});
