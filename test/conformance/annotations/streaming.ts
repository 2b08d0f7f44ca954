import { json, typed } from "../answers.js";
import { asked, askedByPost, call, chat, collected, EVENTS, JSON_TYPE } from "../chats.js";
import type { Table } from "../harness.js";

const answer = json({ answer: "hi" });
const deltas = typed(EVENTS, 'data: {"delta":"h"}\n\ndata: {"delta":"i"}\n\n');
const overload = { "x-speakeasy-sse-overload": true };
const byQuery = {
  ...overload,
  parameters: [{ name: "stream", in: "query", schema: { type: "boolean" } }],
  requestBody: undefined,
};
const object = (name: string): object => ({
  type: "object",
  required: [name],
  properties: { [name]: { type: "string" } },
});
const jsonAlone = { responses: { 200: { description: "", content: { [JSON_TYPE]: {} } } } };
const fern = (format: string): object => ({
  ...jsonAlone,
  "x-fern-streaming": {
    "stream-condition": "$request.stream",
    format,
    response: object("answer"),
    "response-stream": object("delta"),
  },
});

/** Streams by a field, as other generators' annotations tell of them. */
export const streamingTables: readonly Table[] = [
  {
    subject: "streams by a field: annotated",
    rows: [
      {
        ...collected("x-speakeasy-sse-overload: true, in the query", chat(byQuery), "{ stream: true }"),
        ...asked("GET ?stream=true", deltas, EVENTS),
      },
      { ...call("x-speakeasy-sse-overload: true, whole", chat(byQuery), "{}"), ...asked("GET ", answer) },
      {
        ...call(
          "x-speakeasy-sse-overload: false",
          chat({ "x-speakeasy-sse-overload": false }),
          "{ body: { stream: true } }",
          "unknown",
        ),
        ...askedByPost('{"stream":true}', answer, `${JSON_TYPE}, ${EVENTS}`),
      },
      {
        ...collected("x-fern-streaming in events", chat(fern("sse")), "{ body: { stream: true } }"),
        ...askedByPost('{"stream":true}', deltas, EVENTS),
      },
      {
        ...call("x-fern-streaming, whole", chat(fern("sse")), '{ body: { text: "?" } }'),
        ...askedByPost('{"text":"?"}', answer),
      },
      {
        ...collected("x-fern-streaming in JSON lines", chat(fern("json")), "{ body: { stream: true } }", ""),
        ...askedByPost(
          '{"stream":true}',
          typed("application/x-ndjson", '{"delta":"h"}\n{"delta":"i"}\n'),
          "application/x-ndjson",
        ),
      },
    ],
  },
];
