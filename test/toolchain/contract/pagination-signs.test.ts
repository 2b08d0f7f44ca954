import { describe, expect, it } from "vitest";
import type { Pagination } from "../../../packages/toolchain/src/contract/contract.js";
import { pagingWords } from "../../../packages/toolchain/src/contract/inference/paging-words.js";
import { documentWith, identity } from "./support.js";
import { readContract } from "../../../packages/toolchain/src/contract/read-contract.js";
import type { JsonObject } from "../../../packages/toolchain/src/json.js";

const text: JsonObject = { type: "string" };
const integer: JsonObject = { type: "integer" };
const flag: JsonObject = { type: "boolean" };
const uri: JsonObject = { type: "string", format: "uri" };
const list: JsonObject = { type: "array", items: { type: "object", properties: { id: text } } };
const object = (properties: JsonObject): JsonObject => ({ type: "object", properties });

interface Row {
  readonly given: string;
  readonly path?: string;
  /** Schemas of query parameters by name. */
  readonly query: JsonObject;
  /** Schema of the JSON body; the list is then read by POST. */
  readonly body?: JsonObject;
  /** Further members of each parameter. */
  readonly parameter?: JsonObject;
  readonly answer: JsonObject;
  readonly headers?: JsonObject;
  readonly want?: Pagination;
}

const page = (response: Pagination["response"], request: Pagination["request"] = { page: "page" }): Pagination => ({
  style: "page",
  request,
  response,
});
const cursor = (name: string, response: Pagination["response"], size?: string): Pagination => ({
  style: "cursor",
  request: { cursor: name, ...(size === undefined ? {} : { size }) },
  response,
});
const offset = (name: string, size: string, response: Pagination["response"]): Pagination => ({
  style: "offset",
  request: { offset: name, size },
  response,
});
const url = (response: Pagination["response"], request: Pagination["request"] = {}): Pagination => ({
  style: "next-url",
  request,
  response,
});

const counted = object({ data: list, total: integer });

