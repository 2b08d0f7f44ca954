import type { Job } from "../../contract/contract.js";
import { jobMethodNames } from "../../contract/names/reserved.js";
import { keyOf } from "../../contract/parameter-keys.js";
import { comment } from "../docs.js";
import type { CodeFragment } from "../layout.js";
import { constant } from "../literal-layout.js";
import { literal, membersOf } from "../literal.js";
import { type Callable, calls } from "../method.js";
import { declarable } from "../method-names.js";
import { type Module, runtime } from "../module.js";
import { pathParameters } from "../names.js";
import { pathType } from "../types.js";
import { handleType, jobParams, jobResultType, specName, statusType } from "./job-types.js";
import { startCalls } from "./start.js";

/** `job`, `waitFor` and, where start operations are declared, `start`. */
export function jobCalls(job: Job, module: Module): Callable[] {
  const { operation } = module.find(job.operation);
  const names = jobMethodNames(job);
  const ids = job.id === undefined ? [] : pathParameters(operation, module.contract);
  const route = `\`${operation.method} ${operation.path}\``;
  const params = jobParams(job, module);
  const path = ids.map(({ name, parameter }) => [name, module.type(pathType(operation, parameter))] as const);
  const takes = jobParameters(path, module.imports.type(runtime, "Snapshot"));
  const isOne = ids.length < 2;
  const factory = `${job.cancel === undefined ? "job" : "cancellableJob"}${isOne ? "" : "At"}`;
  const handle = {
    docs: comment({
      summary: "A handle on a job, by its id or by a snapshot taken earlier. Nothing is sent before it is used.",
      route: `State: ${route}`,
      tags: ["@throws {SnapshotError} where the snapshot belongs to another operation, API or version."],
    }),
    name: names.job,
    parameters: takes(`${module.imports.type(runtime, "JobOptions")}<${params}>`),
    returns: handleType(job, module),
    ...calls(module, () => [
      module.imports.value(runtime, factory),
      ["client", specName(job), ...(isOne ? ["idOrSnapshot", "options"] : ["given"])],
    ]),
  };
  const wait = {
    docs: comment({
      summary: "Waits until the job has finished and returns its result. The job is given by its id or by a snapshot.",
      route: `State: ${route}`,
      tags: [
        "@throws {JobFailedError} where the job failed; {@link JobCancelledError} and {@link JobPartialError} likewise.",
        "@throws {JobTimeoutError} where `deadlineMs` (two hours by default) passed first; its snapshot resumes the wait.",
      ],
    }),
    name: names.waitFor,
    parameters: takes(`${module.imports.type(runtime, "WaitOptions")}<${statusType(job, module)}, ${params}>`),
    returns: `Promise<${jobResultType(job, module)}>`,
    ...calls(module, () => {
      // A bundle that only waits has nothing of the other calls on a job.
      const spec = specName(job);
      if (!isOne) return [module.imports.value(runtime, "waitForJobAt"), ["client", spec, "given"]];
      if (job.cancel !== undefined) return [`${declarable(names.job)}(client, idOrSnapshot).wait`, ["options"]];
      return [module.imports.value(runtime, "waitForJob"), ["client", spec, "idOrSnapshot", "options"]];
    }),
  };
  return [handle, wait, ...startCalls(job, module)];
}

/** The parameters that say which job it is: its id or a snapshot; or all path parameters of its status, or a snapshot. */
function jobParameters(
  path: readonly (readonly [name: string, type: string])[],
  snapshot: string,
): (options: string) => string[] {
  const [[, type] = ["", "string"], ...others] = path;
  if (others.length === 0) return (options) => [`idOrSnapshot: ${type} | ${snapshot}`, `options?: ${options}`];
  const listed = path.map(([name, of]) => `${name}: ${of}`).join(", ");
  return (options) => [`...given: [${listed}, options?: ${options}] | [snapshot: ${snapshot}, options?: ${options}]`];
}

/** The declaration of a job, as the runtime reads it. */
export function jobConstant(job: Job, module: Module): CodeFragment {
  const {
    operation,
    resource,
    name,
    origin: _origin,
    location: _location,
    result,
    start,
    cancel,
    batch,
    ...facts
  } = job;
  const reference = (id: string): string => module.wireFacts(module.find(id));
  const call = (entry: { readonly operation: string }, ...more: readonly string[]): string => {
    const rest = Object.entries(entry).filter(([key]) => key !== "operation");
    const members = rest.map(([key, value]) => `${key}: ${literal(value)}`);
    return `{ operation: ${[reference(entry.operation), ...members, ...more].join(", ")} }`;
  };
  const members = [
    `name: ${literal(name === undefined ? resource : `${resource}.${name}`)}`,
    `status: ${reference(operation)}`,
    ...membersOf(facts),
    ...(result === undefined || "location" in result
      ? []
      : [`result: ${"pointer" in result ? literal({ pointer: result.pointer }) : call(result)}`]),
    ...urlFacts(job, module),
    ...(start === undefined ? [] : [`start: [${start.map((entry) => call(entry)).join(", ")}]`]),
    ...(cancel === undefined ? [] : [`cancel: ${call(cancel)}`]),
    ...(batch === undefined
      ? []
      : [`batch: ${call(keyed(batch, module), `ask: ${module.imports.value(runtime, "askBatch")}`)}`]),
  ];
  return constant(
    `const ${specName(job)}: ${module.imports.type(runtime, "JobSpec")}`,
    `{ ${members.join(", ")} }`,
    "",
  );
}

/** The operation that reports many jobs, its ids by their key. */
function keyed(batch: NonNullable<Job["batch"]>, module: Module): NonNullable<Job["batch"]> {
  const { parameters } = module.find(batch.operation).operation;
  return batch.ids.startsWith("/") ? batch : { ...batch, ids: keyOf(parameters, batch.ids) };
}

/** How URLs that the server names are followed, where they are: the function is imported by clients that need it alone. */
function urlFacts({ location, result }: Job, module: Module): string[] {
  const results = result !== undefined && "location" in result ? result.location : undefined;
  if (location === undefined && results === undefined) return [];
  const sources = literal({ status: location, result: results });
  return [`urls: /* @__PURE__ */ ${module.imports.value(runtime, "jobUrls")}(${sources})`];
}
