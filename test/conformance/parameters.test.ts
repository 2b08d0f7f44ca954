import { json } from "./answers.js";
import { conformance, type Row } from "./harness.js";

/** A parameter, and what a value of it becomes. */
type Case = readonly [subject: string, argument: string, sends: string];

const string = { type: "string" };
const strings = { type: "array", items: string };
const object = { type: "object", additionalProperties: true };
const any = {};

function query(facts: object, cases: readonly Case[], name = "q"): Row[] {
  return cases.map(([subject, argument, wire]) => ({
    subject,
    operation: { parameters: [{ name, in: "query", schema: any, ...facts }] },
    call: `call({ ${JSON.stringify(name)}: ${argument} })`,
    sends: `GET ${wire}`,
  }));
}

function path(facts: object, cases: readonly Case[], template = "/{id}"): Row[] {
  return cases.map(([subject, argument, wire]) => ({
    subject,
    path: template,
    operation: { parameters: [{ name: "id", in: "path", required: true, schema: any, ...facts }] },
    call: `call(${argument})`,
    sends: `GET ${wire}`,
  }));
}

function header(facts: object, cases: readonly Case[], name = "X-Tag"): Row[] {
  return cases.map(([subject, argument, wire]) => ({
    subject,
    operation: { parameters: [{ name, in: "header", schema: any, ...facts }] },
    call: `call({ [${JSON.stringify(name)}]: ${argument} })`,
    sends: ["GET ", ...(wire === "" ? [] : [wire])],
  }));
}

function cookie(facts: object, cases: readonly Case[], name = "c"): Row[] {
  return cases.map(([subject, argument, wire]) => ({
    subject,
    operation: { parameters: [{ name, in: "cookie", schema: any, ...facts }] },
    call: `call({ ${JSON.stringify(name)}: ${argument} })`,
    sends: ["GET ", ...(wire === "" ? [] : [`cookie: ${wire}`])],
  }));
}

