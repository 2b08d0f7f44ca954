import type { EventSourceMessage } from "eventsource-parser";
import { createParser } from "eventsource-parser";
import type { ResponseContext } from "../response/response-context.js";
import { invalidJsonError } from "../response/response-errors.js";
import { streamPosition, type StreamEnd, type StreamPosition } from "./resume.js";
import { textChunks } from "./text-chunks.js";

/** One event of a stream (HTML, "Server-sent events"). */
export interface ServerSentEvent<T = string> {
  /** `message` if the server sends no name. */
  readonly event: string;
  readonly data: T;
  /** The last id that the server sent; empty if there was none. */
  readonly id: string;
}

/** Servers that send JSON events mark the end of a stream with this data. */
const DONE = "[DONE]";

/** The events of a stream with their data as text. Otherwise like `jsonEvents`. */
export function textEvents(response: Response, context: ResponseContext): AsyncGenerator<ServerSentEvent, void> {
  return events(response, context, (data) => data);
}

/**
 * The events of a stream with their data parsed as JSON. A stream that has ended is over; with `reconnect`, it is asked
 * for again until the server answers 204. A GET that broke off after an id is asked for again with `Last-Event-ID`, at
 * most `maxRetries` times in a row without a new event. Throws ResponseParseError for data that is not valid JSON, and
 * NetworkError for a broken stream that cannot go on.
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
  const position = streamPosition(context);
  let response: Response | undefined = first;
  while (response !== undefined) {
    const messages = messagesOf(response, context, position);
    let end: StreamEnd;
    try {
      for (;;) {
        const step = await messages.next().catch((error: unknown) => {
          end = { error };
        });
        if (step === undefined || step.done === true) break;
        const { event = "message", data, id } = step.value;
        position.received(id);
        const value = read(data);
        if (value === undefined) return;
        yield { event, data: value, id: position.id };
      }
    } finally {
      await messages.return();
    }
    response = await position.next(end);
  }
}

/** The events of one response, each as soon as it is complete. */
async function* messagesOf(
  response: Response,
  context: ResponseContext,
  position: StreamPosition,
): AsyncGenerator<EventSourceMessage, void> {
  const complete: EventSourceMessage[] = [];
  const parser = createParser({
    onEvent: (message) => complete.push(message),
    onRetry: (milliseconds) => position.retry(milliseconds),
  });
  let line: string[] = [];
  for await (const chunk of textChunks(response, context)) {
    line.push(chunk);
    // The parser searches the rest of a line again with each chunk, so it gets whole lines.
    if (!/[\r\n]/.test(chunk)) continue;
    parser.feed(line.join(""));
    line = [];
    yield* complete.splice(0);
  }
}
