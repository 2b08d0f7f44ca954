import type { SourceText } from "../../openapi/document.js";
import { ToolchainError } from "../../errors.js";
import { isObject } from "../../json.js";

/** A name from an earlier generation, as in `contract.json`. */
export interface LockedName {
  readonly id: string;
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** The job whose state the operation reports: its resource, and the name that its methods carry. */
  readonly job?: LockedJob;
}

export interface LockedJob {
  readonly resource: string;
  readonly name?: string;
}

/** All names from an earlier generation. */
export interface Locked {
  readonly operations: readonly LockedName[];
  /** Names of types by the names of their schemas, where they differ. */
  readonly models?: Readonly<Record<string, string>>;
}

/**
 * The names in an earlier `contract.json`.
 *
 * @throws {ToolchainError} `contract/lock` where the text is not a contract, for example because of merge conflict
 * markers.
 */
export function parseLock({ path: file, text }: SourceText): Locked {
  const fail = (message: string, cause?: unknown): never => {
    throw new ToolchainError("contract/lock", message, { location: { file }, cause });
  };
  const parse = (): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      return fail(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, error);
    }
  };
  const contract = parse();
  const operations: unknown = isObject(contract) ? contract["operations"] : undefined;
  if (!Array.isArray(operations)) return fail(`${file} has no list of operations.`);
  const jobs = readJobs(isObject(contract) ? contract["jobs"] : undefined);
  const models = isObject(contract) && isObject(contract["models"]) ? Object.entries(contract["models"]) : [];
  return {
    operations: operations.map((operation: unknown, index) => {
      const found = isObject(operation) ? readEntry(operation, jobs) : undefined;
      return found ?? fail(`Operation ${index} of ${file} has no id, name, method or path.`);
    }),
    models: Object.fromEntries(models.filter((entry): entry is [string, string] => typeof entry[1] === "string")),
  };
}

/** Names of models that stand, by the names of their schemas. */
export function keptModels(contract: SourceText | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries((contract && parseLock(contract).models) ?? {}));
}

/** Locked names by the id of the operation that they stand for: that of their id, else that of their route. */
export function lockedByOperation(
  operations: readonly Pick<LockedName, "id" | "method" | "path">[],
  locked: readonly LockedName[],
): Map<string, LockedName> {
  const byId = new Map(locked.map((entry) => [entry.id, entry]));
  const ids = new Set(operations.map(({ id }) => id));
  // The name of an operation whose id still exists is not for another one on its route.
  const byRoute = new Map(
    locked.filter(({ id }) => !ids.has(id)).map((entry) => [`${entry.method} ${entry.path}`, entry]),
  );
  return new Map(
    operations.flatMap(({ id, method, path }): [string, LockedName][] => {
      const entry = byId.get(id) ?? byRoute.get(`${method} ${path}`);
      return entry === undefined ? [] : [[id, entry]];
    }),
  );
}

function readJobs(jobs: unknown): Map<string, LockedJob> {
  const found = new Map<string, LockedJob>();
  for (const job of Array.isArray(jobs) ? jobs : []) {
    if (!isObject(job)) continue;
    const { operation, resource, name } = job;
    if (typeof operation !== "string" || typeof resource !== "string") continue;
    found.set(operation, typeof name === "string" ? { resource, name } : { resource });
  }
  return found;
}

function readEntry(
  operation: Readonly<Record<string, unknown>>,
  jobs: ReadonlyMap<string, LockedJob>,
): LockedName | undefined {
  const { id, name, method, path } = operation;
  const whole =
    typeof id === "string" && typeof name === "string" && typeof method === "string" && typeof path === "string";
  if (!whole) return undefined;
  const job = jobs.get(id);
  return job === undefined ? { id, name, method, path } : { id, name, method, path, job };
}
