import type { Fetch } from "../settings/options.js";
import type { RawCall } from "./send-raw.js";

/** The options of an openapi-fetch call that are its own, or that its Request holds. All others are for fetch. */
const HELD =
  "baseUrl body bodySerializer cache credentials duplex fetch headers integrity keepalive method middleware mode params " +
  "parseAs pathSerializer querySerializer redirect referrer referrerPolicy Request requestInitExt signal window";
const isHeld = new Set(HELD.split(" "));

type RequestClass = typeof Request;
type RawFetch = (request: Request) => Promise<Response>;
type Given = Readonly<Record<string, unknown>>;

/** The options of a call, or of all calls of a raw client, that matter here. */
interface RawCallOptions {
  readonly fetch?: RawFetch;
  readonly Request?: RequestClass;
  readonly headers?: unknown;
  readonly params?: { readonly header?: unknown };
  readonly requestInitExt?: Given;
}

/** Collects the fetch options of one call and of its raw client, and the class of the Request. */
export function rawCall(
  path: string,
  client: RawCallOptions,
  call: RawCallOptions,
): { readonly call: RawCall; readonly Request: RequestClass } {
  const RequestClass = call.Request ?? client.Request ?? globalThis.Request;
  const fetchOptions = { ...unheld(client), ...client.requestInitExt, ...unheld(call) };
  const fetch = call.fetch ?? client.fetch;
  return {
    call: {
      fetchOptions,
      removed: [client.headers, call.headers, call.params?.header].flatMap(removedNames),
      fetch: fetch && fetchOf(fetch, RequestClass, fetchOptions),
    },
    Request: path.includes("?") ? continuing(RequestClass, path.split("?").length) : RequestClass,
  };
}

function unheld(options: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !isHeld.has(name)));
}

/** The names of headers that are null: openapi-fetch then sends none. */
function removedNames(headers: unknown): string[] {
  if (typeof headers !== "object" || headers === null || Symbol.iterator in headers) return [];
  return Object.entries(headers).flatMap(([name, value]) => (value === null ? [name] : []));
}

/** The fetch of openapi-fetch, which takes a Request, as the transport calls it. */
function fetchOf(fetch: RawFetch, RequestClass: RequestClass, options: Given): Fetch {
  return (url, init) => {
    const request = new RequestClass(url, init);
    for (const name in options) if (!(name in request)) Reflect.set(request, name, options[name]);
    return fetch(request);
  };
}

/**
 * A Request class for a path with a query of its own: openapi-fetch starts another with `?`, which is here its mark number
 * `mark`, since values are encoded. It stays the class itself for `instanceof`.
 */
function continuing(RequestClass: RequestClass, mark: number): RequestClass {
  return new Proxy(RequestClass, {
    construct(target, [url, init]: [string, RequestInit]) {
      const parts = url.split("?");
      const joined = [parts.slice(0, mark).join("?"), parts.slice(mark).join("?")].filter((part) => part !== "");
      return new target(joined.join("&"), init);
    },
  });
}
