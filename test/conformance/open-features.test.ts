import { empty, json, typed } from "./answers.js";
import { conformance, type Row } from "./harness.js";

// What users of openapi-typescript and openapi-fetch ask for in threads that are open, each with its number there.
// Three have no row here: TypeScript 7 (2841) and a huge document without TS2589 (1882) are held by `test/github` and
// `test/corpus`, helpers that create, wait and fetch the result (AutoSDK 304) by `test/runtime/jobs`.

const JSON_TYPE = "application/json";
const string = { type: "string" };
const integer = { type: "integer" };
const asked = ["GET ", `accept: ${JSON_TYPE}`];

function answers(subject: string, schema: object, answer: Row["answers"], rest: Partial<Row>): Row {
  return {
    subject,
    operation: { responses: { 200: { description: "", content: { [JSON_TYPE]: { schema } } } } },
    ...(answer === undefined ? {} : { answers: answer }),
    sends: asked,
    ...rest,
  };
}

function takes(subject: string, mediaType: string, schema: object, rest: Partial<Row>): Row {
  return {
    subject,
    operation: { requestBody: { required: true, content: { [mediaType]: { schema } } } },
    ...rest,
  };
}

const account = {
  type: "object",
  required: ["id", "name", "password"],
  properties: { id: { type: "string", readOnly: true }, name: string, password: { type: "string", writeOnly: true } },
};
const sized = { type: "object", properties: { size: { type: "integer", default: 10 } } };

