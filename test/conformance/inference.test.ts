import { json } from "./answers.js";
import { conformance, type Row } from "./harness.js";
import type { Answer } from "./recording-server.js";

const JSON_TYPE = "application/json";
const integer = { type: "integer" };
const string = { type: "string" };
const flag = { type: "boolean" };
const uri = { type: "string", format: "uri" };
const list = { type: "array", items: integer };
const object = (properties: object, required: readonly string[] = []): object => ({
  type: "object",
  properties,
  required,
});

function answering(schema: object, status = 200, headers: object = {}): object {
  return { [status]: { description: "", headers, content: { [JSON_TYPE]: { schema } } } };
}

/** Lines of requests, each with the `accept` that all of these operations have. */
function sent(...requests: readonly string[]): readonly string[] {
  return requests.flatMap((request) => [request, `accept: ${JSON_TYPE}`]);
}

interface List {
  /** Schemas of query parameters by name. */
  readonly query: Readonly<Record<string, object>>;
  /** Further members of each parameter. */
  readonly parameter?: object;
  readonly answer: object;
  readonly headers?: object;
  readonly call?: string;
  readonly pages: readonly (object | Answer)[];
  /** The queries of the requests. */
  readonly asks: readonly string[];
}

/** A list of 1, 2 and 3 on two pages, read to its last item. */
function pages(subject: string, { query, parameter, answer, headers, call, pages: bodies, asks }: List): Row {
  return {
    subject,
    operation: {
      parameters: Object.entries(query).map(([name, schema]) => ({ name, in: "query", schema, ...parameter })),
      responses: answering(answer, 200, headers),
    },
    call: `call(${call ?? ""}).toArray({ maxItems: 9 })`,
    answers: bodies.map((body) => ("status" in body && "headers" in body ? body : json(body))),
    sends: sent(...asks.map((ask) => `GET ${ask}`)),
    gives: [1, 2, 3],
    type: "number[]",
  };
}

const counted = object({ data: list, total: integer }, ["data"]);
const countedPages = [
  { data: [1, 2], total: 3 },
  { data: [3], total: 3 },
];