conformance(
  {
    subject: "parameters in the query",
    document: { components: { schemas: { Yes: { type: "boolean", enum: [true] } } } },
    rows: [
      ...query({}, [
        ["form: a string", '"a"', "?q=a"],
        ["form: an empty string", '""', "?q="],
        ["form: a number", "1.5", "?q=1.5"],
        ["form: zero", "0", "?q=0"],
        ["form: a boolean", "false", "?q=false"],
        ["form: a bigint", "9007199254740993n", "?q=9007199254740993"],
        ["form: null is left out", "null", ""],
        ["form: spaces and reserved characters are encoded", '"a b&c=d/e?f#g+h"', "?q=a%20b%26c%3Dd%2Fe%3Ff%23g%2Bh"],
        ["form: text of any script", '"é日😀"', "?q=%C3%A9%E6%97%A5%F0%9F%98%80"],
        ["form: a date", 'new Date("2026-01-02T03:04:05.678Z")', "?q=2026-01-02T03%3A04%3A05.678Z"],
        ["form exploded, the default: a list", '["a", "b"]', "?q=a&q=b"],
        ["form exploded: an empty list is left out", "[]", ""],
        ["form exploded: null items are left out", '["a", null, "b"]', "?q=a&q=b"],
        ["form exploded: dates in a list", "[new Date(0)]", "?q=1970-01-01T00%3A00%3A00.000Z"],
        ["form exploded: an object", '{ R: 100, G: "a b" }', "?R=100&G=a%20b"],
        ["form exploded: a property that is null is left out", "{ R: 100, G: null }", "?R=100"],
      ]),
      ...query({ explode: false }, [
        ["form not exploded: a list", '["a", "b,c"]', "?q=a,b%2Cc"],
        ["form not exploded: one item", '["a"]', "?q=a"],
        ["form not exploded: an object", "{ R: 100, G: 200 }", "?q=R,100,G,200"],
        ["form not exploded: a string", '"a"', "?q=a"],
      ]),
      ...query({ style: "spaceDelimited", explode: false }, [
        ["spaceDelimited: a list", '["a", "b"]', "?q=a%20b"],
        ["spaceDelimited: an object", "{ R: 100 }", "?q=R%20100"],
        ["spaceDelimited: a string, as form", '"a"', "?q=a"],
      ]),
      ...query({ style: "spaceDelimited", explode: true }, [
        ["spaceDelimited exploded: as form", '["a", "b"]', "?q=a&q=b"],
      ]),
      ...query({ style: "pipeDelimited", explode: false }, [
        ["pipeDelimited: a list", '["a", "b"]', "?q=a%7Cb"],
        ["pipeDelimited: an object", "{ R: 100 }", "?q=R%7C100"],
        ["pipeDelimited: one item", '["a"]', "?q=a"],
      ]),
      ...query({ style: "pipeDelimited", explode: true }, [
        ["pipeDelimited exploded: as form", '["a", "b"]', "?q=a&q=b"],
      ]),
      ...query(
        { schema: { type: "object", properties: { page: { type: "integer" }, sort: strings, by: {} } } },
        [
          [
            "form exploded: the lists of an object repeat their names",
            '{ page: 0, sort: ["a b", "c"] }',
            "?page=0&sort=a%20b&sort=c",
          ],
          ["form exploded: an empty list in an object is left out", "{ page: 0, sort: [] }", "?page=0"],
          ["form exploded: null in a list of an object is left out", '{ sort: ["a", null as never] }', "?sort=a"],
          ["form exploded: a list that the schema allows without a word", '{ by: ["a", "b"] }', "?by=a&by=b"],
        ],
        "pageable",
      ),
      ...query({ style: "deepObject", explode: true }, [
        ["deepObject: an object", '{ R: 100, G: "a b" }', "?q%5BR%5D=100&q%5BG%5D=a%20b"],
        ["deepObject: a nested object", "{ a: { b: { c: 1 } } }", "?q%5Ba%5D%5Bb%5D%5Bc%5D=1"],
        ["deepObject: a list inside has brackets", "{ a: [1, 2] }", "?q%5Ba%5D%5B%5D=1&q%5Ba%5D%5B%5D=2"],
        ["deepObject: a list", '["a", "b"]', "?q%5B%5D=a&q%5B%5D=b"],
        ["deepObject: a list of one", '["a"]', "?q%5B%5D=a"],
        ["deepObject: a list of objects", '[{ price: "p" }]', "?q%5B0%5D%5Bprice%5D=p"],
        [
          "deepObject: a list of objects goes by index",
          "{ a: [{ b: 1 }, { b: 2, c: [3, 4] }] }",
          "?q%5Ba%5D%5B0%5D%5Bb%5D=1&q%5Ba%5D%5B1%5D%5Bb%5D=2&q%5Ba%5D%5B1%5D%5Bc%5D%5B%5D=3&q%5Ba%5D%5B1%5D%5Bc%5D%5B%5D=4",
        ],
        [
          "deepObject: a list of lists goes by index",
          "{ a: [[1, 2]] }",
          "?q%5Ba%5D%5B0%5D%5B%5D=1&q%5Ba%5D%5B0%5D%5B%5D=2",
        ],
        ["deepObject: null and undefined are left out", "{ a: null, b: undefined, c: 1 }", "?q%5Bc%5D=1"],
        ["deepObject: a date", "{ after: new Date(0) }", "?q%5Bafter%5D=1970-01-01T00%3A00%3A00.000Z"],
        ["deepObject: a primitive, as form", '"a"', "?q=a"],
      ]),
      ...query(
        { style: "deepObject", explode: true },
        [["deepObject: a list whose name has brackets", '["a", "b"]', "?q%5B%5D=a&q%5B%5D=b"]],
        "q[]",
      ),
      ...query({ allowReserved: true }, [
        ["allowReserved: what a query can hold stands", '"a/b?c:d,e;f=g@h!i$j"', "?q=a/b?c:d,e;f=g@h!i$j"],
        ["allowReserved: what would end the value is encoded", '"a&b#c+d[e]"', "?q=a%26b%23c%2Bd%5Be%5D"],
        ["allowReserved: encoded triplets stand", '"a%20b"', "?q=a%20b"],
        ["allowReserved: the name of a property is encoded", '{ "a=b": "c=d" }', "?a%3Db=c=d"],
      ]),
      ...query({ schema: undefined, content: { "application/json": { schema: any } } }, [
        [
          "content JSON: an object",
          `JSON.parse('{ "a": [1, { "b": null }] }')`,
          "?q=%7B%22a%22%3A%5B1%2C%7B%22b%22%3Anull%7D%5D%7D",
        ],
        ["content JSON: a string is quoted", '"a"', "?q=%22a%22"],
        ["content JSON: null is a value", `JSON.parse("null")`, "?q=null"],
      ]),
      ...query({ schema: undefined, content: { "text/plain": { schema: string } } }, [
        ["content text: a string", '"a b"', "?q=a%20b"],
        ["content text: null is left out", 'JSON.parse("null")', ""],
      ]),
      ...query({ schema: { type: "string", format: "date-time" } }, [
        ["date-time: a Date", "new Date(0)", "?q=1970-01-01T00%3A00%3A00.000Z"],
        ["date-time: a string", '"2026-01-01T00:00:00Z"', "?q=2026-01-01T00%3A00%3A00Z"],
      ]),
      ...query({ schema: { type: "array", items: { type: "string", format: "date-time" } } }, [
        ["date-time: Dates and texts in a list", '[new Date(0), "a"]', "?q=1970-01-01T00%3A00%3A00.000Z&q=a"],
      ]),
      ...query({ schema: strings }, [["a name with brackets is encoded", '["a"]', "?ids%5B%5D=a"]], "ids[]"),
      ...query({ schema: string }, [["a name that is a JavaScript word", '"a"', "?constructor=a"]], "constructor"),
      ...query({ schema: string }, [["a name with a dollar and a dot", '"a"', "?%24filter.x=a"]], "$filter.x"),
      ...query({ schema: string }, [["a name of another script", '"a"', "?%C3%BC=a"]], "ü"),
      {
        subject: "several parameters, each with its own style, in the document's order",
        operation: {
          parameters: [
            { name: "a", in: "query", explode: false, schema: strings },
            { name: "b", in: "query", style: "pipeDelimited", explode: false, schema: strings },
            { name: "c", in: "query", style: "deepObject", explode: true, schema: object },
          ],
        },
        call: 'call({ c: { x: 1 }, b: ["1", "2"], a: ["1", "2"] })',
        sends: "GET ?a=1,2&b=1%7C2&c%5Bx%5D=1",
      },
      {
        subject: "a parameter of the path item",
        pathItem: { parameters: [{ name: "shared", in: "query", schema: string }] },
        call: 'call({ shared: "a" })',
        sends: "GET ?shared=a",
      },
      {
        subject: "the operation's parameter stands in for the path item's",
        pathItem: { parameters: [{ name: "q", in: "query", schema: strings }] },
        operation: { parameters: [{ name: "q", in: "query", explode: false, schema: strings }] },
        call: 'call({ q: ["a", "b"] })',
        sends: "GET ?q=a,b",
      },
      {
        subject: "constants are filled in: const, an enum of one value, a number and a boolean",
        operation: {
          parameters: [
            { name: "version", in: "query", required: true, schema: { const: "2026-01" } },
            { name: "kind", in: "query", required: true, schema: { type: "string", enum: ["all"] } },
            { name: "level", in: "query", required: true, schema: { type: "integer", enum: [3] } },
            { name: "full", in: "query", required: true, schema: { $ref: "#/components/schemas/Yes" } },
            { name: "X-Version", in: "header", required: true, schema: { const: "v1" } },
            { name: "mode", in: "cookie", required: true, schema: { const: "dark" } },
          ],
        },
        sends: ["GET ?version=2026-01&kind=all&level=3&full=true", "cookie: mode=dark", "x-version: v1"],
      },
      {
        subject: "a constant may be given",
        operation: { parameters: [{ name: "v", in: "query", required: true, schema: { const: 1 } }] },
        call: "call({ v: 1 })",
        sends: "GET ?v=1",
      },
      {
        subject: "another value than the constant does not compile",
        operation: { parameters: [{ name: "v", in: "query", required: true, schema: { const: 1 } }] },
        call: "call({ v: 2 })",
        misuse: true,
        sends: "GET ?v=2",
      },
      {
        subject: "constants beside another required parameter",
        operation: {
          parameters: [
            { name: "v", in: "query", required: true, schema: { const: 1 } },
            { name: "q", in: "query", required: true, schema: string },
          ],
        },
        call: 'call({ q: "a" })',
        sends: "GET ?v=1&q=a",
      },
      {
        subject: "an optional parameter of one value is left to the caller",
        operation: { parameters: [{ name: "v", in: "query", schema: { const: 1 } }] },
        sends: "GET ",
      },
      {
        subject: "a constant in a body is the caller's, typed as its one value",
        operation: {
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: { type: "object", properties: { v: { const: 1 } }, required: ["v"] } },
            },
          },
        },
        call: "call({ body: {} })",
        misuse: true,
        sends: ["POST ", "content-type: application/json", "", "{}"],
      },
      {
        subject: "a constant in the path keeps its place",
        path: "/{v}",
        operation: { parameters: [{ name: "v", in: "path", required: true, schema: { const: "v1" } }] },
        call: 'call("v1")',
        sends: "GET /v1",
      },
      {
        subject: "a parameter named like something that every object inherits is left out",
        operation: {
          parameters: ["constructor", "valueOf"].map((name) => ({ name, in: "query", schema: string })),
        },
        call: "call()",
        sends: "GET ",
      },
      {
        subject: "an optional parameter is left out",
        operation: { parameters: [{ name: "q", in: "query", schema: string }] },
        call: "call()",
        sends: "GET ",
      },
      {
        subject: "undefined is dropped",
        operation: {
          parameters: [
            { name: "q", in: "query", schema: string },
            { name: "r", in: "query", schema: string },
          ],
        },
        call: 'call(Object.assign({ r: "a" }, JSON.parse("{}"), { q: undefined }))',
        sends: "GET ?r=a",
      },
      {
        subject: "a misspelt parameter does not compile, and is not sent",
        operation: { parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }] },
        call: "call({ limitt: 1 })",
        misuse: true,
        sends: "GET ",
      },
      {
        subject: "a value of another type does not compile",
        operation: { parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }] },
        call: 'call({ limit: "1" })',
        misuse: true,
        sends: "GET ?limit=1",
      },
      {
        subject: "a value outside an enum does not compile",
        operation: { parameters: [{ name: "sort", in: "query", schema: { enum: ["asc", "desc"] } }] },
        call: 'call({ sort: "up" })',
        misuse: true,
        sends: "GET ?sort=up",
      },
      {
        subject: "a required parameter that is missing does not compile",
        operation: { parameters: [{ name: "q", in: "query", required: true, schema: string }] },
        call: "call()",
        misuse: true,
        sends: "GET ",
      },
      {
        subject: "a list of objects is refused, and named",
        operation: { parameters: [{ name: "q", in: "query", schema: { type: "array", items: object } }] },
        call: "call({ q: [{ a: 1 }] })",
        throws: { name: "ParameterError", parameter: "q" },
      },
      {
        subject: "a nested object in form style is refused, and named",
        operation: { parameters: [{ name: "q", in: "query", schema: object }] },
        call: "call({ q: { a: { b: 1 } } })",
        throws: { name: "ParameterError", parameter: "q" },
      },
      {
        subject: "an invalid Date is refused",
        operation: { parameters: [{ name: "q", in: "query", schema: { type: "string", format: "date-time" } }] },
        call: 'call({ q: new Date("never") })',
        throws: { name: "ParameterError", parameter: "q" },
      },
      {
        subject: "a lone surrogate is refused",
        operation: { parameters: [{ name: "q", in: "query", schema: string }] },
        call: 'call({ q: "\\ud800" })',
        throws: { name: "ParameterError", parameter: "q" },
      },
    ],
  },

  {
    subject: "parameters in the path",
    rows: [
      ...path({}, [
        ["simple: a string", '"a"', "/a"],
        ["simple: a number", "7", "/7"],
        ["simple: a boolean", "true", "/true"],
        ["simple: a slash is encoded", '"a/b"', "/a%2Fb"],
        ["simple: a question mark and a hash are encoded", '"a?b#c"', "/a%3Fb%23c"],
        ["simple: a percent sign is encoded", '"100%"', "/100%25"],
        ["simple: braces are encoded", '"{id}"', "/%7Bid%7D"],
        ["simple: three dots are a name", '"..."', "/..."],
        ["simple: dots that climb are encoded within text", '"../x"', "/..%2Fx"],
        ["simple: a date", "new Date(0)", "/1970-01-01T00%3A00%3A00.000Z"],
        ["simple: a list", '["a", "b,c"]', "/a,b%2Cc"],
        ["simple: an object", "{ R: 100, G: 200 }", "/R,100,G,200"],
      ]),
      ...path({ explode: true }, [
        ["simple exploded: a list", '["a", "b"]', "/a,b"],
        ["simple exploded: an object", "{ R: 100, G: 200 }", "/R=100,G=200"],
      ]),
      ...path({ style: "label" }, [
        ["label: a string", '"a"', "/.a"],
        ["label: a list", '["a", "b"]', "/.a,b"],
        ["label: an object", "{ R: 100, G: 200 }", "/.R,100,G,200"],
      ]),
      ...path({ style: "label", explode: true }, [
        ["label exploded: a list", '["a", "b"]', "/.a.b"],
        ["label exploded: an object", "{ R: 100, G: 200 }", "/.R=100.G=200"],
      ]),
      ...path({ style: "matrix" }, [
        ["matrix: a string", '"a"', "/;id=a"],
        ["matrix: a list", '["a", "b"]', "/;id=a,b"],
        ["matrix: an object", "{ R: 100, G: 200 }", "/;id=R,100,G,200"],
      ]),
      ...path({ style: "matrix", explode: true }, [
        ["matrix exploded: a list", '["a", "b"]', "/;id=a;id=b"],
        ["matrix exploded: an object", "{ R: 100, G: 200 }", "/;R=100;G=200"],
      ]),
      ...path({ schema: undefined, content: { "application/json": { schema: any } } }, [
        ["content JSON: an object", `JSON.parse('{ "a": 1 }')`, "/%7B%22a%22%3A1%7D"],
      ]),
      ...path({ schema: undefined, content: { "application/json": { schema: any } } }, [
        ["content JSON: null is a value", 'JSON.parse("null")', "/null"],
      ]),
      ...path({}, [["between literal text", '"a"', "/v-a.json"]], "/v-{id}.json"),
      ...["{+id}", "{id=shelves/*}", "{id=**}", "{id*}", "{id+}", "{*id}", "{**id}", "{id:path}", "{id: .+}"].flatMap(
        (name) => path({}, [[`${name}: slashes stay`, '"shelves/a b"', "/v1/shelves/a%20b:run"]], `/v1/${name}:run`),
      ),
      ...["{id=*}", "{id?}", "{id:int}", "{id:[^/]+}", "{id}{?limit}"].flatMap((name) =>
        path({}, [[`${name}: one segment`, '"a/b"', "/a%2Fb"]], `/${name}`),
      ),
      ...path({}, [["the same name twice", '"a"', "/a/copies/a"]], "/{id}/copies/{id}"),
      {
        subject: "by position, in template order whatever the document's",
        path: "/{first}/{second}",
        operation: {
          parameters: [
            { name: "second", in: "path", required: true, schema: string },
            { name: "first", in: "path", required: true, schema: { type: "integer" } },
          ],
        },
        call: 'call(1, "b")',
        sends: "GET /1/b",
      },
      {
        subject: "a parameter of the path item fills the template",
        path: "/{id}",
        pathItem: { parameters: [{ name: "id", in: "path", required: true, schema: string }] },
        call: 'call("a")',
        sends: "GET /a",
      },
      {
        subject: "a name with a dash",
        path: "/{thing-id}",
        operation: { parameters: [{ name: "thing-id", in: "path", required: true, schema: string }] },
        call: 'call("a")',
        sends: "GET /a",
      },
      ...[
        ["the empty string", '""'],
        ["one dot", '"."'],
        ["two dots", '".."'],
        ["an empty list", "[]"],
        ["null", "null"],
        ["undefined", "undefined"],
      ].map(([what = "", argument = ""]): Row => ({
        subject: `${what} is refused, and named`,
        path: "/{id}/rest",
        operation: { parameters: [{ name: "id", in: "path", required: true, schema: any }] },
        call: `call(${argument})`,
        throws: { name: "ParameterError", parameter: "id" },
      })),
      {
        subject: "a missing argument does not compile, and is refused",
        path: "/{id}",
        operation: { parameters: [{ name: "id", in: "path", required: true, schema: string }] },
        call: "call()",
        misuse: true,
        throws: { name: "ParameterError", parameter: "id" },
      },
    ],
  },

  {
    subject: "parameters in headers and cookies",
    rows: [
      ...header({}, [
        ["header: a string", '"a b"', "x-tag: a b"],
        ["header: a number", "5", "x-tag: 5"],
        ["header: a boolean", "false", "x-tag: false"],
        ["header: reserved characters are not encoded", '"a/b?c=d,e"', "x-tag: a/b?c=d,e"],
        ["header: a date", "new Date(0)", "x-tag: 1970-01-01T00:00:00.000Z"],
        ["header: a list", '["a", "b"]', "x-tag: a,b"],
        ["header: an object", "{ R: 100, G: 200 }", "x-tag: R,100,G,200"],
        ["header: null is left out", "null", ""],
      ]),
      ...header({}, [["a name that no object can be given", '"a"', "__proto__: a"]], "__proto__"),
      ...header({ explode: true }, [
        ["header exploded: a list", '["a", "b"]', "x-tag: a,b"],
        ["header exploded: an object", "{ R: 100, G: 200 }", "x-tag: R=100,G=200"],
      ]),
      ...header({ schema: undefined, content: { "application/json": { schema: any } } }, [
        ["header content JSON: an object", `JSON.parse('{ "a": 1 }')`, 'x-tag: {"a":1}'],
      ]),
      {
        subject: "header: a line break is refused, and named",
        operation: { parameters: [{ name: "X-Tag", in: "header", schema: string }] },
        call: 'call({ "X-Tag": "a\\r\\nX-Other: b" })',
        throws: { name: "ParameterError", parameter: "X-Tag" },
      },
      {
        subject: "header: Accept, Content-Type and Authorization are no parameters",
        operation: {
          parameters: ["Accept", "Content-Type", "Authorization"].map((name) => ({
            name,
            in: "header",
            schema: string,
          })),
          responses: { 200: { description: "", content: { "application/json": { schema: any } } } },
        },
        call: "call()",
        answers: json(1),
        sends: ["GET ", "accept: application/json"],
        gives: 1,
      },
      {
        subject: "header: the call's own header wins",
        operation: { parameters: [{ name: "X-Tag", in: "header", schema: string }] },
        call: 'call({ "X-Tag": "a" }, { headers: { "x-tag": "b" } })',
        sends: ["GET ", "x-tag: b"],
      },
      ...cookie({}, [
        ["cookie: a string", '"a"', "c=a"],
        ["cookie: a separator is encoded", '"a;b"', "c=a%3Bb"],
        ["cookie: a number", "1", "c=1"],
        ["cookie: null is left out", "null", ""],
        ["cookie exploded: a list", '["a", "b"]', "c=a; c=b"],
        ["cookie exploded: an object", "{ R: 1, G: 2 }", "R=1; G=2"],
      ]),
      ...cookie({ explode: false }, [
        ["cookie not exploded: a list", '["a", "b"]', "c=a,b"],
        ["cookie not exploded: an object", "{ R: 1, G: 2 }", "c=R,1,G,2"],
      ]),
      {
        subject: "cookies of two parameters share one header",
        operation: {
          parameters: [
            { name: "a", in: "cookie", schema: string },
            { name: "b", in: "cookie", schema: string },
          ],
        },
        call: 'call({ a: "1", b: "2" })',
        sends: ["GET ", "cookie: a=1; b=2"],
      },
    ],
  },
);
