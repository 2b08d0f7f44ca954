import { request as requestHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import type { Duplex } from "node:stream";
import type { Address } from "./address.js";
import type { Network } from "./network.js";

/** One request to checked addresses, without redirects. */
export interface HttpRequest {
  readonly url: URL;
  readonly addresses: readonly Address[];
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** An open connection to the host, for example through a proxy. */
  readonly socket?: Duplex | undefined;
}

/** Sends one request and resolves with the headers of the response. The caller follows redirects. */
export function sendOnce(
  { url, addresses, headers, signal, socket }: HttpRequest,
  { agents }: Network,
): Promise<IncomingMessage> {
  const options: RequestOptions = { headers, signal, lookup: fixedLookup(addresses) };
  // TLS runs over the given socket.
  const secure = { ...options, agent: agents.https, ...(socket === undefined ? {} : { socket }) };
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === "https:" ? requestHttps(url, secure) : requestHttp(url, { ...options, agent: agents.http });
    request.on("response", resolve).on("error", reject).end();
  });
}

/** Resolves every look-up to the checked addresses, so a changed name cannot lead elsewhere. */
function fixedLookup(addresses: readonly Address[]): LookupFunction {
  const [first = { address: "", family: 4 }] = addresses;
  return (_host, options, callback) => {
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}
