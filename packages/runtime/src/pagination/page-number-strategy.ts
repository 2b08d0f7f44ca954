import type { Listing } from "./listing.js";
import { nextByCount, moveParameter } from "./moving-parameter.js";
import { declaredField, nextValue, totalIn, type PageContext } from "./page-context.js";
import { MalformedPageError } from "./pagination-errors.js";
import type { ParameterPagination } from "./pagination-spec.js";
import type { PagingStrategy } from "./paging-strategy.js";
import { isPlace } from "./position.js";

/** Counts pages from the number in the response, else from the requested number. */
export function pageNumberStrategy(listing: Listing<ParameterPagination>): PagingStrategy {
  const { request, response } = listing.spec;
  const { page: parameter = "page" } = request;
  let { first = 1 } = request;
  const { id } = listing.operation;
  return {
    ...moveParameter(listing, parameter),
    next(context) {
      const { body, end, isEnd } = context;
      const told = declaredField(body, response.page) ?? "";
      const number = typeof told === "string" ? told.trim() || (end.at ?? first) : told;
      const page = isPlace(number) ? Number(number) : NaN;
      if (request.first === undefined && page === 0) first = 0;
      if (!Number.isSafeInteger(page)) {
        throw new MalformedPageError(`${id}: the page is not a whole number`, end);
      }
      if (response.next === undefined) {
        const pages = totalIn(body, response.pages);
        const isLast = pages === undefined ? undefined : page - first + 1 >= pages;
        const next = nextByCount(response, context, page + 1, isLast);
        if (next === undefined && request.first === undefined && first !== 0 && isMissing(context, response.total)) {
          throw new MalformedPageError(
            `${id}: the first page is empty, but the total is not 0: x-specloom-pagination may need "first: 0"`,
            end,
          );
        }
        return next;
      }
      const isLast = declaredField(body, response.hasMore) === false || isEnd(nextValue(context, response.next));
      return isLast ? undefined : page + 1;
    },
  };
}

/** Whether the first page of a list has no rows although its total says that there are some. */
function isMissing({ body, end }: PageContext, total: string | undefined): boolean {
  return end.before === 0 && end.skip === 0 && (totalIn(body, total) ?? 0) > 0;
}
