import { redactHeaders } from "../errors/redact.js";
import { RedirectError } from "../errors/redirect-error.js";
import { isReplayable } from "../request/body.js";
import type { OutgoingRequest } from "../request/http-request.js";
import { isSafeHeader, send, type SendContext } from "./transport.js";

/** Redirects followed in one attempt, as in the Fetch standard. */
const MAX_REDIRECTS = 20;

/** Whether a response is a redirect that can be followed. A 3xx response without `Location` is an error. */
export function isRedirect({ status, type, headers }: Response): boolean {
  return type === "opaqueredirect" || (status >= 300 && /^30[12378]$/.test(`${status}`) && headers.has("location"));
}

/**
 * Follows redirects and returns the last response. Fetch itself would send a custom key header to any host. Here, a
 * request to another origin keeps only safe headers and loses a key in the query. Throws RedirectError.
 */
export async function followRedirects(
  request: OutgoingRequest,
  response: Response,
  context: SendContext,
): Promise<Response> {
  let current = request;
  let answer = response;
  for (let count = 0; isRedirect(answer); count++) {
    if (count >= MAX_REDIRECTS) throw redirectError(answer, context, "too many redirects");
    current = redirectedRequest(current, answer, context);
    // Nobody reads this body; cancelling it frees the connection.
    answer.body?.cancel().catch(() => undefined);
    answer = await send(current, context);
  }
  return answer;
}

function redirectedRequest(request: OutgoingRequest, response: Response, context: SendContext): OutgoingRequest {
  const from = new URL(request.url);
  const location = response.headers.get("location") ?? "//";
  const to = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (to === undefined || !/^https?:$/.test(to.protocol) || to.username + to.password !== "") {
    throw redirectError(response, context, "a redirect to an invalid address");
  }
  let { method, headers, body } = request;
  const { status } = response;
  if ((status === 303 && method !== "GET" && method !== "HEAD") || (status < 303 && method === "POST")) {
    method = "GET";
    body = null;
    headers = filterHeaders(headers, (name) => !name.startsWith("content-"));
  } else if (!isReplayable(body)) {
    throw redirectError(response, context, "a redirect, but a stream cannot be sent again");
  }
  if (to.origin !== from.origin) {
    headers = filterHeaders(headers, isSafeHeader);
    for (const { in: place, name } of context.credentials) {
      if (place === "query" && to.searchParams.has(name)) to.searchParams.delete(name);
    }
  }
  return { method, url: to.href, headers, body };
}

function filterHeaders(
  headers: OutgoingRequest["headers"],
  wanted: (name: string) => boolean,
): OutgoingRequest["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => wanted(name)));
}

function redirectError(
  { status, headers }: Response,
  { info, credentials }: SendContext,
  problem: string,
): RedirectError {
  const secrets = credentials.flatMap((credential) => credential.secrets);
  return new RedirectError(`${status}: ${problem}`, { ...info, status, headers: redactHeaders(headers, secrets) });
}
