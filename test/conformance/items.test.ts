import { typed } from "./answers.js";
import { conformance, type Row } from "./harness.js";

const EVENTS = "text/event-stream";
const LINES = "application/x-ndjson";
const string = { type: "string" };
const tick = { type: "object", required: ["n"], properties: { n: { type: "integer" } } };
const json = (contentSchema?: object): object => ({
  type: "string",
  contentMediaType: "application/json",
  ...(contentSchema === undefined ? {} : { contentSchema }),
});

/** Collects what a stream gives. */
const all =
  "call().then(async (stream) => { const seen = []; for await (const item of stream) seen.push(item); return seen; })";

function row(
  subject: string,
  mediaType: string,
  media: object,
  text: string,
  gives: readonly unknown[],
  type: string,
): Row {
  return {
    subject,
    operation: { responses: { 200: { description: "", content: { [mediaType]: media } } } },
    call: all,
    answers: typed(mediaType, text),
    sends: ["GET ", `accept: ${mediaType}`],
    gives,
    type,
  };
}

/** Events whose schema is that of the whole event. */
function events(
  subject: string,
  itemSchema: object,
  text: string,
  data: readonly unknown[],
  type: string,
  event = "message",
): Row {
  const gives = data.map((value) => ({ event, data: value, id: "" }));
  return row(subject, EVENTS, { itemSchema }, text, gives, `ServerSentEvent<${type}>[]`);
}

const event = (data: object, more: object = {}): object => ({
  type: "object",
  required: ["data"],
  properties: { event: string, data },
  ...more,
});

conformance({
  subject: "items of streams",
  document: {
    openapi: "3.2.0",
    components: {
      schemas: {
        Tick: tick,
        Data: json({ $ref: "#/components/schemas/Tick" }),
        Event: event({ $ref: "#/components/schemas/Data" }),
      },
    },
  },
  fromRuntime: ["type ServerSentEvent"],
  rows: [
    events("data that are JSON by contentSchema", event(json(tick)), 'data: {"n":1}\n\n', [{ n: 1 }], "{ n: number }"),
    events(
      "by contentSchema alone",
      event({ type: "string", contentSchema: tick }),
      'data: {"n":1}\n\n',
      [{ n: 1 }],
      "{ n: number }",
    ),
    events("by references", { $ref: "#/components/schemas/Event" }, 'data: {"n":1}\n\n', [{ n: 1 }], "{ n: number }"),
    events("JSON of any shape", event(json()), "data: 7\n\n", [7], "unknown"),
    events("text", event(string), "data: hello\n\n", ["hello"], "string"),
    events("text of which nothing is said", event({}), "data: 7\n\n", ["7"], "string"),
    events(
      "text of another media type",
      event({ type: "string", contentMediaType: "text/csv" }),
      "data: a,b\n\n",
      ["a,b"],
      "string",
    ),
    events(
      "an event of a list of parts",
      {
        allOf: [
          { type: "object", properties: { event: string } },
          { type: "object", properties: { data: json(tick) } },
        ],
      },
      'data: {"n":1}\n\n',
      [{ n: 1 }],
      "{ n: number }",
    ),
    events(
      "alternatives of JSON",
      { oneOf: [event(json(tick)), event(json({ type: "object", required: ["s"], properties: { s: string } }))] },
      'data: {"n":1}\n\ndata: {"s":"a"}\n\n',
      [{ n: 1 }, { s: "a" }],
      "{ n: number } | { s: string }",
    ),
    events(
      "alternatives of text and JSON come as text",
      {
        type: "object",
        properties: { event: string, data: string },
        oneOf: [{ properties: { event: { const: "message" } } }, { properties: { data: json(tick) } }],
      },
      'data: {"n":1}\n\ndata: a\n\n',
      ['{"n":1}', "a"],
      "string",
    ),
    events("the schema of the data themselves, as before", tick, 'data: {"n":1}\n\n', [{ n: 1 }], "{ n: number }"),
    events(
      "data of an object called so",
      { type: "object", required: ["data"], properties: { data: tick } },
      'data: {"data":{"n":1}}\n\n',
      [{ data: { n: 1 } }],
      "{ data: { n: number } }",
    ),
    events("text alone", string, "data: a\n\n", ["a"], "string"),
    row(
      "a whole that is described as an event",
      EVENTS,
      { schema: event(json(tick)) },
      'data: {"n":1}\n\n',
      [{ event: "message", data: { n: 1 }, id: "" }],
      "ServerSentEvent<{ n: number }>[]",
    ),
    row(
      "a whole that is described as a list of data",
      EVENTS,
      { schema: { type: "array", items: tick } },
      'data: {"n":1}\n\n',
      [{ event: "message", data: { n: 1 }, id: "" }],
      "ServerSentEvent<{ n: number }>[]",
    ),
    row(
      "a whole that is described as a list of texts",
      EVENTS,
      { schema: { type: "array", items: string } },
      "data: a\n\n",
      [{ event: "message", data: "a", id: "" }],
      "ServerSentEvent[]",
    ),
    row(
      "a whole that is described as a list of events, whose data are objects",
      EVENTS,
      {
        schema: {
          type: "array",
          items: { oneOf: [event(tick), event({ oneOf: [tick] }), event({ type: "string", enum: ["[DONE]"] })] },
        },
      },
      'data: {"n":1}\n\ndata: [DONE]\n\n',
      [{ event: "message", data: { n: 1 }, id: "" }],
      "ServerSentEvent<{ n: number }>[]",
    ),
    events("data that are lists", { type: "array", items: { type: "integer" } }, "data: [1]\n\n", [[1]], "number[]"),
    row(
      "JSON lines that are described as text",
      LINES,
      { schema: string },
      '{"n":1}\r\n\n{"n":2}',
      ['{"n":1}', '{"n":2}'],
      "string[]",
    ),
    row(
      "a JSON sequence that is described as text",
      "application/json-seq",
      { schema: string },
      '\u001e{"n":1}\n',
      ['{"n":1}'],
      "string[]",
    ),
    row(
      "JSON lines whose items are lists",
      LINES,
      { itemSchema: { type: "array", items: { type: "integer" } } },
      "[1,2]\n[3]\n",
      [[1, 2], [3]],
      "number[][]",
    ),
    row(
      "JSON lines whose items are lists or objects",
      LINES,
      { itemSchema: { oneOf: [{ type: "array", items: string }, tick] } },
      '["a"]\n{"n":1}\n',
      [["a"], { n: 1 }],
      "(string[] | { n: number })[]",
    ),
    row("JSON lines whose items are texts", LINES, { itemSchema: string }, '"a"\n"b"\n', ["a", "b"], "string[]"),
    row(
      "JSON lines described as a list of texts",
      LINES,
      { schema: { type: "array", items: string } },
      '"a"\n',
      ["a"],
      "string[]",
    ),
  ],
});
