import type {
  ClientOptions as OpenApiFetchOptions,
  Client as OpenApiFetch,
  FetchResponse,
  Middleware,
} from "openapi-fetch";
import createClient, { mergeHeaders } from "openapi-fetch";
import { pathValue } from "../request/parameters.js";
import { fillTemplate, splitTemplate } from "../request/path-template.js";
import type { Settings } from "../settings/settings.js";
import { rawCall } from "./raw-call.js";
import { sendRaw } from "./send-raw.js";

/** What a call of the raw client gives. */
export type { FetchResponse };

/** The client of openapi-fetch, typed by the paths of the document. */
export interface RawClient<Paths extends {}> extends OpenApiFetch<Paths> {}

/**
 * Options of openapi-fetch for all calls of a raw client, and its middlewares. A `fetch` is used below the retries, time
 * limits and credentials of the client.
 */
export interface RawOptions extends OpenApiFetchOptions {
  readonly middleware?: readonly Middleware[];
}

/** Clients of openapi-fetch without options of their own, by the client that they send for. */
const clients = new WeakMap<object, RawClient<{}>>();

/**
 * The client of openapi-fetch for a client, typed by the paths of the document: without options always the same one.
 * Credentials, retries, time limits and hooks apply. It does not throw on error statuses. `options` are those of
 * openapi-fetch for all its calls.
 */
export function raw<Paths extends {}>(client: { readonly settings: Settings }, options?: RawOptions): RawClient<Paths>;
export function raw(client: { readonly settings: Settings }, options?: RawOptions): RawClient<{}> {
  if (options !== undefined) return createRaw<{}>(client.settings, options);
  const known = clients.get(client) ?? createRaw<{}>(client.settings, {});
  clients.set(client, known);
  return known;
}

/** The methods of an openapi-fetch client that send a request, and the index of their path. */
const SENDING: Readonly<Record<string, number>> = {
  GET: 0,
  PUT: 0,
  POST: 0,
  DELETE: 0,
  OPTIONS: 0,
  HEAD: 0,
  PATCH: 0,
  TRACE: 0,
  request: 1,
};

/**
 * Creates an openapi-fetch client on the client's own transport. It uses platform Requests, so that openapi-fetch
 * middlewares work. Path values are checked and encoded as in generated methods; openapi-fetch writes query and bodies.
 */
function createRaw<Paths extends {}>(settings: Settings, options: RawOptions): RawClient<Paths> {
  const { middleware = [], ...rest } = options;
  const client = createClient<Paths>({
    baseUrl: settings.base,
    pathSerializer: (template, values) =>
      fillTemplate(splitTemplate(template), (name) => pathValue({ name, in: "path" }, values[name])),
    ...rest,
    headers: mergeHeaders(settings.headers, options.headers),
  });
  client.use(...middleware);
  return new Proxy<RawClient<Paths>>(client, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      const at = typeof name === "string" && Object.hasOwn(SENDING, name) ? SENDING[name] : undefined;
      if (at === undefined || typeof member !== "function") return member;
      return (...values: readonly unknown[]): unknown => {
        const { call, Request } = rawCall(String(values[at]), options, Object(values[at + 1]));
        const init = {
          ...Object(values[at + 1]),
          Request,
          fetch: (request: Request) => sendRaw(settings, request, call),
        };
        return Reflect.apply(member, target, [...values.slice(0, at + 1), init]);
      };
    },
  });
}
