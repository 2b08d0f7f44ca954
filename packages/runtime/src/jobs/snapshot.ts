import { defined, jsonBytes, jsonCopy, type Json } from "../json/json.js";
import type { Requester } from "../request/requester.js";
import { jobAddress, otherPathNames, type JobAddress, type KnownJob } from "./job-address.js";
import { SnapshotError } from "./job-errors.js";
import type { JobSpec } from "./job-spec.js";
import { isTerminal, needsResult } from "./outcome.js";
import { pollState, type PollState } from "./poll-state.js";
import { readStatus } from "./status-reading.js";

/**
 * The state of a wait as JSON of at most 4 KiB (16 KiB for a job that is identified by a URL), enough for another
 * process to resume it. Times are milliseconds since the Unix epoch. It contains no credentials, origins or headers.
 */
export interface Snapshot extends PollState {
  readonly version: 1;
  readonly provider: string;
  /** The operationId of the status operation. */
  readonly operation: string;
  /** The id of the job. For a job that is identified by a URL, the path and query relative to the base URL. */
  readonly id: string;
  /** The other path parameters of the status operation, by name. Absent if it has none. */
  readonly path?: Readonly<Record<string, string>> | undefined;
  /** Null if the wait has none. */
  readonly deadline: number | null;
  /** When the snapshot was taken. */
  readonly taken: number;
  /** Only in the phase `result`. */
  readonly status?: Json | undefined;
}

const VERSION = 1;
const MAX_BYTES = 4_096;
const MAX_BYTES_WITH_URL = 16_384;
const MAX_STATE_BYTES = 256;

/** Writes the state of a job as a snapshot. */
export function takeSnapshot({ client, spec, id, path }: KnownJob, state: PollState, deadline: number): Snapshot {
  const { clock, name: provider } = client;
  const taken = clock.date();
  const offset = taken - clock.now();
  // A time beyond the calendar could not be read again.
  const toWall = (time: number) => Math.min(8.64e15, Math.ceil(time + offset));
  const { status, ...known } = pollState(state, toWall);
  const base = {
    version: VERSION,
    provider,
    operation: spec.status.id,
    id,
    path,
    ...known,
    phase: "status",
    state: jsonBytes(known.state) > MAX_STATE_BYTES ? undefined : known.state,
    deadline: deadline === Infinity ? null : toWall(deadline),
    taken,
  } as const;
  // A status that is too large, or that JSON cannot hold, is left out and requested again.
  const kept = state.phase === "result" ? jsonCopy(status) : undefined;
  if (kept === undefined) return defined(base);
  const max = spec.urls === undefined ? MAX_BYTES : MAX_BYTES_WITH_URL;
  const isSmall = jsonBytes(jsonCopy(base)) + jsonBytes(kept) + 64 <= max;
  return defined({ ...base, ...(isSmall && { phase: "result", status: kept }) });
}

/** What a snapshot says, with its times on the local clock. */
export interface Resumed extends JobAddress {
  readonly state: PollState & { readonly deadline: number };
}

/** Reads a snapshot. Throws `SnapshotError` if it is not one that such a job could have written. */
export function readSnapshot(client: Requester, spec: JobSpec, snapshot: Snapshot): Resumed {
  const { version, provider, operation, id, path, phase, status, code, result, taken, deadline } = snapshot;
  if (typeof version === "number" && version > VERSION) {
    throw new SnapshotError(`${spec.name}: a later version of the client wrote the snapshot`, "newer");
  }
  for (const [name, check] of Object.entries(CHECKS)) {
    if (!check(Reflect.get(snapshot, name))) throw damaged(spec, name);
  }
  const found = `${provider} ${operation}`;
  const wanted = `${client.name} ${spec.status.id}`;
  if (found !== wanted) {
    throw new SnapshotError(`${spec.name}: expected a snapshot of ${wanted}, not of ${found}`, "foreign");
  }
  const names = otherPathNames(spec);
  const given = Object.keys(path ?? {});
  if (names.length !== given.length || !names.every((name) => given.includes(name))) throw damaged(spec, "path");
  const reading = readStatus(spec, status, code);
  // A job is in the phase `result` if its result needs a request, or if the answer to its start was its end.
  const hasResult = isTerminal(reading) && (needsResult(spec, reading, result) || (spec.urls?.known && id === "/"));
  if (phase === "result" && !hasResult) throw damaged(spec, "status");
  if (result !== undefined && spec.urls === undefined) throw damaged(spec, "result");
  // A wall clock that was set back must not extend the deadline.
  const offset = client.clock.now() - Math.max(client.clock.date(), taken);
  const toLocal = (time: number) => time + offset;
  const checked = result === undefined ? undefined : spec.urls?.check(client, result);
  const state = {
    ...pollState(snapshot, toLocal),
    result: checked,
    status: phase === "result" ? status : undefined,
    deadline: deadline === null ? Infinity : toLocal(deadline),
  };
  return { ...jobAddress(client, spec, id, path), state };
}

/** Whether a job is given by a snapshot, which is checked when it is read, and not by its id. */
export function isSnapshot(of: unknown): of is Snapshot {
  return typeof of === "object" && of !== null && !(of instanceof Date);
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => Number.isFinite(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
/** As in ECMAScript: a hundred million days before and after the epoch. */
const isTime: Check = (value) => isNumber(value) && Math.abs(Number(value)) <= 8.64e15;
const isStatusCode: Check = (value) => isCount(value) && Number(value) >= 100 && Number(value) <= 599;
const isState: Check = (value) =>
  typeof value === "string" ? jsonBytes(value) <= MAX_STATE_BYTES : typeof value === "boolean" || isNumber(value);
const isPath: Check = (value) => typeof value === "object" && value !== null && Object.values(value).every(isText);
const optional = (check: Check) => (value: unknown) => value === undefined || check(value);
const oneOf =
  (...values: readonly unknown[]) =>
  (value: unknown) =>
    values.includes(value);

/** What each field may hold. */
const CHECKS: { readonly [Name in Exclude<keyof Snapshot, "status">]-?: Check } = {
  version: oneOf(VERSION),
  provider: isText,
  operation: isText,
  id: isText,
  path: optional(isPath),
  phase: oneOf("status", "result"),
  attempt: isCount,
  state: optional(isState),
  code: optional(isStatusCode),
  result: optional(isText),
  progress: optional(isNumber),
  unchanged: isCount,
  doubt: optional(oneOf("not-found", "indeterminate")),
  since: isTime,
  failing: optional(isTime),
  started: isTime,
  answered: optional(isTime),
  hold: optional(isTime),
  due: isTime,
  deadline: (value) => value === null || isTime(value),
  taken: isTime,
};

function damaged({ name }: JobSpec, field: string): SnapshotError {
  return new SnapshotError(`${name}: the snapshot is damaged (${field})`, "damaged");
}
