import { isReplayable } from "./body.js";
import type { Grant } from "./credentials.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import { RedirectError } from "./errors/redirect-error.js";
import type { RequestFacts } from "./errors/request-error.js";
import type { Fetch } from "./options.js";
import type { Outgoing } from "./outgoing.js";
import { redactHeaders } from "./redact.js";

/** Redirects followed in one attempt, as the Fetch standard has it. */
const MAX_REDIRECTS = 20;

/** The headers that may cross an origin. Every other may be a credential: a key's header has any name. */
const HARMLESS = /^(accept|accept-language|content-encoding|content-language|content-type|range|user-agent)$/;
/** Headers that describe a body, and go with it. */
const OF_BODY = /^content-/;

/** What sending needs beside the request. */
export interface Sending {
  readonly fetch: Fetch;
  readonly browser: boolean;
  /** The signal of the attempt, made when it is asked for. */
  readonly signal: () => AbortSignal;
  readonly grants: readonly Grant[];
  readonly facts: RequestFacts;
  /** What the raw client's caller set on its Request, such as `credentials` and `cache`. */
  readonly extra?: RequestInit | undefined;
}

/**
 * Sends a request and follows no redirect. Browsers hide redirects, so there fetch follows them, and one is an error
 * wherever a header goes along that fetch would not remove.
 */
export function send(request: Outgoing, sending: Sending): Promise<Response> {
  const { fetch, browser, extra } = sending;
  if (browser && Object.hasOwn(request.headers, "cookie"))
    throw new ConfigurationError("Browsers do not let code send cookies");
  const redirect = !browser ? (extra?.redirect ?? "manual") : isPlain(request.headers) ? "follow" : "error";
  return fetch(request.url, initOf(request, sending, redirect));
}

/**
 * The last response behind a redirect. Followed by hand, because fetch would carry a key in a header of its own to any
 * host: across origins only harmless headers go on, and a key in the query is taken out. Throws RedirectError.
 */
export async function follow(request: Outgoing, response: Response, sending: Sending): Promise<Response> {
  let current = request;
  let answer = response;
  for (let count = 0; isRedirect(answer); count++) {
    if (count >= MAX_REDIRECTS) throw refusal(answer, sending, "too many redirects");
    current = next(current, answer, sending);
    // Nothing of it is read; its connection is free for the next request.
    answer.body?.cancel().catch(() => undefined);
    answer = await send(current, sending);
  }
  return answer;
}

/** Whether a response sends its client elsewhere; without a `Location` it is a response like others. */
export function isRedirect({ status, type, headers }: Response): boolean {
  return type === "opaqueredirect" || (status >= 300 && /^30[12378]$/.test(`${status}`) && headers.has("location"));
}

/**
 * What fetch is called with. Its signal is a property like the others, so that it survives a spread, and is made when
 * it is read. One getter serves all: a getter for each object would give each a hidden class of its own.
 */
class Init implements RequestInit {
  declare readonly signal: AbortSignal;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: BodyInit | null;
  readonly redirect: RequestRedirect;
  readonly #signal: () => AbortSignal;

  constructor({ method, headers, body }: Outgoing, signal: () => AbortSignal, redirect: RequestRedirect) {
    this.method = method;
    this.headers = headers;
    this.body = body;
    this.redirect = redirect;
    this.#signal = signal;
    Object.defineProperty(this, "signal", Init.#shared);
  }

  static readonly #shared: PropertyDescriptor & ThisType<Init> = {
    enumerable: true,
    get() {
      return this.#signal();
    },
  };
}

function initOf(request: Outgoing, { extra, signal }: Sending, redirect: RequestRedirect): RequestInit {
  const init = new Init(request, signal, redirect);
  // Streams go out as they are read; fetch asks for that to be said.
  if (!isReplayable(request.body)) Object.assign(init, { duplex: "half" });
  return extra === undefined ? init : Object.assign(init, { ...extra, redirect });
}

function next(request: Outgoing, response: Response, sending: Sending): Outgoing {
  const from = new URL(request.url);
  const location = response.headers.get("location") ?? "//";
  const to = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (to === undefined || !/^https?:$/.test(to.protocol) || to.username + to.password !== "") {
    throw refusal(response, sending, "a redirect that cannot be followed");
  }
  let { method, headers, body } = request;
  const { status } = response;
  if ((status === 303 && method !== "GET" && method !== "HEAD") || (status < 303 && method === "POST")) {
    method = "GET";
    body = null;
    headers = without(headers, (name) => OF_BODY.test(name));
  } else if (!isReplayable(body)) {
    throw refusal(response, sending, "a redirect, and the body was a stream");
  }
  if (to.origin !== from.origin) {
    headers = without(headers, (name) => !HARMLESS.test(name));
    for (const { in: place, name } of sending.grants) {
      if (place === "query" && to.searchParams.has(name)) to.searchParams.delete(name);
    }
  }
  return { method, url: to.href, headers, body };
}

/** Whether fetch itself keeps all of these from crossing an origin, or none needs it. */
function isPlain(headers: Outgoing["headers"]): boolean {
  return Object.keys(headers).every((name) => name === "authorization" || HARMLESS.test(name));
}

function without(headers: Outgoing["headers"], unwanted: (name: string) => boolean): Outgoing["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !unwanted(name)));
}

function refusal({ status, headers }: Response, { facts, grants }: Sending, problem: string): RedirectError {
  const shown = redactHeaders(
    headers,
    grants.map(({ secret }) => secret),
  );
  return new RedirectError(`${status}: ${problem}`, { ...facts, status, headers: shown });
}
