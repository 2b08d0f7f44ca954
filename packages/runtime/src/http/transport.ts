import { ConfigurationError } from "../errors/configuration-error.js";
import { isReplayable } from "../request/body.js";
import type { OutgoingRequest } from "../request/http-request.js";
import type { ActiveCall } from "../request/active-call.js";

/** Returns true if a header may cross an origin. Any other header may be a credential: an API key may use any name. */
export function isSafeHeader(name: string): boolean {
  return /^(accept|accept-language|content-(encoding|language|type)|range|user-agent)$/.test(name);
}

/**
 * Sends a request without following redirects. Browsers hide redirects: there fetch follows them, or fails if the
 * request has a header that fetch would send to another origin. Fetch removes only `authorization`. `signal` makes the
 * signal of the attempt when fetch reads it.
 */
export function send(request: OutgoingRequest, call: ActiveCall, signal: () => AbortSignal): Promise<Response> {
  const { settings, fetchOptions, fetch = settings.fetch } = call;
  let { redirect } = call;
  if (settings.browser) {
    const names = Object.keys(request.headers);
    if (names.includes("cookie")) throw new ConfigurationError("Browsers do not let code send cookies");
    redirect ??= names.every((name) => name === "authorization" || isSafeHeader(name)) ? "follow" : "error";
  }
  const init = new FetchInit(request, redirect ?? "manual", signal);
  // Fetch requires this option for a body that is a stream.
  if (!isReplayable(request.body)) Object.assign(init, { duplex: "half" });
  return fetch(request.url, fetchOptions === undefined ? init : Object.assign({ ...fetchOptions }, init));
}

/**
 * The options for fetch. The signal is an own property, so that a spread keeps it; its getter makes it on demand. All
 * objects share one getter, because a getter for each would give each a hidden class of its own.
 */
class FetchInit implements RequestInit {
  declare readonly signal: AbortSignal;
  declare readonly method: string;
  declare readonly headers: Record<string, string>;
  declare readonly body: BodyInit | null;
  declare readonly redirect: RequestRedirect;
  readonly #signal: () => AbortSignal;

  constructor({ method, headers, body }: OutgoingRequest, redirect: RequestRedirect, signal: () => AbortSignal) {
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
