import { ApiError } from "../errors/api-error.js";
import { isRepeatable } from "../request/repeatable.js";
import { statusError } from "../response/response-errors.js";
import { type FetchOptions, mergeFetchOptions } from "../settings/fetch-options.js";
import type { Fetch } from "../settings/options.js";
import type { Settings } from "../settings/settings.js";
import type { ActiveCall } from "../request/active-call.js";
import { requestOptions } from "./request-options.js";
import { sendWithRetries } from "./send-with-retries.js";
import { isSafeHeader } from "./transport.js";

/** What a raw call has besides its Request. */
export interface RawCall {
  /** The names of the headers that the call removes. */
  readonly removed: readonly string[];
  /** The options for fetch that a Request cannot hold. */
  readonly fetchOptions: FetchOptions;
  /** The fetch of the call, or of the raw client. */
  readonly fetch: Fetch | undefined;
}

/**
 * Sends a platform Request with the credentials, retries, time limits and hooks of the client. Credentials, and headers
 * of the client that may be some, reach only the client's own origins. An error status is an ordinary response, as
 * openapi-fetch expects. The time limit covers only the headers; the signal of the Request still aborts the body. The
 * body of the Request is kept in memory, because it can be read only once and each attempt needs it.
 */
export async function sendRaw(settings: Settings, request: Request, raw: RawCall): Promise<Response> {
  const { method, url, headers, signal, redirect } = request;
  const { origin, pathname } = new URL(url);
  const isOwn = originsOf(settings).includes(origin);
  let failed: Response | undefined;
  const call: ActiveCall = {
    settings,
    // The operation is not known, so a credential is sent if there is one.
    operation: { method, path: pathname, security: isOwn ? [[], ...settings.api.security.default] : [] },
    options: { signal },
    request: { method, url, headers: headersOf(settings, request, raw, isOwn), body: await bodyOf(request) },
    repeatable: isRepeatable(method) || headers.has("idempotency-key"),
    mayStream: true,
    fetchOptions: mergeFetchOptions(settings.fetchOptions, { ...raw.fetchOptions, ...requestOptions(request) }),
    fetch: raw.fetch,
    redirect: redirect === "manual" || redirect === "error" ? redirect : undefined,
    attempts: 0,
    credentials: undefined,
  };
  try {
    return await sendWithRetries(call, async (response) => {
      if (response.status < 400) return response;
      failed = response;
      throw await statusError(response, call, response.clone());
    });
  } catch (error) {
    if (failed !== undefined && error instanceof ApiError) return failed;
    throw error;
  }
}

/** The origins to which credentials may be sent: those of the base URL and of the servers in the document. */
function originsOf({ base, servers }: Settings): readonly string[] {
  const urls = [base, ...servers.filter((server) => typeof server === "string")];
  return urls.flatMap((url) => (URL.canParse(url) ? new URL(url).origin : []));
}

/** The headers of a request; null for one that the call removed. */
function headersOf(
  settings: Settings,
  request: Request,
  { removed }: RawCall,
  isOwn: boolean,
): Record<string, string | null> {
  const sent = [...request.headers].filter(
    ([name, value]) => isOwn || isSafeHeader(name) || settings.headers[name] !== value,
  );
  const absent = removed
    .filter((name) => !request.headers.has(name))
    .map((name) => [name.toLowerCase(), null] as const);
  return Object.fromEntries<string | null>([...absent, ...sent]);
}

/** The bytes of a body. Some platforms do not tell whether a Request has one. */
async function bodyOf(request: Request): Promise<ArrayBuffer | null> {
  if (request.body === null || request.method === "GET" || request.method === "HEAD") return null;
  const bytes = await request.arrayBuffer();
  return request.body === undefined && bytes.byteLength === 0 ? null : bytes;
}
