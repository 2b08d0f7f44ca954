import { RedirectError } from "../errors/redirect-error.js";
import { isReplayable } from "../request/body.js";
import type { OutgoingRequest } from "../request/http-request.js";
import { responseInfo, type ActiveCall } from "../request/active-call.js";
import { isSafeHeader } from "./transport.js";

/** Redirects followed in one attempt, as in the Fetch standard. */
const MAX_REDIRECTS = 20;

/**
 * Follows the redirects of a response and returns the last response. The client does this itself, because fetch sends a
 * custom key header to any host. A request to another origin keeps only safe headers, and a key in its query is removed. A
 * 3xx response without `Location` is returned as it is, and its reader throws. Throws RedirectError.
 */
export async function followRedirects(
  first: OutgoingRequest,
  response: Response,
  call: ActiveCall,
  send: (request: OutgoingRequest) => Promise<Response>,
): Promise<Response> {
  let request = first;
  let answer = response;
  for (let count = 0; isRedirect(answer); count++) {
    const refuse = (problem: string) => new RedirectError(`${answer.status}: ${problem}`, responseInfo(call, answer));
    // Nobody reads this body; cancelling it frees the connection.
    answer.body?.cancel().catch(() => undefined);
    if (count >= MAX_REDIRECTS) throw refuse("too many redirects");
    request = redirectedRequest(request, answer, call, refuse);
    answer = await send(request);
  }
  return answer;
}

/** Whether a response is a redirect that can be followed. */
export function isRedirect({ status, type, headers }: Response): boolean {
  return type === "opaqueredirect" || (/^30[12378]$/.test(`${status}`) && !!headers.get("location"));
}

function redirectedRequest(
  request: OutgoingRequest,
  response: Response,
  { credentials = [] }: ActiveCall,
  refuse: (problem: string) => RedirectError,
): OutgoingRequest {
  const { status, headers } = response;
  const location = headers.get("location") ?? "//";
  const url = URL.canParse(location, request.url) ? new URL(location, request.url) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username + url.password !== "")
    throw refuse("a redirect to an invalid address");
  let { method, body } = request;
  const isGet = (status === 303 && method !== "HEAD") || (status < 303 && method === "POST");
  if (isGet) {
    method = "GET";
    body = null;
  } else if (!isReplayable(body)) {
    throw refuse("a redirect, but a stream cannot be sent again");
  }
  const isElsewhere = url.origin !== new URL(request.url).origin;
  for (const { in: place, name } of credentials) {
    if (isElsewhere && place === "query" && url.searchParams.has(name)) url.searchParams.delete(name);
  }
  const kept = Object.entries(request.headers).filter(
    ([name]) => !(isGet && name.startsWith("content-")) && (!isElsewhere || isSafeHeader(name)),
  );
  return { method, url: url.href, headers: Object.fromEntries(kept), body };
}
