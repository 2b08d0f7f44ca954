import { createServer } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { listening, type Loopback } from "./loopback.js";

/** A proxy on this machine that connects to whatever stands in for a host. */
export interface ConnectingProxy extends Loopback {
  /** `host:port` of each connection that was asked for, with the `Proxy-Authorization` that came with it. */
  readonly asked: readonly (readonly [target: string, authorization: string | undefined])[];
  /** Connections that nobody has closed. */
  readonly tunnels: ReadonlySet<Duplex>;
}

/**
 * @param hosts The server that stands behind each `host:port`; the others are answered 502.
 * @param status What every request is answered with in place of a connection.
 */
export async function connectingProxy(
  hosts: Readonly<Record<string, Loopback>>,
  status?: number,
): Promise<ConnectingProxy> {
  const asked: [string, string | undefined][] = [];
  const tunnels = new Set<Duplex>();
  const server = createServer().on("connect", ({ url = "", headers }, socket) => {
    asked.push([url, headers["proxy-authorization"]]);
    tunnels.add(socket);
    socket.on("close", () => tunnels.delete(socket));
    const target = hosts[url];
    socket.on("error", () => socket.destroy());
    if (status !== undefined || target === undefined) {
      socket.end(`HTTP/1.1 ${status ?? 502} No\r\n\r\n`);
      return;
    }
    const upstream = connect(Number(new URL(target.url).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    })
      .on("error", () => socket.destroy())
      .on("close", () => socket.destroy());
    socket.on("close", () => upstream.destroy());
  });
  const listener = await listening(server, [], "http");
  const close = (): Promise<void> => {
    // The server itself knows no more of the connections that it handed over.
    for (const tunnel of tunnels) tunnel.destroy();
    return listener.close();
  };
  return { ...listener, close, asked, tunnels };
}
