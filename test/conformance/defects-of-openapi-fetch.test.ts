import { empty, json, typed } from "./answers.js";
import { conformance, type Row } from "./harness.js";

// Every defect of openapi-fetch 0.17 that is known to us, and what a user of generated methods meets instead. What
// stays true of `raw`, which is openapi-fetch itself, is in the runtime's README.

const JSON_TYPE = "application/json";
const FORM = "application/x-www-form-urlencoded";
const OCTETS = "application/octet-stream";
const AT = "http://loopback";
const string = { type: "string" };
const integer = { type: "integer" };
const strings = { type: "array", items: string };

/** One parameter of the query called `q`. */
function query(subject: string, facts: object, value: string, sends: string): Row {
  return {
    subject,
    operation: { parameters: [{ name: "q", in: "query", ...facts }] },
    call: `call({ q: ${value} })`,
    sends: `GET ${sends}`,
  };
}

const inPath = { name: "id", in: "path", required: true, schema: string };
function path(subject: string, argument: string, outcome: Pick<Row, "sends" | "throws">, facts: object = {}): Row {
  return {
    subject,
    path: "/{id}/x",
    operation: { parameters: [{ ...inPath, ...facts }] },
    call: `call(${argument})`,
    ...outcome,
  };
}
const refused = { sends: [], throws: { name: "ParameterError", parameter: "id" } };

/** A request body of one media type. */
function body(subject: string, mediaType: string, schema: object, value: string, arrives: readonly string[]): Row {
  return {
    subject,
    operation: { requestBody: { required: true, content: { [mediaType]: { schema } } } },
    call: `call({ body: ${value} })`,
    sends: ["POST ", ...arrives],
  };
}

function response(content: object): Pick<Row, "operation"> {
  return { operation: { responses: { 200: { description: "", content } } } };
}

