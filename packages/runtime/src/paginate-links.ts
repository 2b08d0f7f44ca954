import type { Operation } from "./operation.js";
import { createPager } from "./pagination/create-pager.js";
import { linkStyle } from "./pagination/link-style.js";
import type { Pager, WalkOptions } from "./pagination/pager.js";
import type { LinkPagination } from "./pagination/spec.js";
import type { Params, Requester } from "./requester.js";

/** As `paginate`, for pages that name the URL of the next. Apart from it, so that only clients that need it carry it. */
export function paginateLinks<T, P>(
  client: Requester,
  operation: Operation,
  spec: LinkPagination,
  path: readonly unknown[],
  params?: Params,
  options?: WalkOptions,
): Pager<T, P> {
  const listing = { client, operation, spec, path: [...path], params: { ...params } };
  return createPager(listing, linkStyle(listing), options);
}
