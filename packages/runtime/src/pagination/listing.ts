import type { Operation } from "../request/operation.js";
import type { Params, Requester } from "../request/requester.js";
import type { PaginationSpec } from "./pagination-spec.js";

/** What a walk reads: a list operation with its arguments. */
export interface Listing<S extends PaginationSpec = PaginationSpec> {
  readonly client: Requester;
  readonly operation: Operation;
  readonly spec: S;
  readonly path: readonly unknown[];
  readonly params: Params;
}

/** The request for one page. */
export type PageRequest = Pick<Listing, "operation" | "path" | "params">;
