import { atLocalUrl, localUrl } from "../request/local-url.js";
import type { Operation } from "../request/operation.js";
import { withoutSecrets } from "../response/secrets.js";
import { nextLink } from "./link-header.js";
import { baseUrlOf, type Listing, type PageRequest } from "./listing.js";
import { declaredField, nextValue, type PageContext } from "./page-context.js";
import { MalformedPageError, UnsafeNextUrlError } from "./pagination-errors.js";
import type { LinkPagination } from "./pagination-spec.js";
import type { PagingStrategy } from "./paging-strategy.js";
import type { Position } from "./position.js";

/** Follows a URL in the body or the `Link` header, within the base URL. */
export function linkStrategy(listing: Listing<LinkPagination>): PagingStrategy {
  return {
    request: (position) => (position.at === null ? listing : linkRequest(listing, position)),
    next(context) {
      const { body, end, response } = context;
      if (declaredField(body, listing.spec.response.hasMore) === false) return undefined;
      const link = linkIn(listing, context);
      if (link === undefined) return undefined;
      const from = response.url || pageUrl(listing, end.at);
      if (typeof link !== "string" || link === "" || !URL.canParse(link, from)) {
        throw new MalformedPageError(`${listing.operation.id}: the link to the next page cannot be read`, end);
      }
      return withoutSecrets(checkedLink(listing, link, from, end), response);
    },
  };
}

/** The link to the next page as the server wrote it; undefined at the end. */
function linkIn({ spec: { style, response } }: Listing<LinkPagination>, context: PageContext): unknown {
  if (style === "link-header") return nextLink(context.response.headers.get("link") ?? "");
  const link = nextValue(context, response.next);
  return context.isEnd(link) ? undefined : link;
}

/**
 * The request for the link at `position`, with the headers and cookies of the first call, the query parameters that
 * every request needs, and the body if the link is not requested by GET.
 */
function linkRequest(listing: Listing<LinkPagination>, position: Position): PageRequest {
  const { operation, params, spec } = listing;
  const { method = "GET", carry = [] } = spec.request;
  // A position may come from outside, so its link is checked like one from the server.
  const link = typeof position.at === "string" ? pageUrl(listing, position.at) : undefined;
  const url = checkedLink(listing, link, baseUrlOf(listing), position);
  const kept = (operation.parameters ?? []).filter(
    ({ name, in: location }) =>
      location === "header" || location === "cookie" || (location === "query" && carry.includes(name)),
  );
  const followed = method === operation.method ? operation : withoutBody(operation, method);
  const linked = atLocalUrl({ ...followed, parameters: kept }, url);
  const query = linked.operation.parameters ?? [];
  const others = kept.filter((one) => one.in !== "query" || !linked.names.includes(one.name));
  const keys = [...(followed.body ? ["body", "content-type"] : []), ...others.map(({ name, key = name }) => key)];
  return {
    operation: { ...linked.operation, parameters: [...query, ...others] },
    path: [],
    params: { ...Object.fromEntries(keys.map((key) => [key, params[key]])), ...linked.params },
  };
}

function withoutBody(operation: Operation, method: string): Operation {
  const { body: _body, idempotencyKey: _key, idempotent: _idempotent, ...rest } = operation;
  return { ...rest, method };
}

/** The path and query of a link relative to the base URL. Nothing else of it is used. */
function checkedLink(listing: Listing, link: string | undefined, from: string | URL, position: Position): string {
  const base = baseUrlOf(listing);
  const local = link === undefined ? undefined : localUrl(link, from, base);
  if (local !== undefined) return local;
  throw new UnsafeNextUrlError(`the next URL is malformed, has user-info or is outside ${base.href}`, position);
}

/** The URL of the page at `at`. */
function pageUrl(listing: Listing, at: unknown): string {
  const { client, operation, path, params } = listing;
  if (typeof at === "string") return baseUrlOf(listing).href.replace(/\/$/, "") + at;
  const { body: _, ...rest } = params;
  return client.urlOf(operation, path, rest);
}
