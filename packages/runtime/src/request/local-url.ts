import type { Operation } from "./operation.js";
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

/**
 * The operation with a literal path and the query of a local URL as parameters. A parameter that is called like the body or
 * a parameter of the operation has a key of its own.
 */
export function atLocalUrl(operation: Operation, url: string): { operation: Operation; params: Params } {
  const [path = "", search] = url.split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  const names = [...new Set(query.keys())];
  const taken = ["body", "content-type", ...(operation.parameters ?? []).map(({ name, key = name }) => key)];
  const keyOf = (name: string): string => (taken.includes(name) ? `?${name}` : name);
  return {
    operation: { ...operation, path, parameters: names.map((name) => ({ name, key: keyOf(name), in: "query" })) },
    params: Object.fromEntries(names.map((name) => [keyOf(name), query.getAll(name)])),
  };
}
