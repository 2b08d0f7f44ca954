import { expect } from "vitest";
import { json } from "./answers.js";
import { type JobSign, jobWords } from "../../packages/toolchain/src/contract/inference/job-words.js";
import { type PagingSign, pagingWords } from "../../packages/toolchain/src/contract/inference/paging-words.js";
import { type StateKind, stateWords } from "../../packages/toolchain/src/contract/inference/state-words.js";
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
    pages("2. pages from 0, by where they start", {
      query: { page: integer },
      parameter: { description: "Number of the page, starts at 0" },
      answer: counted,
      pages: countedPages,
      asks: ["", "?page=1"],
    }),
    ...[
      { what: "which page is the first", parameter: { description: "0 is the first page" }, schema: integer },
      { what: "the range of pages", parameter: { description: "Page number (0..N)" }, schema: integer },
      { what: "a bound below 0", parameter: {}, schema: { ...integer, exclusiveMinimum: -1 } },
    ].map(({ what, parameter, schema }) =>
      pages(`2. pages from 0, by ${what}`, {
        query: { page: schema },
        parameter,
        answer: counted,
        pages: countedPages,
        asks: ["", "?page=1"],
      }),
    ),
    pages("2. pages from 0, by the default", {
      query: { page: { ...integer, default: 0 } },
      answer: counted,
      pages: countedPages,
      asks: ["", "?page=1"],
    }),
    pages("2. pages from 1, by words beside a least value of 0", {
      query: { page: { ...integer, minimum: 0 } },
      parameter: { description: "Starts at 1" },
      answer: counted,
      pages: countedPages,
      asks: ["", "?page=2"],
    }),
    pages("2. pages from the number that the first answer has, with a number of pages alone", {
      query: { page: integer },
      answer: object({ data: list, meta: object({ current_page: integer, last_page: integer }) }, ["data"]),
      pages: [
        { data: [1, 2], meta: { current_page: 0, last_page: 2 } },
        { data: [3], meta: { current_page: 1, last_page: 2 } },
      ],
      asks: ["", "?page=1"],
    }),
    ...[
      { what: "the default", parameter: {}, schema: { ...integer, default: 1 } },
      { what: "the least value", parameter: {}, schema: { ...integer, minimum: 1 } },
      { what: "words", parameter: { description: "The 1-based index of the first result" }, schema: integer },
    ].map(({ what, parameter, schema }) =>
      pages(`2. items from 1, by ${what}`, {
        query: { offset: schema, limit: integer },
        parameter,
        answer: counted,
        pages: countedPages,
        asks: ["", "?offset=3"],
      }),
    ),
    pages("2. items from 1, as SCIM counts them", {
      query: { startIndex: integer, count: integer },
      answer: object({ Resources: list, totalResults: integer, itemsPerPage: integer }, ["Resources"]),
      pages: [
        { Resources: [1, 2], totalResults: 3 },
        { Resources: [3], totalResults: 3 },
      ],
      asks: ["", "?startIndex=3"],
    }),
    pages("2. items from 0 by words, although they are called as SCIM's", {
      query: { startIndex: integer, count: integer },
      parameter: { description: "Starts at 0" },
      answer: object({ Resources: list, totalResults: integer }, ["Resources"]),
      pages: [
        { Resources: [1, 2], totalResults: 3 },
        { Resources: [3], totalResults: 3 },
      ],
      asks: ["", "?startIndex=2"],
    }),
    pages("2. items that are skipped, with a least value of 1", {
      query: { skip: { ...integer, minimum: 1 }, take: integer },
      answer: counted,
      pages: countedPages,
      asks: ["", "?skip=2"],
    }),
    ...[
      {
        what: "beside a flag",
        schema: integer,
        more: { has_more: flag },
        ends: [{ has_more: true }, { has_more: false }],
      },
      {
        what: "beside a number of pages",
        schema: integer,
        more: { pages: integer },
        ends: [{ pages: 2 }, { pages: 2 }],
      },
    ].map(({ what, schema, more, ends }) =>
      pages(`4. a count of one page ${what}`, {
        query: { page: integer },
        answer: object({ data: list, count: schema, ...more }, ["data"]),
        pages: [
          { data: [1, 2], count: 2, ...ends[0] },
          { data: [3], count: 1, ...ends[1] },
        ],
        asks: ["", "?page=2"],
      }),
    ),
    pages("4. a count that is described as that of one page", {
      query: { offset: integer, limit: integer },
      answer: object({ data: list, count: { ...integer, description: "Number of things on this page" } }, ["data"]),
      pages: [
        { data: [1, 2], count: 2 },
        { data: [3], count: 1 },
        { data: [], count: 0 },
      ],
      asks: ["", "?offset=2", "?offset=3"],
    }),
    {
      ...pages("2. pages from a number that nothing says: a first page that stays empty stops the walk", {
        query: { page: integer },
        answer: counted,
        pages: [
          { data: [], total: 3 },
          { data: [], total: 3 },
        ],
        asks: ["", ""],
      }),
      gives: undefined,
      throws: { name: "MalformedPageError", message: expect.stringContaining("x-specloom-pagination") },
    },
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
    ...[
      { how: "format", name: "next", schema: uri },
      { how: "name", name: "next_url", schema: string },
      { how: "name", name: "next_page_uri", schema: string },
      { how: "name", name: "nextLink", schema: string },
      { how: "name", name: "nextHref", schema: string },
      { how: "description", name: "next", schema: { ...string, description: "Link to the next page" } },
      { how: "example", name: "next", schema: { ...string, example: "https://api.test/things?at=b" } },
    ].map(({ how, name, schema }) =>
      pages(`3. ${name} beside a cursor, a URL by its ${how}`, {
        query: { cursor: string },
        answer: object({ data: list, [name]: schema }, ["data"]),
        pages: [{ data: [1, 2], [name]: "?at=b" }, { data: [3] }],
        asks: ["", "?at=b"],
      }),
    ),
    ...["href", "url", "uri", "link"].map((name) =>
      pages(`3. ${name} of an object called next`, {
        query: {},
        answer: object({ data: list, next: object({ [name]: string }) }, ["data"]),
        pages: [
          { data: [1, 2], next: { [name]: "?at=b" } },
          { data: [3], next: null },
        ],
        asks: ["", "?at=b"],
      }),
    ),
    {
      ...pages("4. items that are called as the resource, beside another list", {
        query: { page: integer },
        answer: object({ doves: list, crows: list, total: integer }, ["doves"]),
        pages: [
          { doves: [1, 2], crows: [7], total: 3 },
          { doves: [3], crows: [], total: 3 },
        ],
        asks: ["/doves", "/doves?page=2"],
      }),
      path: "/doves",
    },
    pages("4. items and a total in an object", {
      query: { offset: integer, limit: integer },
      answer: object({ data: object({ items: list, total: integer }, ["items"]) }, ["data"]),
      pages: [{ data: { items: [1, 2], total: 3 } }, { data: { items: [3], total: 3 } }],
      asks: ["", "?offset=2"],
    }),
    pages("4. items beside lists that go with them", {
      query: { offset: integer, limit: integer },
      answer: object({ docs: list, included: list, errors: list, total: integer }, ["docs"]),
      pages: [
        { docs: [1, 2], included: [7], errors: [], total: 3 },
        { docs: [3], included: [8, 9], errors: [], total: 3 },
      ],
      asks: ["", "?offset=2"],
    }),
    pages("4. a cursor of the parameter's own name, beside a text called next", {
      query: { after: string },
      answer: object({ data: list, paging: object({ cursors: object({ after: string }), next: string }) }, ["data"]),
      pages: [
        { data: [1, 2], paging: { cursors: { after: "b" }, next: "http://x/?after=c" } },
        { data: [3], paging: {} },
      ],
      asks: ["", "?after=b"],
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
    pages("5. skip and take", {
      query: { skip: integer, take: integer },
      answer: counted,
      pages: countedPages,
      asks: ["", "?skip=2"],
    }),
    pages("5. start and count", {
      query: { start: integer, count: integer },
      answer: counted,
      pages: countedPages,
      asks: ["", "?start=2"],
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
    pages("4. a cursor in an object about the page, beside items with ids", {
      query: { "page[after]": string },
      answer: object({ data: list, meta: object({ has_more: flag, after_cursor: string }) }, ["data"]),
      pages: [
        { data: [1, 2], meta: { has_more: true, after_cursor: "b" } },
        { data: [3], meta: { has_more: false, after_cursor: "c" } },
      ],
      asks: ["", "?page%5Bafter%5D=b"],
    }),
    pages("4. a cursor in the object of the next page, within one of pages", {
      query: { starting_after: string },
      answer: object({ data: list, pages: object({ next: object({ starting_after: string }) }) }, ["data"]),
      pages: [
        { data: [1, 2], pages: { next: { starting_after: "b" } } },
        { data: [3], pages: { next: null } },
      ],
      asks: ["", "?starting_after=b"],
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
    pages("7. a union whose branches all have the list", {
      query: { page: integer },
      answer: { oneOf: [counted, object({ data: list, total: integer, note: string }, ["data", "note"])] },
      pages: countedPages,
      asks: ["", "?page=2"],
    }),
    pages("7. an answer that may be null, which is a page without items", {
      query: { page: integer },
      answer: { oneOf: [counted, { type: "null" }] },
      pages: [{ data: [1, 2, 3], total: 4 }, json("null")],
      asks: ["", "?page=2"],
    }),
    {
      subject: "7. a union of which one branch has no list is no pager",
      operation: {
        parameters: [{ name: "page", in: "query", schema: integer }],
        responses: answering({ oneOf: [counted, object({ message: string }, ["message"])] }),
      },
      call: "call({ page: 1 })",
      answers: json({ message: "later" }),
      sends: sent("GET ?page=1"),
      gives: { message: "later" },
      type: "{ data: number[]; total?: number } | { message: string }",
    },
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

/** A list that has one word of a sign. */
const listsBy: Readonly<Record<PagingSign, (word: string) => List>> = {
  page: (word) => ({ query: { [word]: integer }, answer: counted, pages: countedPages, asks: ["", `?${word}=2`] }),
  offset: (word) => ({
    query: { [word]: integer, limit: integer },
    answer: counted,
    pages: countedPages,
    asks: ["", `?${word}=2`],
  }),
  size: (word) => ({
    query: { offset: integer, [word]: integer },
    answer: counted,
    pages: countedPages,
    asks: ["", "?offset=2"],
  }),
  cursor: (word) => ({
    query: { [word]: string },
    answer: object({ data: list, next_cursor: string }, ["data"]),
    pages: [{ data: [1, 2], next_cursor: "b" }, { data: [3] }],
    asks: ["", `?${word}=b`],
  }),
  items: (word) => ({
    query: { page: integer },
    answer: object({ [word]: list, others: list, total: integer }, [word]),
    pages: [
      { [word]: [1, 2], total: 3 },
      { [word]: [3], total: 3 },
    ],
    asks: ["", "?page=2"],
  }),
  nextUrl: (word) => ({
    query: {},
    answer: object({ data: list, [word]: uri }, ["data"]),
    pages: [{ data: [1, 2], [word]: "?at=b" }, { data: [3] }],
    asks: ["", "?at=b"],
  }),
  nextCursor: (word) => ({
    query: { cursor: string },
    answer: object({ data: list, [word]: string }, ["data"]),
    pages: [{ data: [1, 2], [word]: "b" }, { data: [3] }],
    asks: ["", "?cursor=b"],
  }),
  previous: (word) => ({
    query: {},
    answer: object({ data: list, next: string, [word]: string }, ["data"]),
    pages: [
      { data: [1, 2], next: "?at=b" },
      { data: [3], next: null, [word]: "?" },
    ],
    asks: ["", "?at=b"],
  }),
  lastId: (word) => ({
    query: { after_id: string },
    answer: object({ data: list, [word]: string, has_more: flag }, ["data"]),
    pages: [
      { data: [1, 2], [word]: "2", has_more: true },
      { data: [3], [word]: "3", has_more: false },
    ],
    asks: ["", "?after_id=2"],
  }),
  total: (word) => ({
    query: { offset: integer, limit: integer },
    answer: object({ data: list, [word]: integer }, ["data"]),
    pages: [
      { data: [1, 2], [word]: 3 },
      { data: [3], [word]: 3 },
    ],
    asks: ["", "?offset=2"],
  }),
  pages: (word) => ({
    query: { page: integer },
    answer: object({ data: list, [word]: integer }, ["data"]),
    pages: [
      { data: [1, 2], [word]: 2 },
      { data: [3], [word]: 2 },
    ],
    asks: ["", "?page=2"],
  }),
  pageNumber: (word) => ({
    query: { page: integer },
    answer: object({ data: list, [word]: integer, totalElements: integer }, ["data"]),
    pages: [
      { data: [1, 2], [word]: 0, totalElements: 3 },
      { data: [3], [word]: 1, totalElements: 3 },
    ],
    asks: ["", "?page=1"],
  }),
  hasMore: (word) => ({
    query: { page: integer },
    answer: object({ data: list, [word]: flag }, ["data"]),
    pages: [
      { data: [1, 2], [word]: true },
      { data: [3], [word]: false },
    ],
    asks: ["", "?page=2"],
  }),
  wrapper: (word) => {
    // What stands among links is a link.
    const [name, schema, next] = word === "links" ? ["next", uri, "?cursor=b"] : ["next_cursor", string, "b"];
    return {
      query: { cursor: string },
      answer: object({ data: list, [word]: object({ [name]: schema }) }, ["data"]),
      pages: [{ data: [1, 2], [word]: { [name]: next } }, { data: [3] }],
      asks: ["", "?cursor=b"],
    };
  },
  container: (word) => ({
    query: { offset: integer, limit: integer },
    answer: object({ [word]: object({ items: list, total: integer }, ["items"]) }, [word]),
    pages: [{ [word]: { items: [1, 2], total: 3 } }, { [word]: { items: [3], total: 3 } }],
    asks: ["", "?offset=2"],
  }),
  companion: (word) => ({
    query: { page: integer },
    answer: object({ docs: list, [word]: list, total: integer }, ["docs"]),
    pages: [
      { docs: [1, 2], total: 3 },
      { docs: [3], total: 3 },
    ],
    asks: ["", "?page=2"],
  }),
  nextCursorHeader: (word) => ({
    query: { cursor: string },
    answer: list,
    headers: { [`X-${word}`]: { schema: string } },
    pages: [json([1, 2], 200, { [`x-${word}`]: "b" }), json([3])],
    asks: ["", "?cursor=b"],
  }),
  nextNumberHeader: (word) => ({
    query: word.endsWith("offset") ? { offset: integer, limit: integer } : { page: integer },
    answer: list,
    headers: { [`X-${word}`]: { schema: integer } },
    pages: [json([1, 2], 200, { [`x-${word}`]: "2" }), json([3])],
    asks: ["", word.endsWith("offset") ? "?offset=2" : "?page=2"],
  }),
  linkHeader: (word) => ({
    query: { page: integer },
    answer: list,
    headers: { [word]: { schema: string } },
    pages: [json([1, 2], 200, { [word]: '<?page=2>; rel="next"' }), json([3])],
    asks: ["", "?page=2"],
  }),
};

interface Words {
  readonly words: string;
}

/** What each word of a table of signs gives, in its order. */
function byWord<T>(
  table: Readonly<Record<string, readonly Words[]>>,
  makers: Readonly<Record<string, (word: string) => T>>,
): { readonly subject: string; readonly made: T }[] {
  return Object.entries(makers).flatMap(([sign, make]) =>
    (table[sign] ?? [])
      .flatMap(({ words }) => words.split(" "))
      .map((word) => ({ subject: `${sign}: ${word}`, made: make(word) })),
  );
}

conformance({
  subject: "each word of the table of paging words, to the last item",
  rows: [
    ...byWord(pagingWords, listsBy).map(({ subject, made }) => pages(subject, made)),
    ...pagingWords.cursor
      .filter(({ takeId }) => takeId === true)
      .flatMap(({ words }) => words.split(" "))
      .map((word) =>
        pages(`an id after which to go on: ${word}`, {
          query: { [word]: string },
          answer: object({ data: list, last_id: string, has_more: flag }, ["data"]),
          pages: [
            { data: [1, 2], last_id: "2", has_more: true },
            { data: [3], last_id: "3", has_more: false },
          ],
          asks: ["", `?${word}=2`],
        }),
      ),
  ],
});

const states = { ...string, enum: ["queued", "running", "done", "failed"] };
const idInPath = { parameters: [{ name: "id", in: "path", required: true, schema: string }] };
const jobIdInPath = { parameters: [{ name: "job_id", in: "path", required: true, schema: string }] };

/** A list of 1, 2 and 3 that is read by POST: its page is a part of the body, beside what is looked for. */
function search(
  subject: string,
  page: object,
  answer: object,
  bodies: readonly object[],
  asks: readonly object[],
): Row {
  const schema = object({ q: integer, ...page });
  return {
    subject,
    path: "/search",
    operation: {
      requestBody: { required: true, content: { [JSON_TYPE]: { schema } } },
      responses: answering(answer),
    },
    call: "call({ body: { q: 7 } }).toArray({ maxItems: 9 })",
    answers: bodies.map((body) => json(body)),
    sends: asks.flatMap((ask) => [
      "POST /search",
      `accept: ${JSON_TYPE}`,
      `content-type: ${JSON_TYPE}`,
      "",
      JSON.stringify({ q: 7, ...ask }),
    ]),
    gives: [1, 2, 3],
    type: "number[]",
  };
}

conformance({
  subject: "lists that are read by POST, to the last item",
  rows: [
    search(
      "5. a cursor in the body",
      { cursor: string },
      object({ data: list, next_cursor: string }, ["data"]),
      [{ data: [1, 2], next_cursor: "b" }, { data: [3] }],
      [{}, { cursor: "b" }],
    ),
    search("5. a page in the body, from 0", { page: { ...integer, default: 0 } }, counted, countedPages, [
      {},
      { page: 1 },
    ]),
    search(
      "5. an offset in an object of the body",
      { pagination: object({ offset: integer, limit: integer }) },
      counted,
      countedPages,
      [{}, { pagination: { offset: 2 } }],
    ),
  ],
});

interface Work {
  /** Schema of the status. */
  readonly status: object;
  /** Responses of the start; the status' schema with 201 where left out. */
  readonly start?: object;
  /** Further Path Item Objects, by what follows the job's collection. */
  readonly paths?: Readonly<Record<string, object>>;
  /** Where the start is, below the row's path. */
  readonly startAt?: string;
  /** Members of the start beside its responses. */
  readonly posted?: object;
  /** Further operations where the start is. */
  readonly beside?: object;
  /** Further operations on the status' own path. */
  readonly item?: Readonly<Record<string, unknown>>;
  readonly call?: string;
  readonly answers: readonly Answer[];
  readonly sends: readonly string[];
  readonly gives: unknown;
}

/** Work that is started and waited for to its end; nothing is declared but the names. */
function work(
  row: number,
  subject: string,
  { status, start, posted, beside, item = {}, paths = {}, startAt = "", call, ...exchange }: Work,
): Row {
  const name = `row${row}`;
  const post = {
    operationId: `${name}Start`,
    "x-specloom-name": `${name}.create`,
    responses: start ?? answering(status, 201),
    ...posted,
  };
  return {
    subject,
    path: "/{id}",
    operation: { ...idInPath, responses: answering(status), "x-specloom-name": `${name}.get` },
    pathItem: item,
    paths: { [startAt]: { post, ...beside }, ...paths },
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
    work(12, "8. a flag that the work has ended", {
      status: object({ id: string, done: flag, error: object({ message: string }) }),
      answers: [json({ id: "7" }, 201), json({ id: "7" }), json({ id: "7", done: true })],
      sends: begun,
      gives: { id: "7", done: true },
    }),
    work(13, "8. a flag beside an error", {
      status: object({ id: string, done: flag, error: object({ code: integer, message: string }) }),
      call: "client.row13.job('7').settle().then((end) => (end.kind === 'failed' ? end.error.message : end.kind))",
      answers: [json({ id: "7", done: false }), json({ id: "7", done: true, error: { code: 5, message: "no" } })],
      sends: polls,
      gives: "no",
    }),
    work(14, "8. an outcome beside the state", {
      status: object({
        id: string,
        status: { ...string, enum: ["queued", "completed"] },
        conclusion: { type: ["string", "null"], enum: ["success", "failure", null] },
      }),
      answers: [
        json({ id: "7" }, 201),
        json({ status: "queued", conclusion: null }),
        json({ status: "completed", conclusion: "success" }),
      ],
      sends: begun,
      gives: { status: "completed", conclusion: "success" },
    }),
    work(15, "8. states that the list is filtered by", {
      status: object({ id: string, status: string }),
      beside: {
        get: {
          "x-specloom-name": "row15.list",
          parameters: [{ name: "status", in: "query", schema: states }],
          responses: answering(list),
        },
      },
      start: answering(object({ id: string, status: string }), 202),
      answers: [json({ id: "7" }, 202), running, done],
      sends: begun,
      gives: { id: "7", status: "done" },
    }),
    {
      ...work(16, "9. a job under two ids", {
        status: usual,
        startAt: "/boards/{board}/games",
        posted: { parameters: [{ name: "board", in: "path", required: true, schema: string }] },
        call: "client.row16.runAndWait('b')",
        answers: [json({ id: "7" }, 201), running, done],
        sends: [...sent("POST /boards/b/games"), ...sent("GET /boards/b/games/7", "GET /boards/b/games/7")],
        gives: { id: "7", status: "done" },
      }),
      path: "/boards/{board}/games/{id}",
      operation: {
        parameters: ["board", "id"].map((name) => ({ name, in: "path", required: true, schema: string })),
        responses: answering(usual),
        "x-specloom-name": "row16.get",
      },
    },
    {
      ...work(17, "9. work that its thing has but once", {
        status: object({ status: states }),
        call: "client.row17.runAndWait('7')",
        answers: [json({ status: "queued" }, 202), running, done],
        sends: [...sent("POST /alerts/7/fix"), ...sent("GET /alerts/7/fix", "GET /alerts/7/fix")],
        gives: { id: "7", status: "done" },
      }),
      paths: {},
      pathItem: {
        parameters: [{ name: "alert", in: "path", required: true, schema: string }],
        post: { "x-specloom-name": "row17.create", responses: answering(object({ status: states }), 202) },
      },
      path: "/alerts/{alert}/fix",
      operation: { responses: answering(object({ status: states })), "x-specloom-name": "row17.get" },
    },
    {
      ...work(18, "11. a PATCH to the cancelled state", {
        status: object({
          id: string,
          status: { ...string, enum: ["queued", "running", "done", "failed", "cancelled"] },
        }),
        call: "client.row18.job('7').cancel()",
        answers: [{ status: 204, headers: {} }],
        sends: ["PATCH /7", `content-type: ${JSON_TYPE}`, "", '{"status":"cancelled"}'],
        gives: undefined,
      }),
      pathItem: {
        patch: {
          ...idInPath,
          "x-specloom-name": "row18.update",
          requestBody: {
            required: true,
            content: { [JSON_TYPE]: { schema: object({ status: { ...string, enum: ["cancelled"] } }, ["status"]) } },
          },
          responses: { 204: { description: "" } },
        },
      },
    },
    work(19, "13. two jobs on one resource", {
      status: usual,
      paths: {
        "/exports/{id}": {
          get: { ...idInPath, "x-specloom-name": "row19.getExport", responses: answering(usual) },
        },
        "/exports": { post: { "x-specloom-name": "row19.export", responses: answering(usual, 201) } },
      },
      call: "client.row19.runExportAndWait()",
      answers: [json({ id: "8" }, 201), json({ status: "done" })],
      sends: sent("POST /exports", "GET /exports/8"),
      gives: { status: "done" },
    }),
    work(20, "8. states that are numbers", {
      status: object({ id: string, status: { ...integer, description: "0: QUEUED, 1: RUNNING, 2: DONE, 3: FAILED" } }),
      answers: [json({ id: "7" }, 201), json({ status: 1 }), json({ status: 2 })],
      sends: begun,
      gives: { status: 2 },
    }),
    work(21, "8. a phase, two levels deep", {
      status: object({ id: string, data: object({ job: object({ phase: states }) }) }),
      answers: [
        json({ id: "7" }, 201),
        json({ data: { job: { phase: "running" } } }),
        json({ data: { job: { phase: "done" } } }),
      ],
      sends: begun,
      gives: { data: { job: { phase: "done" } } },
    }),
    work(22, "11. a DELETE that is called cancel", {
      status: usual,
      call: "client.row22.job('7').cancel()",
      answers: [{ status: 204, headers: {} }],
      sends: ["DELETE /7"],
      gives: undefined,
      item: {
        delete: {
          ...idInPath,
          operationId: "cancelRow22",
          "x-specloom-name": "row22.cancel",
          responses: { 204: { description: "" } },
        },
      },
    }),
    work(23, "12. words for what still goes on", {
      status: object({
        id: string,
        status: {
          ...string,
          enum: ["scheduled", "queued_for_build", "cancel_requested", "analyzing", "completed", "failed"],
        },
      }),
      answers: [
        json({ id: "7" }, 201),
        ...["scheduled", "queued_for_build", "cancel_requested", "analyzing", "completed"].map((status) =>
          json({ status }),
        ),
      ],
      sends: sent("POST ", ...Array.from({ length: 5 }, () => "GET /7")),
      gives: { status: "completed" },
    }),
    {
      ...work(24, "10. a PUT that is accepted", {
        status: usual,
        answers: [json({ id: "7" }, 202), running, done],
        sends: [...sent("PUT "), ...polls],
        gives: { id: "7", status: "done" },
      }),
      paths: { "": { put: { "x-specloom-name": "row24.create", responses: answering(usual, 202) } } },
    },
    {
      ...work(25, "9. work that its thing has but once, begun by a PUT that makes it", {
        status: usual,
        call: "client.row25.runAndWait('7')",
        answers: [json({ id: "7", status: "queued" }, 201), running, done],
        sends: sent("PUT /shelves/7/copy", "GET /shelves/7/copy", "GET /shelves/7/copy"),
        gives: { id: "7", status: "done" },
      }),
      paths: {},
      pathItem: {
        parameters: [{ name: "shelf", in: "path", required: true, schema: string }],
        put: { "x-specloom-name": "row25.create", responses: answering(usual, 201) },
      },
      path: "/shelves/{shelf}/copy",
      operation: { responses: answering(usual), "x-specloom-name": "row25.get" },
    },
    {
      ...work(26, "8. states that the operation's description lists as troubles", {
        status: object({ id: string, status: { ...string, enum: ["running", "too_many_found", "done", "failed"] } }),
        answers: [json({ id: "7" }, 201), json({ status: "too_many_found" }), done],
        sends: begun,
        gives: { id: "7", status: "done" },
      }),
      operation: {
        ...idInPath,
        description: "If there are problems, the `status` is one of these:\n\n* `too_many_found` - choose one.",
        responses: answering(
          object({ id: string, status: { ...string, enum: ["running", "too_many_found", "done", "failed"] } }),
        ),
        "x-specloom-name": "row26.get",
      },
    },
    work(27, "10. several at once, which answers a list of ids", {
      status: usual,
      startAt: "/batch",
      start: answering({ type: "array", items: string }, 201),
      call: "client.row27.create().then((ids) => settleAll(ids.map((id) => client.row27.job(id)))).then((all) => all.map(({ ok }) => ok))",
      answers: [json(["7", "8"], 201), running, running, done],
      sends: sent("POST /batch", "GET /7", "GET /8", "GET /7", "GET /8"),
      gives: [true, true],
    }),
    work(28, "10. a 201 that says in Location where the job is", {
      status: object({ status: states }),
      start: { 201: { description: "", headers: { Location: { schema: uri } } } },
      answers: [
        { status: 201, headers: { location: "/row28/7" } },
        json({ status: "running" }),
        json({ status: "done" }),
      ],
      sends: ["POST ", ...polls],
      gives: { status: "done" },
    }),
    work(29, "10. a 201 that answers nothing but the id", {
      status: usual,
      start: answering(object({ id: string }), 201),
      answers: [json({ id: "7" }, 201), running, done],
      sends: begun,
      gives: { id: "7", status: "done" },
    }),
    {
      ...work(30, "10. an id that is called after the job", {
        status: object({ paint_job: object({ paint_job_name: string, status: states }) }),
        answers: [
          json({ paint_job: { paint_job_name: "7" } }, 201),
          json({ paint_job: { status: "running" } }),
          json({ paint_job: { status: "done" } }),
        ],
        sends: sent("POST /paint-jobs", "GET /paint-jobs/7", "GET /paint-jobs/7"),
        gives: { paint_job: { status: "done" } },
        startAt: "/paint-jobs",
      }),
      path: "/paint-jobs/{name}",
      operation: {
        parameters: [{ name: "name", in: "path", required: true, schema: string }],
        responses: answering(object({ paint_job: object({ paint_job_name: string, status: states }) })),
        "x-specloom-name": "row30.get",
      },
    },
    ...["phase", "progress"].map((word, index) => ({
      ...work(31 + index, `9. a status below the job that is called ${word}`, {
        status: object({ state: states }),
        start: answering(object({ id: string }), 202),
        answers: [json({ id: "7" }, 202), json({ state: "running" }), json({ state: "done" })],
        sends: sent("POST ", `GET /7/${word}`, `GET /7/${word}`),
        gives: { state: "done" },
      }),
      path: `/{id}/${word}`,
    })),
  ],
});

/** Work whose start names its status in a header: a document has one such status, so each is a document. */
conformance(
  ...["Azure-AsyncOperation", "Location"].map((header) => ({
    subject: `10. the status' URL in ${header}`,
    rows: [
      {
        ...work(1, "waits at that URL", {
          status: object({ status: states }),
          start: { 202: { description: "", headers: { [header]: { schema: uri } } } },
          answers: [
            { status: 202, headers: { [header.toLowerCase()]: "/row1/operations/7" } },
            json({ status: "running" }),
            json({ status: "done" }),
          ],
          sends: ["POST ", ...sent("GET /operations/7", "GET /operations/7")],
          gives: { status: "done" },
        }),
        path: "/operations/{id}",
      },
    ],
  })),
);

/** A path of all statuses is that of the document's work, so this is a document of its own. */
conformance({
  subject: "paths that begin with what is done to a job",
  rows: [
    {
      ...work(1, "10. paths that begin with what is done to a job", {
        status: object({ status: states }),
        start: answering(object({ job_id: string }), 202),
        startAt: "/generate",
        paths: {
          "/result/{job_id}": {
            get: { ...jobIdInPath, "x-specloom-name": "row1.made", responses: answering(object({ url: string })) },
          },
        },
        answers: [json({ job_id: "7" }, 202), running, done, json({ url: "u" })],
        sends: sent("POST /generate", "GET /status/7", "GET /status/7", "GET /result/7"),
        gives: { url: "u" },
      }),
      path: "/status/{job_id}",
      operation: {
        ...jobIdInPath,
        responses: answering(object({ status: states })),
        "x-specloom-name": "row1.get",
      },
    },
  ],
});

/** Work that has one word of a sign; its row's number is that of its client's resource. */
const worksBy: Readonly<Record<Exclude<JobSign, "operation">, (word: string) => (row: number) => Row>> = {
  state: (word) => (row) =>
    work(row, "", {
      status: object({ id: string, [word]: states }),
      answers: [json({ id: "7" }, 201), json({ [word]: "running" }), json({ [word]: "done" })],
      sends: begun,
      gives: { [word]: "done" },
    }),
  holder: (word) => (row) =>
    work(row, "", {
      status: object({ id: string, [word]: object({ status: states }) }),
      answers: [json({ id: "7" }, 201), json({ [word]: { status: "running" } }), json({ [word]: { status: "done" } })],
      sends: begun,
      gives: { [word]: { status: "done" } },
    }),
  outcome: (word) => (row) =>
    work(row, "", {
      status: object({
        id: string,
        status: { ...string, enum: ["queued", "completed"] },
        [word]: { type: ["string", "null"], enum: ["success", "failure", null] },
      }),
      call: `client.row${row}.job("7").settle().then(({ kind }) => kind)`,
      answers: [json({ status: "queued", [word]: null }), json({ status: "completed", [word]: "failure" })],
      sends: polls,
      gives: "failed",
    }),
  end: (word) => (row) =>
    work(row, "", {
      status: object({ id: string, [word]: flag, error: object({ message: string }) }),
      answers: [json({ id: "7" }, 201), json({ [word]: false }), json({ [word]: true })],
      sends: begun,
      gives: { [word]: true },
    }),
  verdict: (word) => (row) =>
    work(row, "", {
      status: object({ id: string, done: flag, [word]: flag, error: object({ message: string }) }),
      call: `"job" in client.row${row}`,
      answers: [],
      sends: [],
      gives: false,
    }),
  product: (word) => (row) => {
    const product = word.endsWith("url") ? "u" : { size: 1 };
    return work(row, "", {
      status: object({ id: string, done: flag, [word]: word.endsWith("url") ? string : object({ size: integer }) }),
      answers: [json({ id: "7" }, 201), json({ done: false }), json({ done: true, [word]: product })],
      sends: begun,
      gives: { done: true, [word]: product },
    });
  },
  removal: (word) => (row) =>
    work(row, "", {
      status: object({ id: string, status: { ...string, enum: ["queued", "running", "ready", "failed", word] } }),
      call: `"job" in client.row${row}`,
      answers: [],
      sends: [],
      gives: false,
    }),
  completion: (word) => (row) =>
    work(row, "", {
      status: usual,
      paths: {
        [`/{id}/${word}`]: {
          post: { ...idInPath, "x-specloom-name": `row${row}.end`, responses: { 204: { description: "" } } },
        },
      },
      call: `"job" in client.row${row}`,
      answers: [],
      sends: [],
      gives: false,
    }),
  error: (word) => (row) =>
    work(row, "", {
      status: object({ id: string, done: flag, [word]: object({ message: string }) }),
      answers: [json({ id: "7" }, 201), json({ done: false }), json({ done: true })],
      sends: begun,
      gives: { done: true },
    }),
  reported: noJob,
  lifecycle: noJob,
  start: (word) => (row) => ({
    ...work(row, "", {
      // States of its own: a start elsewhere is known by them.
      status: object({ id: string, status: { ...string, enum: ["queued", `${word}ing`, "done", "failed"] } }),
      startAt: `/crews/${word}`,
      answers: [json({ id: "7" }, 201), json({ status: "queued" }), json({ status: "done" })],
      sends: sent(`POST /crews/${word}`, "GET /trips/7", "GET /trips/7"),
      gives: { status: "done" },
    }),
    path: "/trips/{id}",
  }),
  envelope: (word) => (row) =>
    work(row, "", {
      status: usual,
      start: answering(object({ [`${word}_id`]: string, data: usual }), 201),
      answers: [json({ [`${word}_id`]: "9", data: { id: "7", status: "queued" } }, 201), running, done],
      sends: begun,
      gives: { id: "7", status: "done" },
    }),
  token: (word) => (row) =>
    work(row, "", {
      status: usual,
      posted: {
        requestBody: {
          required: true,
          content: { [JSON_TYPE]: { schema: object({ [`${word}_token`]: string }, [`${word}_token`]) } },
        },
      },
      call: `"job" in client.row${row}`,
      answers: [],
      sends: [],
      gives: false,
    }),
  resumption: (word) => (row) =>
    work(row, "", {
      status: usual,
      posted: { operationId: `${word}_row${row}` },
      call: `"job" in client.row${row}`,
      answers: [],
      sends: [],
      gives: false,
    }),
  result: resultOf,
  partOfResult: resultOf,
  cancel: (word) => (row) =>
    work(row, "", {
      status: usual,
      paths: {
        [`/{id}/${word}`]: {
          post: { ...idInPath, "x-specloom-name": `row${row}.end`, responses: { 204: { description: "" } } },
        },
      },
      call: `client.row${row}.job("7").cancel()`,
      answers: [{ status: 204, headers: {} }],
      sends: [`POST /7/${word}`],
      gives: undefined,
    }),
  batch: (word) => (row) =>
    work(row, "", {
      status: usual,
      paths: {
        [`/${word}`]: {
          post: {
            "x-specloom-name": `row${row}.several`,
            requestBody: { content: { [JSON_TYPE]: { schema: object({ ids: { type: "array", items: string } }) } } },
            responses: answering({ type: "array", items: usual }),
          },
        },
      },
      call: `settleAll([client.row${row}.job("1"), client.row${row}.job("2")]).then((all) => all.map(({ ok }) => ok))`,
      answers: [json(["1", "2"].map((id) => ({ id, status: "done" })))],
      sends: [`POST /${word}`, `accept: ${JSON_TYPE}`, `content-type: ${JSON_TYPE}`, "", '{"ids":["1","2"]}'],
      gives: [true, true],
    }),
};

/** A thing of such a name with the states of work, which is no job. */
function noJob(word: string): (row: number) => Row {
  return (row) => ({
    ...work(row, "", {
      status: usual,
      startAt: `/${plural(word)}`,
      call: `"job" in client.row${row}`,
      answers: [],
      sends: [],
      gives: false,
    }),
    path: `/${plural(word)}/{id}`,
  });
}

function plural(word: string): string {
  return word.endsWith("s") ? `${word}es` : `${word}s`;
}

function resultOf(word: string): (row: number) => Row {
  return (row) =>
    work(row, "", {
      status: usual,
      paths: {
        [`/{id}/${word}`]: {
          get: { ...idInPath, "x-specloom-name": `row${row}.made`, responses: answering(object({ url: string })) },
        },
      },
      answers: [json({ id: "7" }, 201), running, done, json({ url: "u" })],
      sends: [...begun, ...sent(`GET /7/${word}`)],
      gives: { url: "u" },
    });
}

conformance({
  subject: "each word of the table of job words",
  fromRuntime: ["settleAll"],
  rows: byWord(jobWords, worksBy).map(({ subject, made }, index) => ({ ...made(index + 1), subject })),
});

/** Of such a document only one status is meant by the header, so each word is a document. */
conformance(
  ...jobWords.operation
    .flatMap(({ words }) => words.split(" "))
    .map((word) => ({
      subject: `operation: ${word}`,
      rows: [
        {
          ...work(1, "waits at the URL in the header", {
            status: object({ status: states }),
            start: { 202: { description: "", headers: { "Operation-Location": { schema: uri } } } },
            answers: [
              { status: 202, headers: { "operation-location": `/row1/${plural(word)}/7` } },
              json({ status: "running" }),
              json({ status: "done" }),
            ],
            sends: ["POST ", ...sent(`GET /${plural(word)}/7`, `GET /${plural(word)}/7`)],
            gives: { status: "done" },
          }),
          path: `/${plural(word)}/{id}`,
        },
      ],
    })),
);

/** Forms of words that are in no table, by what they mean. */
const forms: readonly (readonly [StateKind, string])[] = [
  ["pending", "analyzing"],
  ["pending", "validating_files"],
  ["pending", "queued_for_review"],
  ["pending", "scheduledForBuild"],
  ["pending", "cancel_requested"],
  ["pending", "waiting_to_push"],
  ["indeterminate", "detection_needs_auth"],
  ["indeterminate", "requires_payment_method"],
  ["pending", "deployment_in_progress"],
  ["failed", "time_limit_exceeded"],
  ["failed", "build_failed"],
  ["cancelled", "upload_aborted"],
];

conformance({
  subject: "each word of the table of states, to the end",
  rows: [
    ...stateWords.flatMap(({ kind, words, rank }) => words.split(" ").map((word) => [kind, word, rank] as const)),
    ...forms,
  ].map(([kind, word, rank = 0], index) => {
    // Beside a plainer word for the end, these tell of a step.
    const others = rank > 1 ? ["failed"] : ["done", "failed"];
    const status = { ...string, enum: [...new Set(["running", word, ...others])] };
    const goesOn = kind === "pending" || kind === "indeterminate";
    return work(index + 1, `${kind}: ${word}`, {
      status: object({ id: string, status, ...(word === "incomplete" ? { incomplete_details: string } : {}) }),
      call: `client.row${index + 1}.job("7").settle().then(({ kind }) => kind)`,
      answers: goesOn ? [json({ status: word }), done] : [running, json({ status: word })],
      sends: polls,
      gives: goesOn ? "succeeded" : kind,
    });
  }),
});
