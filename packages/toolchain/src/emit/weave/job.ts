import { type MethodDeclarationStructure, StructureKind } from "ts-morph";
import type { Job } from "../../contract/contract.js";
import { literal, membersOf } from "../literal.js";
import { operationDocs, paramsName, signature } from "../method.js";
import { type Module, runtime } from "../module.js";
import { methodOf, pascal } from "../names.js";
import { pathType, typeAt } from "../types.js";
import { docsOf, parameterStructure } from "./structures.js";

/** `job`, `waitFor` and, where start operations are declared, `start`. */
export function jobMethods(job: Job, module: Module): MethodDeclarationStructure[] {
  const { operation } = module.find(job.operation);
  const id = operation.parameters.find((parameter) => parameter.in === "path" && parameter.name === job.id);
  const idType = id === undefined ? "string" : pathType(operation, id);
  if (id !== undefined) module.schema("operations");
  const route = `\`${operation.method} ${operation.path}\``;
  const params = paramsName(operation, module);
  const options = `${module.imports.type(runtime, "WaitOptions")}<${statusType(job, module)}, ${params}>`;
  return [
    {
      kind: StructureKind.Method,
      name: "job",
      parameters: [
        { name: "idOrSnapshot", type: `${idType} | ${module.imports.type(runtime, "Snapshot")}` },
        { name: "options", type: `${module.imports.type(runtime, "JobOptions")}<${params}>`, hasQuestionToken: true },
      ],
      returnType: handleType(job, module),
      statements: [
        `return ${module.imports.value(runtime, factory(job))}(this.#client, jobSpec, idOrSnapshot, options);`,
      ],
      docs: docsOf({
        summary: "A handle on a job, by its id or by a snapshot taken earlier. Nothing is sent before it is used.",
        route: `State: ${route}`,
        tags: ["@throws {SnapshotError} where the snapshot belongs to another operation, API or version."],
      }),
    },
    {
      kind: StructureKind.Method,
      name: "waitFor",
      parameters: [
        { name: "id", type: idType },
        { name: "options", type: options, hasQuestionToken: true },
      ],
      returnType: `Promise<${resultType(job, module)}>`,
      statements: ["return this.job(id).wait(options);"],
      docs: docsOf({
        summary: "Waits until a job has finished, and returns its result.",
        route: `State: ${route}`,
        tags: [
          "@throws {JobFailedError} where the job failed; {@link JobCancelledError} and {@link JobPartialError} likewise.",
          "@throws {JobTimeoutError} where `deadlineMs` (two hours by default) passed first; its snapshot resumes the wait.",
        ],
      }),
    },
    ...startNames(job, module).map(([name, start]) => startMethod(job, name, start, module)),
  ];
}

/** The declaration of a job, as the runtime reads it. */
export function jobConstant(job: Job, module: Module): string {
  const { operation, resource, origin: _origin, result, start, cancel, batch, ...facts } = job;
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
    ...(result === undefined ? [] : [`result: ${"pointer" in result ? literal({ ...result }) : call(result)}`]),
    ...(start === undefined ? [] : [`start: [${start.map((entry) => call(entry)).join(", ")}]`]),
    ...(cancel === undefined ? [] : [`cancel: ${call(cancel)}`]),
    ...(batch === undefined ? [] : [`batch: ${call(batch, `ask: ${module.imports.value(runtime, "askBatch")}`)}`]),
  ];
  return `const jobSpec: ${module.imports.type(runtime, "JobSpec")} = { ${members.join(", ")} };`;
}

/** `start` for the first start operation, `startBy…` its resource and method for further ones. */
export function startNames(job: Job, module: Module): (readonly [name: string, id: string])[] {
  return (job.start ?? []).map(({ operation: id }, index) => {
    const { operation, resource } = module.find(id);
    return [index === 0 ? "start" : `startBy${resource.className}${pascal(methodOf(operation))}`, id];
  });
}

function startMethod(job: Job, name: string, id: string, module: Module): MethodDeclarationStructure {
  const { operation } = module.find(id);
  const { parameters, path } = signature(operation, module, "StartOptions");
  const given = [
    "this.#client",
    "jobSpec",
    module.wireFacts(module.find(id)),
    `[${path.join(", ")}]`,
    "params",
    "options",
  ];
  return {
    kind: StructureKind.Method,
    name,
    parameters: parameters.map(parameterStructure),
    returnType: `Promise<${handleType(job, module)}>`,
    statements: [
      `return ${module.imports.value(runtime, job.cancel === undefined ? "startJob" : "startCancellableJob")}(${given.join(", ")});`,
    ],
    docs: docsOf(
      operationDocs(operation, [
        "@returns A handle on the job that was started.",
        "@throws {StartUncertainError} where the answer was lost, so that a job may or may not have been started.",
      ]),
    ),
  };
}

function statusType(job: Job, module: Module): string {
  return module.methodType(module.find(job.operation), "Response");
}

/** The result operation's answer, or what stands at the result's pointer, or the status itself. */
function resultType(job: Job, module: Module): string {
  if (job.result === undefined) return statusType(job, module);
  if ("pointer" in job.result) return typeAt(statusType(job, module), job.result.pointer);
  return module.methodType(module.find(job.result.operation), "Response");
}

function handleType(job: Job, module: Module): string {
  const handle = module.imports.type(runtime, job.cancel === undefined ? "Job" : "CancellableJob");
  return `${handle}<${resultType(job, module)}, ${statusType(job, module)}>`;
}

function factory(job: Job): string {
  return job.cancel === undefined ? "job" : "cancellableJob";
}
