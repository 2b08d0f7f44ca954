import { findClosest } from "../closest.js";
import type { Contract, Operation } from "../contract/contract.js";
import { ToolchainError } from "../errors.js";

/** An operation and the contract that it stands in. */
export interface Found<C extends Pick<Contract, "provider" | "operations">> {
  readonly contract: C;
  readonly operation: Operation;
}

/**
 * The operations that a person means: by operationId, `METHOD /path` or method name, after `provider:` in one provider
 * alone. More than one where several providers have it.
 *
 * @throws {ToolchainError} `explain/unknown`, with the closest that there is.
 */
export function findOperations<C extends Pick<Contract, "provider" | "operations">>(
  contracts: readonly C[],
  query: string,
): readonly Found<C>[] {
  const scope = contracts.find(({ provider }) => query.startsWith(`${provider}:`));
  const wanted = normalize(scope === undefined ? query : query.slice(scope.provider.length + 1));
  const operations = (scope === undefined ? contracts : [scope]).flatMap((contract) =>
    contract.operations.map((operation) => ({ contract, operation })),
  );
  const found = operations.filter(({ operation }) => handles(operation).includes(wanted));
  if (found.length > 0) return found;
  const closest = findClosest(
    wanted,
    operations.flatMap(({ operation }) => handles(operation)),
  );
  throw new ToolchainError("explain/unknown", `No operation is called '${query}'.`, {
    hint: closest === undefined ? undefined : `Did you mean '${closest}'? \`specloom list --operations\` prints all.`,
  });
}

/** What an operation may be called by. */
function handles({ id, name, method, path }: Operation): string[] {
  return [name, id, `${method} ${path}`];
}

/** Methods are upper case in a contract, and people type them as they like. */
function normalize(query: string): string {
  return query.trim().replace(/^[a-z]+(?= +\/)/iu, (method) => method.toUpperCase());
}
