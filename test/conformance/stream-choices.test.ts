import { json, typed } from "./answers.js";
import { conformance } from "./harness.js";
import { asked, askedByPost, call, chat, collected, EVENTS, JSON_TYPE, LINES, request } from "./chats.js";

const live = { parameters: [{ name: "live", in: "query", schema: { type: "boolean" } }], requestBody: undefined };
const answer = json({ answer: "hi" });
const deltas = typed(EVENTS, 'data: {"delta":"h"}\n\ndata: {"delta":"i"}\n\n');
const defaultTrue = request({ text: { type: "string" }, stream: { type: "boolean", default: true } });
const nested = request({ how: { type: "object", properties: { live: { type: ["boolean", "null"] } } } });
const alternatives = {
  requestBody: {
    required: true,
    content: {
      [JSON_TYPE]: {
        schema: {
          oneOf: [
            { type: "object", required: ["text"], properties: { text: { type: "string" } } },
            { type: "object", required: ["url"], properties: { url: { type: "string" }, stream: { type: "boolean" } } },
          ],
        },
      },
    },
  },
};

conformance(
  {
    subject: "streams by a field: inferred",
    rows: [
      {
        ...call("whole where it is left out", chat(), '{ body: { text: "?" } }'),
        ...askedByPost('{"text":"?"}', answer),
      },
      {
        ...call("whole where it is false", chat(), '{ body: { text: "?", stream: false } }'),
        ...askedByPost('{"text":"?","stream":false}', answer),
      },
      {
        ...call("whole where it is null", chat(), '{ body: { text: "?", stream: null } }'),
        ...askedByPost('{"text":"?","stream":null}', answer),
      },
      {
        ...collected("a stream where it is true", chat(), '{ body: { text: "?", stream: true } }'),
        ...askedByPost('{"text":"?","stream":true}', deltas, EVENTS),
      },
      {
        ...collected("a stream of lines", chat({}, LINES), "{ body: { stream: true } }", ""),
        ...askedByPost('{"stream":true}', typed(LINES, '{"delta":"h"}\n{"delta":"i"}\n'), LINES),
      },
      {
        ...chat(),
        subject: "either where its value is not known: the type is both",
        call: `call({ body: { text: "?", stream: Boolean(0) } }).then((got) => "answer" in got ? got.answer : "")`,
        ...askedByPost('{"text":"?","stream":false}', answer),
        gives: "hi",
        type: "string",
      },
      {
        ...call("a default of true: whole where it is false", chat(defaultTrue), "{ body: { stream: false } }"),
        ...askedByPost('{"stream":false}', answer),
      },
      {
        ...collected("a default of true: a stream where it is left out", chat(defaultTrue), '{ body: { text: "?" } }'),
        ...askedByPost('{"text":"?"}', deltas, EVENTS),
      },
      {
        ...collected(
          "in one of several shapes of the body",
          chat(alternatives),
          '{ body: { url: "/", stream: true } }',
        ),
        ...askedByPost('{"url":"/","stream":true}', deltas, EVENTS),
      },
      {
        ...call("in another of them", chat(alternatives), '{ body: { text: "?" } }'),
        ...askedByPost('{"text":"?"}', answer),
      },
      {
        ...call("events, where the whole was asked for, are refused", chat(), '{ body: { text: "?" } }'),
        ...askedByPost('{"text":"?"}', deltas),
        gives: undefined,
        throws: { fault: "media-type" },
      },
      {
        ...call("JSON, where a stream was asked for, is refused", chat(), "{ body: { stream: true } }", "unknown"),
        ...askedByPost('{"stream":true}', answer, EVENTS),
        gives: undefined,
        throws: { fault: "media-type" },
      },
    ],
  },
  {
    subject: "streams by a field: declared",
    rows: [
      {
        ...call("a query parameter: whole", chat({ ...live, "x-specloom-stream": { when: "live" } }), ""),
        ...asked("GET ", answer),
      },
      {
        ...collected(
          "a query parameter: a stream",
          chat({ ...live, "x-specloom-stream": { when: "live" } }),
          "{ live: true }",
        ),
        ...asked("GET ?live=true", deltas, EVENTS),
      },
      {
        ...collected(
          "a field within the body",
          chat({ ...nested, "x-specloom-stream": { when: "/how/live" } }),
          "{ body: { how: { live: true } } }",
        ),
        ...askedByPost('{"how":{"live":true}}', deltas, EVENTS),
      },
      {
        ...call(
          "a field within a body that does not have it",
          chat({ ...nested, "x-specloom-stream": { when: "/how/live" } }),
          "{ body: {} }",
        ),
        ...askedByPost("{}", answer),
      },
      {
        ...call(
          "false: no field chooses, so that Accept names both",
          chat({ "x-specloom-stream": false }),
          "{ body: { stream: true } }",
          "{ answer: string } | AsyncIterable<ServerSentEvent<{ delta: string }>>",
        ),
        ...askedByPost('{"stream":true}', answer, `${JSON_TYPE}, ${EVENTS}`),
      },
    ],
    fromRuntime: ["type ServerSentEvent"],
  },
);
