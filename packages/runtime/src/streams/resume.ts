import { isRepeatable } from "../request/repeatable.js";
import type { ResponseContext } from "../response/response-context.js";
import { statusError } from "../response/response-errors.js";
import { sleep } from "../time/sleep.js";

/** Requests a stream again after a delay in milliseconds. */
export type Resume = (delayMs: number, headers: Readonly<Record<string, string>>) => Promise<Response>;

/** Reopens the stream of a response; undefined if its request is not safe to repeat. */
export function streamResumer(context: ResponseContext): Resume | undefined {
  const { resender, signal } = context;
  if (resender === undefined || !isRepeatable(context.facts.method)) return undefined;
  return async (delayMs, headers) => {
    await sleep(resender.timers, delayMs, signal);
    return resender.send(headers, async (response, { attempts }) => {
      if (response.ok) return response;
      const facts = { ...context.facts, attempts, status: response.status, headers: response.headers };
      throw await statusError(response, { ...context, facts });
    });
  };
}
