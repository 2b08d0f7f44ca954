import type { IncomingMessage, RequestListener, Server } from "node:http";
import { createServer } from "node:http";
import type { Server as SecureServer } from "node:https";
import type { AddressInfo } from "node:net";

export interface Loopback {
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
  close(): Promise<void>;
}

/** A real HTTP server on a free port of this machine. */
export async function loopback(listener: RequestListener): Promise<Loopback> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  return listening(server, requests, "http");
}

/** Lets a server listen on a free port of this machine. */
export async function listening(
  server: Server | SecureServer,
  requests: readonly IncomingMessage[],
  scheme: "http" | "https",
): Promise<Loopback> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `${scheme}://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
