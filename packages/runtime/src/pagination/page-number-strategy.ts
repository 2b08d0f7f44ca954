import type { Listing } from "./listing.js";
import { isLastByCount, moveParameter } from "./moving-parameter.js";
import { declaredField, nextValue } from "./page-context.js";
import type { ParameterPagination } from "./pagination-spec.js";
import { type PagingStrategy } from "./paging-strategy.js";

/** Counts pages from the number in the response, else from the requested number. */
export function pageNumberStrategy(listing: Listing<ParameterPagination>): PagingStrategy {
  const { request, response } = listing.spec;
  const { page: parameter = "page", first = 1 } = request;
  return {
    ...moveParameter(listing, parameter),
    next(context) {
      const { body, end, isEnd } = context;
      const page = Number(declaredField(body, response.page) ?? end.at ?? first);
      const pages = declaredField(body, response.pages);
      const isLast =
        response.next === undefined
          ? isLastByCount(response, context, typeof pages === "number" ? page - first + 1 >= pages : undefined)
          : declaredField(body, response.hasMore) === false || isEnd(nextValue(context, response.next));
      return isLast ? undefined : page + 1;
    },
  };
}
