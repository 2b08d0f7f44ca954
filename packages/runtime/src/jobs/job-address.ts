import { ParameterError } from "../errors/parameter-error.js";
import { jsonBytes } from "../json/json.js";
import { primitiveText } from "../request/expansion.js";
import type { Params, Requester } from "../request/requester.js";
import type { JobSpec } from "./job-spec.js";
import { SnapshotError } from "./job-start-errors.js";

/** Where a job is: its id, and the other path parameters of its status operation. */
export interface JobAddress {
  /** For a job that is identified by a URL, the path and query of that URL, relative to the base URL. */
  readonly id: string;
  /** The other path parameters of the status operation. Absent if it has none. */
  readonly path?: Readonly<Record<string, string>> | undefined;
}

const MAX_ID_BYTES = 2_048;

/** The names of the path parameters of the status operation besides the id that are arguments. */
export function otherPathNames({ status, id, urls }: JobSpec): string[] {
  if (urls?.known) return [];
  const others = (status.parameters ?? []).filter(
    ({ name, key, in: place }) => place === "path" && key === undefined && name !== id,
  );
  return others.map(({ name }) => name);
}

/**
 * The address of a job. Throws `SnapshotError` for an id that is too long, or a URL outside the base URL, and
 * `ParameterError` for a path parameter that is missing.
 */
export function jobAddress(client: Requester, spec: JobSpec, id: unknown, given: Params = {}): JobAddress {
  const names = otherPathNames(spec);
  const path = names.map((name) => {
    if (given[name] === undefined) throw new ParameterError(name, "is missing: it is a part of the job's path");
    return [name, primitiveText(name, given[name])] as const;
  });
  const address = { id: checkedId(client, spec, id) };
  return names.length === 0 ? address : { ...address, path: Object.fromEntries(path) };
}

/** The id of a job as text. It must fit in a snapshot, and a URL must be within the base URL. */
export function checkedId(client: Requester, spec: JobSpec, given: unknown): string {
  const id = primitiveText("id", given);
  if (spec.urls?.known) return spec.urls.check(client, id);
  if (jsonBytes(id) > MAX_ID_BYTES) throw new SnapshotError(`${spec.name}: the job's id is too long`, "damaged");
  return id;
}
