import { jsonBytes, jsonCopy, type Json } from "../json/json.js";
import type { Requester } from "../request/requester.js";
import { checkedId, otherPathNames, type JobAddress } from "./job-address.js";
import type { JobSpec, RawState } from "./job-spec.js";
import { SnapshotError } from "./job-start-errors.js";
import { isTerminal } from "./outcome.js";
import type { Doubt, PollState } from "./poll-state.js";
import { readStatus } from "./status-reading.js";

/**
 * The state of a wait as JSON of at most 4 KiB (16 KiB for a job that is identified by a URL), enough for another
 * process to resume it. Times are milliseconds since the Unix epoch. It contains no credentials, origins or headers.
 */
export interface Snapshot {
  readonly version: 1;
  readonly provider: string;
  /** The operationId of the status operation. */
  readonly operation: string;
  /** The id of the job. For a job that is identified by a URL, the path and query relative to the base URL. */
  readonly id: string;
  /** The other path parameters of the status operation, by name. Absent if it has none. */
  readonly path?: Readonly<Record<string, string>> | undefined;
  /** `result` if the job has ended and its result is not fetched yet. Only then there is a `status`. */
  readonly phase: "status" | "result";
  readonly attempt: number;
  readonly state?: RawState | undefined;
  readonly code?: number | undefined;
  readonly result?: string | undefined;
  readonly progress?: number | undefined;
  readonly unchanged: number;
  readonly doubt?: Doubt | undefined;
  readonly since: number;
  readonly failing?: number | undefined;
  readonly started: number;
  readonly answered?: number | undefined;
  readonly hold?: number | undefined;
  readonly due: number;
  /** Null if the wait has none. */
  readonly deadline: number | null;
  /** When the snapshot was taken. */
  readonly taken: number;
  readonly status?: Json | undefined;
}

const VERSION = 1;
const MAX_BYTES = 4_096;
const MAX_BYTES_WITH_URL = 16_384;
const MAX_STATE_BYTES = 256;

/** Writes the state of a job as a snapshot. */
export function writeSnapshot(
  client: Requester,
  spec: JobSpec,
  { id, path }: JobAddress,
  state: PollState,
  deadline: number,
): Snapshot {
  const taken = client.clock.date();
  const offset = taken - client.clock.now();
  const toWallClock = (time: number | undefined) => (time === undefined ? undefined : Math.ceil(time + offset));
  const base = {
    version: VERSION,
    provider: client.name,
    operation: spec.status.id,
    id,
    path,
    attempt: state.attempt,
    state: jsonBytes(state.state) > MAX_STATE_BYTES ? undefined : state.state,
    code: state.code,
    result: state.result,
    progress: state.progress,
    unchanged: state.unchanged,
    doubt: state.doubt,
    since: Math.ceil(state.since + offset),
    failing: toWallClock(state.failing),
    started: Math.ceil(state.started + offset),
    answered: toWallClock(state.answered),
    hold: toWallClock(state.hold),
    due: Math.ceil(state.due + offset),
    deadline: deadline === Infinity ? null : Math.ceil(deadline + offset),
    taken,
  } as const;
  // A status that is too large, or that JSON cannot hold, is left out and requested again.
  const status = state.phase === "result" ? jsonCopy(state.status) : undefined;
  const max = spec.urls === undefined ? MAX_BYTES : MAX_BYTES_WITH_URL;
  const isSmall = jsonBytes(jsonCopy(base)) + jsonBytes(status) + 64 <= max;
  return defined({ ...base, ...(status !== undefined && isSmall ? { phase: "result", status } : { phase: "status" }) });
}

/** What a snapshot says, with its times on the local clock. */
export interface Resumed {
  readonly address: JobAddress;
  readonly state: PollState;
  readonly deadline: number;
}

/** Reads a snapshot. Throws `SnapshotError` if it is not one that such a job could have written. */
export function readSnapshot(client: Requester, spec: JobSpec, snapshot: Snapshot): Resumed {
  const fields: Readonly<Record<string, unknown>> = { ...snapshot };
  const { version, provider, operation } = fields;
  if (typeof version === "number" && version > VERSION) {
    throw new SnapshotError(`${spec.name}: a later version of the client wrote the snapshot`, "newer");
  }
  for (const name in CHECKS) {
    if (CHECKS[name]?.(fields[name]) !== true) throw damaged(spec, name);
  }
  const found = `${String(provider)} ${String(operation)}`;
  const wanted = `${client.name} ${spec.status.id}`;
  if (found !== wanted) {
    throw new SnapshotError(`${spec.name}: expected a snapshot of ${wanted}, not of ${found}`, "foreign");
  }
  const { id, path = {}, phase, status, code, taken, deadline, result } = snapshot;
  const names = otherPathNames(spec);
  if (names.length !== Object.keys(path).length || !names.every((name) => Object.hasOwn(path, name))) {
    throw damaged(spec, "path");
  }
  if (phase === "result" && !isTerminal(readStatus(spec, status, code))) throw damaged(spec, "status");
  if (result !== undefined && spec.urls === undefined) throw damaged(spec, "result");
  // A wall clock that was set back must not extend the deadline.
  const offset = client.clock.now() - Math.max(client.clock.date(), taken);
  const local = (time: number | undefined) => (time === undefined ? undefined : time + offset);
  const { attempt, state, progress, unchanged, doubt, since, failing, started, answered, hold, due } = snapshot;
  return {
    address: { id: checkedId(client, spec, id), path: snapshot.path },
    state: {
      phase,
      attempt,
      state,
      code,
      progress,
      unchanged,
      doubt,
      since: since + offset,
      failing: local(failing),
      started: started + offset,
      answered: local(answered),
      hold: local(hold),
      due: due + offset,
      result: result === undefined ? undefined : spec.urls?.check(client, result),
      status: phase === "result" ? status : undefined,
    },
    deadline: deadline === null ? Infinity : deadline + offset,
  };
}

/** Whether a job is given by a snapshot, which is checked when it is read, and not by its id. */
export function isSnapshot(of: unknown): of is Snapshot {
  return typeof of === "object" && of !== null && !(of instanceof Date);
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
/** As in ECMAScript: a hundred million days before and after the epoch. */
const isTime: Check = (value) => Number.isFinite(value) && Math.abs(Number(value)) <= 8.64e15;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

const CHECKS: Readonly<Record<string, Check>> = {
  version: oneOf(VERSION),
  provider: isText,
  operation: isText,
  id: isText,
  path: optional((value) => typeof value === "object" && value !== null && Object.values(value).every(isText)),
  phase: oneOf("status", "result"),
  attempt: isCount,
  state: optional((value) =>
    typeof value === "string" ? jsonBytes(value) <= MAX_STATE_BYTES : Number.isFinite(value),
  ),
  code: optional((value) => isCount(value) && Number(value) >= 100 && Number(value) <= 599),
  result: optional(isText),
  progress: optional(Number.isFinite),
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

/** The object without the keys whose value is undefined, as JSON has it. */
function defined<T extends object>(value: T): T {
  for (const [name, inner] of Object.entries(value)) if (inner === undefined) Reflect.deleteProperty(value, name);
  return value;
}
