import type { ServerResponse } from "node:http";
import { NetworkError, ResponseParseError, TimeoutError } from "@specloom/runtime";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Loopback } from "../../support/loopback.js";
import { loopback } from "../../support/loopback.js";
import { getThing, sampleClient } from "../../support/sample-client.js";
import { VirtualClock } from "../../support/virtual-clock.js";

const OK = '{"id":"a"}';

/** What a server does with one request. */
const FAULTS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  reset: (response) => response.destroy(),
  "body cut short": (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    response.write('{"id":', () => response.destroy());
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
