import { findClosest } from "../closest.js";
import type { Contract, Operation } from "../contract/contract.js";
import { jobMethodNames } from "../contract/names/reserved.js";
import { ToolchainError } from "../errors.js";

/** What is asked of a contract. */
type Explained = Pick<Contract, "provider" | "operations" | "client" | "jobs">;

/** An operation and its contract. */
export interface OperationMatch<C extends Explained> {
  readonly contract: C;
  readonly operation: Operation;
}

/**
 * The operations that match a query: an operationId, `METHOD /path`, or a method as it is called in code, optionally after `provider:`.
 * Several where several providers match.
 *
 * @throws {ToolchainError} `explain/unknown`, with the closest match.
 */
export function findOperations<C extends Explained>(
  contracts: readonly C[],
  query: string,
): readonly OperationMatch<C>[] {
  const scope = contracts.find(({ provider }) => query.startsWith(`${provider}:`));
  const wanted = normalize(scope === undefined ? query : query.slice(scope.provider.length + 1));
  const operations = (scope === undefined ? contracts : [scope]).flatMap((contract) =>
    contract.operations.map((operation) => ({ contract, operation })),
  );
  const found = operations.filter(({ contract, operation }) => identifiersOf(operation, contract).includes(wanted));
  if (found.length > 0) return found;
  const closest = findClosest(
    wanted,
    operations.flatMap(({ contract, operation }) => identifiersOf(operation, contract)),
  );
  throw new ToolchainError("explain/unknown", `Expected an operation, found none called '${query}'`, {
    hint: closest === undefined ? undefined : `Did you mean '${closest}'? \`specloom list --operations\` prints all.`,
  });
}

/** The texts that identify an operation; `roe.agents.jobs.list` is how code calls it. */
function identifiersOf({ id, name, method, path }: Operation, { client, jobs }: Explained): string[] {
  const wrappers = jobs
    .filter(({ operation }) => operation === id)
    .flatMap((job) => {
      const { job: handle, waitFor } = jobMethodNames(job);
      return [handle, waitFor].map((own) => (job.resource === "" ? own : `${job.resource}.${own}`));
    });
  const variable = client.charAt(0).toLowerCase() + client.slice(1);
  const called = [name, ...wrappers];
  return [...called, ...called.map((own) => `${variable}.${own}`), id, `${method} ${path}`];
}

/** Methods are upper case in a contract; people may type lower case. */
function normalize(query: string): string {
  return query
    .trim()
    .replace(/^([\w$.]+)\(.*\)$/su, "$1")
    .replace(/^[a-z]+ +\//iu, (start) => start.toUpperCase());
}
