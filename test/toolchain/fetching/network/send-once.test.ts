import { afterEach, expect, test, vi } from "vitest";
import { sendOnce } from "../../../../packages/toolchain/src/fetching/network/send-once.js";
import { systemNetwork } from "../../../../packages/toolchain/src/fetching/network/network.js";
import { caught } from "../../../support/caught.js";
import { loopback } from "../../../support/loopback.js";
import { secureLoopback } from "../../../support/upstream.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

const LOOPBACK = { address: "127.0.0.1", family: 4 } as const;

test("no environment variable makes a stranger's certificate good", async () => {
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  const server = await secureLoopback((_request, response) => response.end());
  const url = new URL(server.url.replace("127.0.0.1", "localhost"));
  const { signal } = new AbortController();
  const asked = sendOnce({ url, addresses: [LOOPBACK], headers: {}, signal }, systemNetwork);
  expect(await caught(asked)).toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  await server.close();
});

test("the checked addresses are connected to, whatever the name leads to", async () => {
  const server = await loopback((_request, response) => response.end("here"));
  const url = new URL(server.url.replace("127.0.0.1", "docs.example.com"));
  const { signal } = new AbortController();
  const response = await sendOnce({ url, addresses: [LOOPBACK], headers: {}, signal }, systemNetwork);
  response.resume();
  expect(response.socket.remoteAddress).toBe("127.0.0.1");
  expect(server.requests[0]?.headers.host).toBe(url.host);
  await server.close();
});