const rows: readonly Row[] = [
  {
    given: "1. required parameters with defaults",
    query: { page: { type: "integer", default: 1 }, per_page: { type: "integer", default: 20 } },
    parameter: { required: true },
    answer: counted,
    want: page({ items: "/data", total: "/total" }, { page: "page", size: "per_page" }),
  },
  {
    given: "1. a required offset and limit with defaults",
    query: { offset: { type: "integer", default: 0 }, limit: { type: "integer", default: 100 } },
    parameter: { required: true },
    answer: object({ items: list }),
    want: offset("offset", "limit", { items: "/items" }),
  },
  {
    given: "1. a required page without a default",
    query: { page: integer },
    parameter: { required: true },
    answer: counted,
  },
  {
    given: "1. a required offset and count, whose first is 0",
    path: "/orders",
    query: { offset: integer, count: integer },
    parameter: { required: true },
    answer: object({ orders: list, total: integer }),
    want: offset("offset", "count", { items: "/orders", total: "/total" }),
  },
  {
    given: "1. a required skip and limit in a body",
    path: "/orders/search",
    query: {},
    body: { ...object({ skip: integer, limit: integer }), required: ["skip", "limit"] },
    answer: object({ orders: list, total: integer }),
    want: offset("/skip", "/limit", { items: "/orders", total: "/total" }),
  },
  {
    given: "1. a required start, which may be a time",
    query: { start: integer, limit: integer },
    parameter: { required: true },
    answer: counted,
  },
  ...Object.entries({
    "by its default": { type: "string", default: "1" },
    "by its example": { type: "string", example: "2" },
    "by its pattern": { type: "string", pattern: "^[0-9]+$" },
    "by its format": { type: "string", format: "int32" },
    "as one of its types": { type: ["string", "integer"] },
  }).map(([how, schema]): Row => ({
    given: `1. a page that is a number in digits ${how}`,
    query: { page: schema, per_page: integer },
    answer: counted,
    want: page({ items: "/data", total: "/total" }, { page: "page", size: "per_page" }),
  })),
  {
    given: "1. an offset that is a number in digits",
    query: { offset: { type: "string", default: "0" }, limit: { type: "string", default: "10" } },
    answer: counted,
    want: offset("offset", "limit", { items: "/data", total: "/total" }),
  },
  ...Object.entries({
    "of a whole number": { type: ["integer", "string"], pattern: "^-?(?:0|[1-9]\\d*)$" },
    "of a format": { type: ["null", "integer", "string"], format: "int64" },
    "in a union": { anyOf: [integer, { type: "string", pattern: "^[0-9]+$" }] },
  }).map(([how, number]): Row => ({
    given: `4. a total, a number of pages and a page that are numbers or their digits ${how}`,
    path: "/orders/search",
    query: {},
    body: object({ page: number, pageSize: number }),
    answer: object({ data: list, totalCount: number, totalPages: number, pageNumber: number }),
    want: page(
      { items: "/data", total: "/totalCount", pages: "/totalPages", page: "/pageNumber" },
      { page: "/page", size: "/pageSize" },
    ),
  })),
  {
    given: "4. a total that is a number or any text",
    query: { page: integer },
    answer: object({ data: list, total: { type: ["integer", "string"] } }),
  },
  {
    given: "1. a page in a body that is a number in digits, which has to stay a text",
    path: "/orders/search",
    query: {},
    body: object({ page: { type: "string", default: "1" } }),
    answer: object({ orders: list, total: integer }),
  },
  {
    given: "1. a page that may be any text",
    query: { page: text, limit: integer },
    answer: counted,
  },
  ...Object.entries({
    "by its default": { schema: { type: "integer", default: 0 } },
    "by its default as a text": { schema: { type: "string", default: "0" } },
    "by the word for the first": { description: "First page = 0" },
    "by the number of the first": { description: "Use `0` for the first page" },
    "by a default in words": { description: "Which page. Default value: `0`" },
    "by where pages begin": { description: "Beginning with page 0" },
    "by its least value": { schema: { type: "integer", minimum: 0 } },
    "by words": { description: "Zero-based page index (0..N)" },
    "by words of its schema": { schema: { type: "integer", description: "The page number, starting at 0" } },
  }).map(([how, parameter]): Row => ({
    given: `2. a first page that is 0 ${how}`,
    query: { page: integer },
    parameter,
    answer: counted,
    want: page({ items: "/data", total: "/total" }, { page: "page", first: 0 }),
  })),
  ...Object.entries({
    "of an unsigned type": { page: { type: "integer", format: "uint32", minimum: 0 } },
    "beside a size of the same least value": {
      page: { type: "integer", minimum: 0 },
      size: { type: "integer", minimum: 0 },
    },
    "that may be null": { page: { type: ["integer", "null"], format: "uint64", minimum: 0 } },
  }).map(([how, query]): Row => ({
    given: `2. a least value of 0 ${how}, which is no first page`,
    query,
    answer: counted,
    want: page({ items: "/data", total: "/total" }, { page: "page", ...("size" in query ? { size: "size" } : {}) }),
  })),
  {
    given: "2. a default in words that is no first page",
    query: { page: integer },
    parameter: { description: "Which page. Default: 10" },
    answer: counted,
    want: page({ items: "/data", total: "/total" }),
  },
  {
    given: "2. a first page that is 1 by words, whatever its least value",
    query: { page: { type: "integer", minimum: 0 } },
    parameter: { description: "1-based" },
    answer: counted,
    want: page({ items: "/data", total: "/total" }),
  },
  {
    given: "2. a first page that is 1 by its default, whatever its least value",
    query: { page: { type: "integer", minimum: 0, default: 1 } },
    answer: counted,
    want: page({ items: "/data", total: "/total" }),
  },
  {
    given: "3. a page number beside a page token, and a next URL",
    query: { Page: integer, PageToken: text, PageSize: integer },
    answer: object({ rings: list, next_page_uri: text, page: integer }),
    want: url({ items: "/rings", next: "/next_page_uri" }, { page: "Page", cursor: "PageToken", size: "PageSize" }),
  },
  {
    given: "3. a page number beside a token that nothing answers",
    query: { page: integer, page_size: integer, cursor: text },
    answer: object({ data: list }),
  },
  {
    given: "3. a text described as a link beside the cursor",
    query: { cursor: text },
    answer: object({
      data: list,
      meta: object({ cursors: object({ next: text }) }),
      links: object({ next: { type: "string", description: "Link to the next page" } }),
    }),
    want: cursor("cursor", { items: "/data", next: "/meta/cursors/next" }),
  },
  {
    given: "3. a text exemplified by a URL",
    query: { cursor: text },
    answer: object({ data: list, next: { type: "string", example: "https://api.example/things?cursor=b" } }),
    want: url({ items: "/data", next: "/next" }, { cursor: "cursor" }),
  },
  ...Object.entries({
    "described as an address": { type: "string", description: "The address of the next page" },
    "with the pattern of a URL": { type: "string", pattern: "^https?://" },
  }).map(([how, next]): Row => ({
    given: `3. a text ${how}`,
    query: { cursor: text },
    answer: object({ data: list, next }),
    want: url({ items: "/data", next: "/next" }, { cursor: "cursor" }),
  })),
  ...Object.entries({
    "exemplified by no URL": { type: "string", example: "bGlzdE5leHQ" },
    "described as a cursor": { type: "string", description: "The cursor of the next page" },
    "with several examples of no URL": { type: "string", examples: ["", "41.7"] },
  }).map(([how, next]): Row => ({
    given: `3. a text in an object of links, ${how}`,
    query: { cursor: text, per_page: integer },
    answer: object({ things: list, meta: object({ total: integer, links: object({ next, prev: text }) }) }),
    path: "/things",
    want: cursor("cursor", { items: "/things", next: "/meta/links/next", total: "/meta/total" }, "per_page"),
  })),
  ...Object.entries({
    "exemplified by a path": { type: "string", example: "/things?page=2" },
    "described as a link with a cursor": { type: "string", description: "Link with the cursor of the next page" },
    "that nothing describes": text,
  }).map(([how, next]): Row => ({
    given: `3. a text in an object of links, ${how}`,
    query: { cursor: text },
    answer: object({ data: list, links: object({ next }) }),
    want: url({ items: "/data", next: "/links/next" }, { cursor: "cursor" }),
  })),
  {
    given: "6. a text called as the next page beside a page number, which may be the next number",
    query: { page: integer },
    answer: object({ data: list, nextPage: text, previousPage: text }),
  },
  {
    given: "6. a text called as the next page beside an offset and a size",
    query: { offset: integer, limit: integer },
    answer: object({ data: list, next_page: text, previous_page: text }),
    want: offset("offset", "limit", { items: "/data" }),
  },
  {
    given: "6. a text called as the next page beside a page number, by its format",
    query: { page: integer },
    answer: object({ data: list, next_page: uri, previous_page: uri }),
    want: page({ items: "/data", next: "/next_page" }),
  },
  {
    given: "2. the number of a page, where the document says which is the first",
    query: { page: { type: "integer", default: 1 } },
    answer: object({ data: list, total: integer, page: integer }),
    want: page({ items: "/data", total: "/total" }),
  },
  {
    given: "2. a number beside a list, which is that of a thing",
    query: { page: integer },
    answer: object({ data: list, total: integer, number: integer }),
    want: page({ items: "/data", total: "/total" }),
  },
  {
    given: "3. a next URL beside a flag and items with ids, after which a parameter asks",
    query: { after: text },
    answer: object({ data: list, has_more: flag, links: object({ next: text }) }),
    want: url({ items: "/data", next: "/links/next" }, { cursor: "after" }),
  },
  {
    given: "3. a cursor of unknown use beside a flag and items with ids",
    query: { after: text },
    answer: object({ data: list, has_more: flag, stream_cursor: text }),
  },
  {
    given: "1. flags that are called as a page number and a size",
    query: { page: flag, first: flag },
    answer: counted,
  },
  ...Object.entries({
    "by its description": { type: "number", description: "Total price of the items" },
    "by its unit": { type: "integer", description: "Total in cents" },
    "by its example": { type: "number", example: 19.9 },
    "by its step": { type: "number", multipleOf: 0.01 },
  }).map(([how, total]): Row => ({
    given: `4. a total that is money ${how}`,
    query: { page: integer },
    answer: object({ data: list, total }),
  })),
  {
    given: "4. a total beside a currency",
    query: { page: integer },
    answer: object({ items: list, total: { type: "number" }, currency: text }),
  },
  {
    given: "4. a total beside a currency that is described as a count",
    query: { page: integer },
    answer: object({ items: list, total: { ...integer, description: "Number of items" }, currency: text }),
    want: page({ items: "/items", total: "/total" }),
  },
  {
    given: "5. a page and an offset, each with its size",
    path: "/indexes/{slug}/query",
    query: {},
    body: object({ offset: integer, limit: integer, page: { ...integer, default: 0 }, hitsPerPage: integer }),
    answer: object({ hits: list, nbHits: integer, nbPages: integer }),
    want: page(
      { items: "/hits", total: "/nbHits", pages: "/nbPages" },
      { page: "/page", size: "/hitsPerPage", first: 0 },
    ),
  },
  {
    given: "4. a total amount of items, which is a count",
    query: { page: integer },
    answer: object({ data: list, total: { ...integer, description: "The total amount of invoices" } }),
    want: page({ items: "/data", total: "/total" }),
  },
  {
    given: "6. a next and a previous step, which are no pages",
    query: {},
    answer: object({
      data: list,
      next: { ...text, description: "Name of the next step" },
      previous: { ...text, description: "Name of the previous step" },
    }),
  },
  {
    given: "4. a count of all that match, beside a flag",
    query: { page: integer },
    answer: object({ data: list, count: { ...integer, description: "How many match in total" }, has_more: flag }),
    want: page({ items: "/data", total: "/count", hasMore: "/has_more" }),
  },
  {
    given: "4. items and a total in an object",
    query: { offset: integer, limit: integer },
    answer: object({ data: object({ total: integer, items: list }) }),
    want: offset("offset", "limit", { items: "/data/items", total: "/data/total" }),
  },
  {
    given: "4. items two levels deep",
    query: { page: integer },
    answer: object({ response: object({ result: object({ items: list, has_more: flag }) }) }),
    want: page({ items: "/response/result/items", hasMore: "/response/result/has_more" }),
  },
  {
    given: "4. a cursor in an object of any name, which only a next one can be",
    query: { cursor: text },
    answer: object({ rooms: list, reply_meta: object({ next_cursor: text }) }),
    want: cursor("cursor", { items: "/rooms", next: "/reply_meta/next_cursor" }),
  },
  {
    given: "4. a cursor in an object of facts about the result, whose count is that of the page",
    query: { cursor: text, limit: integer },
    answer: object({ result: list, result_info: object({ count: integer, cursors: object({ after: text }) }) }),
    want: cursor("cursor", { items: "/result", next: "/result_info/cursors/after" }, "limit"),
  },
  {
    given: "4. an object of the next page's values",
    query: { offset: text, limit: integer },
    answer: object({ data: list, next_page: { ...object({ offset: text, uri }), nullable: true } }),
    want: cursor("offset", { items: "/data", next: "/next_page/offset" }, "limit"),
  },
  {
    given: "4. a list beside others, called as the resource",
    path: "/orders",
    query: { page: integer },
    answer: object({ orders: list, customers: list, total: integer }),
    want: page({ items: "/orders", total: "/total" }),
  },
  {
    given: "4. a list beside known companions",
    query: { page: integer },
    answer: object({ letters: list, included: list, errors: list, total: integer }),
    want: page({ items: "/letters", total: "/total" }),
  },
  {
    given: "4. two lists of which none is called as the resource",
    query: { page: integer },
    answer: object({ lefts: list, rights: list, total: integer }),
  },
  {
    given: "5. Kubernetes' continue",
    query: { limit: integer, continue: text },
    answer: object({ items: list, metadata: object({ continue: text }) }),
    want: cursor("continue", { items: "/items", next: "/metadata/continue" }, "limit"),
  },
  {
    given: "5. token and nextToken",
    query: { token: text },
    answer: object({ users: list, nextToken: text }),
    want: cursor("token", { items: "/users", next: "/nextToken" }),
  },
  {
    given: "5. after_id, last_id and has_more",
    query: { limit: integer, after_id: text, before_id: text },
    answer: object({ data: list, has_more: flag, first_id: text, last_id: text }),
    want: cursor("after_id", { items: "/data", next: "/last_id", hasMore: "/has_more" }, "limit"),
  },
  {
    given: "5. startAt, maxResults and a total",
    query: { startAt: integer, maxResults: integer },
    answer: object({ startAt: integer, maxResults: integer, total: integer, bugs: list }),
    want: offset("startAt", "maxResults", { items: "/bugs", total: "/total" }),
  },
  {
    given: "5. firstResult and maxResults",
    query: { firstResult: integer, maxResults: integer },
    answer: list,
    want: offset("firstResult", "maxResults", { items: "" }),
  },
  {
    given: "5. from, size and a total",
    query: { from: integer, size: integer },
    answer: object({ hits: list, total: integer }),
    want: offset("from", "size", { items: "/hits", total: "/total" }),
  },
  {
    given: "5. from and to, which are times",
    query: { from: integer, to: integer, limit: integer },
    answer: object({ hits: list, total: integer }),
  },
  {
    given: "5. a page and a count beside the ends of a range",
    query: { page: integer, count: integer, from: text, to: text },
    answer: list,
    want: page({ items: "" }, { page: "page", size: "count" }),
  },
  {
    given: "5. an offset that is counted in items",
    query: { offset: { ...integer, description: "The number of items to skip" }, limit: integer },
    answer: list,
    want: offset("offset", "limit", { items: "" }),
  },
  ...["The identifier of the first item", "Offset in bytes", "The id of the last item that came"].map(
    (description): Row => ({
      given: `5. an offset: ${description}`,
      query: { offset: { ...integer, description }, limit: integer },
      answer: list,
    }),
  ),
  {
    given: "5. a start that is described as a time",
    query: { start: { type: "integer", description: "A timestamp" }, limit: integer },
    answer: object({ data: list, total: integer }),
  },
  {
    given: "5. JSON:API numbers",
    query: { "page[number]": integer, "page[size]": integer },
    answer: object({ data: list, links: object({ next: text }), meta: object({ total_count: integer }) }),
    want: page(
      { items: "/data", next: "/links/next", total: "/meta/total_count" },
      { page: "page[number]", size: "page[size]" },
    ),
  },
  {
    given: "5. JSON:API cursors, which only a URL carries",
    query: { "page[cursor]": text, "page[size]": integer },
    answer: object({ data: list, links: object({ next: text }) }),
    want: url({ items: "/data", next: "/links/next" }, { cursor: "page[cursor]", size: "page[size]" }),
  },
  {
    given: "5. OData",
    query: { $skip: integer, $top: integer },
    answer: object({ value: list, "@odata.count": integer, "@odata.nextLink": text }),
    want: offset("$skip", "$top", { items: "/value", total: "/@odata.count" }),
  },
  {
    given: "5. HAL",
    path: "/orders",
    query: { page: integer, size: integer },
    answer: object({
      _embedded: object({ orders: list }),
      _links: object({ next: object({ href: text }) }),
      page: object({ totalElements: integer, totalPages: integer }),
    }),
    want: page(
      {
        items: "/_embedded/orders",
        next: "/_links/next/href",
        total: "/page/totalElements",
        pages: "/page/totalPages",
      },
      { page: "page", size: "size" },
    ),
  },
  {
    given: "5. first and max in a bare list",
    query: { first: integer, max: integer, search: text },
    answer: list,
    want: offset("first", "max", { items: "" }),
  },
  {
    given: "5. first and max beside a total",
    query: { first: { type: "integer", format: "int32" }, max: integer },
    answer: counted,
    want: offset("first", "max", { items: "/data", total: "/total" }),
  },
  {
    given: "5. first and after beside a greatest price, which is no size",
    query: { first: integer, after: text, max: text },
    answer: object({ data: list, next_cursor: text }),
    want: cursor("after", { items: "/data", next: "/next_cursor" }, "first"),
  },
  {
    given: "5. max alone",
    query: { max: integer },
    answer: list,
  },
  {
    given: "5. Hydra",
    query: { page: { type: "integer", default: 1 } },
    answer: object({
      member: list,
      totalItems: integer,
      view: object({ next: { type: "string", format: "iri-reference" } }),
    }),
    want: page({ items: "/member", next: "/view/next", total: "/totalItems" }),
  },
  {
    given: "5. Hydra with its namespace",
    query: { page: { type: "integer", default: 1 } },
    answer: object({
      "hydra:member": list,
      "hydra:totalItems": integer,
      "hydra:view": object({ "hydra:next": { type: "string", format: "iri-reference" } }),
    }),
    want: page({ items: "/hydra:member", next: "/hydra:view/hydra:next", total: "/hydra:totalItems" }),
  },
  {
    given: "5. Hydra without a total",
    query: { cursor: text },
    answer: object({ "hydra:member": list, "hydra:view": object({ "hydra:next": uri }) }),
    want: url({ items: "/hydra:member", next: "/hydra:view/hydra:next" }, { cursor: "cursor" }),
  },
  {
    given: "5. Django REST pages",
    query: { page: integer, page_size: integer },
    answer: object({ count: integer, next: uri, previous: uri, results: list }),
    want: page({ items: "/results", next: "/next", total: "/count" }, { page: "page", size: "page_size" }),
  },
  {
    given: "5. Laravel",
    query: { page: integer },
    answer: object({
      data: list,
      links: object({ first: text, last: text, prev: text, next: text }),
      meta: object({ current_page: integer, last_page: integer, total: integer }),
    }),
    want: page({
      items: "/data",
      next: "/links/next",
      total: "/meta/total",
      pages: "/meta/last_page",
      page: "/meta/current_page",
    }),
  },
  {
    given: "5. Spring",
    query: { page: { type: "integer", minimum: 0, default: 0 }, size: integer },
    answer: object({ content: list, totalElements: integer, totalPages: integer, number: integer, last: flag }),
    want: page(
      { items: "/content", total: "/totalElements", pages: "/totalPages" },
      { page: "page", size: "size", first: 0 },
    ),
  },
  {
    given: "5. Relay",
    query: { first: integer, after: text },
    answer: object({ edges: list, pageInfo: object({ hasNextPage: flag, endCursor: text }) }),
    want: cursor("after", { items: "/edges", next: "/pageInfo/endCursor", hasMore: "/pageInfo/hasNextPage" }, "first"),
  },
  {
    given: "5. the number of the next page",
    query: { page: integer },
    answer: object({ data: list, next_page: { type: "integer", nullable: true } }),
    want: page({ items: "/data", next: "/next_page" }),
  },
  {
    given: "5. a token in a header",
    query: { cursor: text },
    answer: list,
    headers: { "X-Next-Cursor": { schema: text } },
    want: cursor("cursor", { items: "", next: "X-Next-Cursor" }),
  },
  {
    given: "5. the number of the next page in a header",
    query: { page: integer, per_page: integer },
    answer: list,
    headers: { "X-Next-Page": { schema: text } },
    want: page({ items: "", next: "X-Next-Page" }, { page: "page", size: "per_page" }),
  },
  {
    given: "6. a next link alone, by its format",
    query: {},
    answer: object({ next: { type: ["string", "null"], format: "uri" }, results: list }),
    want: url({ items: "/results", next: "/next" }),
  },
  {
    given: "6. a next link alone, by its name",
    query: {},
    answer: object({ value: list, nextLink: text }),
    want: url({ items: "/value", next: "/nextLink" }),
  },
  {
    given: "6. next and previous beside one list",
    query: {},
    answer: object({ count: integer, next: text, previous: text, results: list }),
    want: url({ items: "/results", next: "/next", total: "/count" }),
  },
  { given: "6. a text called next alone", query: {}, answer: object({ next: text, results: list }) },
  {
    given: "6. the next article of an article that has tags",
    path: "/articles/{slug}",
    query: {},
    answer: object({ title: text, tags: list, next: uri }),
  },
  {
    given: "5. a search by POST with a cursor in its body",
    path: "/v1/search",
    query: {},
    body: object({ query: text, start_cursor: text, page_size: integer }),
    answer: object({ results: list, next_cursor: text, has_more: flag }),
    want: cursor("/start_cursor", { items: "/results", next: "/next_cursor", hasMore: "/has_more" }, "/page_size"),
  },
  {
    given: "5. a search by POST whose page is an object of its body",
    path: "/things/query",
    query: {},
    body: object({ page: object({ number: { ...integer, minimum: 0 }, size: integer }) }),
    answer: counted,
    want: page({ items: "/data", total: "/total" }, { page: "/page/number", size: "/page/size", first: 0 }),
  },
  {
    given: "5. a search by POST whose page is a part of its body with another name",
    path: "/things:lookup",
    query: {},
    body: object({ pagination: object({ offset: integer, limit: integer }) }),
    answer: counted,
    want: offset("/pagination/offset", "/pagination/limit", { items: "/data", total: "/total" }),
  },
  {
    given: "5. a remote call of POST that lists",
    path: "/acme.v1.ThingService/ListThings",
    query: {},
    body: object({ page_token: text }),
    answer: object({ things: list, next_page_token: text }),
    want: cursor("/page_token", { items: "/things", next: "/next_page_token" }),
  },
  {
    given: "5. a search by POST with its page in the query",
    path: "/things/find",
    query: { page: integer },
    body: object({ name: text }),
    answer: counted,
    want: page({ items: "/data", total: "/total" }),
  },
  {
    given: "5. a POST that makes something of that many pages",
    path: "/books",
    query: {},
    body: object({ page: integer, limit: integer }),
    answer: counted,
  },
  {
    given: "5. a search by POST that needs a page",
    path: "/things/search",
    query: {},
    body: { ...object({ page: integer }), required: ["page"] },
    answer: counted,
  },
  {
    given: "6. a next link of a search by POST, of which nothing says how it is asked for",
    path: "/things/search",
    query: {},
    body: object({ q: text }),
    answer: object({ data: list, next: uri }),
  },
  {
    given: "6. a next link beside two lists",
    query: {},
    answer: object({ nextLink: text, lefts: list, rights: list }),
  },
];

