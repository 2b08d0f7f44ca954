import type { Operation } from "../request/operation.js";
import type { Params } from "../request/requester.js";
import { createPager } from "./create-pager.js";
import type { PageRequester } from "./listing.js";
import type { Pager } from "./pager.js";
import type { WalkOptions } from "./walk-options.js";
import type { ParameterPagination } from "./pagination-spec.js";
import { parameterStrategy } from "./parameter-strategy.js";

/**
 * A pager over the pages of `operation`. Nothing is sent, and no position is checked, until it is read. `T` is the type
 * of an item, `P` that of the body of a page.
 *
 * Reading throws the errors of a request, and `PaginationLoopError`, `PageLimitError`, `UnsafeNextUrlError`,
 * `MalformedPageError` and `PositionMismatchError`.
 */
export function paginate<T, P>(
  client: PageRequester,
  operation: Operation,
  spec: ParameterPagination,
  path: readonly unknown[],
  params?: Params,
  options?: WalkOptions,
): Pager<T, P> {
  const listing = { client, operation, spec, path: [...path], params: { ...params } };
  return createPager(listing, parameterStrategy(listing), options);
}
