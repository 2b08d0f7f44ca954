import { decimal, usableDelay } from "../time/duration.js";

/** The three forms of RFC 9110, section 5.6.7. `Date.parse` alone accepts almost any text. */
const HTTP_DATE = /^[A-Z][a-z]{2,8},? [\w -]+ \d\d:\d\d:\d\d( GMT| \d{4})$/;

/** Milliseconds since the epoch of an HTTP-date, or NaN. The asctime form names no zone; it is GMT too. */
function httpDate(text: string | null): number {
  return text !== null && HTTP_DATE.test(text) ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`) : NaN;
}

/**
 * The delay that a response asks for, in milliseconds: `Retry-After-Ms`, else `Retry-After` (RFC 9110, section
 * 10.2.3) in seconds or as a date. A date is compared with the `Date` of the response, so that a wrong local clock
 * does not matter; without `Date`, `now` (milliseconds since the epoch) is used. Returns undefined for invalid, zero,
 * negative, past and overflowing values.
 */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after");
  return (
    usableDelay(decimal(headers.get("retry-after-ms"))) ??
    usableDelay(decimal(value) * 1_000) ??
    usableDelay(httpDate(value) - (httpDate(headers.get("date")) || now))
  );
}
