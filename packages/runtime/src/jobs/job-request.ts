import type { Operation } from "../request/operation.js";
import type { Params } from "../request/requester.js";
import type { JobAddress } from "./job-address.js";

/** The arguments of a request about a job. */
export interface JobRequest {
  readonly operation: Operation;
  /** Path parameters in template order. */
  readonly path: readonly unknown[];
  readonly params: Params;
}

/** An operation of a job; see `JobSpec`. */
export interface JobOperation {
  readonly operation: Operation;
  /** The path parameter for the id. */
  readonly id?: string | undefined;
  readonly path?: Readonly<Record<string, string>> | undefined;
}

/**
 * The request of an operation for a job: the id in its parameter, the other path parameters of the job, and those of
 * `params` that the operation declares.
 */
export function jobRequest(
  { operation, id: idName, path: names = {} }: JobOperation,
  address: JobAddress,
  params: Params = {},
): JobRequest {
  const path: unknown[] = [];
  const taken: Record<string, unknown> = {};
  for (const { name, key, in: location } of operation.parameters ?? []) {
    const value = params[key ?? name];
    if (location === "path" && key === undefined)
      path.push(name === idName ? address.id : (address.path?.[names[name] ?? name] ?? value));
    else if (value !== undefined) taken[key ?? name] = value;
  }
  return { operation, path, params: taken };
}
