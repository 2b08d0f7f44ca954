import { showUrl } from "../settings/log.js";
import type { Operation, Parameter } from "./operation.js";
import type { Params } from "./requester.js";

/**
 * The path and query of a server's URL, relative to `base`. Undefined if the URL is invalid, has user-info, has another
 * origin or is outside the base path.
 */
export function localUrl(url: string, from: string | URL, base: URL): string | undefined {
  if (!URL.canParse(url, from)) return undefined;
  const { origin, pathname, search, username, password } = new URL(url, from);
  if (origin !== base.origin || username + password !== "") return undefined;
  const root = base.pathname.replace(/\/+$/, "");
  const path = pathname.slice(root.length);
  // Some servers decode a slash before they resolve dot segments. The path must stay inside the base for them too.
  const decoded = new URL(base.origin + pathname.replace(/%2f|%5c/gi, "/")).pathname;
  const inside = pathname.startsWith(`${root}/`) && decoded.startsWith(`${root}/`) && !path.startsWith("//");
  return inside ? path + search : undefined;
}

/** An operation with the path and query of a URL from a response. */
export interface LocatedOperation {
  readonly operation: Operation;
  readonly params: Params;
  /** The parameter names in the query of the URL. */
  readonly names: readonly string[];
}

/** The parameter that holds the whole query of a URL. */
const QUERY: Parameter = {
  name: "?",
  key: "?query",
  in: "querystring",
  write: (_parameter, value) => (typeof value === "string" ? value : undefined),
};

/** The operation with the path and query of a local URL. The query stays unchanged: a server may have signed it. */
export function atLocalUrl(operation: Operation, url: string): LocatedOperation {
  const [linked = "", query = ""] = url.split(/\?(.*)/s);
  const show = (sent: string, mark: string): string => {
    const [path = "", ...rest] = showUrl(sent, mark).split("?");
    return [path.slice(0, path.length - linked.length) + operation.path, ...rest].join("?");
  };
  return {
    operation: { ...operation, linked, show, parameters: query === "" ? [] : [QUERY] },
    params: query === "" ? {} : { "?query": query },
    names: [...new URLSearchParams(query).keys()],
  };
}
