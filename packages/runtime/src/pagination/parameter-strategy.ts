import { pointerTokens, readPointer } from "../json/pointer.js";
import { baseUrlOf, type Listing } from "./listing.js";
import { nextByCount, moveParameter } from "./moving-parameter.js";
import { declaredField, nextValue, type PageContext } from "./page-context.js";
import { pageNumberStrategy } from "./page-number-strategy.js";
import { MalformedPageError, UnsafeNextUrlError } from "./pagination-errors.js";
import type { ParameterPagination } from "./pagination-spec.js";
import type { PagingStrategy } from "./paging-strategy.js";
import { toAt } from "./position.js";

/** Changes one parameter: a page number, an offset or a cursor. */
export function parameterStrategy(listing: Listing<ParameterPagination>): PagingStrategy {
  const { style, request, response } = listing.spec;
  if (style === "page") return pageNumberStrategy(listing);
  const moving = moveParameter(listing, request[style] ?? style);
  const { first = 0 } = request;
  return {
    ...moving,
    next(context) {
      const { at, skip: count } = context.end;
      const offset = (value: unknown) => wholeNumber(listing, value, context);
      const following = () => Math.max(offset(at), first) + count;
      if (response.next === undefined && style === "offset") {
        return nextByCount(response, context, count > 0 ? following() : at);
      }
      const next = nextIn(listing, context);
      if (declaredField(context.body, response.hasMore) === false || context.isEnd(next)) return undefined;
      // Also for offsets: an unsafe URL ends the walk, and after an empty page only the continuation value leads on.
      const value = parameterIn(next, listing, pointerTokens(moving.parameter).at(-1) ?? "", context);
      if (style === "cursor") return toAt(value);
      return count > 0 ? following() : offset(value);
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

function wholeNumber({ operation }: Listing, value: unknown, { end }: PageContext): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new MalformedPageError(`${operation.id}: the offset is not a whole number`, end);
}

/**
 * The cursor or offset in `next`: the value itself or, if it is a URL, its declared parameter. Nothing else of the URL
 * is used, so its origin does not matter; another origin is reported.
 */
function parameterIn(
  next: unknown,
  listing: Listing<ParameterPagination>,
  key: string,
  { end, report }: PageContext,
): string | number | bigint {
  const { operation } = listing;
  if (typeof next === "bigint" || (typeof next === "number" && Number.isFinite(next))) return next;
  if (typeof next !== "string") {
    throw new MalformedPageError(`${operation.id}: the cursor is neither a text nor a number`, end);
  }
  const name = operation.parameters?.find((parameter) => parameter.key === key)?.name ?? key;
  // An opaque cursor may contain any character. A URL has a scheme, or a query with the parameter.
  const isUrl = (text: string) => /^https?:/i.test(text) || new URLSearchParams(text.split("?")[1]).has(name);
  if (!isUrl(next)) return next;
  const { origin: expected } = baseUrlOf(listing);
  const url = URL.canParse(next, expected) ? new URL(next, expected) : undefined;
  const value = url?.searchParams.get(name);
  if (url === undefined || !value || url.username + url.password !== "") {
    throw new UnsafeNextUrlError(`the next URL is malformed, has user-info or lacks ${name}`, end);
  }
  if (url.origin !== expected) report({ kind: "origin", expected, received: url.origin });
  return value;
}
