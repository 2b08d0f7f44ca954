import { ConfigurationError } from "../errors/configuration-error.js";
import { redact } from "../errors/redact.js";
import type { OutgoingRequest } from "../request/http-request.js";
import { networkError } from "../response/response-errors.js";
import { limitResponse } from "../response/response-limit.js";
import type { CallInfo } from "../settings/call-events.js";
import { requireCredentials } from "../settings/credentials.js";
import { callObserver } from "../settings/hooks.js";
import { infoOf, responseInfo, secretsOf, type ActiveCall } from "../request/active-call.js";
import { authorize } from "./authorize.js";
import { followRedirects, isRedirect } from "./redirects.js";
import { send } from "./transport.js";

/** The headers that a hook returns. The platform would show the value of an invalid header in its error message. */
function headersOf(given: Headers): Record<string, string> {
  try {
    return Object.fromEntries(new Headers(given));
  } catch {
    throw new ConfigurationError("onRequest gave an invalid header");
  }
}

/**
 * Sends a request once, calls hooks and log, and returns what `read` makes of the response. An error of fetch becomes a
 * NetworkError without secrets. `signal` makes the signal of the attempt. `shown` describes the call to hooks; it is
 * undefined if no hook asks for it.
 */
export async function sendOnce<T>(
  call: ActiveCall,
  signal: () => AbortSignal,
  shown: CallInfo | undefined,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const { settings, operation, options, credentials } = call;
  const { hooks, log, clock } = settings;
  let request = authorize(call.request, credentials);
  if (hooks.onRequest !== undefined && shown !== undefined) {
    // The hook may change the headers. The next attempt starts from the original ones.
    const copy = { ...request, headers: new Headers(request.headers) };
    const {
      method = copy.method,
      url = copy.url,
      headers: given = copy.headers,
      body = copy.body,
    } = (await hooks.onRequest(copy, { ...infoOf(call), call: shown })) ?? {};
    request = { method, url, headers: headersOf(given), body };
  }
  const { method, url, headers, body } = request;
  if (body !== null && /^(GET|HEAD)$/i.test(method)) throw new ConfigurationError(`fetch sends no body with ${method}`);
  call.sent = headers;
  if (credentials === undefined) requireCredentials(settings.api, operation.security, url, headers);
  log?.({ kind: "sent", method, url: redact(url, secretsOf(call)), headers: Object.entries(headers) });
  const start = clock.now();
  let response: Response;
  try {
    const sendThis = (one: OutgoingRequest) => send(one, call, signal);
    response = await sendThis(request);
    if (!("text" in Object(response))) throw new ConfigurationError("fetch must return a Response");
    if (call.redirect === undefined && isRedirect(response))
      response = await followRedirects(request, response, call, sendThis);
  } catch (error) {
    throw networkError(error, call);
  }
  if ((log ?? hooks.onResponse) !== undefined) {
    const { status, headers: shownHeaders, ...info } = responseInfo(call, response);
    const received = { status, headers: shownHeaders, durationMs: clock.now() - start };
    log?.({ kind: "received", method: info.method, path: info.path, ...received });
    callObserver(hooks.onResponse, received, info);
  }
  const { maxResponseBytes = settings.maxResponseBytes } = options;
  return read(maxResponseBytes < Infinity ? await limitResponse(response, maxResponseBytes, call) : response);
}
