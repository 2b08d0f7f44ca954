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
