import { attempt } from "./attempt.js";
import { isReplayable } from "./body.js";
import type { CallOptions } from "./call.js";
import type { Grant } from "./credentials.js";
import { ApiError } from "./errors/api-error.js";
import { DeadlineError } from "./errors/deadline-error.js";
import { TimeoutError } from "./errors/network-error.js";
import type { RequestFacts } from "./errors/request-error.js";
import { observe } from "./hooks.js";
import type { Unsigned } from "./outgoing.js";
import { describe } from "./redact.js";
import { BACKOFF, backoff } from "./retry.js";
import { type RetryRule, USUAL_RETRIES } from "./retry-rule.js";
import { roundTrip } from "./round-trip.js";
import type { Settings } from "./settings.js";
import { sleep } from "./sleep.js";

/** A request to be sent until it is answered, and what is known about it. */
export interface Exchange {
  readonly request: Unsigned;
  /** The operationId; undefined for the raw client. */
  readonly operation: string | undefined;
  /** Path template. */
  readonly path: string;
  readonly security: readonly (readonly string[])[] | undefined;
  /** Whether it may be sent twice. */
  readonly repeatable: boolean;
  /** When it is sent again, where that is not as usual. */
  readonly retry?: RetryRule | undefined;
  /** Whether the response's body may be handed over unread. */
  readonly streams: boolean;
  /** What the raw client's caller set on its Request. */
  readonly extra?: RequestInit | undefined;
}

/** Makes the result of a call from a response. `secrets` are what no error may show. */
export type Read<T> = (response: Response, facts: RequestFacts, secrets: readonly string[]) => Promise<T>;

/**
 * Sends a request, again where that helps and does no harm, and gives what `read` makes of the response. An attempt
 * has its time limit and all together have a deadline. Rejects with the error of the last attempt, with DeadlineError,
 * or with the signal's reason.
 */
export async function exchange<T>(
  settings: Settings,
  what: Exchange,
  options: CallOptions | undefined,
  read: Read<T>,
): Promise<T> {
  const { clock, timers, hooks, log } = settings;
  const { signal, timeoutMs = settings.timeoutMs, deadlineMs = settings.deadlineMs } = options ?? {};
  const start = clock.now();
  const deadline = start + deadlineMs;
  const { retry: rule = USUAL_RETRIES } = what;
  const replayable = isReplayable(what.request.body);
  const usual = rule.elapsedMs === Infinity ? settings.maxRetries : (settings.givenRetries ?? Infinity);
  const maxRetries = what.repeatable && replayable ? (options?.maxRetries ?? usual) : 0;
  let retries = 0;
  let attempts = 0;
  let renewed = false;
  let grants: readonly Grant[] = [];
  const facts = () => ({ operation: what.operation, method: what.request.method, path: what.path, attempts });
  const late = (cause?: unknown) => new DeadlineError(`no answer within ${deadlineMs} ms`, facts(), cause);
  const slow = () => new TimeoutError(`no answer within ${timeoutMs} ms`, facts());
  const once = (passed: () => AbortSignal): Promise<T> => {
    const send = (found: readonly Grant[]) => {
      grants = found;
      return roundTrip(settings, what, { facts: facts(), grants, signal: passed }, read);
    };
    const ready = settings.grants(what.security);
    return ready instanceof Promise ? ready.then(send) : send(ready);
  };
  try {
    for (;;) {
      signal?.throwIfAborted();
      const leftMs = deadline - clock.now();
      if (leftMs <= 0) throw late();
      const limitMs = Math.min(timeoutMs, leftMs);
      const expired = leftMs <= timeoutMs ? late : slow;
      attempts++;
      try {
        return await attempt(once, { timers, signal, timeoutMs: limitMs, expired, streams: what.streams });
      } catch (error) {
        if (signal?.aborted === true) throw signal.reason;
        if (!renewed && replayable && isUnauthorized(error) && forget(grants)) {
          // Answering a challenge with a new token is no retry: the server did nothing with the first request.
          renewed = true;
          continue;
        }
        const delayMs = retries < maxRetries ? pauseBefore(error, retries, settings, rule) : undefined;
        if (delayMs === undefined || clock.now() - start + delayMs > rule.elapsedMs) throw error;
        if (clock.now() + delayMs >= deadline) throw late(error);
        retries++;
        log?.("warn", () => `${describe(error)}; again in ${Math.round(delayMs)} ms`);
        observe(hooks.onRetry, { ...facts(), error, delayMs });
        await sleep(timers, delayMs, signal);
      }
    }
  } catch (error) {
    log?.("error", () => `${what.request.method} ${what.path} failed: ${describe(error)}`);
    observe(hooks.onError, error, facts());
    throw error;
  }
}

/** Milliseconds to wait before a retry; undefined where the error does not call for one, or for too long a wait. */
function pauseBefore(
  error: unknown,
  retries: number,
  { clock, maxRetryDelayMs }: Settings,
  { isCalledFor, bounds }: RetryRule,
): number | undefined {
  if (!isCalledFor(error)) return undefined;
  const hintMs = error instanceof ApiError ? error.retryAfterMs : undefined;
  if (hintMs !== undefined && hintMs > maxRetryDelayMs) return undefined;
  return Math.min(backoff(retries, hintMs, clock, bounds), Math.max(maxRetryDelayMs, BACKOFF.floorMs));
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

/** Gives up the tokens a request carried; false where none of them is kept, so that asking again would change nothing. */
function forget(grants: readonly Grant[]): boolean {
  for (const grant of grants) grant.forget?.();
  return grants.some((grant) => grant.forget !== undefined);
}
