import type { EventSourceMessage } from "eventsource-parser";
import { createParser } from "eventsource-parser";
import type { ActiveCall } from "../request/active-call.js";
import { invalidJsonError } from "../response/response-errors.js";
import type { Leavable } from "../time/leavable.js";
import { itemStream } from "./item-stream.js";
import { streamPosition, type StreamEnd, type StreamPosition } from "./resume.js";
import { textParts } from "./text-parts.js";

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

/** Marks data without a value. The stream skips such an event. */
const NOTHING = Symbol("nothing");

/** The events of a stream with their data as text. Otherwise like `jsonEvents`. */
export function textEvents(response: Response, call: ActiveCall): Leavable<ServerSentEvent> {
  return events(response, call, (data) => data);
}

/**
 * The events of a stream with their data parsed as JSON. A stream that has ended is over; with `reconnect`, it is asked
 * for again until the server answers 204. A GET that broke off after an id is asked for again with `Last-Event-ID`, at
 * most `maxRetries` times in a row without a new event. An event whose data is blank has no value and is left out, as a
 * blank line is among JSON lines. Throws ResponseParseError for data that is not valid JSON, and NetworkError for a
 * broken stream that cannot go on.
 */
export function jsonEvents(response: Response, call: ActiveCall): Leavable<ServerSentEvent<unknown>> {
  return events(response, call, (data, from) => {
    const text = data.trim();
    if (text === DONE) return undefined;
    if (text === "") return NOTHING;
    try {
      return call.settings.json.parse(data);
    } catch {
      throw invalidJsonError(data, from, call);
    }
  });
}

/** Returns undefined for the data that ends the stream, and `NOTHING` for data that is no value. */
type ReadData<T> = (data: string, from: Response) => T | typeof NOTHING | undefined;

function events<T>(first: Response, call: ActiveCall, read: ReadData<T>): Leavable<ServerSentEvent<T>> {
  return itemStream(first, call, (reading) => eventsOf(first, reading, read));
}

async function* eventsOf<T>(
  first: Response,
  call: ActiveCall,
  read: ReadData<T>,
): AsyncGenerator<ServerSentEvent<T>, undefined, undefined> {
  const position = streamPosition(call);
  let response: Response | undefined = first;
  while (response !== undefined) {
    const messages = messagesOf(response, call, position);
    let end: StreamEnd;
    try {
      for (;;) {
        const step = await messages.next().catch((error: unknown) => {
          end = { error };
        });
        if (step === undefined || step.done === true) break;
        const { event = "message", data, id } = step.value;
        position.received(id);
        const value = read(data, response);
        if (value === undefined) return undefined;
        if (value !== NOTHING) yield { event, data: value, id: position.id };
      }
    } finally {
      await messages.return();
    }
    response = await position.next(end);
  }
  return undefined;
}

/** The events of one response, each as soon as it is complete. */
async function* messagesOf(
  response: Response,
  call: ActiveCall,
  position: StreamPosition,
): AsyncGenerator<EventSourceMessage, void> {
  const complete: EventSourceMessage[] = [];
  const parser = createParser({
    onEvent: (message) => complete.push(message),
    onRetry: (milliseconds) => position.retry(milliseconds),
  });
  let id: string | undefined;
  for await (const line of textParts(response, call, lineDivider())) {
    // The parser gets whole lines: it would search an incomplete line again with each chunk.
    parser.feed(`${line}\n`);
    if (line === "") {
      if (complete.length === 0 && id !== undefined) position.passed(id);
      id = undefined;
      yield* complete.splice(0);
    } else if (/^id(:|$)/.test(line) && !line.includes("\0")) {
      id = line.slice(line.startsWith("id: ") ? 4 : 3);
    }
  }
}

/** Divides text into lines. A carriage return ends a line immediately. A line feed after it can come in the next chunk. */
function lineDivider(): (chunk: string) => string[] {
  let afterReturn = false;
  return (chunk) => {
    const text = afterReturn && chunk.startsWith("\n") ? chunk.slice(1) : chunk;
    if (chunk !== "") afterReturn = chunk.endsWith("\r");
    return text.split(/\r\n?|\n/);
  };
}
