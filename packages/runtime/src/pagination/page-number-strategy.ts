import type { Listing } from "./listing.js";
import { isLastByCount, moveParameter } from "./moving-parameter.js";
import { declaredField, nextValue } from "./page-context.js";
import type { ParameterPagination } from "./pagination-spec.js";
import { type PagingStrategy } from "./paging-strategy.js";

/** Counts the pages: from the number that the server tells, else from the one that was asked for. */
export function pageNumberStrategy(listing: Listing<ParameterPagination>): PagingStrategy {
  const { request, response } = listing.spec;
  const { page: name = "page", first = 1 } = request;
  return {
    ...moveParameter(listing, name),
    next(sight) {
      const { body, end, isEnd } = sight;
      const page = Number(declaredField(body, response.page) ?? end.at ?? first);
      const pages = declaredField(body, response.pages);
      const isLast =
        response.next === undefined
          ? isLastByCount(response, sight, typeof pages === "number" ? page - first + 1 >= pages : undefined)
          : declaredField(body, response.hasMore) === false || isEnd(nextValue(sight, response.next));
      return isLast ? undefined : page + 1;
    },
  };
}
