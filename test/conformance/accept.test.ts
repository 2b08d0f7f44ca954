import { json, typed } from "./answers.js";
import { conformance, type Row } from "./harness.js";

const JSON_TYPE = "application/json";
const CSV = "text/csv";
const PDF = "application/pdf";
const EVENTS = "text/event-stream";
const report = { type: "object", required: ["rows"], properties: { rows: { type: "integer" } } };

function answering(content: object, more: object = {}): Pick<Row, "operation"> {
  return { operation: { responses: { 200: { description: "", content }, ...more } } };
}

const both = { [JSON_TYPE]: { schema: report }, [CSV]: { schema: { type: "string" } } };
const asJson = json({ rows: 1 });
const asCsv = typed(CSV, "rows\n1\n");

conformance({
  subject: "the choice of Accept",
  rows: [
    {
      ...answering(both),
      subject: "none: all types are named, and the result is of either",
      sends: ["GET ", `accept: ${JSON_TYPE}, ${CSV}`],
      answers: asCsv,
      gives: "rows\n1\n",
      type: "string | { rows: number }",
    },
    {
      ...answering(both),
      subject: "text",
      call: `call({}, { accept: "${CSV}" })`,
      sends: ["GET ", `accept: ${CSV}`],
      answers: asCsv,
      gives: "rows\n1\n",
      type: "string",
    },
    {
      ...answering(both),
      subject: "JSON",
      call: `call({}, { accept: "${JSON_TYPE}" })`,
      sends: ["GET ", `accept: ${JSON_TYPE}`],
      answers: asJson,
      gives: { rows: 1 },
      type: "{ rows: number }",
    },
    {
      ...answering(both),
      subject: "an answer of another type is refused",
      call: `call({}, { accept: "${CSV}" })`,
      sends: ["GET ", `accept: ${CSV}`],
      answers: asJson,
      throws: { fault: "media-type" },
    },
    {
      ...answering(both),
      subject: "a type that is not declared does not compile",
      misuse: true,
      call: 'call({}, { accept: "text/html" })',
      sends: ["GET ", "accept: text/html"],
      answers: typed("text/html", "<p>"),
      gives: "<p>",
    },
    {
      ...answering({ ...both, [PDF]: {} }),
      subject: "bytes, of three",
      call: `call({}, { accept: "${PDF}" }).then((blob) => blob.text())`,
      sends: ["GET ", `accept: ${PDF}`],
      answers: typed(PDF, "%PDF"),
      gives: "%PDF",
      type: "string",
    },
    {
      ...answering(both, { 202: { description: "" } }),
      subject: "a status without content gives undefined whatever was chosen",
      call: `call({}, { accept: "${CSV}" })`,
      sends: ["GET ", `accept: ${CSV}`],
      answers: { status: 202 },
      gives: undefined,
      type: "string | undefined",
    },
    {
      ...answering({ [JSON_TYPE]: { schema: report }, [EVENTS]: { schema: report } }),
      subject: "events, which may be asked for again",
      call: `call({}, { accept: "${EVENTS}", reconnect: false }).then(async (stream) => { const seen: number[] = []; for await (const { data } of stream) seen.push(data.rows); return seen; })`,
      sends: ["GET ", `accept: ${EVENTS}`],
      answers: typed(EVENTS, 'data: {"rows":1}\n\n'),
      gives: [1],
      type: "number[]",
    },
    {
      ...answering({ [JSON_TYPE]: { schema: report }, "image/*": {} }),
      subject: "one type beside a range",
      call: `call({}, { accept: "${JSON_TYPE}" })`,
      sends: ["GET ", `accept: ${JSON_TYPE}`],
      answers: asJson,
      gives: { rows: 1 },
      type: "{ rows: number }",
    },
    {
      ...answering({ [JSON_TYPE]: { schema: report } }),
      subject: "of one type is none",
      misuse: true,
      call: `call({}, { accept: "${JSON_TYPE}" })`,
      sends: ["GET ", `accept: ${JSON_TYPE}`],
      answers: asJson,
      gives: { rows: 1 },
    },
  ],
});
