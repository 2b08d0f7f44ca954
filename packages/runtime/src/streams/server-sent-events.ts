import type { EventSourceMessage } from "eventsource-parser";
import { createParser } from "eventsource-parser";
import type { ResponseContext } from "../response/response-context.js";
import { invalidJsonError } from "../response/response-errors.js";
import { streamResumer } from "./resume.js";
import { textChunks } from "./text-chunks.js";

/** One event of a stream (HTML, "Server-sent events"). */
export interface ServerSentEvent<T = string> {
  /** `message` if the server sends no name. */
  readonly event: string;
  readonly data: T;
  /** The last id that the server sent; empty if there was none. */
  readonly id: string;
}

/** Milliseconds before a stream is requested again, if the server sends no `retry`. */
const RECONNECTION_MS = 3_000;

/** Servers that send JSON events mark the end of a stream with this data. */
const DONE = "[DONE]";

/** The events of a stream with their data as text. Otherwise like `jsonEvents`. */
export function textEvents(response: Response, context: ResponseContext): AsyncGenerator<ServerSentEvent, void> {
  return events(response, context, (data) => data);
}

/**
 * The events of a stream with their data parsed as JSON. A server that sends `id` or `retry` supports resuming: when
 * such a stream of a GET ends or breaks, it is requested again after the reconnection time, with `Last-Event-ID`, until
 * the server answers 204. Any other stream is over when its response ends. Throws ResponseParseError for data that is
 * not valid JSON, and NetworkError for a broken stream that cannot resume.
 */
export function jsonEvents(
  response: Response,
  context: ResponseContext,
): AsyncGenerator<ServerSentEvent<unknown>, void> {
  return events(response, context, (data) => {
    if (data === DONE) return undefined;
    try {
      return (context.json ?? JSON).parse(data);
    } catch {
      throw invalidJsonError(data, context);
    }
  });
}

/** `read` returns undefined for the data that ends the stream. */
async function* events<T>(
  first: Response,
  context: ResponseContext,
  read: (data: string) => T | undefined,
): AsyncGenerator<ServerSentEvent<T>, void> {
  const resume = streamResumer(context);
  let id = "";
  let retryMs: number | undefined;
  let response = first;
  for (;;) {
    const messages: EventSourceMessage[] = [];
    const parser = createParser({
      onEvent: (message) => messages.push(message),
      onRetry: (interval) => (retryMs = interval),
    });
    const chunks = textChunks(response, context);
    try {
      for (;;) {
        const chunk = await chunks.next().catch((error: unknown) => {
          if (resume === undefined || context.signal?.aborted === true || (id === "" && retryMs === undefined))
            throw error;
          return undefined;
        });
        if (chunk === undefined || chunk.done === true) break;
        parser.feed(chunk.value);
        for (const { event = "message", data, id: own } of messages.splice(0)) {
          id = own ?? id;
          const value = read(data);
          if (value === undefined) return;
          yield { event, data: value, id };
        }
      }
    } finally {
      await chunks.return();
    }
    if (resume === undefined || (id === "" && retryMs === undefined)) return;
    response = await resume(retryMs ?? RECONNECTION_MS, id === "" ? {} : { "last-event-id": id });
    if (response.status === 204) return;
  }
}