conformance(
  {
    subject: "asked of openapi-fetch and open there: requests",
    rows: [
      {
        subject: "style and explode of each parameter (1608, 1388)",
        operation: {
          parameters: [
            {
              name: "a",
              in: "query",
              style: "pipeDelimited",
              explode: false,
              schema: { type: "array", items: string },
            },
            { name: "b", in: "query", style: "deepObject", schema: { type: "object" } },
          ],
        },
        call: 'call({ a: ["1", "2"], b: { c: "3" } })',
        sends: "GET ?a=1%7C2&b%5Bc%5D=3",
      },
      {
        subject: "two dots do not pass through path parameters (2483)",
        path: "/{id}",
        operation: { parameters: [{ name: "id", in: "path", required: true, schema: string }] },
        call: 'call("..")',
        throws: { name: "ParameterError", parameter: "id" },
      },
      {
        subject: "cookie parameters are sent (1771)",
        operation: { parameters: [{ name: "session", in: "cookie", schema: string }] },
        call: 'call({ session: "a" })',
        sends: ["GET ", "cookie: session=a"],
      },
      {
        subject: "what fails for a moment is tried again (2075)",
        client: "{ maxRetries: 1 }",
        answers: [{ status: 503 }, empty],
        sends: ["GET ", "GET "],
      },
      takes("text is sent as text (2382)", "text/plain", string, {
        call: 'call({ body: "a" })',
        sends: ["POST ", "content-type: text/plain", "", "a"],
      }),
      takes(
        "bytes are sent as bytes (2382)",
        "image/png",
        { type: "string", format: "binary" },
        {
          call: "call({ body: new Uint8Array([104, 105]) })",
          sends: ["POST ", "content-type: image/png", "", "hi"],
        },
      ),
      {
        subject: "a misspelt parameter does not compile (2329)",
        operation: { parameters: [{ name: "limit", in: "query", schema: integer }] },
        call: "call({ limitt: 1 })",
        misuse: true,
        sends: "GET ",
      },
      {
        subject: "a Date is a date-time (2237)",
        operation: { parameters: [{ name: "since", in: "query", schema: { type: "string", format: "date-time" } }] },
        call: "call({ since: new Date(0) })",
        sends: "GET ?since=1970-01-01T00%3A00%3A00.000Z",
      },
      takes("a default does not make a field of a request required (1944)", JSON_TYPE, sized, {
        call: "call({ body: {} })",
        sends: ["POST ", `content-type: ${JSON_TYPE}`, "", "{}"],
      }),
      takes("a read-only field is not part of a request (604)", JSON_TYPE, account, {
        call: 'call({ body: { name: "a", password: "b" } })',
        sends: ["POST ", `content-type: ${JSON_TYPE}`, "", '{"name":"a","password":"b"}'],
      }),
    ],
  },
  {
    subject: "asked of openapi-typescript and openapi-fetch and open there: answers",
    rows: [
      {
        subject: "a success that is no JSON is read as what it is (1883)",
        operation: { responses: { 200: { description: "", content: { "text/plain": { schema: string } } } } },
        answers: typed("text/plain", "ok"),
        sends: ["GET ", "accept: text/plain"],
        gives: "ok",
        type: "string",
      },
      {
        subject: "a failure without a body is a failure (2530, 2291)",
        answers: { status: 502 },
        sends: "GET ",
        throws: { name: "ServerError", status: 502 },
      },
      {
        subject: "what is answered narrows by status (2360)",
        operation: {
          responses: {
            200: { description: "", content: { [JSON_TYPE]: { schema: string } } },
            202: { description: "", content: { [JSON_TYPE]: { schema: integer } } },
          },
        },
        call: "call().withResponse().then((reply) => (reply.status === 202 ? reply.data.toFixed(1) : reply.data))",
        answers: json(3, 202),
        sends: asked,
        gives: "3.0",
        type: "string",
      },
      answers("a write-only field is not part of an answer (604)", account, json({ id: "1", name: "a" }), {
        gives: { id: "1", name: "a" },
        type: "{ id: string; name: string }",
      }),
      {
        subject: "an answer declared as default alone has a type (1862)",
        operation: { responses: { default: { description: "", content: { [JSON_TYPE]: { schema: integer } } } } },
        answers: json(1),
        sends: asked,
        gives: 1,
        type: "number",
      },
      {
        subject: "a list is walked by for await (Hey API 4326)",
        operation: {
          parameters: [{ name: "page", in: "query", schema: integer }],
          responses: {
            200: {
              description: "",
              content: {
                [JSON_TYPE]: {
                  schema: { type: "object", properties: { total: integer, items: { type: "array", items: integer } } },
                },
              },
            },
          },
        },
        call: "(async () => { const seen: number[] = []; for await (const item of call()) seen.push(item); return seen; })()",
        answers: [json({ total: 2, items: [1] }), json({ total: 2, items: [2] })],
        sends: [...asked, "GET ?page=2", `accept: ${JSON_TYPE}`],
        gives: [1, 2],
      },
    ],
  },
  {
    subject: "asked of openapi-typescript and open there: discriminators",
    document: {
      components: {
        schemas: {
          Cat: { type: "object", required: ["kind"], properties: { kind: { enum: ["felis"] }, lives: integer } },
          Dog: { type: "object", required: ["kind"], properties: { kind: { enum: ["canis"] } } },
        },
      },
    },
    rows: [
      answers(
        "literals are the document's, not the schemas' names (2149, 1690)",
        {
          oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
          discriminator: { propertyName: "kind" },
        },
        json({ kind: "felis", lives: 9 }),
        {
          call: 'call().then((pet) => (pet.kind === "felis" ? pet.lives : pet.kind))',
          gives: 9,
          type: 'number | undefined | "canis"',
        },
      ),
    ],
  },
  {
    subject: "asked of openapi-typescript and open there: OpenAPI 3.2",
    document: { openapi: "3.2.0" },
    rows: [
      {
        subject: "itemSchema types what a stream gives (2577)",
        operation: {
          responses: {
            200: {
              description: "",
              content: {
                "application/jsonl": { itemSchema: { type: "object", required: ["n"], properties: { n: integer } } },
              },
            },
          },
        },
        call: "call().then(async (lines) => { for await (const { n } of lines) return n; return undefined; })",
        answers: typed("application/jsonl", '{"n":1}\n'),
        sends: ["GET ", "accept: application/jsonl"],
        gives: 1,
        type: "number | undefined",
      },
    ],
  },
);
