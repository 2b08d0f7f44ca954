import { exchange } from "../exchange.js";
import type { Reading } from "../response.js";
import { errorOf } from "../response.js";
import { isRepeatable } from "../retry.js";
import { sleep } from "../sleep.js";

/** Asks for a stream again after a pause in milliseconds. */
export type Resume = (pauseMs: number, headers: Readonly<Record<string, string>>) => Promise<Response>;

/** How the stream that a response began is opened again; undefined where its request must not be repeated. */
export function resuming(reading: Reading): Resume | undefined {
  const { settings, what, options } = reading.origin ?? {};
  if (settings === undefined || what === undefined || !isRepeatable(what.request.method)) return undefined;
  return async (pauseMs, headers) => {
    await sleep(settings.timers, pauseMs, options?.signal);
    const request = { ...what.request, headers: { ...what.request.headers, ...headers } };
    return exchange(settings, { ...what, request }, options, async (response, { attempts }) => {
      if (response.ok) return response;
      const facts = { ...reading.facts, attempts, status: response.status, headers: response.headers };
      throw await errorOf(response, { ...reading, facts });
    });
  };
}
