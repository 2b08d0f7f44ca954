import type { Answer } from "./recording-server.js";
import { json, typed } from "./answers.js";
import { conformance, type Row } from "./harness.js";

const EVENTS = "text/event-stream";
const LINES = "application/jsonl";
const tick = { type: "object", required: ["n"], properties: { n: { type: "integer" } } };
const asked = ["GET ", `accept: ${EVENTS}`];

/** Collects what a stream gives. */
const all =
  "call().then(async (stream) => { const seen = []; for await (const item of stream) seen.push(item); return seen; })";

const reconnecting = all.replace("call()", "call({}, { reconnect: true })");

function streams(mediaType: string, schema: object | undefined): Pick<Row, "operation"> {
  const content = { [mediaType]: schema === undefined ? {} : { schema } };
  return { operation: { responses: { 200: { description: "", content } } } };
}

/** A row of events as text, in one answer. */
function events(subject: string, text: string, gives: readonly object[]): Row {
  return {
    subject,
    ...streams(EVENTS, { type: "string" }),
    call: all,
    answers: typed(EVENTS, text),
    sends: asked,
    gives,
  };
}

function lines(subject: string, text: string, gives: readonly unknown[], mediaType = LINES): Row {
  return {
    subject,
    ...streams(mediaType, tick),
    call: all,
    answers: typed(mediaType, text),
    sends: ["GET ", `accept: ${mediaType}`],
    gives,
    type: "{ n: number }[]",
  };
}

function event(data: unknown, id = "", name = "message"): object {
  return { event: name, data, id };
}

const end: Answer = { status: 204 };

