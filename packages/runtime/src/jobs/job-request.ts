import type { Operation } from "../request/operation.js";
import type { Params } from "../request/requester.js";

/** The arguments of a request about a job. */
export interface JobRequest {
  readonly operation: Operation;
  /** Path parameters in template order. */
  readonly path: readonly unknown[];
  readonly params: Params;
}

/**
 * The request of an operation for a job: the id in the parameter `idName`, and those of `params` that the operation
 * declares.
 */
export function jobRequest(
  operation: Operation,
  idName: string | undefined,
  id: string,
  params: Params = {},
): JobRequest {
  const path: unknown[] = [];
  const taken: Record<string, unknown> = {};
  for (const { name, in: location } of operation.parameters ?? []) {
    const value = name === idName ? id : params[name];
    if (location === "path") path.push(value);
    else if (value !== undefined) taken[name] = value;
  }
  return { operation, path, params: taken };
}