conformance({
  subject: "each sign of pages, to the last item",
  rows: [
    pages("1. required parameters with defaults", {
      query: { page: { ...integer, default: 1 }, per_page: { ...integer, default: 2 } },
      parameter: { required: true },
      answer: counted,
      call: "{ page: 1, per_page: 2 }",
      pages: countedPages,
      asks: ["?page=1&per_page=2", "?page=2&per_page=2"],
    }),
    pages("2. pages from 0, by the least value", {
      query: { page: { ...integer, minimum: 0 } },
      answer: counted,
      pages: countedPages,
      asks: ["", "?page=1"],
    }),
    pages("2. pages from 0, by words", {
      query: { page: integer },
      parameter: { description: "Zero-based index of the page" },
      answer: counted,
      pages: countedPages,
      asks: ["", "?page=1"],
    }),
    pages("3. a next URL beside a page number and a token", {
      query: { Page: integer, PageToken: string },
      answer: object({ rings: list, next_page_uri: string }, ["rings"]),
      pages: [
        { rings: [1, 2], next_page_uri: "?Page=1&PageToken=b" },
        { rings: [3], next_page_uri: null },
      ],
      asks: ["", "?Page=1&PageToken=b"],
    }),
    pages("3. a cursor beside a link", {
      query: { cursor: string },
      answer: object(
        {
          data: list,
          meta: object({ cursors: object({ next: string }) }),
          links: object({ next: { ...string, description: "Link to the next page" } }),
        },
        ["data"],
      ),
      pages: [{ data: [1, 2], meta: { cursors: { next: "b" } }, links: { next: "http://x/?cursor=c" } }, { data: [3] }],
      asks: ["", "?cursor=b"],
    }),
    pages("4. items and a total in an object", {
      query: { offset: integer, limit: integer },
      answer: object({ data: object({ items: list, total: integer }, ["items"]) }, ["data"]),
      pages: [{ data: { items: [1, 2], total: 3 } }, { data: { items: [3], total: 3 } }],
      asks: ["", "?offset=2"],
    }),
    pages("4. a cursor in an object of any name", {
      query: { cursor: string },
      answer: object({ rooms: list, reply_meta: object({ next_cursor: string }) }, ["rooms"]),
      pages: [
        { rooms: [1, 2], reply_meta: { next_cursor: "b" } },
        { rooms: [3], reply_meta: { next_cursor: "" } },
      ],
      asks: ["", "?cursor=b"],
    }),
    pages("4. an offset that is a text", {
      query: { offset: string, limit: integer },
      answer: object({ data: list, next_page: object({ offset: string, uri }) }, ["data"]),
      pages: [
        { data: [1, 2], next_page: { offset: "b" } },
        { data: [3], next_page: null },
      ],
      asks: ["", "?offset=b"],
    }),
    pages("5. continue", {
      query: { limit: integer, continue: string },
      answer: object({ items: list, metadata: object({ continue: string }) }, ["items"]),
      pages: [
        { items: [1, 2], metadata: { continue: "b" } },
        { items: [3], metadata: {} },
      ],
      asks: ["", "?continue=b"],
    }),
    pages("5. token and nextToken", {
      query: { token: string },
      answer: object({ users: list, nextToken: string }, ["users"]),
      pages: [{ users: [1, 2], nextToken: "b" }, { users: [3] }],
      asks: ["", "?token=b"],
    }),
    pages("5. after_id, last_id and has_more", {
      query: { after_id: string },
      answer: object({ data: list, last_id: string, has_more: flag }, ["data"]),
      pages: [
        { data: [1, 2], last_id: "2", has_more: true },
        { data: [3], last_id: "3", has_more: false },
      ],
      asks: ["", "?after_id=2"],
    }),
    pages("5. startAt and maxResults", {
      query: { startAt: integer, maxResults: integer },
      answer: object({ total: integer, bugs: list }, ["bugs"]),
      pages: [
        { total: 3, bugs: [1, 2] },
        { total: 3, bugs: [3] },
      ],
      asks: ["", "?startAt=2"],
    }),
    pages("5. from and size", {
      query: { from: integer, size: integer },
      answer: object({ hits: list, total: integer }, ["hits"]),
      pages: [
        { hits: [1, 2], total: 3 },
        { hits: [3], total: 3 },
      ],
      asks: ["", "?from=2"],
    }),
    pages("5. page[number] and links", {
      query: { "page[number]": integer },
      answer: object({ data: list, links: object({ next: string }) }, ["data"]),
      pages: [
        { data: [1, 2], links: { next: "?page%5Bnumber%5D=2" } },
        { data: [3], links: { next: null } },
      ],
      asks: ["", "?page%5Bnumber%5D=2"],
    }),
    pages("5. page[cursor] and links", {
      query: { "page[cursor]": string },
      answer: object({ data: list, links: object({ next: string }) }, ["data"]),
      pages: [
        { data: [1, 2], links: { next: "?page%5Bcursor%5D=b" } },
        { data: [3], links: {} },
      ],
      asks: ["", "?page%5Bcursor%5D=b"],
    }),
    pages("5. OData", {
      query: { $skip: integer, $top: integer },
      answer: object({ value: list, "@odata.count": integer }, ["value"]),
      pages: [
        { value: [1, 2], "@odata.count": 3 },
        { value: [3], "@odata.count": 3 },
      ],
      asks: ["", "?%24skip=2"],
    }),
    pages("5. HAL", {
      query: { page: integer },
      answer: object(
        { _embedded: object({ items: list }, ["items"]), _links: object({ next: object({ href: string }) }) },
        ["_embedded"],
      ),
      pages: [
        { _embedded: { items: [1, 2] }, _links: { next: { href: "?page=2" } } },
        { _embedded: { items: [3] }, _links: {} },
      ],
      asks: ["", "?page=2"],
    }),
    pages("5. Laravel", {
      query: { page: integer },
      answer: object({ data: list, meta: object({ current_page: integer, last_page: integer }) }, ["data"]),
      pages: [
        { data: [1, 2], meta: { current_page: 1, last_page: 2 } },
        { data: [3], meta: { current_page: 2, last_page: 2 } },
      ],
      asks: ["", "?page=2"],
    }),
    pages("5. Spring", {
      query: { page: { ...integer, default: 0 }, size: integer },
      answer: object({ content: list, totalElements: integer, totalPages: integer }, ["content"]),
      pages: [
        { content: [1, 2], totalElements: 3, totalPages: 2 },
        { content: [3], totalElements: 3, totalPages: 2 },
      ],
      asks: ["", "?page=1"],
    }),
    pages("5. Relay", {
      query: { first: integer, after: string },
      answer: object({ edges: list, pageInfo: object({ hasNextPage: flag, endCursor: string }) }, ["edges"]),
      pages: [
        { edges: [1, 2], pageInfo: { hasNextPage: true, endCursor: "b" } },
        { edges: [3], pageInfo: { hasNextPage: false, endCursor: "c" } },
      ],
      asks: ["", "?after=b"],
    }),
    pages("5. the number of the next page", {
      query: { page: integer },
      answer: object({ data: list, next_page: integer }, ["data"]),
      pages: [
        { data: [1, 2], next_page: 2 },
        { data: [3], next_page: null },
      ],
      asks: ["", "?page=2"],
    }),
    pages("5. a cursor in a header", {
      query: { cursor: string },
      answer: list,
      headers: { "X-Next-Cursor": { schema: string } },
      pages: [json([1, 2], 200, { "x-next-cursor": "b" }), json([3])],
      asks: ["", "?cursor=b"],
    }),
    pages("5. the number of the next page in a header", {
      query: { page: integer },
      answer: list,
      headers: { "X-Next-Page": { schema: string } },
      pages: [json([1, 2], 200, { "x-next-page": "2" }), json([3], 200, { "x-next-page": "" })],
      asks: ["", "?page=2"],
    }),
    pages("6. a next link alone", {
      query: {},
      answer: object({ next: uri, results: list }, ["results"]),
      pages: [
        { results: [1, 2], next: "?after=b" },
        { results: [3], next: null },
      ],
      asks: ["", "?after=b"],
    }),
    pages("6. next and previous alone", {
      query: {},
      answer: object({ next: string, previous: string, results: list }, ["results"]),
      pages: [
        { results: [1, 2], next: "?after=b" },
        { results: [3], next: null, previous: "?" },
      ],
      asks: ["", "?after=b"],
    }),
  ],
});

