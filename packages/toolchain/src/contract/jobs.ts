import { formatLocation } from "../location.js";
import { azureOperation } from "./annotations/azure-operation.js";
import { speakeasyPolling } from "./annotations/speakeasy-polling.js";
import { isInEveryShape, mayBeNull } from "../openapi/schema-shapes.js";
import type { Job } from "./contract.js";
import { declaredJob } from "./declarations/job.js";
import { inferredJob } from "./inference/job.js";
import type { JobContext } from "./job-context.js";
import { failure, member } from "../openapi/located.js";
import { type Found, nameJobs } from "./job-names.js";
import { jobMethodNames } from "./names/reserved.js";
import { singular } from "./names/words.js";
import type { Note } from "./note.js";
import type { OperationSource } from "./operations.js";
import { overlayAction } from "./overlay-action.js";
import { firstReading, type FactReader } from "./fact-readers.js";

/** In order: what is declared wins over what is read from other generators' annotations, and that over inference. */
const readers: readonly FactReader<OperationSource, JobContext, Job>[] = [
  declaredJob,
  speakeasyPolling,
  azureOperation,
  inferredJob,
];

/**
 * The jobs of a document, on resources that have room for their methods. The first job of a resource has the plain method
 * names; each further one carries its own. A job that does not fit is left out with a note; if it is declared, it is an
 * error.
 *
 * @param names Names of all operations.
 * @throws ToolchainError `contract/job-place`, and as {@link declaredJob}.
 */
export function readJobs(
  context: JobContext,
  names: readonly string[],
): { readonly jobs: readonly Job[]; readonly notes: readonly Note[] } {
  const readings = [...context.operations.values()].map((operation) => ({
    operation,
    reading: firstReading(readers, operation, context),
  }));
  const read = readings.flatMap(({ operation, reading }) =>
    reading.kind === "fact" ? [{ operation, job: varied(reading.fact, operation, context) }] : [],
  );
  const found = nameJobs(read, context);
  const isDeclared = ({ job }: Found): boolean => job.origin === "declared";
  const taken = new Set(names.flatMap(withResources));
  /** The jobs that fit on their resource, by the names of their methods. */
  const placed = new Map<string, Found>();
  const unplaced: Note[] = [];
  for (const entry of [...found.filter(isDeclared), ...found.filter((other) => !isDeclared(other))]) {
    const obstacle = obstacleTo(entry, placed, taken, context);
    if (obstacle === undefined) for (const name of membersOf(entry.job)) placed.set(name, entry);
    else if (isDeclared(entry)) throw misplaced(entry, obstacle, context);
    else unplaced.push(leftOut(entry, obstacle, context));
  }
  const kept = new Set(placed.values());
  const jobs = found.filter((entry) => kept.has(entry)).map(({ job }) => job);
  return { jobs, notes: [...readings.flatMap(({ reading }) => reading.notes), ...unplaced] };
}

/** A result in a status that may be null, or of a shape without it: told in the fact, since types need it. */
function varied(job: Job, { answer }: OperationSource, { document }: JobContext): Job {
  const { result } = job;
  if (answer === undefined || result === undefined || !("pointer" in result)) return job;
  const isThere = isInEveryShape(document, answer, result.pointer) && !mayBeNull(document, answer);
  return isThere ? job : { ...job, result: { ...result, varies: true } };
}

function obstacleTo(
  { job }: Found,
  placed: ReadonlyMap<string, Found>,
  taken: ReadonlySet<string>,
  { document }: JobContext,
): string | undefined {
  const { resource } = job;
  if (resource === "") return "the client itself has no jobs, only its resources have";
  const members = membersOf(job);
  const [other] = members.flatMap((name) => placed.get(name) ?? []);
  if (other !== undefined)
    return `'${resource}' has the job of '${other.operation.id}' already (${formatLocation(document.locate(other.operation.at.pointer))})`;
  const name = members.find((each) => taken.has(each));
  return name && `'${name}' is the name of an operation or a resource`;
}

/** A name and the names of its resources: `a.b.c`, `a.b` and `a`. */
function withResources(name: string): string[] {
  return name.split(".").map((_, index, words) => words.slice(0, index + 1).join("."));
}

/** The names of the methods that a job adds to its resource, with the resource. */
function membersOf(job: Job): string[] {
  const { job: handle, waitFor, start, runAndWait } = jobMethodNames(job);
  const names = job.start === undefined ? [handle, waitFor] : [handle, waitFor, start, runAndWait];
  return names.map((name) => `${job.resource}.${name}`);
}

/** A job that is inferred, or that another generator's annotation tells of, stops nothing where there is no room for it. */
function leftOut({ operation, job }: Found, obstacle: string, { document }: JobContext): Note {
  const about = { operation: operation.id, location: document.locate(operation.at.pointer) };
  const message = `The job of '${operation.id}' is left out: ${obstacle}. A name of its own makes room for it.`;
  if (job.origin === "inferred" && job.resource !== "") {
    const { operation: _status, origin: _origin, absent: _absent, ...facts } = job;
    const name = job.name ?? singular(job.resource.slice(job.resource.lastIndexOf(".") + 1));
    const declared = overlayAction(operation, "x-specloom-job", { ...facts, name });
    return { kind: "doubtful", ...about, message, action: declared };
  }
  const action = overlayAction(operation, "x-specloom-name", "resource.of.its.own");
  return { kind: "annotation", ...about, message, action };
}

function misplaced({ operation, job }: Found, obstacle: string, { document }: JobContext): Error {
  const at = member(operation.at, "x-specloom-job");
  const message = `The job of '${operation.id}' cannot stand on the resource '${job.resource}': ${obstacle}.`;
  return failure(document, at?.pointer ?? operation.at.pointer, "contract/job-place", message);
}
