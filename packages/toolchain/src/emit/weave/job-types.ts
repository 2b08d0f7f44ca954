import type { Job } from "../../contract/contract.js";
import { paramsName } from "../method.js";
import { type Module, runtime } from "../module.js";
import { successes } from "../../contract/successes.js";
import { pageType, pathLiteral, typeAt } from "../types.js";

/** The constant that holds the declaration of a job. */
export function specName({ name }: Job): string {
  return name === undefined ? "jobSpec" : `${name}JobSpec`;
}

/** The type of the `params` that a wait passes on: a URL has none of its own. */
export function jobParams(job: Job, module: Module): string {
  if (job.location !== undefined) return module.imports.type(runtime, "NoParams");
  return paramsName(module.find(job.operation).operation, module);
}

/** Nothing describes what stands at the URL of a status that has no operation. */
export function statusType(job: Job, module: Module): string {
  if (isUnderAnyUrl(job, module)) return "unknown";
  return module.resultOf(module.find(job.operation));
}

/** The result operation's answer, or what stands at the result's pointer, or the status itself. */
export function jobResultType(job: Job, module: Module): string {
  if (job.result === undefined) return statusType(job, module);
  if ("location" in job.result) return likeType(job.result.like ?? job.operation, module);
  if ("pointer" in job.result && job.result.like !== undefined) return likeType(job.result.like, module);
  if ("pointer" in job.result && isUnderAnyUrl(job, module)) return "unknown";
  if ("pointer" in job.result) return fieldType(job.result, job, module);
  return module.resultOf(module.find(job.result.operation));
}

/** The type of a field of the status: of those of its shapes that have it, where it has several. */
function fieldType({ pointer, varies }: { pointer: string; varies?: true }, job: Job, module: Module): string {
  const status = statusType(job, module);
  const isOne = !varies && pageType(module.find(job.operation).operation) === undefined;
  return isOne
    ? typeAt(status.includes(" | ") ? `(${status})` : status, pointer)
    : `${module.imports.type(runtime, "FieldAt")}<${status}, ${pathLiteral(pointer)}>`;
}

/** What a URL answers at last that an operation answers at once: nothing stands for an answer without content. */
function likeType(id: string, module: Module): string {
  const placed = module.find(id);
  if (successes(placed.operation).every(({ mediaTypes }) => mediaTypes.length === 0)) return "unknown";
  const type = module.resultOf(placed);
  return type === module.methodType(placed, "Response") ? `Exclude<${type}, undefined>` : type;
}

function isUnderAnyUrl(job: Job, module: Module): boolean {
  return job.location !== undefined && module.find(job.operation).operation.method !== "GET";
}

export function handleType(job: Job, module: Module): string {
  const handle = module.imports.type(runtime, job.cancel === undefined ? "Job" : "CancellableJob");
  return `${handle}<${jobResultType(job, module)}, ${statusType(job, module)}>`;
}
