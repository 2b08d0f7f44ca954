import { findClosest } from "../closest.js";
import type { Contract, Operation } from "../contract/contract.js";
import { ToolchainError } from "../errors.js";

/** An operation and its contract. */
export interface OperationMatch<C extends Pick<Contract, "provider" | "operations">> {
  readonly contract: C;
  readonly operation: Operation;
}

/**
 * The operations that match a query: an operationId, `METHOD /path` or method name, optionally after `provider:`.
 * Several where several providers match.
 *
 * @throws {ToolchainError} `explain/unknown`, with the closest match.
 */
export function findOperations<C extends Pick<Contract, "provider" | "operations">>(
  contracts: readonly C[],
  query: string,
): readonly OperationMatch<C>[] {
  const scope = contracts.find(({ provider }) => query.startsWith(`${provider}:`));
  const wanted = normalize(scope === undefined ? query : query.slice(scope.provider.length + 1));
  const operations = (scope === undefined ? contracts : [scope]).flatMap((contract) =>
    contract.operations.map((operation) => ({ contract, operation })),
  );
  const found = operations.filter(({ operation }) => identifiersOf(operation).includes(wanted));
  if (found.length > 0) return found;
  const closest = findClosest(
    wanted,
    operations.flatMap(({ operation }) => identifiersOf(operation)),
  );
  throw new ToolchainError("explain/unknown", `Expected an operation, found none called '${query}'`, {
    hint: closest === undefined ? undefined : `Did you mean '${closest}'? \`specloom list --operations\` prints all.`,
  });
}

/** The texts that identify an operation. */
function identifiersOf({ id, name, method, path }: Operation): string[] {
  return [name, id, `${method} ${path}`];
}

/** Methods are upper case in a contract; people may type lower case. */
function normalize(query: string): string {
  return query.trim().replace(/^[a-z]+ +\//iu, (start) => start.toUpperCase());
}
