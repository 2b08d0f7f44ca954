import type { Reopen } from "../response/response-context.js";
import type { EventOptions } from "../settings/call-options.js";
import type { Settings } from "../settings/settings.js";
import { BACKOFF, backoff } from "../time/backoff.js";
import { sleep } from "../time/sleep.js";
import type { PreparedRequest } from "./prepared-request.js";
import { sendWithRetries } from "./send-with-retries.js";

/** How the request of a stream is sent again. Retries of its own would multiply those of the stream. */
export function reopenOf(settings: Settings, prepared: PreparedRequest, options: EventOptions = {}): Reopen {
  const { timers, clock, maxRetryDelayMs } = settings;
  return {
    maxRetries: options.maxRetries ?? settings.maxRetries,
    always: options.reconnect === true,
    delayMs: (attempt, floorMs) =>
      Math.min(backoff(attempt, floorMs, clock), Math.max(maxRetryDelayMs, BACKOFF.floorMs)),
    async send(delayMs, more, read) {
      await sleep(timers, delayMs, options.signal);
      const request = { ...prepared.request, headers: { ...prepared.request.headers, ...more } };
      return sendWithRetries(settings, { ...prepared, request }, { ...options, maxRetries: 0 }, read);
    },
  };
}
