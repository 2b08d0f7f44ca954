import { withPointerValue } from "../json/pointer.js";
import type { Listing } from "./listing.js";
import { declaredField, totalIn, type PageContext } from "./page-context.js";
import type { PageFields } from "./pagination-spec.js";
import { SAME_PAGE, type PagingStrategy } from "./paging-strategy.js";
import { valueAt } from "./position.js";

/** Requests a page by one parameter: a query or header parameter by name, or a part of the body by JSON pointer. */
export function moveParameter(
  listing: Listing,
  name: string,
): Omit<PagingStrategy, "next"> & { readonly parameter: string } {
  const parameter = name.startsWith("/") ? `/body${name}` : `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return {
    parameter,
    request: ({ at }) =>
      at === null ? listing : { ...listing, params: withPointerValue(listing.params, parameter, valueAt(at)) },
  };
}

/**
 * What follows a page without a continuation value: `following`, or undefined at the end. The total decides, else
 * `isLast`, else `hasMore`, else whether the page is empty. If a page is empty although rows are missing, it is
 * requested once more: the rows may not be visible yet, or the key may not see all that the total counts.
 */
export function nextByCount(response: PageFields, context: PageContext, following: unknown, isLast?: boolean): unknown {
  const { body, end, isSamePage } = context;
  const total = totalIn(body, response.total);
  if (total !== undefined && end.before !== null) {
    if (end.before + end.skip >= total) return undefined;
    return end.skip > 0 ? following : isSamePage ? undefined : SAME_PAGE;
  }
  const hasMore = declaredField(body, response.hasMore);
  return (isLast ?? (typeof hasMore === "boolean" ? !hasMore : end.skip === 0)) ? undefined : following;
}
