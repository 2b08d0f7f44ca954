import type {
  ClientOptions as OpenApiFetchOptions,
  Client as OpenApiFetch,
  FetchResponse,
  Middleware,
} from "openapi-fetch";
import createClient, { mergeHeaders } from "openapi-fetch";
import { expandTemplate } from "../request/path-template.js";
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
export function createRaw<Paths extends {}>(settings: Settings, options: RawOptions): RawClient<Paths> {
  const { middleware = [], ...rest } = options;
  const client = createClient<Paths>({
    baseUrl: settings.base,
    pathSerializer: expandTemplate,
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
