import type { Listing } from "./listing.js";
import { nextByCount, moveParameter } from "./moving-parameter.js";
import { declaredField, nextValue } from "./page-context.js";
import { MalformedPageError } from "./pagination-errors.js";
import type { ParameterPagination } from "./pagination-spec.js";
import type { PagingStrategy } from "./paging-strategy.js";

/** Counts pages from the number in the response, else from the requested number. */
export function pageNumberStrategy(listing: Listing<ParameterPagination>): PagingStrategy {
  const { request, response } = listing.spec;
  const { page: parameter = "page", first = 1 } = request;
  return {
    ...moveParameter(listing, parameter),
    next(context) {
      const { body, end, isEnd } = context;
      const page = Number(declaredField(body, response.page) ?? end.at ?? first);
      if (!Number.isSafeInteger(page)) {
        throw new MalformedPageError(`${listing.operation.id}: the page's number is no whole number`, end);
      }
      if (response.next === undefined) {
        const pages = declaredField(body, response.pages);
        return nextByCount(
          response,
          context,
          page + 1,
          typeof pages === "number" ? page - first + 1 >= pages : undefined,
        );
      }
      const isLast = declaredField(body, response.hasMore) === false || isEnd(nextValue(context, response.next));
      return isLast ? undefined : page + 1;
    },
  };
}
