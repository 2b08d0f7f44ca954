import { pointerTokens, readPointer } from "../json/pointer.js";
import type { Listing } from "./listing.js";
import { isLastByCount, moveParameter } from "./moving-parameter.js";
import { declaredField, nextValue, type PageContext } from "./page-context.js";
import { pageNumberStrategy } from "./page-number-strategy.js";
import { UnsafeNextUrlError } from "./pagination-errors.js";
import type { ParameterPagination } from "./pagination-spec.js";
import { type PagingStrategy } from "./paging-strategy.js";

/** Changes one parameter: a page number, an offset or a cursor. */
export function parameterStrategy(listing: Listing<ParameterPagination>): PagingStrategy {
  const { style, request, response } = listing.spec;
  if (style === "page") return pageNumberStrategy(listing);
  const moving = moveParameter(listing, request[style] ?? style);
  return {
    ...moving,
    next(context) {
      const { at, skip: count } = context.end;
      const isLast =
        response.next === undefined && style === "offset"
          ? isLastByCount(response, context)
          : declaredField(context.body, response.hasMore) === false || context.isEnd(nextIn(listing, context));
      if (isLast) return undefined;
      // Also for offsets: an unsafe URL ends the walk, and after an empty page only the continuation value leads on.
      const nextParameter = nextParameterValue(listing, pointerTokens(moving.parameter).at(-1) ?? "", context);
      if (style === "cursor") return nextParameter;
      return count > 0 ? Number(at) + count : nextParameter === undefined ? at : Number(nextParameter);
    },
  };
}

/** The continuation value: a field of the page, or of its last item. */
function nextIn({ spec: { response } }: Listing<ParameterPagination>, context: PageContext): unknown {
  const { body } = context;
  if (response.itemCursor === undefined) return nextValue(context, response.next);
  const rows = readPointer(body, response.items);
  return Array.isArray(rows) ? readPointer(rows.at(-1), response.itemCursor) : undefined;
}

/**
 * The cursor or offset in `next`: the value itself or, if it is a URL, its declared parameter. Nothing else of the URL
 * is used, so its origin does not matter; another origin is reported.
 */
function nextParameterValue(listing: Listing<ParameterPagination>, key: string, context: PageContext): unknown {
  const { client, operation } = listing;
  const name = operation.parameters?.find((parameter) => parameter.key === key)?.name ?? key;
  const { end, report } = context;
  const next = nextIn(listing, context);
  // An opaque cursor may contain any character. A URL has a scheme, or a query with the parameter.
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
