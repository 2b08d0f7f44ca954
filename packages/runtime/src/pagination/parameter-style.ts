import { UnsafeNextUrlError } from "../errors/pagination-errors.js";
import { read, tokens } from "../pointer.js";
import type { Listing } from "./listing.js";
import { isCountedOut, moved } from "./moving.js";
import { pageStyle } from "./page-style.js";
import type { ParameterPagination } from "./spec.js";
import { field, leadOn, type Sight, type Style } from "./style.js";

/** Moves one parameter: a page number, an offset or a cursor. */
export function parameterStyle(listing: Listing<ParameterPagination>): Style {
  const { style, request, response } = listing.spec;
  if (style === "page") return pageStyle(listing);
  const mover = moved(listing, request[style] ?? style);
  return {
    ...mover,
    next(sight) {
      const { at, skip: count } = sight.end;
      const isLast =
        response.next === undefined && style === "offset"
          ? isCountedOut(response, sight)
          : field(sight.body, response.hasMore) === false || sight.isEnd(nextOf(listing, sight));
      if (isLast) return undefined;
      // In the offset style too: a hostile URL ends the walk, and an empty page has no other way on.
      const named = parameterOfNext(listing, tokens(mover.moving).at(-1) ?? "", sight);
      if (style === "cursor") return named;
      return count > 0 ? Number(at) + count : named === undefined ? at : Number(named);
    },
  };
}

/** What the page names as the next one: a field of it, or of its last item. */
function nextOf({ spec: { response } }: Listing<ParameterPagination>, sight: Sight): unknown {
  const { body } = sight;
  if (response.itemCursor === undefined) return leadOn(sight, response.next);
  const rows = read(body, response.items);
  return Array.isArray(rows) ? read(rows.at(-1), response.itemCursor) : undefined;
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
