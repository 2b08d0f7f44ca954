import { ParameterError } from "../errors/parameter-error.js";
import type { Params } from "../request/requester.js";
import { object } from "../settings/option-rules.js";
import type { JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";
import { cancellableJob, job, type CancellableJob, type Job } from "./job.js";
import { isSnapshot } from "./snapshot.js";

/**
 * The job of a generated method whose status operation has several path parameters. `given` are those parameters in
 * template order, or a snapshot in their place, then the options. Separate functions, so that other clients do not
 * contain them.
 */
export function jobAt<R, S>(client: JobRequester, spec: JobSpec, given: readonly unknown[]): Job<R, S> {
  const { of, options, path } = jobArguments(spec, given);
  return job<R, S>(client, spec, of, options, path);
}

/** The same for a job with a cancel operation. */
export function cancellableJobAt<R, S>(
  client: JobRequester,
  spec: JobSpec,
  given: readonly unknown[],
): CancellableJob<R, S> {
  const { of, options, path } = jobArguments(spec, given);
  return cancellableJob<R, S>(client, spec, of, options, path);
}

/** Waits for the job that the arguments identify. Throws the same errors as `Job.wait`. */
export async function waitForJobAt<R>(client: JobRequester, spec: JobSpec, given: readonly unknown[]): Promise<R> {
  const { of, options, path } = jobArguments(spec, given);
  const create = spec.cancel === undefined ? job<R, unknown> : cancellableJob<R, unknown>;
  return create(client, spec, of, undefined, path).wait(options);
}

interface JobArguments {
  /** The id, or a snapshot. */
  readonly of: unknown;
  readonly options: object | undefined;
  readonly path?: Params;
}

function jobArguments({ status, id = "" }: JobSpec, given: readonly unknown[]): JobArguments {
  const [first, second] = given;
  if (isSnapshot(first)) return { of: first, options: optionsOf(second) };
  const names = (status.parameters ?? []).filter(({ in: place, key }) => place === "path" && key === undefined);
  const path: Params = Object.fromEntries(names.map(({ name }, index) => [name, given[index]]));
  return { of: path[id], options: optionsOf(given[names.length]), path };
}

function optionsOf(value: unknown): object | undefined {
  if (value === undefined) return undefined;
  const problem = object(value);
  if (problem !== undefined) throw new ParameterError("options", problem);
  return Object(value);
}
