import { ConfigurationError } from "../errors/configuration-error.js";
import type { RequestInfo } from "../errors/request-error.js";
import { isReplayable } from "../request/body.js";
import type { OutgoingRequest } from "../request/http-request.js";
import type { RequestCredential } from "../settings/credentials.js";
import type { FetchOptions } from "../settings/fetch-options.js";
import type { Fetch } from "../settings/options.js";

/** Headers that may cross an origin. Any other may be a credential, because an API key may use any header name. */
const SAFE_HEADERS = /^(accept|accept-language|content-encoding|content-language|content-type|range|user-agent)$/;

/** What sending needs besides the request. */
export interface SendContext {
  readonly fetch: Fetch;
  readonly browser: boolean;
  /** The signal of the attempt, made on demand. */
  readonly signal: () => AbortSignal;
  readonly credentials: readonly RequestCredential[];
  readonly info: RequestInfo;
  readonly fetchOptions: FetchOptions | undefined;
  /** What a raw call does with redirects, if the client does not follow them. */
  readonly redirect: RequestRedirect | undefined;
}

/**
 * Sends a request without following redirects. Browsers hide redirects: there fetch follows them, or fails if the
 * request has a header that fetch would pass on to another origin.
 */
export function send(request: OutgoingRequest, context: SendContext): Promise<Response> {
  const { fetch, browser } = context;
  if (browser && Object.hasOwn(request.headers, "cookie"))
    throw new ConfigurationError("Browsers do not let code send cookies");
  const usual = !browser ? "manual" : canFollow(request.headers) ? "follow" : "error";
  return fetch(request.url, fetchInit(request, context, context.redirect ?? usual));
}

export function isSafeHeader(name: string): boolean {
  return SAFE_HEADERS.test(name);
}

/** Whether fetch can follow redirects itself: it removes `authorization` for another origin, but no custom header. */
function canFollow(headers: OutgoingRequest["headers"]): boolean {
  return Object.keys(headers).every((name) => name === "authorization" || isSafeHeader(name));
}

/**
 * The options for fetch. The signal is an own property, so that a spread keeps it; its getter makes it on demand. All
 * objects share one getter, because a getter for each would give each a hidden class of its own.
 */
class FetchInit implements RequestInit {
  declare readonly signal: AbortSignal;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: BodyInit | null;
  readonly redirect: RequestRedirect;
  readonly #signal: () => AbortSignal;

  constructor({ method, headers, body }: OutgoingRequest, signal: () => AbortSignal, redirect: RequestRedirect) {
    this.method = method;
    this.headers = headers;
    this.body = body;
    this.redirect = redirect;
    this.#signal = signal;
    Object.defineProperty(this, "signal", FetchInit.#shared);
  }

  static readonly #shared: PropertyDescriptor & ThisType<FetchInit> = {
    enumerable: true,
    get() {
      return this.#signal();
    },
  };
}

function fetchInit(
  request: OutgoingRequest,
  { fetchOptions, signal }: SendContext,
  redirect: RequestRedirect,
): RequestInit {
  const init = new FetchInit(request, signal, redirect);
  // Fetch requires this option for a body that is a stream.
  if (!isReplayable(request.body)) Object.assign(init, { duplex: "half" });
  return fetchOptions === undefined ? init : Object.assign({ ...fetchOptions }, init);
}
