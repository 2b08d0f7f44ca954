import type { Contract } from "../contract/contract.js";
import { isMultipart } from "../openapi/media-type.js";
import { compareText } from "../json.js";
import { answersEvents, streamedType } from "./types.js";

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
  "settleAll",
  "type Call",
  "type CallOptions",
  "type Job",
  "type JobError",
  "type Outcome",
  "type Page",
  "type Pager",
  "type Position",
  "type Snapshot",
  "type WaitOptions",
  "type WalkOptions",
];

/** Everything of the runtime that a package may export: no class takes such a name. */
export const everyExport = [...common, "Upload", "type EventOptions", "type StreamOptions"];

/**
 * What a caller handles or annotates, so that one import line is enough; `Upload` where a body
 * takes files, `StreamOptions` where bytes are answered, `EventOptions` where events are.
 */
export function runtimeExports({ operations }: Pick<Contract, "operations">): string[] {
  const takesFiles = operations.some(({ body }) => body?.mediaTypes.some(isMultipart));
  const givesStreams = operations.some((operation) => streamedType(operation) !== undefined);
  const own = [
    ...(takesFiles ? ["Upload"] : []),
    ...(operations.some(answersEvents) ? ["type EventOptions"] : []),
    ...(givesStreams ? ["type StreamOptions"] : []),
  ];
  return [...common, ...own].toSorted(compareText);
}

/** The name without its mark as a type. */
export function bareName(exported: string): string {
  return exported.replace(/^type /u, "");
}
