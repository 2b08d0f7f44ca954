import { request as requestHttp, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import type { Duplex } from "node:stream";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { shownUrl } from "./destination.js";
import { codeOf } from "./failure.js";

/** A way to a host that a proxy opens. */
export interface Tunnel {
  readonly proxy: URL;
  /** Where it leads. */
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly location: Location | undefined;
}

/**
 * Lets a proxy open a connection to a host (RFC 9110, section 9.3.6). Whoever the proxy finds there still has to prove to
 * be that host, by TLS.
 *
 * @throws {ToolchainError} `network/proxy`. What the proxy's address holds beside host and port stays out of messages.
 */
export function openTunnel({ proxy, url, signal, location }: Tunnel): Promise<Duplex> {
  const target = `${url.hostname}:${url.port === "" ? "443" : url.port}`;
  const headers = { host: target, ...authorization(proxy) };
  const options: RequestOptions = { method: "CONNECT", path: target, headers, signal, agent: false };
  const failure = (found: string, cause?: unknown): ToolchainError =>
    new ToolchainError("network/proxy", `Expected the proxy ${shownUrl(proxy)} to lead to ${target}, found ${found}`, {
      location,
      cause,
    });
  // The address without what is sent as a header: Node would take a user from it too.
  const to = {
    ...options,
    protocol: proxy.protocol,
    hostname: proxy.hostname.replace(/^\[|\]$/gu, ""),
    port: proxy.port,
  };
  return new Promise((resolve, reject) => {
    const request = proxy.protocol === "https:" ? requestHttps(to) : requestHttp(to);
    request
      .on("connect", ({ statusCode = 0 }, socket, head) => {
        if (statusCode >= 200 && statusCode < 300) {
          if (head.length > 0) socket.unshift(head);
          resolve(socket);
          return;
        }
        socket.destroy();
        reject(failure(statusCode === 407 ? "that it wants a user name and a password (407)" : `status ${statusCode}`));
      })
      .on("error", (error) => reject(failure(`no answer (${codeOf(error)})`, error)))
      .end();
  });
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === "" && password === "") return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
}
