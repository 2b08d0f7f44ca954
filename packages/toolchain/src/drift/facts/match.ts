import { templateShape } from "../../openapi/path-template.js";
import { type ItemPair, pairUp } from "../pair-up.js";
import type { IndexedOperation } from "./operation-index.js";

export type OperationPair = ItemPair<IndexedOperation>;

/**
 * Pairs operations by route, and the others by operationId, so that a moved route is not a removal. Names of path
 * parameters are not sent, so they do not count.
 *
 * @param shapeOf What has to be equal of two paths.
 */
export function matchOperations(
  before: readonly IndexedOperation[],
  after: readonly IndexedOperation[],
  shapeOf: (path: string) => string = templateShape,
): OperationPair[] {
  const routes = new Map([...before, ...after].map((each) => [each, `${each.method} ${shapeOf(each.path)}`]));
  return pairUp(before, after, [
    (was, is) => routes.get(was) === routes.get(is),
    (was, is) => was.operationId !== undefined && was.operationId === is.operationId,
  ]);
}
