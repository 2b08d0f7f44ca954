import { readPointer } from "../json/pointer.js";
import { atLocalUrl, localUrl } from "../request/local-url.js";
import type { Requester } from "../request/requester.js";
import type { JobUrls } from "./job-spec.js";
import { SnapshotError } from "./job-start-errors.js";

/** A URL too long for a snapshot is refused. */
const MAX_BYTES = 1_536;

/**
 * For jobs that are known by a URL: where an answer has the URL of the status, and that of the result. A source is the
 * name of a header, a JSON pointer into the body, or `$url`, the URL of the start itself; the first that is there counts.
 * Only URLs within the base URL are ever asked, so that credentials stay with it.
 */
export function jobUrls(sources: {
  readonly status?: readonly string[];
  readonly result?: readonly string[];
}): JobUrls {
  const { status: statuses = [], result: results = [] } = sources;
  return {
    known: statuses.length > 0,
    check,
    request: (operation, url) => {
      const { body: _, ...rest } = operation;
      const local = atLocalUrl({ ...rest, method: "GET", accept: operation.accept ?? ["application/json"] }, url);
      return { ...local, path: [] };
    },
    started(client, { data, response }) {
      const own = urlOf(client, response);
      const status = find(statuses, client, data, response, own);
      return { id: status, result: find(results, client, data, response, own) };
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

function urlOf({ baseUrl }: Requester, { url }: Response): string {
  return url === "" ? baseUrl.href : url;
}

function find(
  sources: readonly string[],
  client: Requester,
  data: unknown,
  { headers }: Response,
  own: string,
): string | undefined {
  for (const source of sources) {
    const named = source.startsWith("/") ? readPointer(data, source) : source === "$url" ? own : headers.get(source);
    if (typeof named === "string" && named !== "") return check(client, named, own);
  }
  return undefined;
}

/** The path and query of a URL within the base URL; `from` is the URL of the answer that named it, if it is no kept one. */
function check(client: Requester, url: string, from?: string): string {
  if (url.length > MAX_BYTES) throw new SnapshotError("the job's URL is too long");
  const base = client.baseUrl;
  // What was kept starts with a slash and is relative to the base; in what a server sends that means the origin.
  const kept = from === undefined && /^\/(?!\/)/.test(url);
  const local = localUrl(kept ? base.origin + base.pathname.replace(/\/+$/, "") + url : url, from ?? base, base);
  if (local === undefined) throw new SnapshotError("the job's URL is not within the base URL");
  return local;
}
