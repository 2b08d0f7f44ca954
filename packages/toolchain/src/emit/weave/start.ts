import type { Job } from "../../contract/contract.js";
import { jobMethodNames } from "../../contract/names/reserved.js";
import { comment } from "../docs.js";
import { type Callable, calls, parametersOf, signature } from "../method.js";
import { type Module, runtime } from "../module.js";
import { methodOf, pascal } from "../names.js";
import { operationDocs } from "../operation-words.js";
import { handleType, jobResultType, specName, statusType } from "./job-types.js";

/** `start` and `runAndWait`, and the same for further operations that start such a job. */
export function startCalls(job: Job, module: Module): Callable[] {
  return startNames(job, module).flatMap(([name, id]) => [
    startCall(job, name, id, module),
    runCall(job, name, id, module),
  ]);
}

/** `start` for the first start operation, `startBy…` its resource and method for further ones; of a named job, `startExport`. */
export function startNames(job: Job, module: Pick<Module, "find">): (readonly [name: string, id: string])[] {
  const { start } = jobMethodNames(job);
  return (job.start ?? []).map(({ operation: id }, index) => {
    const { operation, resource } = module.find(id);
    return [index === 0 ? start : `${start}By${resource.className}${pascal(methodOf(operation))}`, id];
  });
}

function startCall(job: Job, name: string, id: string, module: Module): Callable {
  const { operation } = module.find(id);
  const { parameters, path } = signature(operation, module, "StartOptions");
  return {
    docs: comment(
      operationDocs(operation, module, [
        "@returns A handle on the job that was started.",
        "@throws {StartUncertainError} where the answer was lost, so that a job may or may not have been started.",
      ]),
    ),
    name,
    parameters: parametersOf(parameters),
    returns: `Promise<${handleType(job, module)}>`,
    ...calls(module, () => [
      module.imports.value(runtime, job.cancel === undefined ? "startJob" : "startCancellableJob"),
      ["client", specName(job), module.wireFacts(module.find(id)), `[${path.join(", ")}]`, "params", "options"],
    ]),
  };
}

/** The name of the method that waits too: `runAndWait` beside `start`. */
export function runName(startName: string): string {
  return `${startName.replace("start", "run")}AndWait`;
}

/** `runAndWait` beside `start`, and `runBy…AndWait` beside `startBy…`. */
function runCall(job: Job, startName: string, id: string, module: Module): Callable {
  const { operation } = module.find(id);
  const status = statusType(job, module);
  const { parameters, path } = signature(operation, module, "RunOptions", status);
  return {
    docs: comment(
      operationDocs(operation, module, [
        "@returns The result, once the job that this starts has finished; `deadlineMs` bounds both.",
        "@throws {StartUncertainError} where the answer was lost, so that a job may or may not have been started.",
        "@throws {JobFailedError} where the job failed; {@link JobCancelledError} and {@link JobPartialError} likewise.",
        "@throws {JobTimeoutError} where `deadlineMs` (two hours by default) passed first; its snapshot resumes the wait.",
      ]),
    ),
    name: runName(startName),
    parameters: parametersOf(parameters),
    returns: `Promise<${jobResultType(job, module)}>`,
    ...calls(module, () => [
      module.imports.value(runtime, job.cancel === undefined ? "runJob" : "runCancellableJob"),
      ["client", specName(job), module.wireFacts(module.find(id)), `[${path.join(", ")}]`, "params", "options"],
    ]),
  };
}
