import { request as requestHttp, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import type { Duplex } from "node:stream";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { safeUrl } from "./destination.js";
import { codeOf } from "./failure.js";

/** A connection through a proxy. */
export interface Tunnel {
  readonly proxy: URL;
  /** The address to connect to. */
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly location: Location | undefined;
}

/**
 * Opens a connection to a host through a proxy (RFC 9110, section 9.3.6). TLS still verifies the host.
 *
 * @throws {ToolchainError} `network/proxy`. Messages contain only the proxy's host and port.
 */
export function openTunnel({ proxy, url, signal, location }: Tunnel): Promise<Duplex> {
  const target = `${url.hostname}:${url.port === "" ? "443" : url.port}`;
  const headers = { host: target, ...authorization(proxy) };
  const options: RequestOptions = { method: "CONNECT", path: target, headers, signal, agent: false };
  const failure = (found: string, cause?: unknown): ToolchainError =>
    new ToolchainError(
      "network/proxy",
      `Expected the proxy ${safeUrl(proxy)} to connect to ${target}, found ${found}`,
      {
        location,
        cause,
      },
    );
  // Without the user information, which Node would send too; it is sent as a header.
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
        reject(
          failure(statusCode === 407 ? "that it requires a user name and a password (407)" : `status ${statusCode}`),
        );
      })
      .on("error", (error) => reject(failure(`no response (${codeOf(error)})`, error)))
      .end();
  });
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === "" && password === "") return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
}
