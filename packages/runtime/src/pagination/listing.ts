import type { Operation } from "../request/operation.js";
import type { Params, Requester } from "../request/requester.js";
import type { PaginationSpec } from "./pagination-spec.js";

/** A client that knows the URLs of its requests, to which the links of a page may be relative. */
export interface PageRequester extends Requester {
  /** The URL that `request` asks for, without credentials. Throws ParameterError for an argument that cannot be sent. */
  urlOf(operation: Operation, path: readonly unknown[], params: Params): string;
}

/** What a walk reads: a list operation with its arguments. */
export interface Listing<S extends PaginationSpec = PaginationSpec> {
  readonly client: PageRequester;
  readonly operation: Operation;
  readonly spec: S;
  readonly path: readonly unknown[];
  readonly params: Params;
}

/** The request for one page. */
export type PageRequest = Pick<Listing, "operation" | "path" | "params">;

/** The base URL of the operation, which may have servers of its own. */
export function baseUrlOf({ client, operation }: Listing): URL {
  return new URL(client.urlOf({ ...operation, path: "", parameters: [] }, [], {}));
}
