import type { Source } from "../../document/source.js";
import type { Location } from "../../location.js";
import { readCredential } from "../network/credential.js";
import {
  DEFAULT_LIMITS,
  type DocumentRequest,
  type Fetched,
  type FetchedDocument,
  fetchDocument,
} from "../network/fetch-document.js";
import { type Network, systemNetwork } from "../network/network.js";
import { proxyFor } from "../network/proxy.js";

/** What a command may use to fetch. */
export interface AccessOptions {
  /** Milliseconds for each document. */
  readonly timeoutMs?: number | undefined;
  /** Hosts beside those that source.yaml names. */
  readonly hosts?: readonly string[] | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly network?: Network | undefined;
}

/** Fetches for one source: to the hosts and with the credentials that its source.yaml names. */
export interface Access {
  fetch(url: string, location?: Location): Promise<FetchedDocument>;
  /** @param etag Of the copy at hand. */
  fetchUnlessSame(url: string, etag: string | undefined, location?: Location): Promise<Fetched>;
  /** Whether a host may be asked for what a page names, beside the page's own. */
  isAllowed(url: URL): boolean;
}

export function createAccess(source: Pick<Source, "hosts" | "credentials">, options: AccessOptions): Access {
  const { timeoutMs = DEFAULT_LIMITS.ms, env, network = systemNetwork } = options;
  const hosts = [...source.hosts, ...(options.hosts ?? [])];
  const limits = { ...DEFAULT_LIMITS, ms: timeoutMs };
  const request = (url: string, location: Location | undefined): Omit<DocumentRequest, "etag"> => {
    const named = source.credentials.find(({ host }) => host === new URL(url).host);
    const credential = named && readCredential(named, env);
    return { url, hosts, location, credential, proxyFor: (address) => proxyFor(address, env) };
  };
  return {
    fetch: (url, location) => fetchDocument({ ...request(url, location), etag: undefined }, limits, network),
    fetchUnlessSame: (url, etag, location) => fetchDocument({ ...request(url, location), etag }, limits, network),
    isAllowed: ({ host }) => hosts.includes(host),
  };
}
