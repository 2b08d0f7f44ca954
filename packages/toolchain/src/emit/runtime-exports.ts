import type { Contract } from "../contract/contract.js";
import { isMultipart } from "../contract/media-type.js";
import { compareText } from "../json.js";

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
export const everyExport = [...common, "Upload"];

/** What a caller handles or annotates, so that one import line is enough; `Upload` where a body takes files. */
export function runtimeExports({ operations }: Pick<Contract, "operations">): string[] {
  const takesFiles = operations.some(({ body }) => body?.mediaTypes.some(isMultipart));
  return takesFiles ? everyExport.toSorted(compareText) : common;
}

/** The name without its mark as a type. */
export function bare(exported: string): string {
  return exported.replace(/^type /u, "");
}