function read({ path = "/things", query, body, parameter, answer, headers = {} }: Row) {
  const names = path.includes("{") ? [{ name: "slug", in: "path", required: true, schema: text }] : [];
  const parameters = Object.entries(query).map(([name, schema]) => ({ name, in: "query", schema, ...parameter }));
  const responses = { 200: { description: "", headers, content: { "application/json": { schema: answer } } } };
  const operation = { parameters: [...names, ...parameters], responses };
  const requestBody = { content: { "application/json": { schema: body ?? {} } } };
  const item = body === undefined ? { get: operation } : { post: { ...operation, requestBody } };
  return readContract(documentWith({ openapi: "3.1.0", paths: { [path]: item } }), identity);
}

describe("pagination is inferred where two signs agree", () => {
  it.each(rows)("$given", (row) => {
    const { contract, notes } = read(row);
    expect(contract.operations[0]?.pagination).toEqual(row.want);
    if (row.want !== undefined) expect(notes).toEqual([]);
  });
});

describe("the table of words", () => {
  it("has each word once a sign, as names are compared", () => {
    for (const rowsOfSign of Object.values(pagingWords)) {
      const words = rowsOfSign.flatMap((row) => row.words.split(" "));
      expect(new Set(words).size).toBe(words.length);
      for (const word of words) expect(word).toMatch(/^[a-z]+$/u);
    }
  });

  it("says of each row where it was seen", () => {
    for (const { seen } of Object.values(pagingWords).flat()) expect(seen.length).toBeGreaterThan(5);
  });
});
