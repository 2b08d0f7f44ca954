export type { Api, ClientParameter, CachedToken, Scheme, TimeVariable, TokenFunction } from "./settings/api.js";
export type { Binary } from "./request/binary.js";
export type { BodyEncoder, FormEncoder } from "./request/body.js";
export { encodeBody } from "./request/body.js";
export type { Call } from "./response/call.js";
export type { DeclaredHeaders, Reply, StatusReply } from "./request/reply.js";
export type { AttemptEvent, CallEvent, CallInfo } from "./settings/call-events.js";
export type { AcceptOptions, CallOptions, EventOptions, StreamOptions } from "./settings/call-options.js";
export type { FetchOptions } from "./settings/fetch-options.js";
export type { HeaderValues } from "./settings/headers.js";
export type { ClientOptions } from "./client.js";
export { Client } from "./client.js";
export type { Clock } from "./time/clock.js";
export { systemClock } from "./time/clock.js";
export type { ErrorContent } from "./errors/api-error.js";
export { ApiError } from "./errors/api-error.js";
export { ConfigurationError } from "./errors/configuration-error.js";
export type { DeclaredError } from "./errors/declared-error.js";
export { isDeclaredError } from "./errors/declared-error.js";
export { DeadlineError } from "./errors/deadline-error.js";
export { NetworkError, TimeoutError } from "./errors/network-error.js";
export { ParameterError } from "./errors/parameter-error.js";
export { RedirectError } from "./errors/redirect-error.js";
export type { RequestInfo } from "./errors/request-error.js";
export { RequestError } from "./errors/request-error.js";
export type { ResponseInfo } from "./errors/response-error.js";
export { ResponseError } from "./errors/response-error.js";
export type { ParseFault } from "./errors/response-parse-error.js";
export { ResponseParseError } from "./errors/response-parse-error.js";
export { brand, SpecloomError } from "./errors/specloom-error.js";
export {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  UnprocessableEntityError,
} from "./errors/status-errors.js";
export type { JsonCodec } from "./json/exact-json.js";
export { exactJson } from "./json/exact-json.js";
export type { FilePart, MultipartBody, PartEncoding } from "./request/forms/multipart.js";
export { multipart } from "./request/forms/multipart.js";
export { Upload } from "./request/forms/upload.js";
export type { FieldEncoding } from "./request/forms/urlencoded.js";
export { urlencoded } from "./request/forms/urlencoded.js";
export type { AttemptInfo, Hooks, HttpRequest, HttpResponse, RetryEvent } from "./settings/hooks.js";
export type { Log, LogEntry, Logger, LogLevel } from "./settings/log.js";
export { logTo } from "./settings/log.js";
export type { FetchResponse, RawClient, RawOptions } from "./http/raw-client.js";
export { raw } from "./http/raw-client.js";
export type { Body, Method, Operation, Parameter, ParameterWriter, StyledParameter } from "./request/operation.js";
export type { Credential, Fetch, HttpOptions, Secret } from "./settings/options.js";
export { mergeOptions } from "./settings/options.js";
export type { Platform } from "./settings/platform.js";
export { platformOf } from "./settings/platform.js";
export type { NoParams, Params, Requester } from "./request/requester.js";
export { backoff } from "./time/backoff.js";
export { isTransient } from "./errors/transient.js";
export { parseRetryAfter } from "./response/retry-after.js";
export type { RetryRule, RetrySettings } from "./request/retry-rule.js";
export { retryRule } from "./request/retry-rule.js";
export { basic, cacheToken } from "./settings/schemes.js";
export type { Server, ServerChooser, ServerOptions } from "./settings/servers.js";
export { chooseServer } from "./settings/servers.js";
export { anyText } from "./response/any-text.js";
export { decodeAny } from "./response/decode-any.js";
export type { Decoder, StreamReader } from "./request/operation.js";
export type { JsonLines } from "./streams/json-lines.js";
export { jsonLines } from "./streams/json-lines.js";
export { textLines } from "./streams/text-lines.js";
export type { ServerSentEvent } from "./streams/server-sent-events.js";
export { jsonEvents, textEvents } from "./streams/server-sent-events.js";
export { styled } from "./request/styled.js";
export { segments } from "./request/segments.js";
export { wholeQuery } from "./request/whole-query.js";
export type {
  LinkPagination,
  PaginationSpec,
  PaginationStyle,
  ParameterPagination,
} from "./pagination/pagination-spec.js";
export type { Drift } from "./pagination/drift.js";
export type { PageRequester } from "./pagination/listing.js";
export type { FieldAt, PageItem } from "./pagination/page-item.js";
export type { ItemIterator, Page, Pager } from "./pagination/pager.js";
export type { WalkOptions } from "./pagination/walk-options.js";
export type { Link } from "./pagination/link-header.js";
export { parseLinkHeader } from "./pagination/link-header.js";
export type { Position } from "./pagination/position.js";
export { positionOf } from "./pagination/position.js";
export {
  MalformedPageError,
  PageLimitError,
  PaginationError,
  PaginationLoopError,
  PositionMismatchError,
  UnsafeNextUrlError,
} from "./pagination/pagination-errors.js";
export { paginate } from "./pagination/paginate.js";
export { paginateLinks } from "./pagination/paginate-links.js";
export { paginatePages } from "./pagination/paginate-pages.js";
export {
  JobCancelledError,
  JobFailedError,
  JobIndeterminateError,
  JobNotFoundError,
  JobOutcomeError,
  JobPartialError,
  JobTimeoutError,
  JobWaitError,
  ResultUnavailableError,
} from "./jobs/job-errors.js";
export type { JobContext, JobReference } from "./jobs/job-errors.js";
export { hasJob } from "./jobs/job-errors.js";
export type { SnapshotFault } from "./jobs/job-errors.js";
export { SnapshotError, StartUncertainError } from "./jobs/job-errors.js";
export { askBatch } from "./jobs/batch-status.js";
export type { CancellableJob, Job, JobOptions } from "./jobs/job.js";
export { cancellableJob, job } from "./jobs/job.js";
export { cancellableJobAt, jobAt, waitForJobAt } from "./jobs/job-arguments.js";
export { waitForJob } from "./jobs/wait-for.js";
export type { JobEvent, JobHooks, JobRequester, WaitEvent } from "./jobs/job-hooks.js";
export type { Outcome } from "./jobs/outcome.js";
export type { JobError } from "./jobs/status-reading.js";
export type { Settled, SettleAllOptions, SettleAllResult } from "./jobs/settle-all.js";
export { settleAll } from "./jobs/settle-all.js";
export type { Snapshot } from "./jobs/snapshot.js";
export type { JobSpec, JobState, OperationOfJob, RawState } from "./jobs/job-spec.js";
export type { RunOptions } from "./jobs/run.js";
export { runCancellableJob, runJob } from "./jobs/run.js";
export type { StartOptions } from "./jobs/start.js";
export { startCancellableJob, startJob } from "./jobs/start.js";
export type { JobUrls } from "./jobs/job-urls.js";
export { jobUrls } from "./jobs/job-urls.js";
export type { PendingStep, Step, StepFault } from "./jobs/step.js";
export type { Updates } from "./jobs/updates.js";
export type { JobDescription } from "./jobs/job.js";
export type { Json } from "./json/json.js";
export type { Limits, Update, WaitOptions } from "./jobs/wait-options.js";
export { checkWaitOptions } from "./jobs/wait-options.js";
export type { SchedulerOptions } from "./settings/options.js";
