import type { EventSourceMessage } from "eventsource-parser";
import { createParser } from "eventsource-parser";
import type { ResponseContext } from "../response/response-context.js";
import { invalidJsonError } from "../response/response-errors.js";
import { streamResumer } from "./resume.js";
import { textChunks } from "./text-chunks.js";

/** One event of a stream (HTML, "Server-sent events"). */
export interface ServerSentEvent<T = string> {
  /** `message` where the server names none. */
  readonly event: string;
  readonly data: T;
  /** The id of the last event that had one; empty where none had. */
  readonly id: string;
}

/** Milliseconds before a stream is asked for again, where the server names no `retry`. */
const RECONNECTION_MS = 3_000;

/** With these data, servers whose events are JSON say that the stream is complete. */
const DONE = "[DONE]";

/** The events of a stream, their data as text. Else as `jsonEvents`. */
export function textEvents(response: Response, context: ResponseContext): AsyncGenerator<ServerSentEvent, void> {
  return events(response, context, (data) => data);
}

/**
 * The events of a stream, their data read as JSON. A server that sends `id` or `retry` says that its stream goes on
 * later: where such a stream of a GET ends or breaks off, it is asked for again after the reconnection time, with
 * `Last-Event-ID`, until the server answers 204. Any other stream is over when it ends. Throws ResponseParseError for
 * data that are no JSON, and NetworkError where a stream breaks off that cannot go on.
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

/** `read` gives undefined for the data that end the stream. */
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
