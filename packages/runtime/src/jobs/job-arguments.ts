import type { Params } from "../request/requester.js";
import { checkValue, object } from "../settings/option-rules.js";
import { CancellableJobHandle } from "./cancellable-job-handle.js";
import { pathNames } from "./job-address.js";
import { JobHandle } from "./job-handle.js";
import type { JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";
import type { CancellableJob, Job } from "./job.js";
import { isSnapshot } from "./snapshot.js";
import type { GivenJob } from "./tracked-job.js";

/**
 * The job of a generated method whose status operation has several path parameters. `given` are those parameters in
 * template order, or a snapshot in their place, then the options. Separate functions, so that other clients do not
 * contain them.
 */
export function jobAt<R, S>(client: JobRequester, spec: JobSpec, given: readonly unknown[]): Job<R, S> {
  const { job, options } = jobArguments(spec, given);
  return new JobHandle(client, spec, job, options);
}

/** The same for a job with a cancel operation. */
export function cancellableJobAt<R, S>(
  client: JobRequester,
  spec: JobSpec,
  given: readonly unknown[],
): CancellableJob<R, S> {
  const { job, options } = jobArguments(spec, given);
  return new CancellableJobHandle(client, spec, job, options);
}

/** Waits for the job that the arguments identify. Throws the same errors as `Job.wait`. */
export async function waitForJobAt<R>(client: JobRequester, spec: JobSpec, given: readonly unknown[]): Promise<R> {
  const { job, options } = jobArguments(spec, given);
  const Handle = spec.cancel === undefined ? JobHandle<R, unknown> : CancellableJobHandle<R, unknown>;
  return new Handle(client, spec, job, undefined).wait(options);
}

function jobArguments(spec: JobSpec, given: readonly unknown[]): { job: GivenJob; options: object | undefined } {
  const { id = "" } = spec;
  const [first] = given;
  const names = isSnapshot(first) ? [id] : pathNames(spec);
  const path: Params = Object.fromEntries(names.map((name, index) => [name, given[index]]));
  const options = given[names.length];
  if (options !== undefined) checkValue("options", options, object);
  return { job: { of: path[id], path }, options: Object(options) };
}
