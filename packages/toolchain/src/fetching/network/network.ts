import { lookup } from "node:dns/promises";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Address } from "./address.js";

/** What fetching needs of the machine: names, time and connections. Tests give their own. */
export interface Network {
  /** Every address of a host name. */
  readonly resolve: (host: string) => Promise<readonly Address[]>;
  /** Calls back once after so many milliseconds, unless the function that it returns is called first. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Open the connections, to the addresses that they are given. */
  readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };
}

/** The machine's own resolver, clock and connections. No connection outlives its document. */
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
  // Said outright, since an environment variable would switch it off.
  agents: { http: new HttpAgent(), https: new HttpsAgent({ rejectUnauthorized: true }) },
};

/** How much a fetch may take. */
export interface Limits {
  /** Of the document, decompressed. */
  readonly bytes: number;
  /** For everything, redirects included. */
  readonly ms: number;
  readonly redirects: number;
}
