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
import { readInThread } from "../reading/reading-thread.js";
import type { ReadUpstream } from "../reading/readings.js";
import { proxyFor } from "../network/proxy.js";

/** The options for fetching. */
export interface AccessOptions {
  /** The time limit of each document, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Hosts in addition to those in source.yaml. */
  readonly hosts?: readonly string[] | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly network?: Network | undefined;
}

/** Fetches for one source, limited to the hosts and credentials in its source.yaml. */
export interface Access {
  fetch(url: string, location?: Location): Promise<FetchedDocument>;
  /** @param etag The entity tag of the local copy. */
  fetchUnlessSame(url: string, etag: string | undefined, location?: Location): Promise<Fetched>;
  /** Reads fetched texts within a time limit. */
  readonly read: ReadUpstream;
  /** Whether a host may be asked for documents that a page names. */
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
    read: readInThread(network),
    isAllowed: ({ host }) => hosts.includes(host),
  };
}
