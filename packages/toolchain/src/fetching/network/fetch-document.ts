import type { IncomingMessage } from "node:http";
import { MAX_BYTES } from "../../document/text.js";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { redactError } from "../../secret.js";
import { ACCEPT_ENCODING, readResponseBody } from "./body.js";
import { type Credential, credentialHeader, refuseSecret } from "./credential.js";
import { withDeadline } from "./deadline.js";
import { checkDestination, checkedAddresses, allowedDestination, safeUrl } from "./destination.js";
import { sendOnce } from "./send-once.js";
import { failureOf } from "./failure.js";
import { type DocumentForm, documentForm, refuseHtml } from "./media-type.js";
import { type Limits, type Network, systemNetwork } from "./network.js";
import { redirectOf } from "./redirect.js";
import { statusError } from "./status.js";
import { openTunnel } from "./tunnel.js";

/** A document to fetch. */
export interface DocumentRequest {
  readonly url: string;
  /** Configured hosts, in addition to the address's own. */
  readonly hosts: readonly string[];
  /** Sent to its own host only, and no longer after a redirect to another host. */
  readonly credential?: Credential | undefined;
  /** Entity tag of the local copy. */
  readonly etag?: string | undefined;
  /** The location of the address in a file, for messages. */
  readonly location?: Location | undefined;
  /** Chooses the proxy of an address. */
  readonly proxyFor?: ((url: URL) => URL | undefined) | undefined;
}

/** The response: the local copy is current, or a document. */
export type Fetched = { readonly kind: "unchanged" } | FetchedDocument;

export interface FetchedDocument {
  readonly kind: "document";
  /** As published; only content codings are decoded. */
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
 * Fetches one document, over https, from allowed hosts with public addresses, within limits of time and size, with a
 * media type of documents. Every redirect is checked the same way.
 *
 * @throws {ToolchainError} A `network/` code. Messages never contain a credential or a query.
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
  const timeoutError = (): ToolchainError =>
    new ToolchainError(
      "network/timeout",
      `Expected ${safeUrl(url)} within ${limits.ms / 1000} s, found no complete response`,
      {
        location: request.location,
      },
    );
  const work = (signal: AbortSignal): Promise<Fetched> => follow(url, request, limits, network, signal);
  return withDeadline(limits.ms, network, work, timeoutError).catch((error: unknown) => {
    throw redactError(error, [request.credential?.secret]);
  });
}

/** Follows redirects to the final response. */
async function follow(
  start: URL,
  request: DocumentRequest,
  limits: Limits,
  network: Network,
  signal: AbortSignal,
): Promise<Fetched> {
  const allowed = allowedDestination(start, request.hosts, request.location);
  let { credential } = request;
  let url = start;
  for (let hop = 0; hop <= limits.redirects; hop += 1) {
    checkDestination(url, allowed, hop === 0 ? undefined : start);
    const response = await withNetworkErrors(url, false, request, async () => {
      const proxy = request.proxyFor?.(url);
      const addresses = await checkedAddresses(url, allowed, network, { isProxied: proxy !== undefined });
      const socket = proxy && (await openTunnel({ proxy, url, signal, location: request.location }));
      const headers = { ...HEADERS, ...conditionalHeaders(request), ...credentialHeader(credential, url) };
      return sendOnce({ url, addresses, headers, signal, socket }, network);
    });
    const next = redirectOf(response, url, request.location);
    if (next === undefined)
      return withNetworkErrors(url, true, request, () => readResponse(response, url, request, limits));
    response.destroy();
    if (next.host !== url.host) credential = undefined;
    url = next;
  }
  throw new ToolchainError(
    "network/redirect",
    `Expected at most ${limits.redirects} redirects from ${safeUrl(start)}, found more`,
    { location: request.location },
  );
}

/** Runs a step and translates network errors. */
async function withNetworkErrors<T>(
  url: URL,
  hasResponse: boolean,
  { location }: DocumentRequest,
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw failureOf(error, { from: safeUrl(url), hasResponse, location });
  }
}

async function readResponse(
  response: IncomingMessage,
  url: URL,
  { etag, credential, location }: DocumentRequest,
  limits: Limits,
): Promise<Fetched> {
  const from = safeUrl(url);
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

function conditionalHeaders({ etag }: DocumentRequest): Record<string, string> {
  return etag === undefined ? {} : { "if-none-match": etag };
}
