import { ApiError } from "../errors/api-error.js";
import { DeadlineError } from "../errors/deadline-error.js";
import { TimeoutError } from "../errors/network-error.js";
import { describeError } from "../errors/redact.js";
import type { RequestInfo } from "../errors/request-error.js";
import { isReplayable } from "../request/body.js";
import type { RequesterOptions } from "../request/requester.js";
import { type RetryRule, USUAL_RETRIES } from "../request/retry-rule.js";
import type { ReadResponse } from "../response/response-context.js";
import { identityOf, type RequestCredential } from "../settings/credentials.js";
import { callObserver } from "../settings/hooks.js";
import type { Settings } from "../settings/settings.js";
import { BACKOFF, backoff } from "../time/backoff.js";
import { sleep } from "../time/sleep.js";
import { withTimeLimit } from "../time/time-limit.js";
import type { PreparedRequest } from "./prepared-request.js";
import { callInfo, observeAttempt, reportCall } from "./report-call.js";
import { sendOnce } from "./send-once.js";

/**
 * Sends a request and returns what `readResponse` makes of the response. Retries when the error is temporary and a
 * repetition is safe. Each attempt has a time limit; the whole call has a deadline. Rejects with the error of the last
 * attempt, with DeadlineError, or with the reason of the signal.
 */
export async function sendWithRetries<T>(
  settings: Settings,
  prepared: PreparedRequest,
  options: RequesterOptions | undefined,
  readResponse: ReadResponse<T>,
): Promise<T> {
  const { clock, timers, hooks, log } = settings;
  const { signal, timeoutMs = settings.timeoutMs, deadlineMs = settings.deadlineMs } = options ?? {};
  const { retry: retryRule = USUAL_RETRIES, mayStream } = prepared;
  const replayable = isReplayable(prepared.request.body);
  const declared = retryRule.maxRetries;
  const defaultRetries = declared === undefined ? settings.maxRetries : (settings.givenRetries ?? declared);
  const maxRetries = prepared.repeatable && replayable ? (options?.maxRetries ?? defaultRetries) : 0;
  const start = clock.now();
  const deadline = start + deadlineMs;
  let retries = 0;
  let attempts = 0;
  let tokenRenewed = false;
  let credentials: readonly RequestCredential[] | undefined;
  const call = callInfo(settings, prepared);
  const info = (): RequestInfo => ({
    operation: prepared.operation,
    method: prepared.request.method,
    path: prepared.path,
    attempts,
  });
  const deadlineError = (cause?: unknown) => new DeadlineError(`no response within ${deadlineMs} ms`, info(), cause);
  const attemptTimeoutError = () => new TimeoutError(`no response within ${timeoutMs} ms`, info());
  const sendAttempt = (read: ReadResponse<T>): Promise<T> => {
    const leftMs = deadline - clock.now();
    const limitMs = Math.min(timeoutMs, leftMs);
    const timeoutError = leftMs <= timeoutMs ? deadlineError : attemptTimeoutError;
    const send = (getSignal: () => AbortSignal): Promise<T> => {
      const sendReady = (ready: readonly RequestCredential[] | undefined) => {
        credentials = ready;
        options?.onCredentials?.(identityOf(ready));
        return sendOnce(settings, prepared, { info: info(), credentials, signal: getSignal, call }, read);
      };
      const found = settings.credentials(prepared.security, prepared.request.headers);
      return found instanceof Promise ? found.then(sendReady) : sendReady(found);
    };
    return withTimeLimit(send, { timers, signal, timeoutMs: limitMs, timeoutError, mayStream });
  };
  if (call !== undefined) reportCall(settings, prepared, { kind: "started", call });
  try {
    for (;;) {
      signal?.throwIfAborted();
      if (deadline - clock.now() <= 0) throw deadlineError();
      attempts++;
      try {
        if (call === undefined) return await sendAttempt(readResponse);
        const result = await observeAttempt(settings, { call, attempt: attempts }, readResponse, sendAttempt);
        reportCall(settings, prepared, { kind: "succeeded", call, attempts });
        return result;
      } catch (error) {
        if (signal?.aborted === true) throw signal.reason;
        if (!tokenRenewed && replayable && isUnauthorized(error) && forgetTokens(credentials)) {
          // A request with a new token is not a retry: the server did not process the first one.
          tokenRenewed = true;
          continue;
        }
        const delayMs = retries < maxRetries ? retryDelay(error, retries, settings, retryRule) : undefined;
        if (delayMs === undefined || clock.now() - start + delayMs > retryRule.elapsedMs) throw error;
        if (clock.now() + delayMs >= deadline) throw deadlineError(error);
        retries++;
        log?.("warn", () => `${describeError(error)}; retry in ${Math.round(delayMs)} ms`);
        callObserver(hooks.onRetry, { ...info(), error, delayMs });
        await sleep(timers, delayMs, signal);
      }
    }
  } catch (error) {
    const { method } = prepared.request;
    log?.(prepared.isPoll ? "warn" : "error", () => `${method} ${prepared.path} failed: ${describeError(error)}`);
    if (!prepared.isPoll) callObserver(hooks.onError, error, info());
    if (call !== undefined) reportCall(settings, prepared, { kind: "failed", call, error, attempts });
    throw error;
  }
}

/**
 * Milliseconds to wait before a retry; undefined if the error does not allow one or the server asks for too long a
 * delay.
 */
function retryDelay(
  error: unknown,
  retries: number,
  { clock, maxRetryDelayMs }: Settings,
  { shouldRetry, bounds }: RetryRule,
): number | undefined {
  if (!shouldRetry(error)) return undefined;
  const hintMs = error instanceof ApiError ? error.retryAfterMs : undefined;
  if (hintMs !== undefined && hintMs > maxRetryDelayMs) return undefined;
  return Math.min(backoff(retries, hintMs, clock, bounds), Math.max(maxRetryDelayMs, BACKOFF.floorMs));
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

/**
 * Drops the cached tokens of a request. False if there are none: then a new attempt would send the same credentials.
 */
function forgetTokens(credentials: readonly RequestCredential[] = []): boolean {
  for (const credential of credentials) credential.forget?.();
  return credentials.some((credential) => credential.forget !== undefined);
}
