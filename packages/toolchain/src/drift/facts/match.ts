import { templateShape } from "../../openapi/path-template.js";
import { type ItemPair, pairUp } from "../pair-up.js";
import type { IndexedOperation } from "./operation-index.js";

export type OperationPair = ItemPair<IndexedOperation>;

/**
 * Pairs operations by route, then by address, then by operationId, so that a moved route is not a removal. Names of path
 * parameters are not sent, so they do not count.
 *
 * @param shapeOf What has to be equal of two paths.
 */
export function matchOperations(
  before: readonly IndexedOperation[],
  after: readonly IndexedOperation[],
  shapeOf: (path: string) => string = templateShape,
): OperationPair[] {
  const keyBy =
    (part: "path" | "address") =>
    (operation: IndexedOperation): string =>
      `${operation.method} ${shapeOf(operation[part])}`;
  return pairUp(before, after, [keyBy("path"), keyBy("address"), ({ operationId }) => operationId]);
}
