import { cell } from "./markdown.js";
import type { ReadFile } from "./read-file.js";
import { type Exported, runtimeExports } from "./runtime-exports.js";

/** What to do about each error class of the runtime. A class without a line here fails the build of the site. */
const advice: Readonly<Record<string, string>> = {
  SpecloomError: "Catch it last: everything that the runtime throws is one.",
  ConfigurationError: "Set the option or the environment variable that the message names.",
  ParameterError: "Correct the argument that the message names.",
  RequestError: "Read `method`, `path` and `attempts`; catch the classes below it by name.",
  NetworkError: "The request was sent again already, if it may be. Look at `cause`: name resolution, TLS, a proxy.",
  TimeoutError: "Raise `timeoutMs`, or ask for less in one call.",
  DeadlineError: "Raise `deadlineMs`. `cause` is the error of the last attempt.",
  ResponseError: "Read `status`, `headers` and `requestId`; quote the request id to the provider.",
  ApiError:
    "Read `status`, `body` and `detail`. The guard of the method (`is…Error`) gives the body its declared type.",
  BadRequestError: "Correct what `detail` names.",
  AuthenticationError: "Check the key and that it belongs to this server.",
  PermissionDeniedError: "Ask the provider for access, or use another key.",
  NotFoundError: "Check the id. Just after a start some APIs need a moment: `waitFor` grants it.",
  ConflictError: "Read the current state of the thing, then decide.",
  UnprocessableEntityError: "Correct the fields that `body` names.",
  RateLimitError: "Wait `retryAfterMs`, or lower `requestsPerSecond` and `maxInFlight`.",
  ServerError: "The request was sent again already, if it may be. Try later and quote `requestId`.",
  RedirectError: "Set `baseUrl` to where the API is now.",
  ResponseParseError:
    "`fault` says what is wrong, `excerpt` is the beginning of the body. Repair the document by an overlay.",
  PaginationError: "Go on with `list(…, { from: error.position })` after the cause is removed.",
  PaginationLoopError: "The server repeats a cursor: tell the provider. `position` is where the list stopped.",
  PageLimitError: "Raise `maxPages` or `maxEmptyPages` if the list is really that long.",
  UnsafeNextUrlError: "The `next` link leads elsewhere: check `baseUrl`, or declare another style of paging.",
  MalformedPageError: "The response does not fit the declared pagination. Correct `x-specloom-pagination`.",
  PositionMismatchError: "Give the position to the method and the arguments that it came from.",
  JobOutcomeError: "`outcome` has the error that the provider reported and the last status.",
  JobFailedError: "`outcome.error.message` is the provider's explanation.",
  JobCancelledError: "Start the job again if it is still wanted.",
  JobPartialError: "`outcome.result` is what there is; `outcome.error` says what is missing.",
  JobWaitError: "The job goes on. `job(error.snapshot)` continues the wait, here or in another process.",
  JobTimeoutError: "Wait again with `job(error.snapshot)`, or raise `deadlineMs`.",
  JobIndeterminateError: "Declare the state in `x-specloom-job.states`, then generate again.",
  JobNotFoundError: "Check the id and the account. `notFoundGraceMs` is how long a new job may be unknown.",
  ResultUnavailableError: "Wait again: only the result is requested. `cause` says why it failed.",
  StartUncertainError: "List the jobs before you start again; a repeated start is safe only with `idempotencyKey`.",
  SnapshotError: "`reason` says why. Take the snapshot again from the job's id.",
};

/** One heading for each error class of the runtime, with its meaning and what to do. */
export function errorClasses(_argument: string, read: ReadFile): string {
  const classes = runtimeExports(read).filter(({ kind, name }) => kind === "class" && name.endsWith("Error"));
  const known = new Set(classes.map(({ name }) => name));
  const unknown = Object.keys(advice).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`the runtime exports no ${unknown.join(", ")}`);
  return classes.map(entry).join("\n\n");
}

function entry({ name, base, documentation }: Exported): string {
  const repair = advice[name];
  if (repair === undefined) throw new Error(`packages/site/src/error-classes.ts says nothing of ${name}`);
  const parent = base === undefined || base === "Error" ? "" : ` Extends \`${base}\`.`;
  return `## \`${name}\`\n\n${cell(documentation)}${parent}\n\n**What to do.** ${repair}`;
}
