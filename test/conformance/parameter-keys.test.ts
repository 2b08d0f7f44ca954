import { json } from "./answers.js";
import { conformance, type Row } from "./harness.js";

const string = { type: "string" };
const integer = { type: "integer" };
const JSON_TYPE = "application/json";
const FORM = "application/x-www-form-urlencoded";

function parameter(name: string, place: string, schema: object = string, facts: object = {}): object {
  return { name, in: place, schema, ...(place === "path" ? { required: true } : {}), ...facts };
}

function takes(mediaTypes: readonly string[], schema: object = string): object {
  const content = Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema }]));
  return { requestBody: { required: true, content } };
}

function query(subject: string, path: string, parameters: readonly object[], call: string, sends: string): Row {
  return { subject, path, operation: { parameters }, call, sends: `GET ${sends}` };
}

const jsonSent = (line: string, body: string): string[] => [line, `content-type: ${JSON_TYPE}`, "", body];

conformance(
  {
    subject: "parameters of one name",
    rows: [
      {
        subject: "in the query and in a header",
        operation: { parameters: [parameter("version", "query"), parameter("version", "header", integer)] },
        call: 'call({ version: "draft", headerVersion: 2 })',
        sends: ["GET ?version=draft", "version: 2"],
      },
      {
        subject: "in a header first: that one has the name",
        operation: { parameters: [parameter("limit", "header", integer), parameter("limit", "query", string)] },
        call: 'call({ limit: 2, queryLimit: "a" })',
        sends: ["GET ?limit=a", "limit: 2"],
      },
      {
        subject: "in all places",
        path: "/{id}",
        operation: { parameters: ["path", "query", "header", "cookie"].map((place) => parameter("id", place)) },
        call: 'call("a", { id: "b", headerId: "c", cookieId: "d" })',
        sends: ["GET /a?id=b", "cookie: id=d", "id: c"],
      },
      {
        subject: "a required one is required by its key",
        operation: {
          parameters: [parameter("q", "query"), parameter("q", "header", string, { required: true })],
        },
        call: 'call({ q: "a" })',
        misuse: true,
        sends: "GET ?q=a",
      },
      {
        subject: "a constant is sent without being given",
        operation: {
          parameters: [parameter("v", "query"), parameter("v", "header", { const: "1" }, { required: true })],
        },
        call: 'call({ v: "2" })',
        sends: ["GET ?v=2", "v: 1"],
      },
      {
        subject: "the key is a name, whatever the wire has",
        operation: { parameters: [parameter("X-Rate-Limit", "query"), parameter("X-Rate-Limit", "header")] },
        call: 'call({ "X-Rate-Limit": "a", headerXRateLimit: "b" })',
        sends: ["GET ?X-Rate-Limit=a", "x-rate-limit: b"],
      },
      {
        subject: "a key that is another parameter's name gives way",
        operation: {
          parameters: [parameter("a", "query"), parameter("a", "header"), parameter("headerA", "query")],
        },
        call: 'call({ a: "1", headerA2: "2", headerA: "3" })',
        sends: ["GET ?a=1&headerA=3", "a: 2"],
      },
      {
        subject: "a declared key",
        operation: {
          parameters: [
            parameter("version", "query"),
            parameter("version", "header", integer, { "x-specloom-name": "schema" }),
          ],
        },
        call: 'call({ version: "draft", schema: 2 })',
        sends: ["GET ?version=draft", "version: 2"],
      },
      {
        subject: "a declared key that is the name of another: that one gives way",
        operation: {
          parameters: [parameter("a", "query"), parameter("b", "header", string, { "x-specloom-name": "a" })],
        },
        call: 'call({ queryA: "1", a: "2" })',
        sends: ["GET ?a=1", "b: 2"],
      },
      {
        subject: "a declared name of an argument",
        path: "/{n}",
        operation: { parameters: [parameter("n", "path", integer, { "x-specloom-name": "count" })] },
        call: "call(7)",
        sends: "GET /7",
      },
      {
        subject: "the one of the query moves from page to page",
        operation: {
          parameters: [parameter("cursor", "header"), parameter("cursor", "query")],
          "x-specloom-pagination": {
            style: "cursor",
            request: { cursor: "cursor" },
            response: { items: "/items", next: "/next" },
          },
          responses: {
            200: {
              description: "",
              content: {
                [JSON_TYPE]: {
                  schema: {
                    type: "object",
                    properties: { items: { type: "array", items: integer }, next: string },
                    required: ["items"],
                  },
                },
              },
            },
          },
        },
        call: 'call({ cursor: "mine" }).toArray({ maxItems: 9 })',
        answers: [json('{"items":[1],"next":"/there?cursor=two"}'), json('{"items":[2]}')],
        sends: [
          "GET ",
          "accept: application/json",
          "cursor: mine",
          "GET ?cursor=two",
          "accept: application/json",
          "cursor: mine",
        ],
        gives: [1, 2],
      },
    ],
  },
  {
    subject: "parameters named like the body",
    rows: [
      {
        subject: "body, in the query",
        operation: { parameters: [parameter("body", "query", { enum: ["text", "html"] })], ...takes([JSON_TYPE]) },
        call: 'call({ body: "x", queryBody: "html" })',
        sends: jsonSent("POST ?body=html", '"x"'),
      },
      {
        subject: "body, where there is none",
        operation: { parameters: [parameter("body", "query")] },
        call: 'call({ body: "x" })',
        sends: "GET ?body=x",
      },
      {
        subject: "content-type, beside a choice of media types",
        operation: {
          parameters: [parameter("content-type", "query")],
          ...takes([JSON_TYPE, FORM], { type: "object", properties: { a: string } }),
        },
        call: `call({ body: { a: "b" }, "content-type": "${FORM}", queryContentType: "c" })`,
        sends: ["POST ?content-type=c", `content-type: ${FORM};charset=UTF-8`, "", "a=b"],
      },
      {
        subject: "content-type, beside one media type",
        operation: { parameters: [parameter("content-type", "query")], ...takes([JSON_TYPE]) },
        call: 'call({ body: "b", queryContentType: "text/plain" })',
        sends: jsonSent("POST ?content-type=text%2Fplain", '"b"'),
      },
      {
        subject: "content-type, in a cookie",
        operation: { parameters: [parameter("content-type", "cookie")], ...takes([JSON_TYPE]) },
        call: 'call({ body: "b", cookieContentType: "c" })',
        sends: ["POST ", `content-type: ${JSON_TYPE}`, "cookie: content-type=c", "", '"b"'],
      },
      {
        subject: "options and headers are names like others",
        operation: { parameters: [parameter("headers", "query"), parameter("signal", "query")], ...takes([JSON_TYPE]) },
        call: 'call({ body: "b", headers: "h", signal: "s" })',
        sends: jsonSent("POST ?headers=h&signal=s", '"b"'),
      },
    ],
  },
  {
    subject: "paths with a query or a fragment",
    rows: [
      query(
        "a query",
        "/r?view=full",
        [parameter("limit", "query", integer)],
        "call({ limit: 3 })",
        "/r?view=full&limit=3",
      ),
      query(
        "a query, and nothing to add",
        "/r?view=full",
        [parameter("limit", "query", integer)],
        "call()",
        "/r?view=full",
      ),
      query(
        "a query with a parameter",
        "/r?view={view}",
        [parameter("view", "path"), parameter("q", "query")],
        'call("a&b", { q: "c" })',
        "/r?view=a%26b&q=c",
      ),
      query("a query of one name", "/r?full", [parameter("q", "query")], 'call({ q: "c" })', "/r?full&q=c"),
      query("a question mark alone", "/r?", [parameter("q", "query")], 'call({ q: "c" })', "/r?q=c"),
      query("a query that ends with its joint", "/r?a=b&", [parameter("q", "query")], 'call({ q: "c" })', "/r?a=b&q=c"),
      query("a fragment never travels", "/r#Action=Get", [parameter("q", "query")], 'call({ q: "c" })', "/r?q=c"),
      query("a query before a fragment", "/r?a=b#c", [parameter("q", "query")], 'call({ q: "c" })', "/r?a=b&q=c"),
      query(
        "a parameter with a question mark",
        "/r/{id}",
        [parameter("id", "path"), parameter("q", "query")],
        'call("a?b", { q: "c" })',
        "/r/a%3Fb?q=c",
      ),
      {
        subject: "a query, and a key that travels in the query",
        path: "/r?view=full",
        operation: { security: [{ key: [] }] },
        client: '{ apiKey: "k" }',
        sends: "GET /r?view=full&key=k",
      },
    ],
    document: { components: { securitySchemes: { key: { type: "apiKey", in: "query", name: "key" } } } },
  },
  {
    subject: "path parameters that the client has",
    document: { "x-specloom-client": { parameters: { org: { option: "org", in: "path" } } } },
    rows: [
      {
        subject: "are no arguments",
        path: "/{org}/jobs/{id}",
        operation: { parameters: [parameter("org", "path"), parameter("id", "path")] },
        client: '{ org: "acme" }',
        call: 'call("7")',
        sends: "GET /acme/jobs/7",
      },
      {
        subject: "may be given by name",
        path: "/{org}/jobs/{id}",
        operation: { parameters: [parameter("org", "path"), parameter("id", "path"), parameter("q", "query")] },
        client: '{ org: "acme" }',
        call: 'call("7", { org: "other", q: "a" })',
        sends: "GET /other/jobs/7?q=a",
      },
      {
        subject: "have a type",
        path: "/{org}",
        operation: { parameters: [parameter("org", "path")] },
        call: "call({ org: 1 })",
        misuse: true,
        sends: "GET /1",
      },
      {
        subject: "are missed where nobody gives them",
        path: "/{org}",
        operation: { parameters: [parameter("org", "path")] },
        call: "call()",
        throws: { name: "ParameterError", parameter: "org" },
      },
      {
        subject: "beside a parameter of the same name",
        path: "/{org}",
        operation: { parameters: [parameter("org", "path"), parameter("org", "query")] },
        client: '{ org: "acme" }',
        call: 'call({ queryOrg: "b" })',
        sends: "GET /acme?org=b",
      },
      {
        subject: "with a key of their own",
        path: "/{org}/{id}",
        operation: {
          parameters: [
            parameter("org", "path", string, { "x-specloom-name": "organization" }),
            parameter("id", "path"),
          ],
        },
        call: 'call("7", { organization: "acme" })',
        sends: "GET /acme/7",
      },
    ],
  },
  {
    subject: "idempotency keys",
    rows: [
      {
        subject: "null among the headers of a call sends none",
        method: "post",
        operation: { "x-specloom-retry": { idempotencyKey: "Idempotency-Key" } },
        call: 'call(undefined, { headers: { "Idempotency-Key": null } })',
        sends: "POST ",
      },
      {
        subject: "null in place of one sends none, and nothing is repeated",
        method: "post",
        operation: { "x-specloom-retry": { idempotencyKey: "Idempotency-Key" } },
        call: "call(undefined, { idempotencyKey: null, maxRetries: 1 })",
        answers: [{ status: 503 }, { status: 204 }],
        sends: "POST ",
        throws: { status: 503 },
      },
      {
        subject: "null among the headers of the client sends none",
        method: "post",
        operation: { "x-specloom-retry": { idempotencyKey: "X-Key" } },
        client: '{ headers: { "x-key": null } }',
        sends: "POST ",
      },
      {
        subject: "one that is given is sent",
        method: "post",
        operation: { "x-specloom-retry": { idempotencyKey: "X-Key" } },
        call: 'call(undefined, { idempotencyKey: "k" })',
        sends: ["POST ", "x-key: k"],
      },
    ],
  },
  {
    subject: "whole queries and cookies of OpenAPI 3.2",
    document: { openapi: "3.2.0" },
    rows: [
      {
        subject: "a form",
        operation: {
          parameters: [
            {
              name: "filter",
              in: "querystring",
              content: {
                [FORM]: {
                  schema: {
                    type: "object",
                    properties: { q: string, tags: { type: "array", items: string }, n: integer },
                  },
                  encoding: { tags: { style: "pipeDelimited", explode: false } },
                },
              },
            },
          ],
        },
        call: 'call({ filter: { q: "a b", tags: ["x", "y"], n: 1 } })',
        sends: "GET ?q=a+b&tags=x%7Cy&n=1",
      },
      {
        subject: "a form that is empty, or left out",
        operation: {
          parameters: [{ name: "filter", in: "querystring", content: { [FORM]: { schema: { type: "object" } } } }],
        },
        call: "call({ filter: {} })",
        sends: "GET ",
      },
      {
        subject: "JSON",
        operation: {
          parameters: [
            {
              name: "filter",
              in: "querystring",
              required: true,
              content: { [JSON_TYPE]: { schema: { type: "object", properties: { a: integer } } } },
            },
          ],
        },
        call: "call({ filter: { a: 1 } })",
        sends: "GET ?%7B%22a%22%3A1%7D",
      },
      {
        subject: "text, beside a header of its name",
        operation: {
          parameters: [
            { name: "path", in: "querystring", content: { "application/jsonpath": { schema: string } } },
            parameter("path", "header"),
          ],
        },
        call: 'call({ path: "$.a.b[1:1]", headerPath: "h" })',
        sends: ["GET ?%24.a.b%5B1%3A1%5D", "path: h"],
      },
      {
        subject: "behind a path with a query",
        path: "?view=full",
        operation: {
          parameters: [
            {
              name: "f",
              in: "querystring",
              content: { [FORM]: { schema: { type: "object", properties: { a: string } } } },
            },
          ],
        },
        call: 'call({ f: { a: "b" } })',
        sends: "GET ?view=full&a=b",
      },
      {
        subject: "a cookie of the style cookie is not encoded",
        operation: {
          parameters: [parameter("c", "cookie", { type: "array", items: string }, { style: "cookie" })],
        },
        call: 'call({ c: ["a=b", "c/d"] })',
        sends: ["GET ", "cookie: c=a=b; c=c/d"],
      },
      {
        subject: "what would end such a cookie is refused",
        operation: { parameters: [parameter("c", "cookie", string, { style: "cookie" })] },
        call: 'call({ c: "a;b" })',
        throws: { name: "ParameterError", parameter: "c" },
      },
    ],
  },
);
