import { NetworkError } from "../errors/network-error.js";
import { describeError, redact, redactCause, redactHeaders } from "../errors/redact.js";
import type { RequestInfo } from "../errors/request-error.js";
import { SpecloomError } from "../errors/specloom-error.js";
import type { OutgoingRequest } from "../request/http-request.js";
import type { ReadResponse } from "../response/response-context.js";
import type { CallInfo } from "../settings/call-events.js";
import { requireCredentials, type RequestCredential } from "../settings/credentials.js";
import type { AttemptInfo, HttpRequest } from "../settings/hooks.js";
import { callObserver } from "../settings/hooks.js";
import { loggableHeaders, loggableUrl } from "../settings/log.js";
import type { Settings } from "../settings/settings.js";
import { authorize } from "./authorize.js";
import type { PreparedRequest } from "./prepared-request.js";
import { followRedirects, isRedirect } from "./redirects.js";
import type { SendContext } from "./transport.js";
import { send } from "./transport.js";

/** One attempt of a request. */
export interface Attempt {
  readonly info: RequestInfo;
  /** Undefined if the client lacks one: then the hook must bring it. */
  readonly credentials: readonly RequestCredential[] | undefined;
  readonly signal: () => AbortSignal;
  /** The call, if a hook wants to know it. */
  readonly call: CallInfo | undefined;
}

/** Sends a request once, and calls hooks and log. An error of fetch becomes a NetworkError without secrets. */
export async function sendOnce<T>(
  settings: Settings,
  prepared: PreparedRequest,
  attempt: Attempt,
  readResponse: ReadResponse<T>,
): Promise<T> {
  const { hooks, log, clock } = settings;
  const { info, call, credentials = [] } = attempt;
  const secrets = secretsOf(credentials);
  let request = authorize(prepared.request, credentials);
  if (hooks.onRequest !== undefined && call !== undefined) {
    request = await applyRequestHook(request, hooks.onRequest, { ...info, call });
  }
  if (attempt.credentials === undefined) {
    requireCredentials(settings.api, prepared.security, request.url, request.headers);
  }
  log?.(
    "debug",
    () => `${request.method} ${loggableUrl(request.url)} sent, ${loggableHeaders(Object.entries(request.headers))}`,
  );
  const start = clock.now();
  // The fields are listed because a spread here costs more than the rest of this function.
  const context: SendContext = {
    fetch: prepared.fetch ?? settings.fetch,
    browser: settings.browser,
    signal: attempt.signal,
    credentials,
    info,
    fetchOptions: prepared.fetchOptions,
    redirect: prepared.redirect,
  };
  let response: Response;
  try {
    response = await send(request, context);
    if (prepared.redirect === undefined && isRedirect(response))
      response = await followRedirects(request, response, context);
  } catch (error) {
    if (error instanceof SpecloomError) throw error;
    throw new NetworkError(describeError(error, secrets), info, redactCause(error, secrets));
  }
  const { status, headers } = response;
  const durationMs = clock.now() - start;
  log?.("info", () => `${info.method} ${info.path} ${status} in ${Math.round(durationMs)} ms`);
  log?.("debug", () => redact(`${status} received, ${loggableHeaders(headers)}`, secrets));
  if (hooks.onResponse !== undefined) {
    callObserver(hooks.onResponse, { status, headers: redactHeaders(headers, secrets), durationMs }, info);
  }
  return readResponse(response, info, secrets);
}

function secretsOf(credentials: readonly RequestCredential[]): readonly string[] {
  const [first] = credentials;
  if (credentials.length === 1 && first !== undefined) return first.secrets;
  return credentials.flatMap(({ secrets }) => secrets);
}

async function applyRequestHook(
  request: OutgoingRequest,
  onRequest: NonNullable<Settings["hooks"]["onRequest"]>,
  info: AttemptInfo,
): Promise<OutgoingRequest> {
  // The hook may change the headers. The next attempt starts from the original ones.
  const copy = { ...request, headers: new Headers(request.headers) };
  const { headers, ...rest }: HttpRequest = { ...copy, ...(await onRequest(copy, info)) };
  return { ...rest, headers: Object.fromEntries(new Headers(headers)) };
}
