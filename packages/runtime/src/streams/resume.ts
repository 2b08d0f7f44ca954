import { ApiError } from "../errors/api-error.js";
import { NetworkError } from "../errors/network-error.js";
import { isTransient } from "../errors/transient.js";
import { isRepeatable } from "../request/repeatable.js";
import type { ResponseContext } from "../response/response-context.js";
import { mediaTypeError, statusError } from "../response/response-errors.js";

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
  /** The next response of the stream; undefined if it is over. Throws the error of the last one if it cannot go on. */
  next(end: StreamEnd): Promise<Response | undefined>;
}

/**
 * The start of a stream of events. A stream that has ended is over, unless the call reconnects. One that broke off is
 * asked for again from its last id, at most `maxRetries` times in a row without a new event (HTML, "Server-sent events").
 */
export function streamPosition(context: ResponseContext): StreamPosition {
  const { reopen, signal, info } = context;
  const ids = new Set<string>();
  let id = "";
  let retryMs: number | undefined;
  /** Requests since the last new event. */
  let requests = 0;
  let onlyKnown = false;

  const isOver = (end: StreamEnd): boolean => {
    if (reopen === undefined || !isRepeatable(info.method) || signal?.aborted === true) return true;
    return !reopen.always && (end === undefined || id === "");
  };
  /** The next response, or the error of the attempt to get it. */
  const ask = async (end: StreamEnd): Promise<Response | { readonly error: unknown }> => {
    if (reopen === undefined) throw new TypeError("a stream that cannot be asked for again");
    const pause = retryMs ?? (end === undefined ? RECONNECTION_MS : 0);
    const asked = end?.error instanceof ApiError ? (end.error.retryAfterMs ?? 0) : 0;
    const headers = id === "" ? {} : { "last-event-id": headerText(id) };
    try {
      return await reopen.send(reopen.delayMs(requests++, Math.max(pause, asked)), headers, (response, { attempts }) =>
        checkedStream(response, {
          ...context,
          info: { ...info, attempts, status: response.status, headers: response.headers },
        }),
      );
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
      const isKnown = own !== undefined && ids.has(own);
      onlyKnown = isKnown;
      if (!isKnown) requests = 0;
      if (own === undefined) return;
      id = own;
      ids.add(own);
      const [oldest] = ids;
      if (ids.size > REMEMBERED_IDS && oldest !== undefined) ids.delete(oldest);
    },
    async next(first) {
      let end = first;
      for (;;) {
        if (end === undefined && onlyKnown && requests > 0)
          end = { error: new NetworkError("the stream only repeats events", info) };
        const isLast = end !== undefined && requests >= (reopen?.maxRetries ?? 0);
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

/** A response that goes on with the stream, or ends it by 204. */
async function checkedStream(response: Response, context: ResponseContext): Promise<Response> {
  if (!response.ok) throw await statusError(response, context);
  const type = response.headers.get("content-type") ?? "";
  if (response.status !== 204 && !/^text\/event-stream\b/i.test(type)) throw await mediaTypeError(response, context);
  return response;
}

/** A text as a header can hold it: its bytes in UTF-8 (HTML, "Last-Event-ID"). */
function headerText(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}
