import { pointerTokens, readPointer } from "../json/pointer.js";
import type { Listing } from "./listing.js";
import { isLastByCount, moveParameter } from "./moving-parameter.js";
import { declaredField, nextValue, type PageContext } from "./page-context.js";
import { pageNumberStrategy } from "./page-number-strategy.js";
import { UnsafeNextUrlError } from "./pagination-errors.js";
import type { ParameterPagination } from "./pagination-spec.js";
import { type PagingStrategy } from "./paging-strategy.js";

/** Moves one parameter: a page number, an offset or a cursor. */
export function parameterStrategy(listing: Listing<ParameterPagination>): PagingStrategy {
  const { style, request, response } = listing.spec;
  if (style === "page") return pageNumberStrategy(listing);
  const mover = moveParameter(listing, request[style] ?? style);
  return {
    ...mover,
    next(sight) {
      const { at, skip: count } = sight.end;
      const isLast =
        response.next === undefined && style === "offset"
          ? isLastByCount(response, sight)
          : declaredField(sight.body, response.hasMore) === false || sight.isEnd(nextIn(listing, sight));
      if (isLast) return undefined;
      // In the offset style too: a hostile URL ends the walk, and an empty page has no other way on.
      const named = nextParameterValue(listing, pointerTokens(mover.movingParameter).at(-1) ?? "", sight);
      if (style === "cursor") return named;
      return count > 0 ? Number(at) + count : named === undefined ? at : Number(named);
    },
  };
}

/** What the page names as the next one: a field of it, or of its last item. */
function nextIn({ spec: { response } }: Listing<ParameterPagination>, context: PageContext): unknown {
  const { body } = context;
  if (response.itemCursor === undefined) return nextValue(context, response.next);
  const rows = readPointer(body, response.items);
  return Array.isArray(rows) ? readPointer(rows.at(-1), response.itemCursor) : undefined;
}

/**
 * The cursor or offset that `next` names: the value itself or, where it is a URL, the declared parameter of it. Nothing
 * else of the URL is used, so its origin does not matter; another one is reported.
 */
function nextParameterValue(listing: Listing<ParameterPagination>, name: string, context: PageContext): unknown {
  const { client } = listing;
  const { end, report } = context;
  const next = nextIn(listing, context);
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
