import { ApiError } from "../errors/api-error.js";
import { DeadlineError } from "../errors/deadline-error.js";
import { TimeoutError } from "../errors/network-error.js";
import { describeError } from "../errors/redact.js";
import { isReplayable } from "../request/body.js";
import type { UnsignedRequest } from "../request/http-request.js";
import { type RetryRule, USUAL_RETRIES } from "../request/retry-rule.js";
import type { ReadResponse } from "../response/response-context.js";
import type { CallOptions } from "../settings/call-options.js";
import type { RequestCredential } from "../settings/credentials.js";
import { callObserver } from "../settings/hooks.js";
import type { Settings } from "../settings/settings.js";
import { BACKOFF, backoff } from "../time/backoff.js";
import { sleep } from "../time/sleep.js";
import { withTimeLimit } from "../time/time-limit.js";
import { sendOnce } from "./send-once.js";

/** A request before its credentials, and what sending it needs to know. */
export interface PreparedRequest {
  readonly request: UnsignedRequest;
  /** The operationId; undefined for the raw client. */
  readonly operation: string | undefined;
  /** Path template. */
  readonly path: string;
  readonly security: readonly (readonly string[])[] | undefined;
  /** Whether it is safe to send twice. */
  readonly repeatable: boolean;
  /** The retry rule of the operation, if it differs from the usual one. */
  readonly retry?: RetryRule | undefined;
  /** Whether the caller may read the body of the response after the call. */
  readonly mayStream: boolean;
  /** Fetch options of a raw client's Request. */
  readonly init?: RequestInit | undefined;
}

/**
 * Sends a request and returns what `readResponse` makes of the response. Retries when the error is temporary and a
 * repetition is safe. Each attempt has a time limit; the whole call has a deadline. Rejects with the error of the last
 * attempt, with DeadlineError, or with the reason of the signal.
 */
export async function sendWithRetries<T>(
  settings: Settings,
  prepared: PreparedRequest,
  options: CallOptions | undefined,
  readResponse: ReadResponse<T>,
): Promise<T> {
  const { clock, timers, hooks, log } = settings;
  const { signal, timeoutMs = settings.timeoutMs, deadlineMs = settings.deadlineMs } = options ?? {};
  const start = clock.now();
  const deadline = start + deadlineMs;
  const { retry: retryRule = USUAL_RETRIES } = prepared;
  const replayable = isReplayable(prepared.request.body);
  const defaultRetries = retryRule.elapsedMs === Infinity ? settings.maxRetries : (settings.givenRetries ?? Infinity);
  const maxRetries = prepared.repeatable && replayable ? (options?.maxRetries ?? defaultRetries) : 0;
  let retries = 0;
  let attempts = 0;
  let tokenRenewed = false;
  let credentials: readonly RequestCredential[] = [];
  const info = () => ({
    operation: prepared.operation,
    method: prepared.request.method,
    path: prepared.path,
    attempts,
  });
  const deadlineError = (cause?: unknown) => new DeadlineError(`no response within ${deadlineMs} ms`, info(), cause);
  const attemptTimeoutError = () => new TimeoutError(`no response within ${timeoutMs} ms`, info());
  const sendAttempt = (getSignal: () => AbortSignal): Promise<T> => {
    const send = (ready: readonly RequestCredential[]) => {
      credentials = ready;
      return sendOnce(settings, prepared, { info: info(), credentials, signal: getSignal }, readResponse);
    };
    const found = settings.credentials(prepared.security);
    return found instanceof Promise ? found.then(send) : send(found);
  };
  try {
    for (;;) {
      signal?.throwIfAborted();
      const leftMs = deadline - clock.now();
      if (leftMs <= 0) throw deadlineError();
      const limitMs = Math.min(timeoutMs, leftMs);
      const timeoutError = leftMs <= timeoutMs ? deadlineError : attemptTimeoutError;
      attempts++;
      try {
        return await withTimeLimit(sendAttempt, {
          timers,
          signal,
          timeoutMs: limitMs,
          timeoutError,
          mayStream: prepared.mayStream,
        });
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
    log?.("error", () => `${prepared.request.method} ${prepared.path} failed: ${describeError(error)}`);
    callObserver(hooks.onError, error, info());
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
function forgetTokens(credentials: readonly RequestCredential[]): boolean {
  for (const credential of credentials) credential.forget?.();
  return credentials.some((credential) => credential.forget !== undefined);
}
