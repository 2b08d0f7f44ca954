import { ApiError } from "../errors/api-error.js";
import { isRepeatable } from "../request/repeatable.js";
import { statusError } from "../response/response-errors.js";
import type { Settings } from "../settings/settings.js";
import { sendWithRetries } from "./send-with-retries.js";

/**
 * Sends a platform Request with the client's credentials, retries, time limits and hooks. An error status is a
 * response here, as openapi-fetch wants it. The time limit ends with the headers; the body is read under the
 * Request's own signal. A Request's body can be read once, so it is held in memory for the attempts.
 */
export async function sendRaw(settings: Settings, request: Request): Promise<Response> {
  const { method, url, headers, signal, redirect, credentials, cache, keepalive, integrity } = request;
  const body = request.body === null ? null : await request.arrayBuffer();
  let failed: Response | undefined;
  const prepared = {
    request: { method, url, headers: Object.fromEntries(headers), body },
    operation: undefined,
    path: new URL(url).pathname,
    security: undefined,
    repeatable: isRepeatable(method) || headers.has("idempotency-key"),
    mayStream: true,
    fetchOptions: { credentials, cache, keepalive, integrity, ...(redirect === "follow" ? {} : { redirect }) },
  };
  try {
    return await sendWithRetries(settings, prepared, { signal }, async (response, facts, secrets) => {
      if (response.status < 400) return response;
      failed = response;
      const received = { ...facts, status: response.status, headers: response.headers };
      const reading = { facts: received, accept: undefined, secrets, now: settings.clock.date() };
      throw await statusError(response.clone(), reading);
    });
  } catch (error) {
    if (failed !== undefined && error instanceof ApiError) return failed;
    throw error;
  }
}
