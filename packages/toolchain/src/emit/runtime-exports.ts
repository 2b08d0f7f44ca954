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

/** Exports of the runtime, and the clients that have them. */
type Exports = readonly (readonly [names: readonly string[], isNeeded: (contract: Operations) => boolean])[];

/**
 * Further exports, and the clients that have them: a function that returns what a client gives must be able to name its
 * type by the package, since a package manager need not put the runtime beside it. Where nothing has such a type, its
 * name is free for a model of the document.
 */
const further: Exports = [
  [["Upload"], some(({ body }) => body?.mediaTypes.some(isMultipart) ?? false)],
  [["type EventOptions", "type ServerSentEvent"], some((operation) => answersEvents(streamedOperation(operation)))],
  [["type JsonLines"], some((operation) => resultType(streamedOperation(operation)).includes("JsonLines<"))],
  [["type AcceptOptions"], some((operation) => typesByMediaType(operation) !== undefined)],
  [["type StreamOptions"], some((operation) => streamedType(operation) !== undefined)],
  [["type StatusReply"], some((operation) => hasReply(operation) || hasReply(streamedOperation(operation)))],
  [["type ItemIterator"], isPaged],
  [
    ["hasJob", "JobWaitError", "type Settled", "type SettleAllResult", "type Step", "type Update", "type Updates"],
    hasJobs,
  ],
  [["type CancellableJob"], ({ jobs }) => jobs.some(({ cancel }) => cancel !== undefined)],
];

/**
 * The other exports that a user of the package can need: the other error classes, and the types of options and hooks. A
 * class, a model or a hand-written type with the same name takes the place of such an export.
 */
const yielding: Exports = [
  [
    [
      "BadRequestError",
      "ConflictError",
      "RedirectError",
      "RequestError",
      "ResponseError",
      "ResponseParseError",
      "ServerError",
      "UnprocessableEntityError",
      "exactJson",
      "type AttemptEvent",
      "type AttemptInfo",
      "type CallEvent",
      "type CallInfo",
      "type Clock",
      "type Credential",
      "type Fetch",
      "type FetchOptions",
      "type HeaderValues",
      "type Hooks",
      "type HttpRequest",
      "type HttpResponse",
      "type JsonCodec",
      "type LogEntry",
      "type LogLevel",
      "type Logger",
      "type NoParams",
      "type ParseFault",
      "type RawOptions",
      "type RequestInfo",
      "type ResponseInfo",
      "type RetryEvent",
      "type Secret",
    ],
    () => true,
  ],
  [
    [
      "MalformedPageError",
      "PageLimitError",
      "PaginationLoopError",
      "PositionMismatchError",
      "UnsafeNextUrlError",
      "positionOf",
      "type Drift",
    ],
    isPaged,
  ],
  [
    [
      "JobOutcomeError",
      "type JobDescription",
      "type JobEvent",
      "type JobOptions",
      "type JobReference",
      "type JobState",
      "type PendingStep",
      "type RunOptions",
      "type SchedulerOptions",
      "type SettleAllOptions",
      "type SnapshotFault",
      "type StartOptions",
      "type StepFault",
      "type WaitEvent",
    ],
    hasJobs,
  ],
];

function isPaged({ operations }: Operations): boolean {
  return operations.some(({ pagination }) => pagination !== undefined);
}

function hasJobs({ jobs }: Operations): boolean {
  return jobs.length > 0;
}

function hasReply(operation: Operation): boolean {
  return replyType(operation) !== undefined;
}

function some(isNeeded: (operation: Operation) => boolean): (contract: Operations) => boolean {
  return ({ operations }) => operations.some(isNeeded);
}

/** What a package exports of the runtime in any case: no class takes such a name. */
export const everyExport = [...common, ...further.flatMap(([names]) => names)];

/** What a caller handles or annotates, so that one import line is enough. */
export function runtimeExports(contract: Operations): string[] {
  return [...common, ...needed(further, contract)].toSorted(compareText);
}

/** Returns the other exports of the runtime. A package has each of them unless something else has its name. */
export function yieldingExports(contract: Operations): string[] {
  return needed(yielding, contract);
}

/** Returns true if a model with this name takes the place of an export of the runtime. */
export function givesWay(name: string): boolean {
  return yielding.some(([names]) => names.some((exported) => bareName(exported) === name));
}

function needed(exports: Exports, contract: Operations): string[] {
  return exports.flatMap(([names, isNeeded]) => (isNeeded(contract) ? names : []));
}

/** The name without its mark as a type. */
export function bareName(exported: string): string {
  return exported.replace(/^type /u, "");
}
