import { compileOperation, slotValue } from "../request/compiled-operation.js";
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
    next(context) {
      const { body, end, isEnd } = context;
      const { url, headers } = context.response;
      const link = style === "next-url" ? nextValue(context, response.next) : nextLink(headers.get("link") ?? "");
      if (isEnd(link) || declaredField(body, response.hasMore) === false) return undefined;
      return checkedLink(listing, link, url || pageUrl(listing, end.at), end);
    },
  };
}

/** The request for the link at `position`, with the headers, cookies and body of the caller. */
function linkRequest(listing: Listing, position: Position): PageRequest {
  const { client, operation, params } = listing;
  // A position may come from outside, so its link is checked like one from the server.
  const link = typeof position.at === "string" && pageUrl(listing, position.at);
  const linked = atLocalUrl(operation, checkedLink(listing, link, client.baseUrl, position));
  const others = (operation.parameters ?? []).filter(
    ({ in: location }) => location === "header" || location === "cookie",
  );
  const callerParams = ["body", ...others.map(({ name, key = name }) => key)].map((key) => [key, params[key]]);
  return {
    operation: { ...linked.operation, parameters: [...(linked.operation.parameters ?? []), ...others] },
    path: [],
    params: { ...Object.fromEntries(callerParams), ...linked.params },
  };
}

/** The path and query of a link relative to the base URL. Nothing else of it is used. */
function checkedLink({ client }: Listing, link: unknown, from: string | URL, position: Position): string {
  const { baseUrl } = client;
  const local = typeof link === "string" ? localUrl(link, from, baseUrl) : undefined;
  if (local !== undefined) return local;
  throw new UnsafeNextUrlError(`the next URL is malformed, has user-info or is outside ${baseUrl.href}`, position);
}

/** The URL of the page at `at`, without the query of the first page. */
function pageUrl({ client, operation, path, params }: Listing, at: unknown): string {
  const { literals, path: slots } = compileOperation(operation);
  const values = slots.map((slot) => encodeURIComponent(String(slotValue(slot, path, params))));
  const filled = literals.map((literal, index) => literal + (values[index] ?? "")).join("");
  return client.baseUrl.href.replace(/\/$/, "") + (typeof at === "string" ? at : filled);
}
