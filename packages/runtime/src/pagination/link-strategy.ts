import { atLocalUrl, localUrl } from "../request/local-url.js";
import { nextLink } from "./link-header.js";
import type { Listing, PageRequest } from "./listing.js";
import { declaredField, nextValue } from "./page-context.js";
import { UnsafeNextUrlError } from "./pagination-errors.js";
import type { LinkPagination } from "./pagination-spec.js";
import { type PagingStrategy } from "./paging-strategy.js";
import type { Position } from "./position.js";

/** Follows a URL in the body or the `Link` header, within the base URL. */
export function linkStrategy(listing: Listing<LinkPagination>): PagingStrategy {
  const { style, response } = listing.spec;
  return {
    request: (position) => (position.at === null ? listing : linkRequest(listing, position)),
    next(sight) {
      const { body, end, isEnd } = sight;
      const { url, headers } = sight.response;
      const link = style === "next-url" ? nextValue(sight, response.next) : nextLink(headers.get("link") ?? "");
      if (isEnd(link) || declaredField(body, response.hasMore) === false) return undefined;
      return checkedLink(listing, link, url || pageUrl(listing, end.at), end);
    },
  };
}

/** The request for the link at `position`. The caller's headers, cookies and body go with it. */
function linkRequest(listing: Listing, position: Position): PageRequest {
  const { client, operation, params } = listing;
  // A position may come from outside, so its link is checked like one of the server.
  const link = typeof position.at === "string" && pageUrl(listing, position.at);
  const linked = atLocalUrl(operation, checkedLink(listing, link, client.baseUrl, position));
  const others = (operation.parameters ?? []).filter(({ in: place }) => place === "header" || place === "cookie");
  const kept = ["body", ...others.map(({ name }) => name)].map((name) => [name, params[name]]);
  return {
    operation: { ...linked.operation, parameters: [...(linked.operation.parameters ?? []), ...others] },
    path: [],
    params: { ...Object.fromEntries(kept), ...linked.params },
  };
}

/** Path and query of a link relative to the base URL: all of it that is ever requested. */
function checkedLink({ client }: Listing, link: unknown, from: string | URL, position: Position): string {
  const { baseUrl } = client;
  const local = typeof link === "string" ? localUrl(link, from, baseUrl) : undefined;
  if (local !== undefined) return local;
  throw new UnsafeNextUrlError(`the next URL is malformed, has user-info or leads out of ${baseUrl.href}`, position);
}

/** What the page at `at` is requested from, without the query of the first one. */
function pageUrl({ client, operation, path }: Listing, at: unknown): string {
  let index = 0;
  const filled = operation.path.replace(/\{.*?\}/g, () => encodeURIComponent(String(path[index++])));
  return client.baseUrl.href.replace(/\/$/, "") + (typeof at === "string" ? at : filled);
}
