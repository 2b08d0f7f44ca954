import type { Operation } from "../request/operation.js";
import type { Params, Requester } from "../request/requester.js";
import { createPager } from "./create-pager.js";
import type { Pager, WalkOptions } from "./pager.js";
import type { ParameterPagination } from "./pagination-spec.js";
import { parameterStrategy } from "./parameter-strategy.js";

/**
 * A pager over the collection that `operation` hands out in pages. Nothing is sent before it is read; a position to
 * go on from is checked then too. `T` is the type of an item, `P` that of a page's body.
 *
 * Besides the errors of a request, reading throws `PaginationLoopError`, `PageLimitError`, `UnsafeNextUrlError`,
 * `MalformedPageError` and `PositionMismatchError`.
 */
export function paginate<T, P>(
  client: Requester,
  operation: Operation,
  spec: ParameterPagination,
  path: readonly unknown[],
  params?: Params,
  options?: WalkOptions,
): Pager<T, P> {
  const listing = { client, operation, spec, path: [...path], params: { ...params } };
  return createPager(listing, parameterStrategy(listing), options);
}
