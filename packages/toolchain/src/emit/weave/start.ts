import type { Job } from "../../contract/contract.js";
import { jobMethodNames } from "../../contract/names/reserved.js";
import { comment } from "../docs.js";
import type { CodeFragment } from "../layout.js";
import { operationDocs, parametersOf, signature } from "../method.js";
import { method } from "../method-layout.js";
import { type Module, runtime } from "../module.js";
import { methodOf, pascal } from "../names.js";
import { handleType, jobResultType, specName, statusType } from "./job-types.js";

/** `start` and `runAndWait`, and the same for further operations that start such a job. */
export function startMethods(job: Job, module: Module): CodeFragment[] {
  return startNames(job, module).flatMap(([name, id]) => [
    startMethod(job, name, id, module),
    runMethod(job, name, id, module),
  ]);
}

/** `start` for the first start operation, `startBy…` its resource and method for further ones; of a named job, `startExport`. */
export function startNames(job: Job, module: Module): (readonly [name: string, id: string])[] {
  const { start } = jobMethodNames(job);
  return (job.start ?? []).map(({ operation: id }, index) => {
    const { operation, resource } = module.find(id);
    return [index === 0 ? start : `${start}By${resource.className}${pascal(methodOf(operation))}`, id];
  });
}

function startMethod(job: Job, name: string, id: string, module: Module): CodeFragment {
  const { operation } = module.find(id);
  const { parameters, path } = signature(operation, module, "StartOptions");
  const given = [
    "this.#client",
    specName(job),
    module.wireFacts(module.find(id)),
    `[${path.join(", ")}]`,
    "params",
    "options",
  ];
  return method({
    docs: comment(
      operationDocs(operation, module.contract, [
        "@returns A handle on the job that was started.",
        "@throws {StartUncertainError} where the answer was lost, so that a job may or may not have been started.",
      ]),
    ),
    name,
    parameters: parametersOf(parameters),
    returns: `Promise<${handleType(job, module)}>`,
    callee: module.imports.value(runtime, job.cancel === undefined ? "startJob" : "startCancellableJob"),
    given,
  });
}

/** The name of the method that waits too: `runAndWait` beside `start`. */
export function runName(startName: string): string {
  return `${startName.replace("start", "run")}AndWait`;
}

/** `runAndWait` beside `start`, and `runBy…AndWait` beside `startBy…`. */
function runMethod(job: Job, startName: string, id: string, module: Module): CodeFragment {
  const { operation } = module.find(id);
  const status = statusType(job, module);
  const { parameters, path } = signature(operation, module, "RunOptions", status);
  const facts = module.wireFacts(module.find(id));
  const given = ["this.#client", specName(job), facts, `[${path.join(", ")}]`, "params", "options"];
  return method({
    docs: comment(
      operationDocs(operation, module.contract, [
        "@returns The result, once the job that this starts has finished; `deadlineMs` bounds both.",
        "@throws {StartUncertainError} where the answer was lost, so that a job may or may not have been started.",
        "@throws {JobFailedError} where the job failed; {@link JobCancelledError} and {@link JobPartialError} likewise.",
        "@throws {JobTimeoutError} where `deadlineMs` (two hours by default) passed first; its snapshot resumes the wait.",
      ]),
    ),
    name: runName(startName),
    parameters: parametersOf(parameters),
    returns: `Promise<${jobResultType(job, module)}>`,
    callee: module.imports.value(runtime, job.cancel === undefined ? "runJob" : "runCancellableJob"),
    given,
  });
}
