import { primitiveText } from "../request/expansion.js";
import type { Requester } from "../request/requester.js";
import type { JobSpec } from "./job-spec.js";
import { SnapshotError } from "./job-start-errors.js";
import type { PollState } from "./poll-state.js";

/**
 * The state of a wait as JSON of at most 4 KiB, enough for another process to resume it. Times are milliseconds since
 * the Unix epoch. It contains no credentials, origins or headers; `status` exists only in phase `result`.
 */
export interface Snapshot extends PollState {
  readonly version: 1;
  readonly provider: string;
  /** The operationId of the status operation. */
  readonly operation: string;
  /** The id of the job. For a job that is identified by a URL, the path and query relative to the base URL. */
  readonly id: string;
  /** Null if the wait has none. */
  readonly deadline: number | null;
  /** When the snapshot was taken. */
  readonly taken: number;
}

const MAX_BYTES = 4_096;
const MAX_ID_BYTES = 2_048;
const MAX_STATE_BYTES = 256;

/** Writes the state of a job as a snapshot. */
export function writeSnapshot(
  client: Requester,
  spec: JobSpec,
  id: string,
  state: PollState,
  deadline: number,
): Snapshot {
  const taken = client.clock.date();
  const toWallClock = (time: number) => Math.ceil(time - client.clock.now() + taken);
  const snapshot = {
    ...state,
    version: 1,
    provider: client.name,
    operation: spec.status.id,
    id,
    state: bytesOf(state.state) > MAX_STATE_BYTES ? undefined : state.state,
    since: toWallClock(state.since),
    started: toWallClock(state.started),
    due: toWallClock(state.due),
    deadline: toWallClock(deadline),
    taken,
  };
  // A status that is too large is left out and requested again: the snapshot then has the phase `status`.
  const isResult = state.phase === "result" && bytesOf(snapshot) <= MAX_BYTES;
  return JSON.parse(JSON.stringify(isResult ? snapshot : { ...snapshot, phase: "status", status: undefined }));
}

/** Reads a snapshot and converts its times to the local clock. Throws `SnapshotError` if it belongs to another operation. */
export function readSnapshot(
  client: Requester,
  spec: JobSpec,
  snapshot: Snapshot,
): { readonly id: string; readonly state: PollState; readonly deadline: number } {
  const { version, provider, operation, id, taken, deadline, ...stored } = snapshot;
  const found = `${version} ${provider} ${operation}`;
  const wanted = `1 ${client.name} ${spec.status.id}`;
  if (found !== wanted) throw new SnapshotError(`${spec.name}: expected a snapshot of ${wanted}, not of ${found}`);
  const { attempt, unchanged, faults, since, started, due, status } = stored;
  if (![attempt, unchanged, faults, since, started, due, taken].every(Number.isFinite) || typeof id !== "string") {
    throw new SnapshotError(`${spec.name}: the snapshot is damaged`);
  }
  // A wall clock that was set back must not extend the deadline.
  const offset = client.clock.now() - Math.max(client.clock.date(), taken);
  const phase = stored.phase === "result" && status !== undefined ? stored.phase : "status";
  const result = stored.result === undefined ? undefined : spec.urls?.check(client, stored.result);
  return {
    id: jobId(client, spec, id),
    state: { ...stored, result, phase, since: since + offset, started: started + offset, due: due + offset },
    deadline: deadline === null ? Infinity : deadline + offset,
  };
}

/** Whether a job is given by a snapshot, which is checked when it is read, and not by its id. */
export function isSnapshot(of: unknown): of is Snapshot {
  return typeof of === "object" && of !== null && !(of instanceof Date);
}

/** The id of a job as text. It must fit in a snapshot, and a URL must be within the base URL. */
export function jobId(client: Requester, spec: JobSpec, given: unknown): string {
  const id = primitiveText("id", given);
  if (bytesOf(id) > MAX_ID_BYTES) throw new SnapshotError(`${spec.name}: the job's id is too long`);
  return spec.urls?.known ? spec.urls.check(client, id) : id;
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