const states = { ...string, enum: ["queued", "running", "done", "failed"] };
const idInPath = { parameters: [{ name: "id", in: "path", required: true, schema: string }] };

interface Work {
  /** Schema of the status. */
  readonly status: object;
  /** Responses of the start; the status' schema with 201 where left out. */
  readonly start?: object;
  /** Further Path Item Objects, by what follows the job's collection. */
  readonly paths?: Readonly<Record<string, object>>;
  /** Where the start is, below the row's path. */
  readonly startAt?: string;
  readonly call?: string;
  readonly answers: readonly Answer[];
  readonly sends: readonly string[];
  readonly gives: unknown;
}

/** Work that is started and waited for to its end; nothing is declared but the names. */
function work(row: number, subject: string, { status, start, paths = {}, startAt = "", call, ...exchange }: Work): Row {
  const name = `row${row}`;
  const post = {
    operationId: `${name}Start`,
    "x-specloom-name": `${name}.create`,
    responses: start ?? answering(status, 201),
  };
  return {
    subject,
    path: "/{id}",
    operation: { ...idInPath, responses: answering(status), "x-specloom-name": `${name}.get` },
    paths: { [startAt]: { post }, ...paths },
    call: call ?? `client.${name}.runAndWait()`,
    answers: exchange.answers,
    sends: exchange.sends,
    gives: exchange.gives,
  };
}

const running = json({ id: "7", status: "running" });
const done = json({ id: "7", status: "done" });
const usual = object({ id: string, status: states });
const polls = sent("GET /7", "GET /7");
const begun = [...sent("POST "), ...polls];

