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
  const keysBy = (part: "path" | "address"): Map<IndexedOperation, string> =>
    new Map([...before, ...after].map((each) => [each, `${each.method} ${shapeOf(each[part])}`]));
  const [routes, addresses] = [keysBy("path"), keysBy("address")];
  return pairUp(before, after, [
    (was, is) => routes.get(was) === routes.get(is),
    (was, is) => addresses.get(was) === addresses.get(is),
    (was, is) => was.operationId !== undefined && was.operationId === is.operationId,
  ]);
}
