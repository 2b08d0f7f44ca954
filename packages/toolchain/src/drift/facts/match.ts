import { templateShape } from "../../openapi/path-template.js";
import type { IndexedOperation } from "./operation-index.js";

/** An operation of both documents, or of one alone. */
export interface OperationPair {
  readonly before?: IndexedOperation;
  readonly after?: IndexedOperation;
}

/** How an operation is told to be the same one: the names of path parameters never travel. */
const signs: readonly ((operation: IndexedOperation) => string | undefined)[] = [
  ({ method, path }) => `${method} ${templateShape(path)}`,
  ({ operationId }) => operationId,
];

/** Pairs operations by route, and those left by operationId: a route that moved is no removal. */
export function matchOperations(
  before: readonly IndexedOperation[],
  after: readonly IndexedOperation[],
): OperationPair[] {
  const partner = new Map<IndexedOperation, IndexedOperation>();
  const taken = new Set<IndexedOperation>();
  for (const signOf of signs) {
    const candidates = new Map(
      after.filter((operation) => !taken.has(operation)).map((operation) => [signOf(operation), operation]),
    );
    for (const operation of before) {
      const sign = signOf(operation);
      const found = sign === undefined || partner.has(operation) ? undefined : candidates.get(sign);
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
