import { ApiError } from "../errors/api-error.js";
import { DeadlineError } from "../errors/deadline-error.js";
import { TimeoutError } from "../errors/network-error.js";
import { isReplayable } from "../request/body.js";
import { USUAL_RETRIES } from "../request/retry-rule.js";
import type { AttemptEvent, CallEvent, Happened } from "../settings/call-events.js";
import { identityOf } from "../settings/credentials.js";
import { callObserver } from "../settings/hooks.js";
import { showUrl } from "../settings/log.js";
import { BACKOFF, backoff } from "../time/backoff.js";
import { throwIfAborted } from "../time/signals.js";
import { sleep } from "../time/sleep.js";
import { withTimeLimit } from "../time/time-limit.js";
import { infoOf, type ActiveCall } from "../request/active-call.js";
import { sendOnce } from "./send-once.js";

type ReadResponse<T> = (response: Response) => Promise<T>;

/**
 * Sends a request and returns what `read` makes of the response. Retries when the error is temporary and a repetition is
 * safe. Each attempt has a time limit; the whole call has a deadline. Rejects with the error of the last attempt, with
 * DeadlineError, or with the reason of the signal.
 */
export async function sendWithRetries<T>(call: ActiveCall, read: ReadResponse<T>): Promise<T> {
  const { settings, operation, options, request, mayStream } = call;
  const { clock, hooks, log, maxRetryDelayMs } = settings;
  const { signal, timeoutMs = settings.timeoutMs, deadlineMs = settings.deadlineMs } = options;
  const { id, method, path, show = showUrl, retry = USUAL_RETRIES } = operation;
  const replayable = isReplayable(request.body);
  const maxRetries = options.maxRetries ?? settings.givenRetries ?? retry.maxRetries ?? settings.maxRetries;
  const start = clock.now();
  const leftMs = () => start + deadlineMs - clock.now();
  const deadlineError = (cause?: unknown) =>
    new DeadlineError(`no response within ${deadlineMs} ms`, infoOf(call), cause);
  const isPoll = options.purpose === "poll";
  const shown =
    (hooks.onRequest ?? hooks.onCall ?? hooks.onAttempt) === undefined
      ? undefined
      : { operation: id, method, path, url: show(request.url, "REDACTED") };
  // A poll is a part of its wait, so hooks do not see it as a call.
  const tellCall = (event: Happened<CallEvent>) => {
    if (shown !== undefined && !isPoll) callObserver(hooks.onCall, { call: shown, ...event });
  };
  const tellAttempt = (event: Happened<AttemptEvent>) => {
    if (shown !== undefined) callObserver(hooks.onAttempt, { call: shown, ...event });
  };
  const sendAttempt = (received: ReadResponse<T>): Promise<T> => {
    const left = leftMs();
    const timeoutError = () =>
      left <= timeoutMs ? deadlineError() : new TimeoutError(`no response within ${timeoutMs} ms`, infoOf(call));
    const send = (getSignal: () => AbortSignal): Promise<T> => {
      const sendReady = (ready: ActiveCall["credentials"]) => {
        call.credentials = ready;
        options.onCredentials?.(identityOf(ready));
        return sendOnce(call, getSignal, shown, received);
      };
      const found = settings.credentials(operation.security, request.headers);
      return found instanceof Promise ? found.then(sendReady) : sendReady(found);
    };
    return withTimeLimit(send, { clock, signal, timeoutMs: Math.min(timeoutMs, left), timeoutError, mayStream });
  };
  let retries = 0;
  let tokenRenewed = false;
  tellCall({ kind: "started" });
  try {
    for (;;) {
      throwIfAborted(signal);
      if (leftMs() <= 0) throw deadlineError();
      const attempt = ++call.attempts;
      const began = clock.now();
      tellAttempt({ kind: "started", attempt });
      try {
        let status = 0;
        const result = await sendAttempt((response) => {
          ({ status } = response);
          return read(response);
        });
        tellAttempt({ kind: "succeeded", attempt, status, durationMs: clock.now() - began });
        tellCall({ kind: "succeeded", attempts: call.attempts });
        return result;
      } catch (error) {
        tellAttempt({ kind: "failed", attempt, error, durationMs: clock.now() - began });
        options.onFault?.(error);
        throwIfAborted(signal);
        const { status, retryAfterMs = 0 }: Partial<ApiError> = error instanceof ApiError ? error : {};
        if (status === 401 && !tokenRenewed && replayable && forgetTokens(call)) {
          // A request with a new token is not a retry: the server did not process the first one.
          tokenRenewed = true;
          continue;
        }
        const isLast = !call.repeatable || !replayable || retries >= maxRetries || !retry.shouldRetry(error);
        if (isLast || retryAfterMs > maxRetryDelayMs) throw error;
        const longest = Math.max(maxRetryDelayMs, BACKOFF.floorMs);
        const delayMs = Math.min(backoff(retries, retryAfterMs, clock, retry.bounds), longest);
        if (clock.now() - start + delayMs > retry.elapsedMs) throw error;
        if (delayMs >= leftMs()) throw deadlineError(error);
        retries++;
        log?.({ kind: "retry", error, delayMs });
        callObserver(hooks.onRetry, { ...infoOf(call), error, delayMs });
        await sleep(clock, delayMs, signal);
      }
    }
  } catch (error) {
    log?.({ kind: "failed", method, path, error, isPoll });
    if (!isPoll) callObserver(hooks.onError, error, infoOf(call));
    tellCall({ kind: "failed", error, attempts: call.attempts });
    throw error;
  }
}

/**
 * Drops the cached tokens of a request. False if there are none: then a new attempt would send the same credentials.
 */
function forgetTokens({ credentials = [] }: ActiveCall): boolean {
  const cached = credentials.flatMap(({ forget }) => forget ?? []);
  for (const forget of cached) forget();
  return cached.length > 0;
}
