import { conformance } from "./harness.js";

const FORM = "application/x-www-form-urlencoded";
const proto = { type: "object", properties: { a: { type: "integer" } } };

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
