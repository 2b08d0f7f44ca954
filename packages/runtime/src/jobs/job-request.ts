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
  for (const { name, key, in: location } of operation.parameters ?? []) {
    const isArgument = location === "path" && key === undefined;
    const value = isArgument && name === idName ? id : params[key ?? name];
    if (isArgument) path.push(value);
    else if (value !== undefined) taken[key ?? name] = value;
  }
  return { operation, path, params: taken };
}
