import { type ErrorCode, ToolchainError } from "../errors.js";
import { ownMember } from "../json.js";

/** A response without success. */
export interface FailedResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The body, where it is JSON. */
  readonly content: unknown;
}

/** The longest time that a request waits for GitHub's limit of requests to end, in milliseconds. */
const MAX_WAIT_MS = 60_000;

/** The code for a response (GitHub REST API, "Troubleshooting" and "Rate limits for the REST API"). */
function codeOf(response: FailedResponse): ErrorCode {
  const { status } = response;
  if (isLimited(response)) return "github/limited";
  if (status >= 500) return "github/unavailable";
  if (status === 401 || status === 403) return "github/refused";
  if (status === 404 || status === 410) return "github/not-found";
  return status === 409 || status === 422 ? "github/invalid" : "github/response";
}

/** GitHub has two limits of requests; both end in 403 or 429. */
function isLimited({ status, headers, content }: FailedResponse): boolean {
  if (status === 429) return true;
  const isExhausted = headers.get("x-ratelimit-remaining") === "0" || headers.has("retry-after");
  return status === 403 && (isExhausted || /rate limit/iu.test(messageOf(content)));
}

/**
 * The time to wait before the request is sent again, in milliseconds; undefined where that is of no use.
 *
 * @param retries How often the request was sent again already.
 * @param now The time in milliseconds since 1970.
 */
export function retryDelay(response: FailedResponse, retries: number, now: number): number | undefined {
  const backoff = 1_000 * 2 ** retries;
  if (response.status >= 500) return backoff;
  if (!isLimited(response)) return undefined;
  const after = secondsIn(response.headers, "retry-after");
  const reset = secondsIn(response.headers, "x-ratelimit-reset");
  const wait = after === undefined ? (reset === undefined ? backoff : reset * 1_000 - now) : after * 1_000;
  return wait > MAX_WAIT_MS ? undefined : Math.max(wait, backoff);
}

function secondsIn(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  return text !== null && /^\d{1,12}$/u.test(text) ? Number(text) : undefined;
}

/** The error for a response, with GitHub's reasons. @param request The method and the path. */
export function responseError(request: string, response: FailedResponse): ToolchainError {
  const { status, content } = response;
  const reasons = [messageOf(content), ...reasonsIn(content)].filter((text) => text !== "");
  const found = [String(status), reasons.join("; ")].join(" ").trimEnd();
  return new ToolchainError(codeOf(response), `${request}: ${found}`);
}

function messageOf(content: unknown): string {
  const message = ownMember(content, "message");
  return typeof message === "string" ? message : "";
}

/** The reasons of a validation: texts, or objects with `message`, or with `resource`, `field` and `code`. */
function reasonsIn(content: unknown): string[] {
  const errors = ownMember(content, "errors");
  if (!Array.isArray(errors)) return [];
  return errors.slice(0, 5).map((error: unknown) => {
    if (typeof error === "string") return error;
    const parts = ["resource", "field", "code"]
      .map((key) => ownMember(error, key))
      .filter((part) => part !== undefined);
    return messageOf(error) || parts.map(String).join(" ");
  });
}