conformance({
  subject: "each sign of a job, to its end",
  document: { components: { schemas: { Trip: usual } } },
  fromRuntime: ["settleAll"],
  rows: [
    work(1, "8. a state in an object that wraps the answer", {
      status: object({ data: object({ uid: string, status: states }) }),
      answers: [
        json({ data: { uid: "7" } }, 201),
        json({ data: { status: "running" } }),
        json({ data: { status: "done" } }),
      ],
      sends: begun,
      gives: { data: { status: "done" } },
    }),
    work(2, "8. a state whose name ends in status", {
      status: object({ id: string, brewing_status: states }),
      answers: [json({ id: "7" }, 201), json({ brewing_status: "running" }), json({ brewing_status: "done" })],
      sends: begun,
      gives: { brewing_status: "done" },
    }),
    work(3, "8. states that a description lists", {
      status: object({ id: string, status: { ...string, description: "One of queued, running, done or failed." } }),
      answers: [json({ id: "7" }, 201), running, done],
      sends: begun,
      gives: { id: "7", status: "done" },
    }),
    work(4, "10. an id of another name", {
      status: object({ status: states }),
      start: answering(object({ job_id: string }), 202),
      answers: [json({ job_id: "7" }, 202), running, done],
      sends: begun,
      gives: { id: "7", status: "done" },
    }),
    work(5, "10. an answer that is the id", {
      status: object({ status: states }),
      start: answering(string, 202),
      answers: [json(JSON.stringify("7"), 202), running, done],
      sends: begun,
      gives: { id: "7", status: "done" },
    }),
    work(6, "11. a result below the job", {
      status: usual,
      paths: {
        "/{id}/result": {
          get: { ...idInPath, "x-specloom-name": "row6.getResult", responses: answering(object({ url: string })) },
        },
      },
      answers: [json({ id: "7" }, 201), running, done, json({ url: "u" })],
      sends: [...begun, ...sent("GET /7/result")],
      gives: { url: "u" },
    }),
    work(7, "11. a cancel below the job", {
      status: usual,
      paths: {
        "/{id}/cancel": {
          post: { ...idInPath, "x-specloom-name": "row7.cancel", responses: { 204: { description: "" } } },
        },
      },
      call: "client.row7.job('7').cancel()",
      answers: [{ status: 204, headers: {} }],
      sends: ["POST /7/cancel"],
      gives: undefined,
    }),
    work(8, "12. work that ends in one way", {
      status: object({ id: string, status: { ...string, enum: ["in_progress", "canceling", "ended"] } }),
      answers: [json({ id: "7" }, 201), json({ status: "in_progress" }), json({ status: "ended" })],
      sends: begun,
      gives: { status: "ended" },
    }),
    {
      ...work(9, "10. a start elsewhere that answers the same schema", {
        status: { $ref: "#/components/schemas/Trip" },
        startAt: "/crews/trips",
        answers: [json({ id: "7" }, 201), running, done],
        sends: [...sent("POST /crews/trips"), ...sent("GET /trips/7", "GET /trips/7")],
        gives: { id: "7", status: "done" },
      }),
      path: "/trips/{id}",
    },
    {
      ...work(10, "10. a header that is the status' URL", {
        status: object({ status: { ...string, enum: ["NotStarted", "Running", "Succeeded", "Failed"] } }),
        start: { 202: { description: "", headers: { "Operation-Location": { schema: uri } } } },
        answers: [
          { status: 202, headers: { "operation-location": "/row10/operations/7" } },
          json({ status: "Running" }),
          json({ status: "Succeeded" }),
        ],
        sends: ["POST ", ...sent("GET /operations/7", "GET /operations/7")],
        gives: { status: "Succeeded" },
      }),
      path: "/operations/{id}",
    },
    work(11, "11. a batch of statuses", {
      status: usual,
      paths: {
        "/statuses": {
          post: {
            "x-specloom-name": "row11.statuses",
            requestBody: { content: { [JSON_TYPE]: { schema: object({ ids: { type: "array", items: string } }) } } },
            responses: answering({ type: "array", items: usual }),
          },
        },
      },
      call: 'settleAll([client.row11.job("1"), client.row11.job("2")]).then((all) => all.map(({ ok }) => ok))',
      answers: [json(["1", "2"].map((id) => ({ id, status: "done" })))],
      sends: ["POST /statuses", `accept: ${JSON_TYPE}`, `content-type: ${JSON_TYPE}`, "", '{"ids":["1","2"]}'],
      gives: [true, true],
    }),
  ],
});
