import { parseRetryAfter } from "../response/retry-after.js";
import { decimal, usableDelay } from "../time/duration.js";

/** The part of a response, or of its error, that may contain a hint. */
export interface HintSource {
  readonly headers: Headers;
  readonly status: number;
}

/**
 * The delay that the server asks for, in milliseconds: `Retry-After`, else the provider's own header, else the reset of
 * an exhausted rate limit (`RateLimit` of draft-ietf-httpapi-ratelimit-headers, and its earlier forms). Undefined if
 * there is no valid hint.
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
  const field = headers.get("ratelimit") ?? "";
  // A field can list several limits. Only the exhausted limits matter.
  const exhausted = field.split(",").filter((limit) => /\br=0\b/.test(limit));
  const limits = exhausted.length > 0 ? exhausted : [field];
  const value = (name: string, form: RegExp) => {
    const found = limits.flatMap((limit) => form.exec(limit)?.[1] ?? []).map(Number);
    if (found.length > 0) return Math.max(...found);
    return decimal(headers.get(`ratelimit-${name}`) ?? headers.get(`x-ratelimit-${name}`));
  };
  if (status !== 429 && value("remaining", /\br(?:emaining)?=(\d+)/) !== 0) return NaN;
  const reset = value("reset", /\b(?:t|reset)=(\d+)/);
  // Some servers send the reset time in seconds or milliseconds since the epoch.
  const resetMs = reset > now / 2 ? reset : reset * 1_000;
  return resetMs > now / 2 ? resetMs - (Date.parse(headers.get("date") ?? "") || now) : resetMs;
}
