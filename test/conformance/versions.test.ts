import { conformance } from "./harness.js";

const FORM = "application/x-www-form-urlencoded";
const proto = { type: "object", properties: { a: { type: "integer" } } };

const JSON_TYPE = "application/json";

function sent(line: string, body: string): string[] {
  return [line, `content-type: ${JSON_TYPE}`, "", body];
}

conformance(
  {
    subject: "OpenAPI 3.0",
    document: { openapi: "3.0.4" },
    rows: [
      {
        subject: "the encoding of a property named __proto__",
        operation: JSON.parse(
          JSON.stringify({
            requestBody: {
              required: true,
              content: {
                [FORM]: {
                  schema: { type: "object", properties: { PROTO: proto } },
                  encoding: { PROTO: { style: "deepObject", explode: true } },
                },
              },
            },
          }).replaceAll("PROTO", "__proto__"),
        ),
        call: 'call({ body: { ["__proto__"]: { a: 1 } } })',
        sends: ["POST ", `content-type: ${FORM};charset=UTF-8`, "", "__proto__%5Ba%5D=1"],
      },
    ],
  },
  {
    subject: "OpenAPI 3.2",
    document: { openapi: "3.2.0" },
    rows: [
      { subject: "the method QUERY", method: "query", sends: "QUERY " },
      {
        subject: "QUERY with a body, retried as it is safe",
        method: "query",
        operation: {
          requestBody: { required: true, content: { [JSON_TYPE]: { schema: { type: "string" } } } },
        },
        call: 'call({ body: "a" }, { maxRetries: 1 })',
        answers: [{ status: 503 }, { status: 204 }],
        sends: [...sent("QUERY ", '"a"'), ...sent("QUERY ", '"a"')],
      },
      { subject: "any other method", method: "COPY", sends: "COPY " },
      { subject: "a method that is no identifier", method: "M-SEARCH", sends: "M-SEARCH " },
      {
        subject: "another method, with parameters and a body of its own",
        method: "LINK",
        operation: {
          parameters: [{ name: "depth", in: "query", required: true, schema: { type: "integer" } }],
          requestBody: { required: true, content: { [JSON_TYPE]: { schema: { type: "string" } } } },
        },
        call: 'call({ depth: 1, body: "a" })',
        sends: sent("LINK ?depth=1", '"a"'),
      },
      {
        subject: "another method is not retried",
        method: "LINK",
        call: "call(undefined, { maxRetries: 1 })",
        answers: [{ status: 503 }, { status: 204 }],
        sends: "LINK ",
        throws: { status: 503 },
      },
      {
        subject: "the items of JSON lines",
        operation: {
          responses: {
            200: { description: "", content: { "application/jsonl": { itemSchema: { type: "integer" } } } },
          },
        },
        call: "call().then(async (lines) => { const all: number[] = []; for await (const line of lines) all.push(line); return all; })",
        answers: { headers: { "content-type": "application/jsonl" }, body: "1\n2\n" },
        sends: ["GET ", "accept: application/jsonl"],
        gives: [1, 2],
        type: "number[]",
      },
      {
        subject: "the method QUERY below a path with encoded characters",
        method: "query",
        path: "/100%25/{id}",
        operation: { parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }] },
        call: 'call("a")',
        sends: "QUERY /100%25/a",
      },
    ],
  },
);
