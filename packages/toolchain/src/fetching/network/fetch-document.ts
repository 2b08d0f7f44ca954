import type { IncomingMessage } from "node:http";
import { MAX_BYTES } from "../../document/text.js";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { ACCEPT_ENCODING, readResponseBody } from "./body.js";
import { type Credential, credentialHeader, refuseSecret } from "./credential.js";
import { withDeadline } from "./deadline.js";
import { checkDestination, checkedAddresses, reachOf, shownUrl } from "./destination.js";
import { exchange } from "./exchange.js";
import { failureOf } from "./failure.js";
import { type DocumentForm, documentForm, refuseHtml } from "./media-type.js";
import { type Limits, type Network, systemNetwork } from "./network.js";
import { redirectOf } from "./redirect.js";
import { statusError } from "./status.js";
import { openTunnel } from "./tunnel.js";

/** A document to fetch. */
export interface DocumentRequest {
  readonly url: string;
  /** Hosts that a person allowed beside the address's own. */
  readonly hosts: readonly string[];
  /** Sent to its own host only, and no more once a redirect has left it. */
  readonly credential?: Credential | undefined;
  /** Entity tag of the copy at hand. */
  readonly etag?: string | undefined;
  /** Where the address was written down, for messages. */
  readonly location?: Location | undefined;
  /** The proxy that an address is asked through, if any. */
  readonly proxyFor?: ((url: URL) => URL | undefined) | undefined;
}

/** What the host answered: that the copy at hand still stands, or a document. */
export type Fetched = { readonly kind: "unchanged" } | FetchedDocument;

export interface FetchedDocument {
  readonly kind: "document";
  /** As published; only the transfer's compression is undone. */
  readonly bytes: Uint8Array;
  /** The `Content-Type` without parameters. */
  readonly mediaType: string;
  readonly form: DocumentForm;
  readonly etag: string | undefined;
}

export const DEFAULT_LIMITS: Limits = { bytes: MAX_BYTES, ms: 60_000, redirects: 5 };

const HEADERS = {
  accept: "application/yaml, application/json, text/markdown, text/plain;q=0.9, */*;q=0.1",
  "accept-encoding": ACCEPT_ENCODING,
  "user-agent": "specloom",
};

/**
 * Fetches one document: over https, from hosts that people named and at public addresses, each hop of a redirect
 * checked alike; within a time and a size; of a media type that documents have. Nothing is written.
 *
 * @throws {ToolchainError} A `network/` code. No message tells a credential or an address's query.
 */
export async function fetchDocument(
  request: DocumentRequest & { readonly etag?: undefined },
  limits?: Limits,
  network?: Network,
): Promise<FetchedDocument>;
export async function fetchDocument(request: DocumentRequest, limits?: Limits, network?: Network): Promise<Fetched>;
export async function fetchDocument(
  request: DocumentRequest,
  limits = DEFAULT_LIMITS,
  network = systemNetwork,
): Promise<Fetched> {
  const url = new URL(request.url);
  const late = (): ToolchainError =>
    new ToolchainError("network/timeout", `Expected ${shownUrl(url)} within ${limits.ms / 1000} s, it took longer`, {
      location: request.location,
    });
  return withDeadline(limits.ms, network, (signal) => follow(url, request, limits, network, signal), late);
}

/** Asks hop by hop until an answer is no redirect. */
async function follow(
  start: URL,
  request: DocumentRequest,
  limits: Limits,
  network: Network,
  signal: AbortSignal,
): Promise<Fetched> {
  const reach = reachOf(start, request.hosts, request.location);
  let { credential } = request;
  let url = start;
  for (let hop = 0; hop <= limits.redirects; hop += 1) {
    checkDestination(url, reach, hop === 0 ? undefined : start);
    const response = await attempted(url, false, request, async () => {
      const proxy = request.proxyFor?.(url);
      const addresses = await checkedAddresses(url, reach, network, { isProxied: proxy !== undefined });
      const socket = proxy && (await openTunnel({ proxy, url, signal, location: request.location }));
      const headers = { ...HEADERS, ...conditional(request), ...credentialHeader(credential, url) };
      return exchange({ url, addresses, headers, signal, socket }, network);
    });
    const next = redirectOf(response, url, request.location);
    if (next === undefined) return attempted(url, true, request, () => receive(response, url, request, limits));
    response.destroy();
    if (next.host !== url.host) credential = undefined;
    url = next;
  }
  throw new ToolchainError(
    "network/redirect",
    `Expected at most ${limits.redirects} redirects from ${shownUrl(start)}, found more`,
    { location: request.location },
  );
}

/** Does one step, and says what an error of the machine's network means there. */
async function attempted<T>(
  url: URL,
  isAnswered: boolean,
  { location }: DocumentRequest,
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw failureOf(error, { from: shownUrl(url), isAnswered, location });
  }
}

async function receive(
  response: IncomingMessage,
  url: URL,
  { etag, credential, location }: DocumentRequest,
  limits: Limits,
): Promise<Fetched> {
  const from = shownUrl(url);
  try {
    if (response.statusCode === 304 && etag !== undefined) return { kind: "unchanged" };
    if (response.statusCode !== 200) throw statusError(response.statusCode ?? 0, from, location);
    const header = response.headers["content-type"];
    const form = documentForm(header, from, location);
    const bytes = await readResponseBody(response, limits.bytes);
    refuseHtml(bytes, from, location);
    refuseSecret(credential, [bytes, response.headers.etag ?? ""], from, location);
    const mediaType = header?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
    return { kind: "document", bytes, mediaType, form, etag: response.headers.etag };
  } finally {
    response.destroy();
  }
}

function conditional({ etag }: DocumentRequest): Record<string, string> {
  return etag === undefined ? {} : { "if-none-match": etag };
}
