export type { Api, ClientParameter, KeptToken, Scheme, TimeVariable, TokenFunction } from "./api.js";
export type { Binary, BodyEncoder, FormEncoder } from "./body.js";
export { encodeBody } from "./body.js";
export type { Call, CallOptions, DeclaredHeaders, HeaderValues, Reply, StatusReply, StreamOptions } from "./call.js";
export { Client, raw } from "./client.js";
export type { Clock } from "./clock.js";
export { systemClock } from "./clock.js";
export type { ErrorContent } from "./errors/api-error.js";
export { ApiError } from "./errors/api-error.js";
export { ConfigurationError } from "./errors/configuration-error.js";
export type { DeclaredError } from "./errors/declared-error.js";
export { isDeclaredError } from "./errors/declared-error.js";
export { DeadlineError } from "./errors/deadline-error.js";
export { NetworkError, TimeoutError } from "./errors/network-error.js";
export { ParameterError } from "./errors/parameter-error.js";
export { RedirectError } from "./errors/redirect-error.js";
export type { RequestFacts } from "./errors/request-error.js";
export { RequestError } from "./errors/request-error.js";
export type { ResponseFacts } from "./errors/response-error.js";
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
export type { JsonCodec } from "./exact-json.js";
export { exactJson } from "./exact-json.js";
export type { FilePart, MultipartBody, PartEncoding } from "./forms/multipart.js";
export { multipart } from "./forms/multipart.js";
export { Upload } from "./forms/upload.js";
export type { FieldEncoding } from "./forms/urlencoded.js";
export { urlencoded } from "./forms/urlencoded.js";
export type { Hooks, HttpRequest, HttpResponse, RetryFacts } from "./hooks.js";
export type { Logger, LogLevel } from "./log.js";
export type { RawClient } from "./openapi-fetch.js";
export type { Body, Method, Operation, Parameter, ParameterWriter, StyledParameter } from "./operation.js";
export type { ClientOptions, Credential, Fetch, Secret } from "./options.js";
export { mergeOptions } from "./options.js";
export type { Platform } from "./platform.js";
export { platformOf } from "./platform.js";
export type { NoParams, Params, Requester } from "./requester.js";
export { backoff, isTransient, parseRetryAfter } from "./retry.js";
export type { RetryRule, RetrySettings } from "./retry-rule.js";
export { retryRule } from "./retry-rule.js";
export { basic, keepToken } from "./schemes.js";
export type { Server, ServerChooser, ServerOptions } from "./servers.js";
export { chooseServer } from "./servers.js";
export { decodeAny } from "./decode.js";
export type { Decoder, StreamReader } from "./response.js";
export type { JsonLines } from "./streams/json-lines.js";
export { jsonLines } from "./streams/json-lines.js";
export type { ServerSentEvent } from "./streams/server-sent-events.js";
export { jsonEvents, textEvents } from "./streams/server-sent-events.js";
export { styled } from "./styles.js";
export { Timers } from "./timers.js";
export type { LinkPagination, PaginationSpec, PaginationStyle, ParameterPagination } from "./pagination/spec.js";
export type { Drift } from "./pagination/drift.js";
export type { ItemIterator, Page, Pager, WalkOptions } from "./pagination/pager.js";
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
} from "./errors/pagination-errors.js";
export { paginate } from "./paginate.js";
export { paginateLinks } from "./paginate-links.js";
export { paginatePages } from "./paginate-pages.js";
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
} from "./errors/job-errors.js";
export { SnapshotError, StartUncertainError } from "./errors/job-start-errors.js";
export { askBatch } from "./jobs/batch.js";
export type { CancellableJob, Job, JobOptions } from "./jobs/job.js";
export { cancellableJob, job } from "./jobs/job.js";
export type { Outcome } from "./jobs/outcome.js";
export type { JobError } from "./jobs/reading.js";
export type { Settled, SettleAllOptions, Settling } from "./jobs/settle-all.js";
export { settleAll } from "./jobs/settle-all.js";
export type { Snapshot } from "./jobs/snapshot.js";
export type { JobSpec, JobState, JobUrls, RawState } from "./jobs/spec.js";
export type { RunOptions } from "./jobs/run.js";
export { runCancellableJob, runJob } from "./jobs/run.js";
export type { StartOptions } from "./jobs/start.js";
export { startCancellableJob, startJob } from "./jobs/start.js";
export { jobUrls } from "./jobs/by-url.js";
export type { Step } from "./jobs/step.js";
export type { Limits, Update, WaitOptions } from "./jobs/wait-options.js";
export type { SchedulerOptions } from "./requester.js";
