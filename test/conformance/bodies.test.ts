import { json } from "./answers.js";
import { conformance, type Row } from "./harness.js";

const string = { type: "string" };
const integer = { type: "integer" };
const binary = { type: "string", format: "binary" };
const JSON_TYPE = "application/json";
const FORM = "application/x-www-form-urlencoded";
const FORM_SENT = `content-type: ${FORM};charset=UTF-8`;
const MULTIPART = "multipart/form-data";
const MULTIPART_SENT = "content-type: multipart/form-data; boundary=BOUNDARY";

function object(properties: Readonly<Record<string, object>>, required: readonly string[] = []): object {
  return { type: "object", properties, required };
}

/** A row of one media type: its schema, the body, and what arrives after an empty line. */
function body(
  mediaType: string,
  schema: object | undefined,
  subject: string,
  value: string,
  ...arrives: readonly string[]
): Row {
  return {
    subject,
    operation: { requestBody: { required: true, content: { [mediaType]: schema === undefined ? {} : { schema } } } },
    call: `call({ body: ${value} })`,
    sends: ["POST ", `content-type: ${mediaType}`, ...(arrives.length === 0 ? [] : ["", ...arrives])],
  };
}

function form(subject: string, properties: object, encoding: object, value: string, arrives: string): Row {
  const schema = { type: "object", properties };
  return {
    subject,
    operation: { requestBody: { required: true, content: { [FORM]: { schema, encoding } } } },
    call: `call({ body: ${value} })`,
    sends: ["POST ", FORM_SENT, "", arrives],
  };
}

/** A part as it stands on the wire. */
function part(disposition: string, content: string, type?: string): string[] {
  const head = ["--BOUNDARY", `Content-Disposition: form-data; ${disposition}`];
  return [...head, ...(type === undefined ? [] : [`Content-Type: ${type}`]), "", content];
}

function multipart(
  subject: string,
  properties: object,
  value: string,
  parts: readonly (readonly string[])[],
  encoding: object = {},
): Row {
  const schema = { type: "object", properties };
  return {
    subject,
    operation: { requestBody: { required: true, content: { [MULTIPART]: { schema, encoding } } } },
    call: `call({ body: ${value} })`,
    sends: ["POST ", MULTIPART_SENT, "", ...parts.flat(), "--BOUNDARY--"],
  };
}

const EXACT = "{ json: exactJson }";

/** An answer of JSON, and what it is read as. */
function digits(subject: string, client: string, text: string, gives: unknown): Row {
  const answer = { description: "", content: { [JSON_TYPE]: { schema: {} } } };
  return {
    subject,
    operation: { responses: { 200: answer } },
    client,
    answers: json(text),
    sends: ["GET ", `accept: ${JSON_TYPE}`],
    gives,
  };
}

const octets = "application/octet-stream";
const choice = {
  requestBody: {
    required: true,
    content: {
      [JSON_TYPE]: { schema: object({ a: integer }, ["a"]) },
      "application/xml": { schema: string },
      [FORM]: { schema: object({ a: integer }, ["a"]) },
    },
  },
};
const chunked = 'new Blob(["hi"]).stream()';

