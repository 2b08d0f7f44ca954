import type { Operation } from "../operation.js";
import type { Params } from "../requester.js";

/** One request, ready for a `Requester`. */
export interface Address {
  readonly operation: Operation;
  /** Path parameters in template order. */
  readonly path: readonly unknown[];
  readonly params: Params;
}

/** How an operation is asked about a job: its id where `idName` says, and of `given` what the operation declares. */
export function address(operation: Operation, idName: string | undefined, id: string, given: Params = {}): Address {
  const path: unknown[] = [];
  const params: Record<string, unknown> = {};
  for (const { name, in: place } of operation.parameters ?? []) {
    const value = name === idName ? id : given[name];
    if (place === "path") path.push(value);
    else if (value !== undefined) params[name] = value;
  }
  return { operation, path, params };
}
