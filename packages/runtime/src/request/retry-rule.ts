import { ApiError } from "../errors/api-error.js";
import { NetworkError } from "../errors/network-error.js";
import { isTransient } from "../errors/transient.js";
import { type Backoff, BACKOFF } from "../time/backoff.js";

/** The retry declaration of an operation. A missing field has the usual value. */
export interface RetrySettings {
  /** Statuses and ranges, such as `5XX`, that are retried instead of the usual ones. */
  readonly statuses?: readonly string[];
  /** Whether a request without a response is sent again. */
  readonly connectionErrors?: boolean;
  /** Retries after the first attempt, if neither the client nor the call says how many. */
  readonly maxRetries?: number;
  /** The longest possible first delay. */
  readonly initialDelayMs?: number;
  /** The shortest delay. */
  readonly minDelayMs?: number;
  readonly maxDelayMs?: number;
  /** The growth from one delay to the next. */
  readonly factor?: number;
  /** The part of a delay that is random, from 0 to 1 (1). */
  readonly jitter?: number;
  /**
   * Milliseconds after the start of the call in which a retry may begin. The number of retries is then unlimited by
   * default.
   */
  readonly elapsedMs?: number;
}

/** When a request is retried, and after which delay. */
export interface RetryRule {
  readonly shouldRetry: (error: unknown) => boolean;
  readonly bounds: Backoff;
  readonly elapsedMs: number;
  /** Retries after the first attempt if the user sets no number. Undefined: as many as for other operations. */
  readonly maxRetries: number | undefined;
}

export const USUAL_RETRIES: RetryRule = {
  shouldRetry: isTransient,
  bounds: BACKOFF,
  elapsedMs: Infinity,
  maxRetries: undefined,
};

/** The rule of an operation with a declaration. Generated code refers to it, so other clients do not contain it. */
export function retryRule(settings: RetrySettings): RetryRule {
  const { statuses, connectionErrors = true, initialDelayMs = BACKOFF.baseMs, factor = BACKOFF.factor } = settings;
  const { minDelayMs = Math.min(BACKOFF.floorMs, initialDelayMs), jitter = BACKOFF.jitter } = settings;
  const { maxDelayMs = Math.max(BACKOFF.capMs, initialDelayMs, minDelayMs), elapsedMs } = settings;
  return {
    shouldRetry(error) {
      if (error instanceof NetworkError) return connectionErrors;
      if (statuses === undefined || !(error instanceof ApiError)) return isTransient(error);
      const status = String(error.status);
      return statuses.some((range) => range === status || range === `${status.slice(0, 1)}XX`);
    },
    bounds: { floorMs: minDelayMs, baseMs: initialDelayMs, capMs: maxDelayMs, factor, jitter },
    elapsedMs: elapsedMs ?? Infinity,
    maxRetries: settings.maxRetries ?? (elapsedMs === undefined ? undefined : Infinity),
  };
}
