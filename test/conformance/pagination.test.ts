import { json } from "./answers.js";
import { conformance } from "./harness.js";

const integer = { type: "integer" };
const numbers = { type: "array", items: integer };
const JSON_TYPE = "application/json";

function query(...names: readonly string[]): object[] {
  return names.map((name) => ({ name, in: "query", schema: integer }));
}

function answer(schema: object, headers: object = {}): object {
  return { 200: { description: "", headers, content: { [JSON_TYPE]: { schema } } } };
}

/** A search by POST whose answer links to the next page. */
function search(request: object): Readonly<Record<string, unknown>> {
  return {
    parameters: query("limit", "version"),
    requestBody: { content: { [JSON_TYPE]: { schema: { type: "object", properties: { q: integer } } } } },
    responses: answer({ type: "object", properties: { items: numbers, next: { type: "string" } } }),
    "x-specloom-pagination": { style: "next-url", request, response: { items: "/items", next: "/next" } },
  };
}

const found = [json({ items: [1], next: "?at=2" }), json({ items: [2], next: null })];
const body = { q: 7 };
const byPost = [`accept: ${JSON_TYPE}`, `content-type: ${JSON_TYPE}`, "", JSON.stringify(body)];

const all = "call({ per_page: 2 }).toArray({ maxItems: 9 })";

conformance({
  subject: "pagination that the document shows without saying so",
  rows: [
    {
      subject: "a Link header beside page numbers is followed",
      operation: {
        parameters: query("page", "per_page"),
        responses: answer(numbers, { Link: { schema: { type: "string" } } }),
      },
      call: all,
      answers: [json([1, 2], 200, { link: '</row1?per_page=2&page=2>; rel="next"' }), json([3])],
      sends: ["GET ?per_page=2", `accept: ${JSON_TYPE}`, "GET ?per_page=2&page=2", `accept: ${JSON_TYPE}`],
      gives: [1, 2, 3],
      type: "number[]",
    },
    {
      subject: "page numbers go on until the total is reached",
      operation: {
        parameters: query("page", "per_page"),
        responses: answer({ type: "object", properties: { total_count: integer, items: numbers } }),
      },
      call: all,
      answers: [json({ total_count: 3, items: [1, 2] }), json({ total_count: 3, items: [3] })],
      sends: ["GET ?per_page=2", `accept: ${JSON_TYPE}`, "GET ?page=2&per_page=2", `accept: ${JSON_TYPE}`],
      gives: [1, 2, 3],
      type: "number[]",
    },
  ],
});

conformance({
  subject: "links of a list that is read by POST",
  rows: [
    {
      subject: "are followed by GET, without the body",
      operation: search({}),
      call: "call({ body: { q: 7 } }).toArray({ maxItems: 9 })",
      answers: found,
      sends: ["POST ", ...byPost, "GET ?at=2", `accept: ${JSON_TYPE}`],
      gives: [1, 2],
      type: "number[]",
    },
    {
      subject: "are followed by POST where that is declared",
      operation: search({ method: "POST" }),
      call: "call({ body: { q: 7 } }).toArray({ maxItems: 9 })",
      answers: found,
      sends: ["POST ", ...byPost, "POST ?at=2", ...byPost],
      gives: [1, 2],
      type: "number[]",
    },
    {
      subject: "carry the declared parameters of the first call",
      operation: search({ carry: ["version"] }),
      call: "call({ version: 3, limit: 1, body: { q: 7 } }).toArray({ maxItems: 9 })",
      answers: found,
      sends: ["POST ?limit=1&version=3", ...byPost, "GET ?at=2&version=3", `accept: ${JSON_TYPE}`],
      gives: [1, 2],
      type: "number[]",
    },
  ],
});
