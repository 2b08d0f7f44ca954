import { ParameterError } from "../errors/parameter-error.js";
import { jsonBytes } from "../json/json.js";
import { primitiveText } from "../request/expansion.js";
import type { Params, Requester } from "../request/requester.js";
import { SnapshotError } from "./job-errors.js";
import type { JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";

/** Where a job is: its id, and the other path parameters of its status operation. */
export interface JobAddress {
  /** For a job that is identified by a URL, the path and query of that URL, relative to the base URL. */
  readonly id: string;
  /** The other path parameters of the status operation. Absent if it has none. */
  readonly path?: Readonly<Record<string, string>> | undefined;
}

/** One job, and how it is asked about. */
export interface KnownJob extends JobAddress {
  readonly client: JobRequester;
  readonly spec: JobSpec;
}

const MAX_ID_BYTES = 2_048;

/** The path parameters of the status operation that are arguments, in template order: the id and the others. */
export function pathNames({ status }: JobSpec): string[] {
  return (status.parameters ?? []).flatMap(({ in: place, key, name }) =>
    place === "path" && key === undefined ? [name] : [],
  );
}

/** The names of those besides the id. */
export function otherPathNames(spec: JobSpec): string[] {
  return spec.urls?.known ? [] : pathNames(spec).filter((name) => name !== spec.id);
}

/**
 * The address of a job. Throws `SnapshotError` for an id that is too long, or a URL outside the base URL, and
 * `ParameterError` for a path parameter that is missing.
 */
export function jobAddress(client: Requester, spec: JobSpec, of: unknown, given: Params = {}): JobAddress {
  const path = otherPathNames(spec).map((name) => {
    if (given[name] === undefined) throw new ParameterError(name, "is missing: it is a part of the job's path");
    return [name, primitiveText(name, given[name])] as const;
  });
  const id = primitiveText("id", of);
  if (/^\{\s*"/.test(id)) throw new SnapshotError(`${spec.name}: the snapshot is text: parse it`, "damaged");
  if (spec.urls?.known) return { id: spec.urls.check(client, id) };
  // It must fit in a snapshot.
  if (jsonBytes(id) > MAX_ID_BYTES) throw new SnapshotError(`${spec.name}: the job's id is too long`, "damaged");
  return path.length === 0 ? { id } : { id, path: Object.fromEntries(path) };
}
