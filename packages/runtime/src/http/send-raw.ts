import { ApiError } from "../errors/api-error.js";
import { isRepeatable } from "../request/repeatable.js";
import { statusError } from "../response/response-errors.js";
import type { Settings } from "../settings/settings.js";
import type { PreparedRequest } from "./send-with-retries.js";
import { sendWithRetries } from "./send-with-retries.js";

/**
 * Sends a platform Request with the credentials, retries, time limits and hooks of the client. An error status is an
 * ordinary response, as openapi-fetch expects. The time limit covers only the headers; the signal of the Request still
 * aborts the body. The body of the Request is kept in memory, because it can be read only once and each attempt needs
 * it.
 */
export async function sendRaw(settings: Settings, request: Request): Promise<Response> {
  const { method, url, headers, signal, redirect, credentials, cache, keepalive, integrity } = request;
  const body = request.body === null ? null : await request.arrayBuffer();
  let failed: Response | undefined;
  const prepared: PreparedRequest = {
    request: { method, url, headers: Object.fromEntries(headers), body },
    operation: undefined,
    path: new URL(url).pathname,
    security: undefined,
    repeatable: isRepeatable(method) || headers.has("idempotency-key"),
    mayStream: true,
    init: { credentials, cache, keepalive, integrity, ...(redirect === "follow" ? {} : { redirect }) },
  };
  try {
    return await sendWithRetries(settings, prepared, { signal }, async (response, info, secrets) => {
      if (response.status < 400) return response;
      failed = response;
      const received = { ...info, status: response.status, headers: response.headers };
      const context = { info: received, accept: undefined, secrets, now: settings.clock.date() };
      throw await statusError(response.clone(), context);
    });
  } catch (error) {
    if (failed !== undefined && error instanceof ApiError) return failed;
    throw error;
  }
}