conformance(
  {
    subject: "server-sent events",
    rows: [
      events("data", "data: a\n\ndata: b\n\n", [event("a"), event("b")]),
      events("several data lines are one text", "data: a\ndata: b\n\n", [event("a\nb")]),
      events("an event's name", "event: tick\ndata: a\n\n", [event("a", "", "tick")]),
      events("comments are left out", ": hello\n\ndata: a\n\n", [event("a")]),
      events("line ends of every kind", "data: a\r\n\r\ndata: b\r\rdata: c\n\n", [event("a"), event("b"), event("c")]),
      events("one space after the colon is left out", "data:a\n\ndata:  b\n\n", [event("a"), event(" b")]),
      events("an event that is not complete is dropped", "data: a\n\ndata: b", [event("a")]),
      events("text of any script", "data: é😀\n\n", [event("é😀")]),
      events("no event at all", "", []),
      {
        subject: "data by the document's schema are JSON",
        ...streams(EVENTS, tick),
        call: all.replace("push(item)", "push(item.data.n)"),
        answers: typed(EVENTS, 'data: {"n":1}\n\ndata: {"n":2}\n\n'),
        sends: asked,
        gives: [1, 2],
        type: "number[]",
      },
      {
        subject: "[DONE] ends a stream of JSON",
        ...streams(EVENTS, tick),
        call: all,
        answers: typed(EVENTS, 'data: {"n":1}\n\ndata: [DONE]\n\ndata: {"n":2}\n\n'),
        sends: asked,
        gives: [event({ n: 1 })],
      },
      {
        subject: "data that are no JSON are an error",
        ...streams(EVENTS, tick),
        call: all,
        answers: typed(EVENTS, "data: {\n\n"),
        sends: asked,
        throws: { name: "ResponseParseError", fault: "syntax", excerpt: "{" },
      },
      {
        subject: "without a schema data are text",
        ...streams(EVENTS, undefined),
        call: all.replace("push(item)", "push(item.data.length)"),
        answers: typed(EVENTS, "data: abc\n\n"),
        sends: asked,
        gives: [3],
      },
      {
        subject: "a stream of a POST",
        operation: {
          requestBody: { required: true, content: { "application/json": { schema: tick } } },
          responses: { 200: { description: "", content: { [EVENTS]: { schema: tick } } } },
        },
        call: all.replace("call()", "call({ body: { n: 0 } })"),
        answers: typed(EVENTS, 'id: 1\ndata: {"n":1}\n\n'),
        sends: ["POST ", `accept: ${EVENTS}`, "content-type: application/json", "", '{"n":0}'],
        gives: [event({ n: 1 }, "1")],
      },
      {
        subject: "a stream that has ended is over",
        ...streams(EVENTS, { type: "string" }),
        call: all,
        answers: typed(EVENTS, "id: 7\nretry: 10\ndata: a\n\n"),
        sends: asked,
        gives: [event("a", "7")],
      },
      {
        subject: "a stream that reconnects goes on with Last-Event-ID until 204",
        ...streams(EVENTS, { type: "string" }),
        call: reconnecting,
        answers: [typed(EVENTS, "retry: 10\nid: 7\ndata: a\n\n"), typed(EVENTS, "data: b\n\nid: 8\ndata: c\n\n"), end],
        sends: [...asked, ...asked, "last-event-id: 7", ...asked, "last-event-id: 8"],
        gives: [event("a", "7"), event("b", "7"), event("c", "8")],
      },
      {
        subject: "a stream that breaks off goes on with Last-Event-ID",
        ...streams(EVENTS, { type: "string" }),
        client: "{ maxRetries: 1 }",
        call: all,
        answers: [{ ...typed(EVENTS, "id: 7\ndata: a\n\ndata: lost"), breaksOff: true }, typed(EVENTS, "data: b\n\n")],
        sends: [...asked, ...asked, "last-event-id: 7"],
        gives: [event("a", "7"), event("b", "7")],
      },
      {
        subject: "a stream that reconnects goes on without an id too",
        ...streams(EVENTS, { type: "string" }),
        call: reconnecting,
        answers: [typed(EVENTS, "retry: 10\ndata: a\n\n"), end],
        sends: [...asked, ...asked],
        gives: [event("a")],
      },
      {
        subject: "a stream without either that breaks off is a NetworkError",
        ...streams(EVENTS, { type: "string" }),
        call: all,
        answers: { ...typed(EVENTS, "data: a\n\n"), breaksOff: true },
        sends: asked,
        throws: { name: "NetworkError" },
      },
      {
        subject: "an error on going on ends the stream",
        ...streams(EVENTS, { type: "string" }),
        call: reconnecting,
        answers: [typed(EVENTS, "retry: 10\nid: 7\ndata: a\n\n"), json({ message: "gone" }, 404)],
        sends: [...asked, ...asked, "last-event-id: 7"],
        throws: { name: "NotFoundError", detail: "gone" },
      },
      {
        subject: "break leaves the stream and asks for nothing more",
        ...streams(EVENTS, { type: "string" }),
        call: "call().then(async (stream) => { for await (const { data } of stream) return data; return undefined; })",
        answers: typed(EVENTS, "id: 7\ndata: a\n\ndata: b\n\n"),
        sends: asked,
        gives: "a",
        type: "string | undefined",
      },
      {
        subject: "an abort ends the stream with the signal's reason",
        ...streams(EVENTS, { type: "string" }),
        call: "(async () => { const stop = new AbortController(); for await (const { data } of await call({}, { signal: stop.signal })) stop.abort(new RangeError(data)); })()",
        answers: typed(EVENTS, "id: 7\ndata: enough\n\n"),
        sends: asked,
        throws: { name: "RangeError", message: "enough" },
      },
      {
        subject: "an error status is an error before any event",
        ...streams(EVENTS, tick),
        call: all,
        answers: json({ message: "no" }, 403),
        sends: asked,
        throws: { name: "PermissionDeniedError", detail: "no" },
      },
      {
        subject: "JSON or events, by what the server answers",
        operation: {
          responses: {
            200: { description: "", content: { "application/json": { schema: tick }, [EVENTS]: { schema: tick } } },
          },
        },
        call: 'call().then((answer) => ("n" in answer ? answer.n : undefined))',
        answers: json({ n: 4 }),
        sends: ["GET ", `accept: application/json, ${EVENTS}`],
        gives: 4,
      },
    ],
  },
  {
    subject: "JSON lines",
    rows: [
      lines("a value a line", '{"n":1}\n{"n":2}\n', [{ n: 1 }, { n: 2 }]),
      lines("the last line needs no end", '{"n":1}\n{"n":2}', [{ n: 1 }, { n: 2 }]),
      lines("CRLF and empty lines", '{"n":1}\r\n\r\n{"n":2}\r\n', [{ n: 1 }, { n: 2 }]),
      lines("no line at all", "", []),
      lines("application/x-ndjson", '{"n":1}\n', [{ n: 1 }], "application/x-ndjson"),
      lines("application/ndjson", '{"n":1}\n', [{ n: 1 }], "application/ndjson"),
      lines("application/json-seq", '\u001e{"n":1}\n\u001e{"n":2}\n', [{ n: 1 }, { n: 2 }], "application/json-seq"),
      {
        ...lines("a line that is no JSON is an error", '{"n":1}\n{\n', []),
        throws: { name: "ResponseParseError", fault: "syntax", excerpt: "{" },
      },
      {
        ...lines("a body that breaks off is a NetworkError", "", []),
        answers: { ...typed(LINES, '{"n":1}\n'), breaksOff: true },
        throws: { name: "NetworkError" },
      },
      {
        ...lines("an array in the schema describes the lines", '{"n":1}\n', [{ n: 1 }]),
        ...streams(LINES, { type: "array", items: tick }),
      },
    ],
  },
);
