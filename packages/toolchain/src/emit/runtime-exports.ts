/** What a caller handles or annotates, so that one import line is enough. */
export const runtimeExports = [
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

/** The name without its mark as a type. */
export function bare(exported: string): string {
  return exported.replace(/^type /u, "");
}
