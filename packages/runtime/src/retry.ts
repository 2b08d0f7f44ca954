import type { Clock } from "./clock.js";
import { ApiError } from "./errors/api-error.js";
import { NetworkError } from "./errors/network-error.js";

/** Statuses that a later attempt may well not meet: request timeout, too early, too many requests, server errors. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** Methods that are sent again without more ado: repeating them does no harm (RFC 9110, section 9.2.2). */
export function isRepeatable(method: string): boolean {
  return /^(GET|HEAD|OPTIONS|QUERY|PUT|DELETE)$/.test(method);
}

/** True for the faults that are retried: network errors, timed-out attempts, 408, 425, 429 and 5xx; nothing else. */
export function isTransient(error: unknown): boolean {
  return error instanceof ApiError ? isTransientStatus(error.status) : error instanceof NetworkError;
}

/** What bounds the pause before a retry, in milliseconds. */
export interface Backoff {
  /** No pause is shorter. */
  readonly floorMs: number;
  /** The longest possible first pause; it grows with each retry. */
  readonly baseMs: number;
  /** The growth stops here. */
  readonly capMs: number;
  /** What each pause is multiplied by to give the next. */
  readonly factor: number;
}

export const BACKOFF: Backoff = { floorMs: 100, baseMs: 500, capMs: 8_000, factor: 2 };

/** Added at most to a pause that the server asked for, so that those it turned away do not return together. */
const SPREAD = 1.1;

/**
 * Milliseconds to wait before retry number `retry` (from 0): full jitter between the floor and `min(cap, base·factorⁿ)`.
 * A hint of the server is a floor: something may be added to it, nothing is taken away.
 */
export function backoff(retry: number, hintMs: number | undefined, clock: Clock, bounds: Backoff = BACKOFF): number {
  const low = Math.max(bounds.floorMs, hintMs ?? 0);
  const high = Math.max(Math.min(bounds.capMs, bounds.baseMs * bounds.factor ** retry), (hintMs ?? 0) * SPREAD, low);
  return low + clock.random() * (high - low);
}

/** The three forms of RFC 9110, section 5.6.7. `Date.parse` alone would take almost any text for a date. */
const HTTP_DATE = /^[A-Z][a-z]{2,8},? [\w -]+ \d\d:\d\d:\d\d( GMT| \d{4})$/;

/** Milliseconds since the epoch of an HTTP-date, or NaN. The asctime form names no zone and is GMT too. */
function httpDate(text: string | null): number {
  return text !== null && HTTP_DATE.test(text) ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`) : NaN;
}

/**
 * The pause that a response asks for, in milliseconds: `Retry-After-Ms`, else `Retry-After` (RFC 9110, section
 * 10.2.3) in seconds or as a date. A date is measured against the response's own `Date`, so that a wrong clock here
 * does no harm; `now` (milliseconds since the epoch) stands in where there is none. Garbage, zero, negative, past
 * and overflowing values are no hint: undefined.
 */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after");
  return (
    usable(decimal(headers.get("retry-after-ms"))) ??
    usable(decimal(value) * 1_000) ??
    usable(httpDate(value) - (httpDate(headers.get("date")) || now))
  );
}

/** A number without sign or exponent; NaN for other text. */
export function decimal(text: string | null): number {
  return /^\d+(\.\d+)?$/.test(text ?? "") ? Number(text) : NaN;
}

/** A pause that can be made, rounded up. */
export function usable(milliseconds: number): number | undefined {
  const rounded = Math.ceil(milliseconds);
  return rounded > 0 && rounded <= Number.MAX_SAFE_INTEGER ? rounded : undefined;
}
