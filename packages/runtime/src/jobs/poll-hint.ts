import { parseRetryAfter } from "../response/retry-after.js";
import { decimal, usableDelay } from "../time/duration.js";

/** The part of a response, or of the error that one became, that may hold a hint. */
export interface HintSource {
  readonly headers: Headers;
  readonly status: number;
}

/**
 * When the server wants to be asked again, in milliseconds from now: `Retry-After`, else the provider's own header,
 * else the reset of a rate limit that is used up (`RateLimit` of draft-ietf-httpapi-ratelimit-headers, in its earlier
 * forms too). Undefined where it says nothing that can be understood.
 */
export function pollHint(
  { headers, status }: HintSource,
  pollAfter: string | undefined,
  now: number,
): number | undefined {
  const own = pollAfter === undefined ? NaN : decimal(headers.get(pollAfter)) * (/-ms$/i.test(pollAfter) ? 1 : 1_000);
  return parseRetryAfter(headers, now) ?? usableDelay(own) ?? usableDelay(rateLimitReset(headers, status, now));
}

function rateLimitReset(headers: Headers, status: number, now: number): number {
  const limit = headers.get("ratelimit") ?? "";
  const value = (name: string, form: RegExp) =>
    decimal(form.exec(limit)?.[1] ?? headers.get(`ratelimit-${name}`) ?? headers.get(`x-ratelimit-${name}`));
  if (status !== 429 && value("remaining", /\br(?:emaining)?=(\d+)/) !== 0) return NaN;
  const reset = value("reset", /\b(?:t|reset)=(\d+)/) * 1_000;
  // Some write the time of the reset itself, in seconds since the epoch.
  return reset > now / 2 ? reset - (Date.parse(headers.get("date") ?? "") || now) : reset;
}
