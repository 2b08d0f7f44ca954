import type { Listing } from "./listing.js";
import { isCountedOut, moved } from "./moving.js";
import type { ParameterPagination } from "./spec.js";
import { field, leadOn, type Style } from "./style.js";

/** Counts the pages: from the number that the server tells, else from the one that was asked for. */
export function pageStyle(listing: Listing<ParameterPagination>): Style {
  const { request, response } = listing.spec;
  const { page: name = "page", first = 1 } = request;
  return {
    ...moved(listing, name),
    next(sight) {
      const { body, end, isEnd } = sight;
      const page = Number(field(body, response.page) ?? end.at ?? first);
      const pages = field(body, response.pages);
      const isLast =
        response.next === undefined
          ? isCountedOut(response, sight, typeof pages === "number" ? page - first + 1 >= pages : undefined)
          : field(body, response.hasMore) === false || isEnd(leadOn(sight, response.next));
      return isLast ? undefined : page + 1;
    },
  };
}
