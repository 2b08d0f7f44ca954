import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import type { Answer, Received } from "./answer.js";

export interface Served {
  /** Origin, such as `http://127.0.0.1:41234`. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

export interface ServeOptions {
  /** Lets the pages of any origin read the answers; `respond` does not see what a browser asks beforehand. */
  readonly cors?: boolean | undefined;
}

/** Serves `respond` on a free port of the loopback interface. */
export async function serve(
  respond: (request: Received) => Answer | Promise<Answer>,
  { cors = false }: ServeOptions = {},
): Promise<Served> {
  const server = createServer((request, response) => {
    if (cors && allowed(request, response)) return;
    received(request)
      .then(respond)
      .then((answer) => deliver(answer, response))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Says that everything is allowed; true where that is all that was asked (Fetch standard, CORS-preflight request). */
function allowed({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-expose-headers", "*");
  if (method !== "OPTIONS" || headers["access-control-request-method"] === undefined) return false;
  response.setHeader("access-control-allow-methods", "*");
  // The wildcard does not cover `Authorization`.
  response.setHeader("access-control-allow-headers", headers["access-control-request-headers"] ?? "*");
  response.writeHead(204).end();
  return true;
}

async function received(request: IncomingMessage): Promise<Received> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = [value].flat().join(", ");
  return { method: request.method ?? "", url: request.url ?? "", headers, body: await text(request) };
}

async function deliver(answer: Answer, response: ServerResponse): Promise<void> {
  const { status, headers, body, delivery = "whole", pauseMs = 0 } = answer;
  if (delivery === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  if (delivery === "late") {
    later(pauseMs, response, () => response.writeHead(status, headers).end(body));
    return;
  }
  response.writeHead(status, headers);
  if (delivery === "whole") {
    response.end(body);
    return;
  }
  const middle = Math.floor(body.length / 2);
  response.write(body.slice(0, middle));
  if (delivery === "halved") {
    response.end();
    return;
  }
  later(pauseMs, response, () => response.end(body.slice(middle)));
}

/** Goes on after the pause, unless the client has left. */
function later(pauseMs: number, response: ServerResponse, goOn: () => void): void {
  const timer = setTimeout(goOn, pauseMs);
  response.on("close", () => clearTimeout(timer));
}
