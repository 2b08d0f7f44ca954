import { lookup } from "node:dns/promises";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Address } from "./address.js";

/** Name resolution, timers and connections; tests replace them. */
export interface Network {
  /** Resolves all addresses of a host name. */
  readonly resolve: (host: string) => Promise<readonly Address[]>;
  /** Calls `callback` after `ms` milliseconds; the returned function cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** The HTTP agents, which open the connections. */
  readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };
}

/** The machine's own resolver, clock and connections. A connection is closed with its document. */
export const systemNetwork: Network = {
  resolve: async (host) =>
    (await lookup(host, { all: true, verbatim: true })).map(({ address, family }) => ({
      address,
      family: family === 6 ? 6 : 4,
    })),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  // Explicit, because an environment variable could disable it.
  agents: { http: new HttpAgent(), https: new HttpsAgent({ rejectUnauthorized: true }) },
};

/** The limits of a fetch. */
export interface Limits {
  /** The size of the decompressed document. */
  readonly bytes: number;
  /** The time for everything, redirects included. */
  readonly ms: number;
  readonly redirects: number;
}
