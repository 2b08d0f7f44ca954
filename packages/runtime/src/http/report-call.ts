import type { ReadResponse } from "../response/response-context.js";
import type { CallEvent, CallInfo } from "../settings/call-events.js";
import { callObserver } from "../settings/hooks.js";
import { loggableUrl } from "../settings/log.js";
import type { Settings } from "../settings/settings.js";
import type { PreparedRequest } from "./prepared-request.js";

/** The call as hooks see it; undefined if no hook wants to know it. */
export function callInfo({ hooks }: Settings, prepared: PreparedRequest): CallInfo | undefined {
  if (hooks.onRequest === undefined && hooks.onCall === undefined && hooks.onAttempt === undefined) return undefined;
  const { operation, path, request } = prepared;
  return { operation, method: request.method, path, url: loggableUrl(request.url, "REDACTED") };
}

/** Reports the begin or the end of a call. A poll is a part of its wait, and no call of its own. */
export function reportCall({ hooks }: Settings, { isPoll }: PreparedRequest, event: CallEvent): void {
  if (!isPoll) callObserver(hooks.onCall, event);
}

/** Sends one attempt with `send`, and reports its begin and its end. */
export async function observeAttempt<T>(
  { hooks, clock }: Settings,
  attempt: { readonly call: CallInfo; readonly attempt: number },
  readResponse: ReadResponse<T>,
  send: (read: ReadResponse<T>) => Promise<T>,
): Promise<T> {
  const start = clock.now();
  let status = 0;
  callObserver(hooks.onAttempt, { kind: "started", ...attempt });
  try {
    const result = await send((response, ...rest) => {
      status = response.status;
      return readResponse(response, ...rest);
    });
    callObserver(hooks.onAttempt, { kind: "succeeded", ...attempt, status, durationMs: clock.now() - start });
    return result;
  } catch (error) {
    callObserver(hooks.onAttempt, { kind: "failed", ...attempt, error, durationMs: clock.now() - start });
    throw error;
  }
}
