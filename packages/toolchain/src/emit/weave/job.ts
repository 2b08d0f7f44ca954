import type { Job } from "../../contract/contract.js";
import { jobMethodNames } from "../../contract/names/reserved.js";
import { keyOf } from "../../contract/parameter-keys.js";
import { comment } from "../docs.js";
import type { CodeFragment } from "../layout.js";
import { constant } from "../literal-layout.js";
import { literal, membersOf } from "../literal.js";
import { pathParameters } from "../method.js";
import { method, type MethodText } from "../method-layout.js";
import { type Module, runtime } from "../module.js";
import { pathType } from "../types.js";
import { handleType, jobParams, jobResultType, specName, statusType } from "./job-types.js";
import { startMethods } from "./start.js";

/** `job`, `waitFor` and, where start operations are declared, `start`. */
export function jobMethods(job: Job, module: Module): CodeFragment[] {
  const { operation } = module.find(job.operation);
  const names = jobMethodNames(job);
  const ids = job.id === undefined ? [] : pathParameters(operation, module.contract);
  if (ids.length > 0) module.schema("operations");
  const route = `\`${operation.method} ${operation.path}\``;
  const params = jobParams(job, module);
  const address: Address = {
    spec: specName(job),
    types: ids.map(({ parameter }) => pathType(operation, parameter)),
    names: ids.map(({ name }) => name),
    snapshot: module.imports.type(runtime, "Snapshot"),
  };
  const isOne = ids.length < 2;
  const handle = {
    docs: comment({
      summary: "A handle on a job, by its id or by a snapshot taken earlier. Nothing is sent before it is used.",
      route: `State: ${route}`,
      tags: ["@throws {SnapshotError} where the snapshot belongs to another operation, API or version."],
    }),
    name: names.job,
    options: `options?: ${module.imports.type(runtime, "JobOptions")}<${params}>`,
    returns: handleType(job, module),
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
    options: `options?: ${module.imports.type(runtime, "WaitOptions")}<${statusType(job, module)}, ${params}>`,
    returns: `Promise<${jobResultType(job, module)}>`,
  };
  const factory = `${job.cancel === undefined ? "job" : "cancellableJob"}${isOne ? "" : "At"}`;
  const create = module.imports.value(runtime, factory);
  return [
    isOne
      ? byId(handle, address, create, ["this.#client", address.spec, "idOrSnapshot", "options"])
      : byPath(handle, address, create),
    isOne
      ? byId(wait, address, `this.${names.job}(idOrSnapshot).wait`, ["options"])
      : byPath(wait, address, module.imports.value(runtime, "waitForJobAt")),
    ...startMethods(job, module),
  ];
}

/** What identifies a job: the constant of its declaration, and its path parameters in template order. */
interface Address {
  readonly spec: string;
  readonly types: readonly string[];
  readonly names: readonly string[];
  /** The type of a snapshot. */
  readonly snapshot: string;
}

type JobMethod = Pick<MethodText, "docs" | "name" | "returns"> & { readonly options: string };

function byId(
  { options, ...head }: JobMethod,
  { types: [type = "string"], snapshot }: Address,
  callee: string,
  given: readonly string[],
): CodeFragment {
  return method({ ...head, parameters: [`idOrSnapshot: ${type} | ${snapshot}`, options], callee, given });
}

/** Called with all path parameters of the status, or with a snapshot, which keeps them. */
function byPath(
  { docs, name, options, returns }: JobMethod,
  { spec, types, names, snapshot }: Address,
  callee: string,
): CodeFragment {
  const path = names.map((parameter, index) => `${parameter}: ${types[index] ?? "string"}`);
  return method(
    {
      docs: "",
      name,
      parameters: ["...given: readonly unknown[]"],
      returns,
      callee,
      given: ["this.#client", spec, "given"],
    },
    [
      { docs, parameters: [...path, options], returns },
      { docs: "", parameters: [`snapshot: ${snapshot}`, options], returns },
    ],
  );
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
  return [`urls: ${module.imports.value(runtime, "jobUrls")}(${sources})`];
}
