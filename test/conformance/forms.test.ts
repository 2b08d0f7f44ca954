import { conformance, type Row, type Table } from "./harness.js";

const MULTIPART = "multipart/form-data";
const FORM = "application/x-www-form-urlencoded";
const string = { type: "string" };
const strings = { type: "array", items: string };

/** The lines of a multipart request with these parts, each a name and a text, and its type where it has one. */
function parts(...given: readonly (readonly [name: string, text: string, type?: string])[]): string[] {
  const lines = given.flatMap(([name, text, type]) => [
    "--BOUNDARY",
    `content-disposition: form-data; name="${name}"`.replace("content-d", "Content-D"),
    ...(type === undefined ? [] : [`Content-Type: ${type}`]),
    "",
    text,
  ]);
  return ["POST ", `content-type: ${MULTIPART}; boundary=BOUNDARY`, "", ...lines, "--BOUNDARY--"];
}

function fields(text: string): string[] {
  return ["POST ", `content-type: ${FORM};charset=UTF-8`, ...(text === "" ? [] : ["", text])];
}

/** A list in a form of Swagger 2.0, as a `collectionFormat` has it sent. */
function list(
  mediaType: string,
  collectionFormat: string | undefined,
  sends: readonly string[],
  value = '["p", "q,r"]',
): Row {
  return {
    subject: `${collectionFormat ?? "nothing"}, in ${mediaType}`,
    method: "post",
    operation: {
      consumes: [mediaType],
      parameters: [
        { name: "a", in: "formData", ...strings, ...(collectionFormat === undefined ? {} : { collectionFormat }) },
      ],
      responses: { 204: { description: "" } },
    },
    call: `call({ body: { a: ${value} } })`,
    sends,
  };
}

/** A list elsewhere. */
function listIn(place: string, collectionFormat: string, sends: string | readonly string[]): Row {
  return {
    subject: `${collectionFormat}, in the ${place}`,
    path: place === "path" ? "/{a}" : "",
    operation: {
      parameters: [{ name: "a", in: place, required: place === "path", ...strings, collectionFormat }],
      responses: { 204: { description: "" } },
    },
    call: place === "path" ? 'call(["p", "q"])' : 'call({ a: ["p", "q"] })',
    sends,
  };
}

/** A property of a multipart form with an Encoding Object. */
function styled(subject: string, schema: object, encoding: object, value: string, sends: readonly string[]): Row {
  return {
    subject,
    operation: {
      requestBody: {
        required: true,
        content: { [MULTIPART]: { schema: { type: "object", properties: { a: schema } }, encoding: { a: encoding } } },
      },
    },
    call: `call({ body: { a: ${value} } })`,
    sends,
  };
}

const object = { type: "object", properties: { R: { type: "integer" }, G: string } };

function styles(openapi: string): Table {
  return {
    subject: `styles of a multipart form, OpenAPI ${openapi}`,
    document: { openapi },
    rows: [
      styled(
        "form, not exploded: a list",
        strings,
        { style: "form", explode: false },
        '["p", "q"]',
        parts(["a", "p,q"]),
      ),
      styled("explode alone", strings, { explode: false }, '["p", "é&="]', parts(["a", "p,é&="])),
      styled("style alone: exploded", strings, { style: "form" }, '["p", "q"]', parts(["a", "p"], ["a", "q"])),
      styled("spaces", strings, { style: "spaceDelimited" }, '["p", "q"]', parts(["a", "p q"])),
      styled("pipes", strings, { style: "pipeDelimited" }, '["p", "q"]', parts(["a", "p|q"])),
      styled(
        "form: the properties of an object",
        object,
        { style: "form" },
        '{ R: 1, G: "x+y" }',
        parts(["R", "1"], ["G", "x+y"]),
      ),
      styled("form, not exploded: an object", object, { explode: false }, '{ R: 1, G: "x" }', parts(["a", "R,1,G,x"])),
      styled(
        "deepObject",
        object,
        { style: "deepObject", explode: true },
        '{ R: 1, G: "x" }',
        parts(["a[R]", "1"], ["a[G]", "x"]),
      ),
      styled("a text", string, { style: "form" }, '"a b&c=%41"', parts(["a", "a b&c=%41"])),
      styled("an empty list is left out", strings, { explode: false }, "[]", parts()),
      styled(
        "a style takes the place of a content type",
        strings,
        { style: "form", explode: false, contentType: "application/json" },
        '["p"]',
        parts(["a", "p"]),
      ),
    ],
  };
}

