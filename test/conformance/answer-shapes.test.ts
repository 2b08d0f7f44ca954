import { json } from "./answers.js";
import { conformance, type Row } from "./harness.js";

const string = { type: "string" };
const integer = { type: "integer" };
const JSON_TYPE = "application/json";
const letters = { type: "array", items: string };
const withLetters = { type: "object", required: ["letters"], properties: { letters } };
const states = { pending: ["running"], succeeded: ["done"] };

function answering(...schemas: readonly object[]): object {
  const given = schemas.map((schema, index) => [
    200 + index,
    { description: "", content: { [JSON_TYPE]: { schema } } },
  ]);
  return { responses: Object.fromEntries(given) };
}

/** Pages by offset of an answer, read whole. */
function pages(
  subject: string,
  schema: object,
  answers: readonly unknown[],
  gives: unknown,
  type: string,
  items?: string,
): Row {
  const declared = { style: "offset", request: { offset: "offset" }, response: { items: items ?? "/letters" } };
  return {
    subject,
    operation: {
      parameters: ["limit", "offset"].map((name) => ({ name, in: "query", schema: integer })),
      ...answering(schema),
      ...(items === undefined ? {} : { "x-specloom-pagination": declared }),
    },
    call: "call().toArray({ maxItems: 9 })",
    answers: answers.map((answer) => json(JSON.stringify(answer))),
    sends: answers.flatMap((_, index) => [index === 0 ? "GET " : `GET ?offset=${index}`, `accept: ${JSON_TYPE}`]),
    gives,
    type,
  };
}

/** A job by an id of a type, started, then asked about by its id. */
function job(subject: string, row: string, schema: object, id: unknown, call: string): Row {
  return {
    subject,
    path: "/{id}",
    operation: {
      parameters: [{ name: "id", in: "path", required: true, schema }],
      ...answering({ type: "object", properties: { id: schema, state: string } }),
      "x-specloom-name": `${row}.get`,
      "x-specloom-job": { id: "id", state: "/state", states, start: [{ operation: `${row}Start`, jobId: "/id" }] },
    },
    paths: {
      "": {
        post: {
          operationId: `${row}Start`,
          "x-specloom-name": `${row}.create`,
          ...answering({ type: "object", properties: { id: schema } }),
        },
      },
    },
    call,
    answers: [json(JSON.stringify({ id })), json(JSON.stringify({ id, state: "done" }))],
    sends: [
      "POST ",
      `accept: ${JSON_TYPE}`,
      `GET /${String(id)}`,
      `accept: ${JSON_TYPE}`,
      `GET /${String(id)}`,
      `accept: ${JSON_TYPE}`,
    ],
    gives: [String(id), String(id), { id, state: "done" }],
  };
}

/** Starts, waits, and asks again by the id and by a snapshot of it. */
function asked(row: string, id: string): string {
  return `client.${row}.start().then(async (started) => {
    const again = client.${row}.job(${id});
    await started.wait();
    return [started.id, again.id, await client.${row}.job(again.snapshot()).wait()];
  })`;
}

/** A job whose result stands in its status. */
function result(
  subject: string,
  row: string,
  schema: object,
  answer: unknown,
  pointer: string,
  type: string,
  more: object = {},
): Row {
  return {
    subject,
    path: "/{id}",
    operation: {
      parameters: [{ name: "id", in: "path", required: true, schema: string }],
      responses: { 200: { description: "", content: { [JSON_TYPE]: { schema } } }, ...more },
      "x-specloom-name": `${row}.get`,
      "x-specloom-job": { id: "id", state: "/state", states, result: { pointer } },
    },
    call: `client.${row}.waitFor("a")`,
    answers: json(JSON.stringify(answer)),
    sends: ["GET /a", `accept: ${JSON_TYPE}`],
    gives: "x",
    type,
  };
}

const status = { type: "object", required: ["state", "out"], properties: { state: string, out: string } };

