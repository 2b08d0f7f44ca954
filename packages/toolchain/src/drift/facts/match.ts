import { templateShape } from "../../openapi/path-template.js";
import type { IndexedOperation } from "./operation-index.js";

/** An operation of both documents, or of one only. */
export interface OperationPair {
  readonly before?: IndexedOperation;
  readonly after?: IndexedOperation;
}

/**
 * Keys that identify an operation, the strongest first. Names of path parameters are not sent, so they do not count.
 */
const matchers: readonly ((operation: IndexedOperation) => string | undefined)[] = [
  ({ method, path }) => `${method} ${templateShape(path)}`,
  ({ operationId }) => operationId,
];

/** Pairs operations by route, and the others by operationId, so that a moved route is not a removal. */
export function matchOperations(
  before: readonly IndexedOperation[],
  after: readonly IndexedOperation[],
): OperationPair[] {
  const partner = new Map<IndexedOperation, IndexedOperation>();
  const taken = new Set<IndexedOperation>();
  for (const keyOf of matchers) {
    const candidates = new Map(
      after.filter((operation) => !taken.has(operation)).map((operation) => [keyOf(operation), operation]),
    );
    for (const operation of before) {
      const key = keyOf(operation);
      const found = key === undefined || partner.has(operation) ? undefined : candidates.get(key);
      if (found === undefined || taken.has(found)) continue;
      partner.set(operation, found);
      taken.add(found);
    }
  }
  return [
    ...before.map((operation) => {
      const found = partner.get(operation);
      return found === undefined ? { before: operation } : { before: operation, after: found };
    }),
    ...after.filter((operation) => !taken.has(operation)).map((operation) => ({ after: operation })),
  ];
}
