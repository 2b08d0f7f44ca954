import { ApiError } from "../errors/api-error.js";
import { NetworkError } from "../errors/network-error.js";
import { isTransient } from "../errors/transient.js";
import { isReplayable } from "../request/body.js";
import { isRepeatable } from "../request/repeatable.js";
import { infoOf, type ActiveCall } from "../request/active-call.js";
import { sendWithRetries } from "../http/send-with-retries.js";
import { mediaTypeError, statusError } from "../response/response-errors.js";
import { BACKOFF, backoff } from "../time/backoff.js";
import { sleep } from "../time/sleep.js";

/** Milliseconds before a stream that has ended is asked for again, if the server sends no `retry`. */
const RECONNECTION_MS = 3_000;

/** How many of the last ids tell an event that came before from a new one. */
const REMEMBERED_IDS = 1_000;

/** How the response of a stream ended: as it should, or with an error. */
export type StreamEnd = { readonly error: unknown } | undefined;

/** The place in a stream of events, and the way to ask for what follows. */
export interface StreamPosition {
  /** The last id that the server sent; empty if there was none. */
  readonly id: string;
  /** The server's delay before the next request, in milliseconds. */
  retry(ms: number): void;
  /** Notes an event with the id that it brings. */
  received(id: string | undefined): void;
  /** Stores an id that comes without an event. A new request continues after this id. */
  passed(id: string): void;
  /** The next response of the stream; undefined if it is over. Throws the error of the last one if it cannot go on. */
  next(end: StreamEnd): Promise<Response | undefined>;
}

/**
 * The start of a stream of events. A stream that has ended is over, unless the call reconnects. One that broke off is
 * asked for again from its last id, at most `maxRetries` times in a row without a new event (HTML, "Server-sent events").
 */
export function streamPosition(call: ActiveCall): StreamPosition {
  const { settings, options, operation } = call;
  const { signal, reconnect = false, maxRetries = settings.maxRetries } = options;
  const ids = new Set<string>();
  let id = "";
  let retryMs: number | undefined;
  /** Requests since the last new event. */
  let requests = 0;
  let onlyKnown = false;

  /** The delay that the server asks for, in milliseconds. */
  const asked = (end: StreamEnd): number => (end?.error instanceof ApiError ? (end.error.retryAfterMs ?? 0) : 0);
  const isOver = (end: StreamEnd): boolean => {
    if (!isRepeatable(operation.method) || !isReplayable(call.request.body) || signal?.aborted === true) return true;
    if (end !== undefined && (!isTransient(end.error) || asked(end) > settings.maxRetryDelayMs)) return true;
    return !reconnect && (end === undefined || id === "");
  };
  /** The next response, or the error of the attempt to get it. */
  const ask = async (end: StreamEnd): Promise<Response | { readonly error: unknown }> => {
    const pause = retryMs ?? (end === undefined ? RECONNECTION_MS : 0);
    const delayMs = backoff(requests++, Math.max(pause, asked(end)), settings.clock);
    try {
      await sleep(settings.clock, Math.min(delayMs, Math.max(settings.maxRetryDelayMs, BACKOFF.floorMs)), signal);
      return await reopen(call, id);
    } catch (error) {
      if (!isTransient(error)) throw error;
      return { error };
    }
  };

  return {
    get id() {
      return id;
    },
    retry(ms) {
      retryMs = ms;
    },
    received(own) {
      // An empty id removes the last one. It identifies no event.
      const isKnown = own !== undefined && own !== "" && ids.has(own);
      onlyKnown = isKnown;
      if (!isKnown) requests = 0;
      if (own === undefined) return;
      id = own;
      ids.add(own);
      const [oldest] = ids;
      if (ids.size > REMEMBERED_IDS && oldest !== undefined) ids.delete(oldest);
    },
    passed(own) {
      id = own;
    },
    async next(first) {
      let end = first;
      for (;;) {
        if (end === undefined && onlyKnown && requests > 0)
          end = { error: new NetworkError("the stream only repeats events", infoOf(call)) };
        const isLast = end !== undefined && requests >= maxRetries;
        if (isOver(end) || isLast) {
          if (end !== undefined) throw end.error;
          return undefined;
        }
        onlyKnown = false;
        const answer = await ask(end);
        if (answer instanceof Response) return answer.status === 204 ? undefined : answer;
        end = answer;
      }
    },
  };
}

/** Sends the request of a stream once more. The response goes on with the stream, or ends it by 204. */
function reopen(call: ActiveCall, lastId: string): Promise<Response> {
  const { request, options } = call;
  const more: Readonly<Record<string, string>> = lastId === "" ? {} : { "last-event-id": headerText(lastId) };
  const next: ActiveCall = {
    ...call,
    request: { ...request, headers: { ...request.headers, ...more } },
    // Retries of its own would multiply those of the stream.
    options: { ...options, maxRetries: 0 },
    attempts: 0,
  };
  return sendWithRetries(next, async (response) => {
    if (!response.ok) throw await statusError(response, next);
    const type = response.headers.get("content-type") ?? "";
    if (response.status !== 204 && !/^text\/event-stream\b/i.test(type)) throw await mediaTypeError(response, next);
    return response;
  });
}

/** A text as a header can hold it: its bytes in UTF-8 (HTML, "Last-Event-ID"). */
function headerText(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}