conformance(
  {
    subject: "JSON bodies",
    rows: [
      body(JSON_TYPE, object({ a: integer }), "an object", "{ a: 1 }", '{"a":1}'),
      body(JSON_TYPE, { type: "array", items: integer }, "a list", "[1, 2]", "[1,2]"),
      body(JSON_TYPE, string, "a string is quoted", '"a"', '"a"'),
      body(JSON_TYPE, { type: "number" }, "a number", "0", "0"),
      body(JSON_TYPE, { type: "boolean" }, "false", "false", "false"),
      body(JSON_TYPE, { type: ["string", "null"] }, "null is a body", "null", "null"),
      body(JSON_TYPE, {}, "what the document leaves open", "{ a: [null] }", '{"a":[null]}'),
      body(JSON_TYPE, object({ a: string }), "text of any script", '{ a: "é😀" }', '{"a":"é😀"}'),
      body(
        "application/json; charset=utf-8",
        object({ a: integer }),
        "a media type with a parameter",
        "{ a: 1 }",
        '{"a":1}',
      ),
      body("application/vnd.api+json", object({ a: integer }), "a +json type", "{ a: 1 }", '{"a":1}'),
      body(
        "application/merge-patch+json",
        object({ a: { type: ["integer", "null"] } }),
        "a merge patch keeps null",
        "{ a: null }",
        '{"a":null}',
      ),
      body(
        "application/json-patch+json",
        { type: "array", items: object({ op: string }) },
        "a JSON patch",
        '[{ op: "test" }]',
        '[{"op":"test"}]',
      ),
      {
        ...body(
          JSON_TYPE,
          object({ a: integer }),
          "a property of another type does not compile",
          '{ a: "1" }',
          '{"a":"1"}',
        ),
        misuse: true,
      },
      {
        ...body(
          JSON_TYPE,
          object({ a: integer }, ["a"]),
          "a required property that is missing does not compile",
          "{}",
          "{}",
        ),
        misuse: true,
      },
      {
        ...body(JSON_TYPE, object({ a: integer }), "a required body that is missing does not compile", ""),
        call: "call()",
        misuse: true,
        sends: "POST ",
      },
      {
        ...body(JSON_TYPE, {}, "a cycle is refused", ""),
        call: "call({ body: (() => { const list: unknown[] = []; list.push(list); return JSON.parse('{}', () => list); })() })",
        sends: [],
        throws: { name: "ParameterError", parameter: "body" },
      },
      {
        subject: "an optional body is left out",
        operation: { requestBody: { content: { [JSON_TYPE]: { schema: object({ a: integer }) } } } },
        call: "call()",
        sends: "POST ",
      },
      {
        subject: "an optional body is sent",
        operation: { requestBody: { content: { [JSON_TYPE]: { schema: object({ a: integer }) } } } },
        call: "call({ body: { a: 1 } })",
        sends: ["POST ", `content-type: ${JSON_TYPE}`, "", '{"a":1}'],
      },
      ...["put", "patch", "delete"].map((method): Row => ({
        ...body(JSON_TYPE, object({ a: integer }), `a body of ${method.toUpperCase()}`, "{ a: 1 }"),
        method,
        sends: [`${method.toUpperCase()} `, `content-type: ${JSON_TYPE}`, "", '{"a":1}'],
      })),
      {
        subject: "a body beside parameters of every place",
        path: "/{id}",
        operation: {
          parameters: [
            { name: "id", in: "path", required: true, schema: string },
            { name: "q", in: "query", schema: string },
            { name: "X-Tag", in: "header", schema: string },
          ],
          requestBody: { required: true, content: { [JSON_TYPE]: { schema: object({ a: integer }) } } },
        },
        call: 'call("i", { q: "a", "X-Tag": "t", body: { a: 1 } })',
        sends: ["POST /i?q=a", `content-type: ${JSON_TYPE}`, "x-tag: t", "", '{"a":1}'],
      },
    ],
  },
  {
    subject: "urlencoded bodies",
    rows: [
      form(
        "text, numbers and booleans",
        { a: string, n: integer, b: { type: "boolean" } },
        {},
        '{ a: "b c&d", n: 1, b: false }',
        "a=b+c%26d&n=1&b=false",
      ),
      form("an array is its name again", { a: { type: "array", items: string } }, {}, '{ a: ["x", "y"] }', "a=x&a=y"),
      form("an object is JSON", { a: object({ b: integer }) }, {}, "{ a: { b: 1 } }", "a=%7B%22b%22%3A1%7D"),
      form(
        "null and undefined are left out",
        { a: { type: ["string", "null"] }, b: string },
        {},
        '{ a: null, b: "x" }',
        "b=x",
      ),
      form("a name is encoded", { "a[]": string }, {}, '{ "a[]": "x" }', "a%5B%5D=x"),
      form(
        "encoding deepObject: as in a query",
        { a: object({ b: object({ c: integer }) }) },
        { a: { style: "deepObject", explode: true } },
        "{ a: { b: { c: 1 } } }",
        "a%5Bb%5D%5Bc%5D=1",
      ),
      form(
        "encoding deepObject: a list",
        { a: { type: "array", items: string } },
        { a: { style: "deepObject", explode: true } },
        '{ a: ["x", "y"] }',
        "a%5B%5D=x&a%5B%5D=y",
      ),
      form(
        "encoding not exploded: one value",
        { a: { type: "array", items: string } },
        { a: { explode: false } },
        '{ a: ["x", "y"] }',
        "a=x,y",
      ),
      form(
        "encoding spaceDelimited",
        { a: { type: "array", items: string } },
        { a: { style: "spaceDelimited", explode: false } },
        '{ a: ["x", "y"] }',
        "a=x%20y",
      ),
      form(
        "encoding form: an object's properties stand for it",
        { a: object({ b: integer, c: integer }) },
        { a: { style: "form" } },
        "{ a: { b: 1, c: 2 } }",
        "b=1&c=2",
      ),
      form("encoding allowReserved", { a: string }, { a: { allowReserved: true } }, '{ a: "x/y&z" }', "a=x/y%26z"),
      form(
        "encoding of contentType JSON: an array is one value",
        { a: { type: "array", items: integer } },
        { a: { contentType: JSON_TYPE } },
        "{ a: [1, 2] }",
        "a=%5B1%2C2%5D",
      ),
      form(
        "encoding of a property that every object inherits",
        { constructor: { type: "object", properties: { a: integer } } },
        { constructor: { style: "deepObject", explode: true } },
        "{ constructor: { a: 1 } }",
        "constructor%5Ba%5D=1",
      ),
      form("URLSearchParams go as they are", { a: string }, {}, 'new URLSearchParams({ z: "1 2" })', "z=1+2"),
      {
        ...form("bytes are refused", { a: {} }, {}, '{ a: new Blob(["x"]) }', ""),
        sends: [],
        throws: { name: "ParameterError", parameter: "body" },
      },
    ],
  },
  {
    subject: "multipart bodies",
    imports: ["Upload"],
    rows: [
      multipart("text is a part without a type", { a: string, n: integer }, '{ a: "é", n: 1 }', [
        part('name="a"', "é"),
        part('name="n"', "1"),
      ]),
      multipart("a Blob", { f: binary }, '{ f: new Blob(["hi"], { type: "image/png" }) }', [
        part('name="f"; filename="blob"', "hi", "image/png"),
      ]),
      multipart("a Blob without a type", { f: binary }, '{ f: new Blob(["hi"]) }', [
        part('name="f"; filename="blob"', "hi", octets),
      ]),
      multipart(
        "a File keeps its name and type",
        { f: binary },
        '{ f: new File(["hi"], "a.txt", { type: "text/plain" }) }',
        [part('name="f"; filename="a.txt"', "hi", "text/plain")],
      ),
      multipart(
        "quotes and line breaks in a file name are escaped",
        { f: binary },
        '{ f: new File(["hi"], \'a"\\r\\nb\') }',
        [part('name="f"; filename="a%22%0D%0Ab"', "hi", octets)],
      ),
      multipart("an ArrayBuffer", { f: binary }, "{ f: new Uint8Array([104, 105]).buffer }", [
        part('name="f"; filename="blob"', "hi", octets),
      ]),
      multipart("a typed array", { f: binary }, "{ f: new Uint8Array([104, 105]) }", [
        part('name="f"; filename="blob"', "hi", octets),
      ]),
      multipart(
        "a stream with a file name",
        { a: string, f: binary },
        `{ a: "x", f: new Upload(${chunked}, "a.csv", { type: "text/csv" }) }`,
        [part('name="a"', "x"), part('name="f"; filename="a.csv"', "hi", "text/csv")],
      ),
      multipart("bytes with a file name", { f: binary }, '{ f: new Upload(new Uint8Array([104, 105]), "a.bin") }', [
        part('name="f"; filename="a.bin"', "hi", octets),
      ]),
      multipart(
        "several files under one name",
        { f: { type: "array", items: binary } },
        '{ f: [new File(["1"], "1.txt"), new File(["2"], "2.txt")] }',
        [part('name="f"; filename="1.txt"', "1", octets), part('name="f"; filename="2.txt"', "2", octets)],
      ),
      multipart(
        "one file where a list may be too",
        { f: { anyOf: [binary, { type: "array", items: binary }] } },
        '{ f: new Upload(new Uint8Array([104, 105]), "1.txt") }',
        [part('name="f"; filename="1.txt"', "hi", octets)],
      ),
      multipart(
        "several files where one may be too",
        { f: { anyOf: [binary, { type: "array", items: binary }] } },
        '{ f: [new File(["1"], "1.txt"), new Upload(new Blob(["2"]), "2.txt")] }',
        [part('name="f"; filename="1.txt"', "1", octets), part('name="f"; filename="2.txt"', "2", octets)],
      ),
      multipart(
        "text where a file may be too",
        { f: { anyOf: [string, binary] }, g: { type: "array", items: { anyOf: [string, binary] } } },
        '{ f: "https://a.test", g: ["a", new Upload(new Blob(["2"]), "2.txt")] }',
        [part('name="f"', "https://a.test"), part('name="g"', "a"), part('name="g"; filename="2.txt"', "2", octets)],
      ),
      multipart(
        "null where a file may be too",
        { a: string, f: { anyOf: [binary, { type: "null" }] } },
        '{ a: "x", f: null }',
        [part('name="a"', "x")],
      ),
      multipart(
        "several files under several names",
        { f: binary, g: binary },
        '{ f: new File(["1"], "1.txt"), g: new File(["2"], "2.txt") }',
        [part('name="f"; filename="1.txt"', "1", octets), part('name="g"; filename="2.txt"', "2", octets)],
      ),
      multipart("an array of text is a part an item", { a: { type: "array", items: string } }, '{ a: ["x", "y"] }', [
        part('name="a"', "x"),
        part('name="a"', "y"),
      ]),
      multipart("an object is a JSON part", { a: object({ b: integer }) }, "{ a: { b: 1 } }", [
        part('name="a"', '{"b":1}', JSON_TYPE),
      ]),
      multipart(
        "a list of objects is a JSON part an item",
        { a: { type: "array", items: object({ b: integer }) } },
        "{ a: [{ b: 1 }, { b: 2 }] }",
        [part('name="a"', '{"b":1}', JSON_TYPE), part('name="a"', '{"b":2}', JSON_TYPE)],
      ),
      multipart(
        "encoding names a JSON part's type",
        { a: object({ b: integer }) },
        "{ a: { b: 1 } }",
        [part('name="a"', '{"b":1}', "application/vnd.a+json")],
        { a: { contentType: "application/vnd.a+json" } },
      ),
      multipart(
        "encoding of contentType JSON: a list is a part an item",
        { a: { type: "array", items: integer } },
        "{ a: [1, 2] }",
        [part('name="a"', "1", JSON_TYPE), part('name="a"', "2", JSON_TYPE)],
        { a: { contentType: JSON_TYPE } },
      ),
      multipart(
        "encoding of contentType JSON: a string is quoted",
        { a: string },
        '{ a: "x" }',
        [part('name="a"', '"x"', JSON_TYPE)],
        { a: { contentType: JSON_TYPE } },
      ),
      multipart(
        "encoding names a text's type",
        { a: string },
        '{ a: "<a/>" }',
        [part('name="a"', "<a/>", "text/xml")],
        { a: { contentType: "text/xml" } },
      ),
      multipart(
        "encoding names a file's type",
        { f: binary },
        '{ f: new Blob(["hi"]) }',
        [part('name="f"; filename="blob"', "hi", "image/png")],
        { f: { contentType: "image/png" } },
      ),
      multipart(
        "a file's own type wins over encoding's choice of several",
        { f: binary },
        '{ f: new Blob(["hi"], { type: "image/png" }) }',
        [part('name="f"; filename="blob"', "hi", "image/png")],
        { f: { contentType: "image/png, image/jpeg" } },
      ),
      multipart(
        "a file without a schema, told by its encoding",
        { f: {} },
        '{ f: new Blob(["hi"]) }',
        [part('name="f"; filename="blob"', "hi", octets)],
        { f: { contentType: octets } },
      ),
      multipart(
        "a file told by contentMediaType",
        { f: { type: "string", contentMediaType: "image/png" } },
        "{ f: new Uint8Array([104, 105]) }",
        [part('name="f"; filename="blob"', "hi", octets)],
      ),
      multipart("a date", { a: { type: "string", format: "date-time" } }, "{ a: new Date(0).toISOString() }", [
        part('name="a"', "1970-01-01T00:00:00.000Z"),
      ]),
      multipart(
        "null and undefined are left out",
        { a: { type: ["string", "null"] }, b: string },
        '{ a: null, b: "x" }',
        [part('name="b"', "x")],
      ),
      multipart("an empty form", { a: string }, "{}", []),
      {
        subject: "a FormData made by hand goes as it is",
        operation: {
          requestBody: { required: true, content: { [MULTIPART]: { schema: object({ f: binary }, ["f"]) } } },
        },
        call: '(() => { const made = new FormData(); made.append("z", "1"); return call({ body: made }); })()',
        sends: ["POST ", MULTIPART_SENT, "", ...part('name="z"', "1"), "--BOUNDARY--"],
      },
      {
        ...multipart("a string where a file belongs does not compile", { f: binary }, '{ f: "text" }', [
          part('name="f"', "text"),
        ]),
        misuse: true,
      },
      {
        subject: "a required file that is missing does not compile",
        operation: {
          requestBody: { required: true, content: { [MULTIPART]: { schema: object({ f: binary }, ["f"]) } } },
        },
        call: "call({ body: {} })",
        misuse: true,
        sends: ["POST ", MULTIPART_SENT, "", "--BOUNDARY--"],
      },
      {
        ...multipart("is repeated where that does no harm", { f: binary }, "", []),
        method: "put",
        client: "{ maxRetries: 1 }",
        call: 'call({ body: { f: new Blob(["hi"]) } })',
        answers: [{ status: 503 }, { status: 204 }],
        sends: [1, 2].flatMap(() => [
          "PUT ",
          MULTIPART_SENT,
          "",
          ...part('name="f"; filename="blob"', "hi", octets),
          "--BOUNDARY--",
        ]),
      },
      {
        ...multipart("with a stream is not repeated", { f: binary }, "", []),
        method: "put",
        client: "{ maxRetries: 1 }",
        call: `call({ body: { f: ${chunked} } })`,
        answers: [{ status: 503 }, { status: 204 }],
        sends: ["PUT ", MULTIPART_SENT, "", ...part('name="f"; filename="blob"', "hi", octets), "--BOUNDARY--"],
        throws: { status: 503, attempts: 1 },
      },
    ],
  },
  {
    subject: "binary and text bodies",
    rows: [
      body(octets, binary, "a Blob", 'new Blob(["hi"])', "hi"),
      body(octets, undefined, "a typed array", "new Uint8Array([104, 105])", "hi"),
      body(octets, undefined, "bytes that are no text", "new Uint8Array([0, 255])", "00ff"),
      body(octets, binary, "an ArrayBuffer", "new Uint8Array([104, 105]).buffer", "hi"),
      body(octets, binary, "a DataView", "new DataView(new Uint8Array([104, 105]).buffer)", "hi"),
      body(octets, binary, "a stream", chunked, "hi"),
      body("image/png", {}, "an image", "new Uint8Array([104, 105])", "hi"),
      body("application/pdf", binary, "a document", 'new Blob(["hi"])', "hi"),
      {
        ...body("image/*", binary, "a range: the Blob's own type", ""),
        call: 'call({ body: new Blob(["hi"], { type: "image/gif" }) })',
        sends: ["POST ", "content-type: image/gif", "", "hi"],
      },
      {
        ...body("*/*", undefined, "any type: an object is JSON", ""),
        call: "call({ body: { a: 1 } })",
        sends: ["POST ", `content-type: ${JSON_TYPE}`, "", '{"a":1}'],
      },
      { ...body(octets, binary, "a string as bytes does not compile", '"hi"', "hi"), misuse: true },
      body("text/plain", string, "text", '"a é"', "a é"),
      body("text/plain; charset=utf-8", string, "text with a charset", '"a"', "a"),
      body("text/csv", string, "CSV from a Blob", 'new Blob(["a,b"])', "a,b"),
      body("text/html", string, "HTML", '"<p>"', "<p>"),
      body("application/xml", object({ a: string }), "XML as text, whatever its schema", '"<a/>"', "<a/>"),
      body("application/soap+xml", string, "+xml as text", '"<a/>"', "<a/>"),
      body("application/yaml", string, "YAML as text", '"a: 1"', "a: 1"),
      {
        ...body("text/plain", string, "an object as text is refused", ""),
        call: "call({ body: JSON.parse('{}') })",
        sends: [],
        throws: { name: "ParameterError", parameter: "body" },
      },
    ],
  },
  {
    subject: "bodies of several media types",
    rows: [
      {
        subject: "the first is the default",
        operation: choice,
        call: "call({ body: { a: 1 } })",
        sends: ["POST ", `content-type: ${JSON_TYPE}`, "", '{"a":1}'],
      },
      {
        subject: "the first may be named",
        operation: choice,
        call: `call({ body: { a: 1 }, "content-type": "${JSON_TYPE}" })`,
        sends: ["POST ", `content-type: ${JSON_TYPE}`, "", '{"a":1}'],
      },
      {
        subject: "another is chosen by its name",
        operation: choice,
        call: 'call({ body: "<a/>", "content-type": "application/xml" })',
        sends: ["POST ", "content-type: application/xml", "", "<a/>"],
      },
      {
        subject: "a form is chosen by its name",
        operation: choice,
        call: `call({ body: { a: 1 }, "content-type": "${FORM}" })`,
        sends: ["POST ", FORM_SENT, "", "a=1"],
      },
      {
        subject: "the call's own header wins",
        operation: choice,
        call: 'call({ body: "<a/>", "content-type": "application/xml" }, { headers: { "Content-Type": "application/soap+xml" } })',
        sends: ["POST ", "content-type: application/soap+xml", "", "<a/>"],
      },
      {
        subject: "a body of another type than the chosen does not compile",
        operation: choice,
        call: 'call({ body: { a: 1 }, "content-type": "application/xml" })',
        misuse: true,
        throws: { name: "ParameterError" },
      },
      {
        subject: "a type that is not declared does not compile",
        operation: choice,
        call: 'call({ body: "a", "content-type": "text/csv" })',
        misuse: true,
        sends: ["POST ", "content-type: text/csv", "", "a"],
      },
      {
        subject: "bytes and JSON",
        operation: {
          requestBody: {
            required: true,
            content: { [JSON_TYPE]: { schema: object({ a: integer }) }, "image/png": {} },
          },
        },
        call: 'call({ body: new Uint8Array([104, 105]), "content-type": "image/png" })',
        sends: ["POST ", "content-type: image/png", "", "hi"],
      },
      {
        subject: "a choice that may be left out",
        operation: { requestBody: { content: choice.requestBody.content } },
        call: "call()",
        sends: "POST ",
      },
      {
        subject: "a $ref'd body",
        operation: { requestBody: { $ref: "#/components/requestBodies/Choice" } },
        call: "call({ body: { a: 1 } })",
        sends: ["POST ", `content-type: ${JSON_TYPE}`, "", '{"a":1}'],
      },
    ],
    document: { components: { requestBodies: { Choice: choice.requestBody } } },
  },
  {
    subject: "numbers that need every digit",
    fromRuntime: ["exactJson"],
    rows: [
      digits("by default an int64 beyond 2^53 is a number", "{}", "9007199254740993", 9007199254740992),
      digits("exactJson: beyond 2^53 a bigint", EXACT, "9007199254740993", 9007199254740993n),
      digits("exactJson: a negative one", EXACT, "-9223372036854775808", -9223372036854775808n),
      digits("exactJson: a small integer is a number", EXACT, "42", 42),
      digits("exactJson: 2^53 itself is a number", EXACT, "9007199254740992", 9007199254740992),
      digits("exactJson: a decimal that fits is a number", EXACT, "1.50", 1.5),
      digits("exactJson: an exponent that fits is a number", EXACT, "1e3", 1000),
      digits(
        "exactJson: a decimal that does not fit is its digits",
        EXACT,
        "0.1234567890123456789",
        "0.1234567890123456789",
      ),
      digits("exactJson: digits in a string stay a string", EXACT, '"9007199254740993"', "9007199254740993"),
      digits("exactJson: deep inside", EXACT, '{"a":[{"b":9007199254740993,"c":"\\"1"}]}', {
        a: [{ b: 9007199254740993n, c: '"1' }],
      }),
      {
        subject: "exactJson: in JSON lines",
        operation: { responses: { 200: { description: "", content: { "application/jsonl": { schema: {} } } } } },
        client: EXACT,
        call: "call().then(async (lines) => { const all = []; for await (const line of lines) all.push(line); return all; })",
        answers: { headers: { "content-type": "application/jsonl" }, body: "9007199254740993\n1\n" },
        sends: ["GET ", "accept: application/jsonl"],
        gives: [9007199254740993n, 1],
      },
      {
        subject: "exactJson: in server-sent events",
        operation: {
          responses: { 200: { description: "", content: { "text/event-stream": { schema: { type: "integer" } } } } },
        },
        client: EXACT,
        call: "call().then(async (events) => { const all = []; for await (const { data } of events) all.push(data); return all; })",
        answers: { headers: { "content-type": "text/event-stream" }, body: "data: 9007199254740993\n\n" },
        sends: ["GET ", "accept: text/event-stream"],
        gives: [9007199254740993n],
      },
      {
        subject: "exactJson: in an error's body",
        client: EXACT,
        answers: { status: 400, headers: { "content-type": JSON_TYPE }, body: '{"id":9007199254740993}' },
        sends: "GET ",
        throws: { name: "BadRequestError", body: { id: 9007199254740993n } },
      },
      {
        ...digits("exactJson: broken JSON is an error", EXACT, "{9007199254740993", undefined),
        throws: { name: "ResponseParseError", fault: "syntax" },
      },
      {
        ...body(
          JSON_TYPE,
          {},
          "exactJson: a bigint is sent as its digits",
          "{ a: 9007199254740993n, b: [1n] }",
          '{"a":9007199254740993,"b":[1]}',
        ),
        client: EXACT,
      },
      {
        ...body(JSON_TYPE, {}, "by default a bigint in JSON is refused", "{ a: 1n }"),
        sends: [],
        throws: { name: "ParameterError", parameter: "body" },
      },
    ],
  },
);
