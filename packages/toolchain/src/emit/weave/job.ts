import type { Job } from "../../contract/contract.js";
import { jobMethodNames } from "../../contract/names/reserved.js";
import { keyOf } from "../../contract/parameter-keys.js";
import { comment } from "../docs.js";
import type { CodeFragment } from "../layout.js";
import { constant } from "../literal-layout.js";
import { literal, membersOf } from "../literal.js";
import { method } from "../method-layout.js";
import { type Module, runtime } from "../module.js";
import { pathType } from "../types.js";
import { handleType, jobParams, jobResultType, specName, statusType } from "./job-types.js";
import { startMethods } from "./start.js";

/** `job`, `waitFor` and, where start operations are declared, `start`. */
export function jobMethods(job: Job, module: Module): CodeFragment[] {
  const { operation } = module.find(job.operation);
  const names = jobMethodNames(job);
  const id = operation.parameters.find((parameter) => parameter.in === "path" && parameter.name === job.id);
  const idType = id === undefined ? "string" : pathType(operation, id);
  if (id !== undefined) module.schema("operations");
  const route = `\`${operation.method} ${operation.path}\``;
  const params = jobParams(job, module);
  const snapshot = module.imports.type(runtime, "Snapshot");
  const options = `${module.imports.type(runtime, "WaitOptions")}<${statusType(job, module)}, ${params}>`;
  return [
    method({
      docs: comment({
        summary: "A handle on a job, by its id or by a snapshot taken earlier. Nothing is sent before it is used.",
        route: `State: ${route}`,
        tags: ["@throws {SnapshotError} where the snapshot belongs to another operation, API or version."],
      }),
      name: names.job,
      parameters: [
        `idOrSnapshot: ${idType} | ${snapshot}`,
        `options?: ${module.imports.type(runtime, "JobOptions")}<${params}>`,
      ],
      returns: handleType(job, module),
      callee: module.imports.value(runtime, factory(job)),
      given: ["this.#client", specName(job), "idOrSnapshot", "options"],
    }),
    method({
      docs: comment({
        summary: "Waits until a job has finished, and returns its result. Takes its id, or a snapshot taken earlier.",
        route: `State: ${route}`,
        tags: [
          "@throws {JobFailedError} where the job failed; {@link JobCancelledError} and {@link JobPartialError} likewise.",
          "@throws {JobTimeoutError} where `deadlineMs` (two hours by default) passed first; its snapshot resumes the wait.",
        ],
      }),
      name: names.waitFor,
      parameters: [`idOrSnapshot: ${idType} | ${snapshot}`, `options?: ${options}`],
      returns: `Promise<${jobResultType(job, module)}>`,
      callee: `this.${names.job}(idOrSnapshot).wait`,
      given: ["options"],
    }),
    ...startMethods(job, module),
  ];
}

/** The declaration of a job, as the runtime reads it. */
export function jobConstant(job: Job, module: Module): CodeFragment {
  const {
    operation,
    resource,
    name: _name,
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
    `name: ${literal(resource)}`,
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
  return [`urls: ${module.imports.value(runtime, "jobUrls")}(${sources})`];
}

function factory(job: Job): string {
  return job.cancel === undefined ? "job" : "cancellableJob";
}
