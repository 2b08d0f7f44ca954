import type { Contract, Operation } from "../contract/contract.js";
import { isMultipart } from "../openapi/media-type.js";
import { compareText } from "../json.js";
import { streamedOperation } from "./answers.js";
import { answersEvents, replyType, resultType, streamedType, typesByMediaType } from "./types.js";

const common = [
  "ApiError",
  "AuthenticationError",
  "ConfigurationError",
  "DeadlineError",
  "JobCancelledError",
  "JobFailedError",
  "JobIndeterminateError",
  "JobNotFoundError",
  "JobPartialError",
  "JobTimeoutError",
  "NetworkError",
  "NotFoundError",
  "PaginationError",
  "ParameterError",
  "PermissionDeniedError",
  "RateLimitError",
  "ResultUnavailableError",
  "SnapshotError",
  "SpecloomError",
  "StartUncertainError",
  "TimeoutError",
  "logTo",
  "settleAll",
  "type Call",
  "type CallOptions",
  "type Client",
  "type FetchResponse",
  "type Job",
  "type JobError",
  "type Log",
  "type Outcome",
  "type Page",
  "type Pager",
  "type Position",
  "type RawClient",
  "type Reply",
  "type Snapshot",
  "type WaitOptions",
  "type WalkOptions",
];

type Operations = Pick<Contract, "operations" | "jobs">;

/**
 * Further exports, and the clients that have them: a function that returns what a client gives must be able to name its
 * type by the package, since a package manager need not put the runtime beside it. Where nothing has such a type, its
 * name is free for a model of the document.
 */
const further: readonly (readonly [names: readonly string[], isNeeded: (contract: Operations) => boolean])[] = [
  [["Upload"], some(({ body }) => body?.mediaTypes.some(isMultipart) ?? false)],
  [["type EventOptions", "type ServerSentEvent"], some((operation) => answersEvents(streamedOperation(operation)))],
  [["type JsonLines"], some((operation) => resultType(streamedOperation(operation)).includes("JsonLines<"))],
  [["type AcceptOptions"], some((operation) => typesByMediaType(operation) !== undefined)],
  [["type StreamOptions"], some((operation) => streamedType(operation) !== undefined)],
  [["type StatusReply"], some((operation) => hasReply(operation) || hasReply(streamedOperation(operation)))],
  [["type ItemIterator"], some(({ pagination }) => pagination !== undefined)],
  [
    ["hasJob", "JobWaitError", "type Settled", "type SettleAllResult", "type Step", "type Update", "type Updates"],
    ({ jobs }) => jobs.length > 0,
  ],
  [["type CancellableJob"], ({ jobs }) => jobs.some(({ cancel }) => cancel !== undefined)],
];

function hasReply(operation: Operation): boolean {
  return replyType(operation) !== undefined;
}

function some(isNeeded: (operation: Operation) => boolean): (contract: Operations) => boolean {
  return ({ operations }) => operations.some(isNeeded);
}

/** Everything of the runtime that a package may export: no class takes such a name. */
export const everyExport = [...common, ...further.flatMap(([names]) => names)];

/** What a caller handles or annotates, so that one import line is enough. */
export function runtimeExports(contract: Operations): string[] {
  const own = further.flatMap(([names, isNeeded]) => (isNeeded(contract) ? names : []));
  return [...common, ...own].toSorted(compareText);
}

/** The name without its mark as a type. */
export function bareName(exported: string): string {
  return exported.replace(/^type /u, "");
}
