import type { Operation } from "../request/operation.js";
import type { Params } from "../request/requester.js";
import { createPager } from "./create-pager.js";
import type { PageRequester } from "./listing.js";
import { linkStrategy } from "./link-strategy.js";
import type { Pager } from "./pager.js";
import type { WalkOptions } from "./walk-options.js";
import type { LinkPagination } from "./pagination-spec.js";

/**
 * Like `paginate`, for pages that contain the URL of the next one. A separate function, so that only clients that use
 * it contain it.
 */
export function paginateLinks<T, P>(
  client: PageRequester,
  operation: Operation,
  spec: LinkPagination,
  path: readonly unknown[],
  params?: Params,
  options?: WalkOptions,
): Pager<T, P> {
  const listing = { client, operation, spec, path: [...path], params: { ...params } };
  return createPager(listing, linkStrategy(listing), options);
}