conformance(
  {
    subject: "lists of Swagger 2.0",
    document: { openapi: undefined, swagger: "2.0" },
    rows: [
      list(FORM, undefined, fields("a=p,q%2Cr")),
      list(FORM, "csv", fields("a=p,q%2Cr")),
      list(FORM, "ssv", fields("a=p%20q%2Cr")),
      list(FORM, "tsv", fields("a=p%09q%2Cr")),
      list(FORM, "pipes", fields("a=p%7Cq%2Cr")),
      list(FORM, "multi", fields("a=p&a=q%2Cr")),
      list(FORM, "tsv", fields(""), "[]"),
      list(MULTIPART, undefined, parts(["a", "p,q,r"])),
      list(MULTIPART, "csv", parts(["a", "p,q,r"])),
      list(MULTIPART, "ssv", parts(["a", "p q,r"])),
      list(MULTIPART, "tsv", parts(["a", "p\tq,r"])),
      list(MULTIPART, "pipes", parts(["a", "p|q,r"])),
      list(MULTIPART, "multi", parts(["a", "p"], ["a", "q,r"])),
      listIn("query", "csv", "GET ?a=p,q"),
      listIn("query", "ssv", "GET ?a=p%20q"),
      listIn("query", "tsv", "GET ?a=p%09q"),
      listIn("query", "pipes", "GET ?a=p%7Cq"),
      listIn("query", "multi", "GET ?a=p&a=q"),
      listIn("path", "csv", "GET /p,q"),
      listIn("path", "ssv", "GET /p%20q"),
      listIn("path", "tsv", "GET /p%09q"),
      listIn("path", "pipes", "GET /p%7Cq"),
      listIn("header", "csv", ["GET ", "a: p,q"]),
      listIn("header", "ssv", ["GET ", "a: p q"]),
      listIn("header", "tsv", ["GET ", "a: p\tq"]),
      listIn("header", "pipes", ["GET ", "a: p|q"]),
    ],
  },
  styles("3.1.1"),
  styles("3.2.0"),
  {
    subject: "styles of a multipart form, OpenAPI 3.0",
    document: { openapi: "3.0.3" },
    rows: [
      styled(
        "are ignored: a list",
        strings,
        { style: "form", explode: false },
        '["p", "q"]',
        parts(["a", "p"], ["a", "q"]),
      ),
      styled(
        "are ignored: an object",
        object,
        { style: "deepObject" },
        "{ R: 1 }",
        parts(["a", '{"R":1}', "application/json"]),
      ),
      styled(
        "but not a content type",
        string,
        { style: "form", contentType: "text/csv" },
        '"p"',
        parts(["a", "p", "text/csv"]),
      ),
    ],
  },
  {
    subject: "files, types and JSON in a multipart form",
    rows: [
      styled(
        "a style of a file means nothing",
        { type: "string", format: "binary" },
        { style: "form" },
        'new Blob(["x"], { type: "text/plain" })',
        [
          "POST ",
          `content-type: ${MULTIPART}; boundary=BOUNDARY`,
          "",
          "--BOUNDARY",
          'Content-Disposition: form-data; name="a"; filename="blob"',
          "Content-Type: text/plain",
          "",
          "x",
          "--BOUNDARY--",
        ],
      ),
      styled(
        "a list of objects is a part an item",
        { type: "array", items: object },
        {},
        "[{ R: 1 }, { R: 2 }]",
        parts(["a", '{"R":1}', "application/json"], ["a", '{"R":2}', "application/json"]),
      ),
      styled(
        "a list declared as JSON too",
        { type: "array", items: object },
        { contentType: "application/json" },
        "[{ R: 1 }, { R: 2 }]",
        parts(["a", '{"R":1}', "application/json"], ["a", '{"R":2}', "application/json"]),
      ),
      styled(
        "texts in it",
        strings,
        { contentType: "application/json" },
        '["p", "q"]',
        parts(["a", '"p"', "application/json"], ["a", '"q"', "application/json"]),
      ),
      styled(
        "a list as one part, by declaration",
        { type: "array", items: object },
        { "x-specloom-parts": "one" },
        "[{ R: 1 }, { R: 2 }]",
        parts(["a", '[{"R":1},{"R":2}]', "application/json"]),
      ),
      styled(
        "a list as one part of another type",
        strings,
        { contentType: "application/vnd.acme+json", "x-specloom-parts": "one" },
        '["p"]',
        parts(["a", '["p"]', "application/vnd.acme+json"]),
      ),
      {
        subject: "a style has no meaning in other multipart bodies",
        operation: {
          requestBody: {
            required: true,
            content: {
              "multipart/mixed": {
                schema: { type: "object", properties: { a: strings } },
                encoding: { a: { style: "form", explode: false } },
              },
            },
          },
        },
        call: 'call({ body: { a: ["p", "q"] } })',
        sends: parts(["a", "p"], ["a", "q"]).map((line) => line.replace(MULTIPART, "multipart/mixed")),
      },
    ],
  },
);
