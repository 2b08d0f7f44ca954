import { isRepeatable } from "../request/repeatable.js";
import type { ResponseContext } from "../response/response-context.js";
import { statusError } from "../response/response-errors.js";

/** Requests a stream again after a delay in milliseconds. */
export type Resume = (delayMs: number, headers: Readonly<Record<string, string>>) => Promise<Response>;

/** Reopens the stream of a response; undefined if its request is not safe to repeat. */
export function streamResumer(context: ResponseContext): Resume | undefined {
  const { resend } = context;
  if (resend === undefined || !isRepeatable(context.info.method)) return undefined;
  return (delayMs, headers) =>
    resend(delayMs, headers, async (response, { attempts }) => {
      if (response.ok) return response;
      const info = { ...context.info, attempts, status: response.status, headers: response.headers };
      throw await statusError(response, { ...context, info });
    });
}
