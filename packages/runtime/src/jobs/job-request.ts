import type { Operation } from "../request/operation.js";
import type { Params } from "../request/requester.js";

/** One request, ready for a `Requester`. */
export interface JobRequest {
  readonly operation: Operation;
  /** Path parameters in template order. */
  readonly path: readonly unknown[];
  readonly params: Params;
}

/** How an operation is asked about a job: its id where `idName` says, and of `given` what the operation declares. */
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
