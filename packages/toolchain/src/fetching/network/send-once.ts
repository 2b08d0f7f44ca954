import { request as requestHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import type { Duplex } from "node:stream";
import type { Address } from "./address.js";
import type { Network } from "./network.js";

/** One request for one hop, to addresses that were checked. */
export interface Exchange {
  readonly url: URL;
  readonly addresses: readonly Address[];
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** A connection to the host, where the machine opens none itself. */
  readonly socket?: Duplex | undefined;
}

/** Asks once and gives the answer as soon as its headers are there. Redirects are the caller's. */
export function exchange(
  { url, addresses, headers, signal, socket }: Exchange,
  { agents }: Network,
): Promise<IncomingMessage> {
  const options: RequestOptions = { headers, signal, lookup: pinned(addresses) };
  // TLS is spoken on a socket that is given to it.
  const secure = { ...options, agent: agents.https, ...(socket === undefined ? {} : { socket }) };
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === "https:" ? requestHttps(url, secure) : requestHttp(url, { ...options, agent: agents.http });
    request.on("response", resolve).on("error", reject).end();
  });
}

/** Answers every look-up with the checked addresses: a name that has changed since cannot lead elsewhere. */
function pinned(addresses: readonly Address[]): LookupFunction {
  const [first = { address: "", family: 4 }] = addresses;
  return (_host, options, callback) => {
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}
