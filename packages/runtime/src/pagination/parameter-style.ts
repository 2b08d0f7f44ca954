import { UnsafeNextUrlError } from "../errors/pagination-errors.js";
import { read, tokens } from "../pointer.js";
import type { Listing } from "./listing.js";
import { withValue } from "./params.js";
import type { ParameterPagination } from "./spec.js";
import { field, type Sight, type Style } from "./style.js";

/** Moves one parameter: a page number, an offset or a cursor. */
export function parameterStyle(listing: Listing<ParameterPagination>): Style {
  const { style, request } = listing.spec;
  const name = request[style] ?? style;
  const moving = name.startsWith("/") ? `/body${name}` : `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return {
    moving,
    request: ({ at }) => (at === null ? listing : { ...listing, params: withValue(listing.params, moving, at) }),
    next(sight) {
      const { at, skip: count } = sight.end;
      if (isLast(listing, sight)) return undefined;
      if (style === "page") return pageOf(listing, sight) + 1;
      // In the offset style too: a hostile URL ends the walk, and an empty page has no other way on.
      const named = parameterOfNext(listing, tokens(moving).at(-1) ?? "", sight);
      if (style === "cursor") return named;
      return count > 0 ? Number(at) + count : named === undefined ? at : Number(named);
    },
  };
}

/** The number of a page: the server's word, else what was asked for. */
function pageOf({ spec: { request, response } }: Listing<ParameterPagination>, { body, end }: Sight): number {
  return Number(field(body, response.page) ?? end.at ?? request.first ?? 1);
}

/** What the page names as the next one: a field of it, or of its last item. */
function nextOf({ spec: { response } }: Listing<ParameterPagination>, { body }: Sight): unknown {
  if (response.itemCursor === undefined) return field(body, response.next);
  const rows = read(body, response.items);
  return Array.isArray(rows) ? read(rows.at(-1), response.itemCursor) : undefined;
}

/**
 * The end is what the declaration says. Where pages are counted and no `next` is declared, that is the total, else
 * the number of pages, else `hasMore`, else an empty page; everywhere else it is `next`, and `hasMore`.
 */
function isLast(listing: Listing<ParameterPagination>, sight: Sight): boolean {
  const { style, request, response } = listing.spec;
  const { body, end, isEnd } = sight;
  const more = field(body, response.hasMore);
  const total = field(body, response.total);
  const pages = field(body, response.pages);
  if (response.next !== undefined || style === "cursor") return more === false || isEnd(nextOf(listing, sight));
  if (typeof total === "number" && end.before !== null) return end.before + end.skip >= total;
  if (typeof pages === "number") return pageOf(listing, sight) - (request.first ?? 1) + 1 >= pages;
  return typeof more === "boolean" ? !more : end.skip === 0;
}

/**
 * The cursor or offset that `next` names: the value itself or, where it is a URL, the declared parameter of it. Nothing
 * else of the URL is used, so its origin does not matter; another one is reported.
 */
function parameterOfNext(listing: Listing<ParameterPagination>, name: string, sight: Sight): unknown {
  const { client } = listing;
  const { end, report } = sight;
  const next = nextOf(listing, sight);
  // An opaque cursor may hold any character. A URL has a scheme, or a query with the parameter.
  const isUrl = (text: string) => /^https?:/i.test(text) || new URLSearchParams(text.split("?")[1]).has(name);
  if (typeof next !== "string" || !isUrl(next)) return next;
  const { origin: expected } = client.baseUrl;
  const url = URL.canParse(next, expected) ? new URL(next, expected) : undefined;
  const value = url?.searchParams.get(name);
  if (url === undefined || !value || url.username + url.password !== "") {
    throw new UnsafeNextUrlError(`the next URL is malformed, has user-info or lacks ${name}`, end);
  }
  if (url.origin !== expected) report({ kind: "origin", expected, received: url.origin });
  return value;
}
