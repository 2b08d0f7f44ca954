import type { Job } from "./contract.js";
import type { JobContext } from "./job-context.js";
import { camelCase, splitWords } from "./names/words.js";
import type { OperationSource } from "./operations.js";

/** A job and the operation that it was read from. */
export interface Found {
  readonly operation: OperationSource;
  readonly job: Job;
}

/**
 * Names the jobs of each resource: the first has none, so that its methods have the plain names. The others have the
 * declared name, else that of the method that starts them. A name, and the lack of one, stand once they are in the lock,
 * so that a job that comes later renames none.
 */
export function nameJobs(found: readonly Found[], context: JobContext): Found[] {
  const lockedJob = ({ operation, job }: Found) => {
    const locked = context.locked.get(operation.id);
    return locked?.resource === job.resource ? locked : undefined;
  };
  const plain = new Map<string, Found>();
  const unnamed = found.filter(({ job }) => job.name === undefined);
  const declaredFirst = unnamed.toSorted(
    (a, b) => Number(b.job.origin === "declared") - Number(a.job.origin === "declared"),
  );
  const inOrder = [
    ...unnamed.filter((entry) => lockedJob(entry) !== undefined && lockedJob(entry)?.name === undefined),
    ...declaredFirst.filter((entry) => lockedJob(entry) === undefined),
  ];
  for (const entry of inOrder) {
    if (!plain.has(entry.job.resource)) plain.set(entry.job.resource, entry);
  }
  return found.map((entry) => {
    const { operation, job } = entry;
    if (job.name !== undefined || plain.get(job.resource) === entry) return entry;
    return { operation, job: { ...job, name: lockedJob(entry)?.name ?? ownName(job, context) } };
  });
}

/** The method that starts the job, else what the one that reports its state gets: `taskById` of `getTaskById`. */
function ownName({ start, operation }: Job, { nameOf }: JobContext): string {
  const name = nameOf(start?.[0]?.operation ?? operation);
  const method = name.slice(name.lastIndexOf(".") + 1);
  const [first = "", ...rest] = splitWords(method);
  return start === undefined && rest.length > 0 && readingVerbs.has(first) ? camelCase(rest) : method;
}

const readingVerbs = new Set(["get", "retrieve", "fetch", "show", "read"]);
