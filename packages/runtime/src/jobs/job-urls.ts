import { readPointer } from "../json/pointer.js";
import { atLocalUrl, localUrl } from "../request/local-url.js";
import type { Operation } from "../request/operation.js";
import type { Requester } from "../request/requester.js";
import type { JobUrls } from "./job-spec.js";
import { SnapshotError } from "./job-start-errors.js";

/** A longer URL does not fit in a snapshot. */
const MAX_BYTES = 8_192;

/**
 * For jobs that are identified by a URL: where a response has the URL of the status and of the result. A source is the
 * name of a header, a JSON pointer into the body, or `$url`, the URL of the start itself; the first one with a value
 * counts. Only URLs within the base URL are requested, so that credentials stay there.
 */
export function jobUrls(sources: {
  readonly status?: readonly string[];
  readonly result?: readonly string[];
}): JobUrls {
  const { status: statuses = [], result: results = [] } = sources;
  return {
    known: statuses.length > 0,
    check,
    request: (operation, url, params) => {
      const { body: _, ...rest } = operation;
      const get = { ...rest, method: "GET", accept: operation.accept ?? ["application/json"] };
      const local = atLocalUrl(get, url);
      return { operation: withOthers(local.operation, get), path: [], params: { ...params, ...local.params } };
    },
    started(client, { data, response }) {
      const ownUrl = urlOf(client, response);
      const status = find(statuses, client, data, response, ownUrl);
      return { id: status, result: find(results, client, data, response, ownUrl) };
    },
    result: (client, { data, response }) =>
      find(
        results.filter((source) => source !== "$url"),
        client,
        data,
        response,
        urlOf(client, response),
      ),
  };
}

/** The operation at a URL, with the parameters that the URL lacks: constants and those of the client are then sent. */
function withOthers(local: Operation, { parameters = [] }: Operation): Operation {
  const inUrl = local.parameters ?? [];
  const others = parameters.filter(
    (one) => one.in !== "path" && !(one.in === "query" && inUrl.some(({ name }) => name === one.name)),
  );
  return { ...local, parameters: [...inUrl, ...others] };
}

function urlOf({ baseUrl }: Requester, { url }: Response): string {
  return url === "" ? baseUrl.href : url;
}

function find(
  sources: readonly string[],
  client: Requester,
  data: unknown,
  { headers }: Response,
  ownUrl: string,
): string | undefined {
  for (const source of sources) {
    const value = source.startsWith("/") ? readPointer(data, source) : source === "$url" ? ownUrl : headers.get(source);
    if (typeof value === "string" && value !== "") return check(client, value, ownUrl);
  }
  return undefined;
}

/**
 * The path and query of a URL within the base URL. `from` is the URL of the response that contains it; absent for a
 * stored URL.
 */
function check(client: Requester, url: string, from?: string): string {
  if (url.length > MAX_BYTES) throw new SnapshotError("the job's URL is too long", "damaged");
  const base = client.baseUrl;
  // A stored URL starts with a slash and is relative to the base. In a response, the same text is relative to the
  // origin.
  const isStored = from === undefined && /^\/(?!\/)/.test(url);
  const local = localUrl(isStored ? base.origin + base.pathname.replace(/\/+$/, "") + url : url, from ?? base, base);
  if (local === undefined) throw new SnapshotError("the job's URL is outside the base URL", "foreign");
  return local;
}
