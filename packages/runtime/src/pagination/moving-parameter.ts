import { withPointerValue } from "../json/pointer.js";
import type { Listing } from "./listing.js";
import { declaredField, type PageContext } from "./page-context.js";
import type { PageFields } from "./pagination-spec.js";
import { type PagingStrategy } from "./paging-strategy.js";

/** Requests a page by one parameter: a query or header parameter by name, or a part of the body by JSON pointer. */
export function moveParameter(
  listing: Listing,
  name: string,
): Omit<PagingStrategy, "next"> & { readonly parameter: string } {
  const parameter = name.startsWith("/") ? `/body${name}` : `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return {
    parameter,
    request: ({ at }) =>
      at === null ? listing : { ...listing, params: withPointerValue(listing.params, parameter, at) },
  };
}

/**
 * Whether this is the last page, for pages without a continuation value: by the total, else by `isLast`, else by
 * `hasMore`, else if the page is empty.
 */
export function isLastByCount(response: PageFields, { body, end }: PageContext, isLast?: boolean): boolean {
  const total = declaredField(body, response.total);
  const hasMore = declaredField(body, response.hasMore);
  if (typeof total === "number" && end.before !== null) return end.before + end.skip >= total;
  return isLast ?? (typeof hasMore === "boolean" ? !hasMore : end.skip === 0);
}
