import { ApiError } from "../errors/api-error.js";
import { NetworkError } from "../errors/network-error.js";
import { isTransient } from "../errors/transient.js";
import { type Backoff, BACKOFF } from "../time/backoff.js";

/** What the document says of repeating an operation; what it leaves out is as for every other. */
export interface RetrySettings {
  /** Statuses and ranges of them, such as `5XX`, that call for a retry, in place of the usual ones. */
  readonly statuses?: readonly string[];
  /** Whether a request without an answer is sent again. */
  readonly connectionErrors?: boolean;
  /** The longest possible first pause. */
  readonly initialDelayMs?: number;
  readonly maxDelayMs?: number;
  /** What each pause is multiplied by to give the next. */
  readonly factor?: number;
  /** No retry begins later than so many milliseconds after the call, and their number is the caller's to limit. */
  readonly elapsedMs?: number;
}

/** When a request is sent again, and after what pause. */
export interface RetryRule {
  readonly isCalledFor: (error: unknown) => boolean;
  readonly bounds: Backoff;
  readonly elapsedMs: number;
}

export const USUAL_RETRIES: RetryRule = { isCalledFor: isTransient, bounds: BACKOFF, elapsedMs: Infinity };

/** The rule of an operation whose document has one. Named by generated code, so that clients without do not carry it. */
export function retryRule(facts: RetrySettings): RetryRule {
  const { statuses, connectionErrors = true, initialDelayMs = BACKOFF.baseMs, factor = BACKOFF.factor } = facts;
  const { maxDelayMs = Math.max(BACKOFF.capMs, initialDelayMs), elapsedMs = Infinity } = facts;
  return {
    isCalledFor(error) {
      if (error instanceof NetworkError) return connectionErrors;
      if (statuses === undefined || !(error instanceof ApiError)) return isTransient(error);
      const status = String(error.status);
      return statuses.some((range) => range === status || range === `${status.slice(0, 1)}XX`);
    },
    bounds: { floorMs: Math.min(BACKOFF.floorMs, initialDelayMs), baseMs: initialDelayMs, capMs: maxDelayMs, factor },
    elapsedMs,
  };
}