conformance(
  {
    subject: "not met, of openapi-fetch: types of answers",
    rows: [
      {
        subject: "a Blob's methods are made into properties that are read",
        ...response({ [OCTETS]: { schema: { type: "string", format: "binary" } } }),
        call: "call().then((blob) => blob.text())",
        answers: typed(OCTETS, "hi"),
        sends: ["GET ", `accept: ${OCTETS}`],
        gives: "hi",
        type: "string",
      },
      {
        subject: "a tuple becomes an object",
        ...response({
          [JSON_TYPE]: { schema: { type: "array", prefixItems: [string, integer], items: false, minItems: 2 } },
        }),
        call: "call().then((pair): [string, number] => pair)",
        answers: json(["a", 1]),
        sends: ["GET ", `accept: ${JSON_TYPE}`],
        gives: ["a", 1],
      },
      {
        subject: "Accept is never set",
        ...response({ [JSON_TYPE]: { schema: string }, "text/csv": { schema: string } }),
        answers: typed("text/csv", "a,b"),
        sends: ["GET ", `accept: ${JSON_TYPE}, text/csv`],
        gives: "a,b",
      },
    ],
  },
  {
    subject: "not met, of openapi-fetch: parameters in the query",
    rows: [
      {
        subject: "one call has one style",
        operation: {
          parameters: [
            { name: "a", in: "query", explode: false, schema: strings },
            { name: "b", in: "query", schema: strings },
          ],
        },
        call: 'call({ a: ["1", "2"], b: ["1", "2"] })',
        sends: "GET ?a=1,2&b=1&b=2",
      },
      query("an object goes as deepObject", { schema: { type: "object" } }, "{ R: 100 }", "?R=100"),
      query(
        "a nested value throws",
        { style: "deepObject", schema: { type: "object" } },
        "{ a: { b: 1 } }",
        "?q%5Ba%5D%5Bb%5D=1",
      ),
      query(
        "a Date disappears",
        { schema: { type: "string", format: "date-time" } },
        "new Date(0)",
        "?q=1970-01-01T00%3A00%3A00.000Z",
      ),
      query(
        "a null item leaves an empty pair",
        { schema: { type: "array", items: { type: ["string", "null"] } } },
        '["a", null, "b"]',
        "?q=a&q=b",
      ),
      {
        subject: "a name is not encoded",
        operation: { parameters: [{ name: "a&b[]", in: "query", schema: string }] },
        call: 'call({ "a&b[]": "c" })',
        sends: "GET ?a%26b%5B%5D=c",
      },
    ],
  },
  {
    subject: "not met, of openapi-fetch: parameters in the path",
    rows: [
      path("one that is missing leaves the braces", "JSON.parse('null')", refused),
      path("an empty one leaves an empty segment", '""', refused),
      path("two dots collapse the path", '".."', refused),
      path("label style is known from the template alone", '"a"', { sends: "GET /.a/x" }, { style: "label" }),
      path("matrix style is known from the template alone", '"a"', { sends: "GET /;id=a/x" }, { style: "matrix" }),
    ],
  },
  {
    subject: "not met, of openapi-fetch: base URLs",
    ownServers: true,
    rows: [
      {
        ...path("braces in the base URL are filled", '"a"', { sends: "GET /%7Bid%7D/a/x" }),
        client: `{ baseUrl: "${AT}/{id}" }`,
      },
      {
        subject: "a query in the base URL breaks every URL",
        client: `{ baseUrl: "${AT}/?key=a" }`,
        throws: { name: "ConfigurationError" },
      },
    ],
  },
  {
    subject: "not met, of openapi-fetch: bodies",
    rows: [
      body("a Blob becomes {}", OCTETS, { type: "string", format: "binary" }, 'new Blob(["hi"])', [
        `content-type: ${OCTETS}`,
        "",
        "hi",
      ]),
      body("a Uint8Array becomes an object of indexes", OCTETS, {}, "new Uint8Array([104, 105])", [
        `content-type: ${OCTETS}`,
        "",
        "hi",
      ]),
      body("URLSearchParams become {}", FORM, { type: "object" }, 'new URLSearchParams({ a: "b" })', [
        `content-type: ${FORM};charset=UTF-8`,
        "",
        "a=b",
      ]),
      body(
        "declared multipart goes as JSON",
        "multipart/form-data",
        { type: "object", properties: { a: string } },
        '{ a: "b" }',
        [
          "content-type: multipart/form-data; boundary=BOUNDARY",
          "",
          "--BOUNDARY",
          'Content-Disposition: form-data; name="a"',
          "",
          "b",
          "--BOUNDARY--",
        ],
      ),
      body(
        "a form with a charset goes as JSON",
        `${FORM};charset=UTF-8`,
        { type: "object", properties: { a: string } },
        '{ a: "b" }',
        [`content-type: ${FORM};charset=UTF-8`, "", "a=b"],
      ),
      {
        ...body("a request that was sent cannot be sent again", JSON_TYPE, { type: "object" }, "{ a: 1 }", [
          `content-type: ${JSON_TYPE}`,
          "",
          '{"a":1}',
          "POST ",
          `content-type: ${JSON_TYPE}`,
          "",
          '{"a":1}',
        ]),
        operation: {
          "x-specloom-retry": { idempotent: true },
          requestBody: { required: true, content: { [JSON_TYPE]: { schema: { type: "object" } } } },
        },
        client: "{ maxRetries: 1 }",
        answers: [{ status: 503 }, empty],
      },
    ],
  },
  {
    subject: "not met, of openapi-fetch: statuses",
    rows: [
      {
        subject: "a 500 without a body gives an error that is falsy",
        answers: { status: 500 },
        sends: "GET ",
        throws: { name: "ServerError", status: 500 },
      },
      {
        subject: "302 is an error",
        operation: { responses: { 302: { description: "" } } },
        answers: [{ status: 302, headers: { location: "/elsewhere" } }, empty],
        sends: ["GET ", "GET /elsewhere"],
      },
    ],
  },
);
