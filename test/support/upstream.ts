import { readFileSync } from "node:fs";
import { Agent as HttpAgent, type IncomingMessage, type RequestListener } from "node:http";
import { Agent as HttpsAgent, createServer, type RequestOptions } from "node:https";
import { join, resolve } from "node:path";
import type { Address } from "../../packages/toolchain/src/fetching/network/address.js";
import type { Network } from "../../packages/toolchain/src/fetching/network/network.js";
import { type Loopback, listening } from "./loopback.js";

const fixtures = resolve(import.meta.dirname, "../fixtures/tls");
const certificate = readFileSync(join(fixtures, "certificate.pem"));
const key = readFileSync(join(fixtures, "key.pem"));

/** An address of the public internet, under which stand-ins are reached. */
export const PUBLIC: Address = { address: "93.184.215.14", family: 4 };

/** A real HTTPS server on this machine, with a certificate for docs.example.com, cdn.example.com and localhost. */
export function secureLoopback(listener: RequestListener): Promise<Loopback> {
  const requests: IncomingMessage[] = [];
  const server = createServer({ cert: certificate, key }, (request, response) => {
    requests.push(request);
    listener(request, response);
  });
  return listening(server, requests, "https");
}

export interface UpstreamOptions {
  /** The server that stands behind each host name. */
  readonly hosts: Readonly<Record<string, Loopback>>;
  /** Addresses in place of the public one. */
  readonly addresses?: Readonly<Record<string, readonly Address[]>>;
  /** False where the certificate is to be taken for a stranger's. */
  readonly trusted?: boolean;
}

/** A network whose public hosts are servers of this machine, and whose clock is turned by hand. */
export interface Upstream extends Network {
  /** Host names, in the order in which they were looked up. */
  readonly lookups: readonly string[];
  /** The addresses that connections were given, host by host. */
  readonly dialled: readonly string[];
  /** Lets all time limits pass. */
  readonly expire: () => void;
}

export function upstream({ hosts, addresses = {}, trusted = true }: UpstreamOptions): Upstream {
  const lookups: string[] = [];
  const dialled: string[] = [];
  const timers = new Set<() => void>();
  class Rerouted extends HttpsAgent {
    override createConnection(options: RequestOptions, callback: Parameters<HttpsAgent["createConnection"]>[1]) {
      const { host, lookup } = options;
      lookup?.(host ?? "", { all: true }, (_error, found) => {
        for (const entry of [found].flat())
          dialled.push(`${host} ${typeof entry === "string" ? entry : entry.address}`);
      });
      const server = hosts[host ?? ""];
      if (server === undefined) throw new Error(`nothing stands in for ${host}`);
      const port = Number(new URL(server.url).port);
      return super.createConnection({ ...options, host: "127.0.0.1", port, servername: host ?? "" }, callback);
    }
  }
  return {
    lookups,
    dialled,
    resolve: (host) => {
      lookups.push(host);
      return Promise.resolve(addresses[host] ?? [host === "localhost" ? { address: "127.0.0.1", family: 4 } : PUBLIC]);
    },
    after: (_ms, callback) => {
      timers.add(callback);
      return () => timers.delete(callback);
    },
    expire: () => {
      for (const callback of timers) callback();
    },
    agents: { http: new HttpAgent(), https: new Rerouted(trusted ? { ca: certificate } : {}) },
  };
}