conformance(
  {
    subject: "pages of answers that vary",
    document: {
      components: { schemas: { Page: { type: ["object", "null"], required: ["letters"], properties: { letters } } } },
    },
    rows: [
      pages(
        "null is a page without items",
        { type: ["object", "null"], required: ["letters"], properties: { letters } },
        [{ letters: ["a"] }, null],
        ["a"],
        "string[]",
      ),
      pages("null at once", { oneOf: [withLetters, { type: "null" }] }, [null], [], "string[]"),
      pages(
        "null beside a reference",
        { anyOf: [{ $ref: "#/components/schemas/Page" }] },
        [{ letters: ["a"] }, null],
        ["a"],
        "string[]",
      ),
      pages(
        "null above the list",
        { type: "object", properties: { data: { ...withLetters, type: ["object", "null"] } } },
        [{ data: { letters: ["a"] } }, { data: null }],
        ["a"],
        "string[]",
        "/data/letters",
      ),
      pages(
        "a list that may be null",
        { type: "object", properties: { letters: { ...letters, type: ["array", "null"] } } },
        [{ letters: null }],
        [],
        "string[]",
      ),
      pages(
        "the list is in each of several shapes",
        {
          oneOf: [
            withLetters,
            { type: "object", properties: { letters: { type: "array", items: integer }, more: string } },
          ],
        },
        [{ letters: ["a"] }, { letters: [] }],
        ["a"],
        "(string | number)[]",
      ),
      pages(
        "the list is in one part of an allOf",
        { allOf: [{ type: "object", properties: { total: integer } }, withLetters] },
        [{ letters: ["a"], total: 1 }],
        ["a"],
        "string[]",
      ),
      {
        subject: "a union of which one shape has no such list is no pager by inference",
        operation: {
          parameters: ["limit", "offset"].map((name) => ({ name, in: "query", schema: integer })),
          ...answering({ oneOf: [letters, { type: "object", properties: { letters, next: string } }] }),
        },
        call: "call({ limit: 1 })",
        answers: json('["a"]'),
        sends: ["GET ?limit=1", `accept: ${JSON_TYPE}`],
        gives: ["a"],
        type: "string[] | { letters?: string[]; next?: string }",
      },
      pages(
        "such a union, declared: pages over the shapes that have it",
        { oneOf: [letters, { type: "object", properties: { letters, next: string } }, { type: "null" }] },
        [{ letters: ["a"] }, { letters: [] }],
        ["a"],
        "string[]",
        "/letters",
      ),
      pages(
        "a list of anything, declared",
        { type: "object", properties: { letters: {} } },
        [{ letters: ["a"] }, { letters: [] }],
        ["a"],
        "unknown[]",
        "/letters",
      ),
      pages(
        "listed values without the list, beside properties that have it",
        { enum: ["all"], properties: { letters } },
        [{ letters: ["a"] }, { letters: [] }],
        ["a"],
        "never[]",
        "/letters",
      ),
      {
        ...pages(
          "another shape than that of the list is an error",
          { oneOf: [letters, withLetters] },
          [["a"]],
          undefined,
          "string[]",
          "/letters",
        ),
        throws: { name: "MalformedPageError" },
      },
    ],
  },
  {
    subject: "jobs by ids of all types",
    rows: [
      job("an integer", "row1", integer, 7, asked("row1", "7")),
      job("a text", "row2", string, "x", asked("row2", '"x"')),
      job("a number or a text", "row3", { type: ["integer", "string"] }, 8, asked("row3", '"8"')),
      job("nothing is said of it", "row4", {}, 9, asked("row4", "9")),
      job("an enum", "row5", { type: "integer", enum: [1, 2] }, 2, asked("row5", "2")),
    ],
  },
  {
    subject: "results in a status that varies",
    rows: [
      result("plain", "row1", status, { state: "done", out: "x" }, "/out", "string"),
      result(
        "a status that may be null",
        "row2",
        { ...status, type: ["object", "null"] },
        { state: "done", out: "x" },
        "/out",
        "string",
      ),
      result(
        "a status of several shapes",
        "row3",
        { oneOf: [status, { type: "object", required: ["state"], properties: { state: string } }] },
        { state: "done", out: "x" },
        "/out",
        "string",
      ),
      result("a status that may have no content", "row4", status, { state: "done", out: "x" }, "/out", "string", {
        204: { description: "" },
      }),
    ],
  },
  {
    subject: "names of types that would clash",
    rows: ["admin.users.list", "admin.usersList"].map((name, index) => ({
      subject: name,
      operation: {
        "x-specloom-name": name,
        parameters: [{ name: "q", in: "query", schema: index === 0 ? string : integer }],
        ...answering(index === 0 ? string : integer),
      },
      call: index === 0 ? 'call({ q: "a" })' : "call({ q: 1 })",
      answers: json(index === 0 ? '"a"' : "1"),
      sends: [index === 0 ? "GET ?q=a" : "GET ?q=1", `accept: ${JSON_TYPE}`],
      gives: index === 0 ? "a" : 1,
      type: index === 0 ? "string" : "number",
    })),
  },
);
