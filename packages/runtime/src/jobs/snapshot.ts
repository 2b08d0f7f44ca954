import type { Requester } from "../request/requester.js";
import type { JobSpec } from "./job-spec.js";
import { SnapshotError } from "./job-start-errors.js";
import type { PollState } from "./poll-state.js";

/**
 * A wait as it stands, as JSON of at most 4 KiB: enough for another process to go on with it. Times are milliseconds
 * since the Unix epoch. It holds no credentials, origins or headers; `status` is there in phase `result` alone.
 */
export interface Snapshot extends PollState {
  readonly version: 1;
  readonly provider: string;
  /** The operationId of the status operation. */
  readonly operation: string;
  /** The job's id; for a job known by a URL, the path and query relative to the base URL. */
  readonly id: string;
  /** Null where the wait has none. */
  readonly deadline: number | null;
  /** When this snapshot was taken. */
  readonly taken: number;
}

const MAX_BYTES = 4_096;
const MAX_ID_BYTES = 2_048;
const MAX_STATE_BYTES = 256;

/** Writes what is known of a job. */
export function writeSnapshot(
  client: Requester,
  spec: JobSpec,
  id: string,
  facts: PollState,
  deadline: number,
): Snapshot {
  const taken = client.clock.date();
  const wall = (time: number) => Math.ceil(time - client.clock.now() + taken);
  const whole = {
    ...facts,
    version: 1,
    provider: client.name,
    operation: spec.status.id,
    id,
    state: bytesOf(facts.state) > MAX_STATE_BYTES ? undefined : facts.state,
    since: wall(facts.since),
    started: wall(facts.started),
    due: wall(facts.due),
    deadline: wall(deadline),
    taken,
  };
  // A status too large to keep is read once more: the snapshot is then of phase `status`.
  const kept = facts.phase === "result" && bytesOf(whole) <= MAX_BYTES;
  return JSON.parse(JSON.stringify(kept ? whole : { ...whole, phase: "status", status: undefined }));
}

/** What a snapshot tells, on this process's clock. Throws `SnapshotError` for one that is not of this operation. */
export function readSnapshot(
  client: Requester,
  spec: JobSpec,
  snapshot: Snapshot,
): { readonly id: string; readonly facts: PollState; readonly deadline: number } {
  const { version, provider, operation, id, taken, deadline, ...kept } = snapshot;
  const found = `${version} ${provider} ${operation}`;
  const wanted = `1 ${client.name} ${spec.status.id}`;
  if (found !== wanted) throw new SnapshotError(`${spec.name}: expected a snapshot of ${wanted}, not of ${found}`);
  const { attempt, unchanged, faults, since, started, due, status } = kept;
  if (![attempt, unchanged, faults, since, started, due, taken].every(Number.isFinite) || typeof id !== "string") {
    throw new SnapshotError(`${spec.name}: the snapshot is damaged`);
  }
  // A wall clock that was set back in the meantime must not lengthen what is left.
  const offset = client.clock.now() - Math.max(client.clock.date(), taken);
  const phase = kept.phase === "result" && status !== undefined ? kept.phase : "status";
  const result = kept.result === undefined ? undefined : spec.urls?.check(client, kept.result);
  return {
    id: jobId(client, spec, id),
    facts: { ...kept, result, phase, since: since + offset, started: started + offset, due: due + offset },
    deadline: deadline === null ? Infinity : deadline + offset,
  };
}

/** A job's id as it is kept, which must be short enough for a snapshot; that of one known by a URL is checked. */
export function jobId(client: Requester, spec: JobSpec, id: string): string {
  if (bytesOf(id) > MAX_ID_BYTES) throw new SnapshotError(`${spec.name}: the job's id is too long`);
  return spec.urls?.known ? spec.urls.check(client, id) : id;
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
