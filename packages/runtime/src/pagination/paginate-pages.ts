import type { Operation } from "../request/operation.js";
import type { Params } from "../request/requester.js";
import { createPager } from "./create-pager.js";
import type { PageRequester } from "./listing.js";
import { pageNumberStrategy } from "./page-number-strategy.js";
import type { Pager } from "./pager.js";
import type { WalkOptions } from "./walk-options.js";
import type { ParameterPagination } from "./pagination-spec.js";

/**
 * Like `paginate`, for numbered pages only. A separate function, so that a client without cursors does not contain
 * their code.
 */
export function paginatePages<T, P>(
  client: PageRequester,
  operation: Operation,
  spec: ParameterPagination & { readonly style: "page" },
  path: readonly unknown[],
  params?: Params,
  options?: WalkOptions,
): Pager<T, P> {
  const listing = { client, operation, spec, path: [...path], params: { ...params } };
  return createPager(listing, pageNumberStrategy(listing), options);
}
