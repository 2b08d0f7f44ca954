import { readPointer } from "../json/pointer.js";
import { atLocalUrl, localUrl, type LocatedOperation } from "../request/local-url.js";
import type { Operation } from "../request/operation.js";
import type { Params, Requester } from "../request/requester.js";
import type { Reply } from "../request/reply.js";
import { withoutSecrets } from "../response/secrets.js";
import { SnapshotError } from "./job-errors.js";
import type { JobRequest } from "./job-request.js";

/** How to find jobs by URLs that the server sends. Its functions throw `SnapshotError` for a URL outside the base. */
export type JobUrls = ReturnType<typeof jobUrls>;

/** A longer URL does not fit in a snapshot. */
const MAX_BYTES = 8_192;

/**
 * For jobs that are identified by a URL: where a response has the URL of the status and of the result. A source is the
 * name of a header, a JSON pointer into the body, or `$url`, the URL of the start itself; the first one with a value
 * counts. Only URLs within the base URL are requested, so that credentials stay there.
 */
export function jobUrls(sources: { readonly status?: readonly string[]; readonly result?: readonly string[] }) {
  const { status: statuses = [], result: results = [] } = sources;
  const laterResults = results.filter((source) => source !== "$url");
  return {
    /** Whether the job itself is identified by a URL: its id is the path and query of it, relative to the base URL. */
    known: statuses.length > 0,
    /** Checks a stored URL: it may come from outside. */
    check: (client: Requester, url: string) => localTo(client, url),
    /** The request for a URL. Of `params`, the URL may lack some. */
    request(operation: Operation, url: string, params: Params | undefined): JobRequest {
      const { body: _, ...rest } = operation;
      const get = { ...rest, method: "GET", accept: operation.accept ?? ["application/json"] };
      const local = atLocalUrl(get, url);
      return { operation: withOthers(local, get), path: [], params: { ...params, ...local.params } };
    },
    /** The URLs in the response to a start. */
    started: (client: Requester, reply: Reply<unknown>) => ({
      id: find(statuses, client, reply),
      result: find(results, client, reply),
    }),
    /** The URL of the result in the response to a poll. */
    result: (client: Requester, reply: Reply<unknown>) => find(laterResults, client, reply),
  };
}

/** The operation at a URL, with the parameters that the URL lacks: constants and those of the client are then sent. */
function withOthers({ operation, names }: LocatedOperation, { parameters = [] }: Operation): Operation {
  const others = parameters.filter((one) => one.in !== "path" && !(one.in === "query" && names.includes(one.name)));
  return { ...operation, parameters: [...(operation.parameters ?? []), ...others] };
}

/** The first URL that the sources give. */
function find(sources: readonly string[], client: Requester, { data, response }: Reply<unknown>): string | undefined {
  const { headers, url } = response;
  const ownUrl = url === "" ? client.baseUrl.href : url;
  for (const source of sources) {
    const value = source.startsWith("/") ? readPointer(data, source) : source === "$url" ? ownUrl : headers.get(source);
    if (typeof value === "string" && value !== "") return withoutSecrets(localTo(client, value, ownUrl), response);
  }
  return undefined;
}

/**
 * The path and query of a URL within the base URL. `from` is the URL of the response that contains it; absent for a
 * stored URL.
 */
function localTo({ baseUrl: base }: Requester, url: string, from?: string): string {
  if (url.length > MAX_BYTES) throw new SnapshotError("the job's URL is too long", "damaged");
  // A stored URL starts with a slash and is relative to the base. In a response, the same text is relative to the
  // origin.
  const isStored = from === undefined && /^\/(?!\/)/.test(url);
  const local = localUrl(isStored ? base.origin + base.pathname.replace(/\/+$/, "") + url : url, from ?? base, base);
  if (local === undefined) throw new SnapshotError("the job's URL is outside the base URL", "foreign");
  return local;
}
