import type { Operation } from "./operation.js";
import { createPager } from "./pagination/create-pager.js";
import { pageStyle } from "./pagination/page-style.js";
import type { Pager, WalkOptions } from "./pagination/pager.js";
import type { ParameterPagination } from "./pagination/spec.js";
import type { Params, Requester } from "./requester.js";

/** As `paginate`, for numbered pages alone. Apart from it, so that a client without cursors carries nothing of them. */
export function paginatePages<T, P>(
  client: Requester,
  operation: Operation,
  spec: ParameterPagination & { readonly style: "page" },
  path: readonly unknown[],
  params?: Params,
  options?: WalkOptions,
): Pager<T, P> {
  const listing = { client, operation, spec, path: [...path], params: { ...params } };
  return createPager(listing, pageStyle(listing), options);
}
