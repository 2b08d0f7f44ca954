import { json } from "../answers.js";
import type { Row, Table } from "../harness.js";

const JSON_TYPE = "application/json";
const integer = { type: "integer" };
const string = { type: "string" };
const list = { type: "array", items: integer };
const object = (properties: object): object => ({ type: "object", properties });
const answering = (schema: object): Readonly<Record<string, unknown>> => ({
  responses: { 200: { description: "", content: { [JSON_TYPE]: { schema } } } },
});
const query = (...names: readonly string[]): object => ({
  parameters: names.map((name) => ({ name, in: "query", schema: /cursor|after|token/u.test(name) ? string : integer })),
});

/** An annotation on an operation, the pages that the server has, what is asked for them, and the items that come. */
function walk(
  subject: string,
  {
    operation,
    params = "{}",
    pages,
    asked,
  }: { operation: object; params?: string; pages: readonly object[]; asked: readonly string[] },
  gives: readonly unknown[] = [1, 2, 3],
): Row {
  return {
    subject,
    operation: { ...operation },
    call: `call(${params}).toArray({ maxItems: 9 })`,
    answers: pages.map((page) => json(page)),
    sends: asked.flatMap((target) => [`GET ${target}`, `accept: ${JSON_TYPE}`]),
    gives,
  };
}

const speakeasy = (pagination: object, more: object): Readonly<Record<string, unknown>> => ({
  "x-speakeasy-pagination": pagination,
  ...more,
});
const input = (name: string, type: string, place = "parameters"): object => ({ name, in: place, type });
const fern = (pagination: unknown, more: object): Readonly<Record<string, unknown>> => ({
  "x-fern-pagination": pagination,
  ...more,
});
const purpose = (name: string, schema: object): object => ({
  ...schema,
  "x-stainless-pagination-property": { purpose: name },
});
const asks = (name: string, why: string, schema: object = integer): object => ({
  parameters: [{ name, in: "query", schema: purpose(why, schema) }],
});
const pageable = (value: object, schema: object): Readonly<Record<string, unknown>> => ({
  "x-ms-pageable": value,
  ...answering(schema),
});
const two = [{ items: [1, 2] }, { items: [3] }, { items: [] }];

/** What other generators' annotations of pages do on the wire. */
export const paginationTables: readonly Table[] = [
  {
    subject: "x-speakeasy-pagination",
    rows: [
      walk("offsetLimit: a page, to the first empty one", {
        operation: speakeasy(
          { type: "offsetLimit", inputs: [input("page", "page")], outputs: { results: "$.data.items" } },
          { ...query("page"), ...answering(object({ data: object({ items: list, other: list }) })) },
        ),
        pages: two.map((data) => ({ data })),
        asked: ["", "?page=2", "?page=3"],
      }),
      walk("offsetLimit: a page, to numPages", {
        operation: speakeasy(
          {
            type: "offsetLimit",
            inputs: [input("page", "page"), input("per", "limit")],
            outputs: { results: "$.items", numPages: "$.pages" },
          },
          { ...query("page", "per"), ...answering(object({ items: list, pages: integer })) },
        ),
        params: "{ per: 2 }",
        pages: [
          { items: [1, 2], pages: 2 },
          { items: [3], pages: 2 },
        ],
        asked: ["?per=2", "?page=2&per=2"],
      }),
      walk("offsetLimit: an offset and a limit", {
        operation: speakeasy(
          {
            type: "offsetLimit",
            inputs: [input("from", "offset"), input("limit", "limit")],
            outputs: { results: "$['items']" },
          },
          { ...query("from", "limit"), ...answering(object({ items: list })) },
        ),
        params: "{ limit: 2 }",
        pages: two,
        asked: ["?limit=2", "?from=2&limit=2", "?from=3&limit=2"],
      }),
      {
        ...walk("cursor: in the request's body", {
          operation: {},
          pages: [
            { items: [1, 2], next: "c" },
            { items: [3], next: null },
          ],
          asked: [],
        }),
        operation: speakeasy(
          {
            type: "cursor",
            inputs: [input("since", "cursor", "requestBody")],
            outputs: { results: "$.items", nextCursor: "$.next" },
          },
          {
            requestBody: {
              required: true,
              content: { [JSON_TYPE]: { schema: object({ since: string, tag: string }) } },
            },
            ...answering(object({ items: list, next: { type: ["string", "null"] } })),
          },
        ),
        call: 'call({ body: { tag: "a" } }).toArray({ maxItems: 9 })',
        sends: ['{"tag":"a"}', '{"tag":"a","since":"c"}'].flatMap((body) => [
          "POST ",
          `accept: ${JSON_TYPE}`,
          `content-type: ${JSON_TYPE}`,
          "",
          body,
        ]),
      },
      walk(
        "cursor: a field of the last item, no results named",
        {
          operation: speakeasy(
            { type: "cursor", inputs: [input("after", "cursor")], outputs: { nextCursor: "$.items[-1].id" } },
            { ...query("after"), ...answering(object({ items: { type: "array", items: object({ id: string }) } })) },
          ),
          pages: [{ items: [{ id: "a" }, { id: "b" }] }, { items: [] }],
          asked: ["", "?after=b"],
        },
        [{ id: "a" }, { id: "b" }],
      ),
      walk("url", {
        operation: speakeasy(
          { type: "url", outputs: { results: "$.items", nextUrl: "$.links.next" } },
          answering(object({ items: list, links: object({ next: string }) })),
        ),
        pages: [
          { items: [1, 2], links: { next: "/row6?at=2" } },
          { items: [3], links: {} },
        ],
        asked: ["", "?at=2"],
      }),
    ],
  },
  {
    subject: "x-fern-pagination",
    document: {
      "x-fern-pagination": { cursor: "$request.cursor", next_cursor: "$response.page.next", results: "$response.data" },
    },
    rows: [
      walk("cursor, next_cursor and results", {
        operation: fern(
          { cursor: "$request.token", next_cursor: "$response.next", results: "$response.items" },
          { ...query("token"), ...answering(object({ items: list, next: { type: ["string", "null"] } })) },
        ),
        pages: [
          { items: [1, 2], next: "c" },
          { items: [3], next: null },
        ],
        asked: ["", "?token=c"],
      }),
      walk("true stands for the declaration at the root", {
        operation: fern(true, {
          ...query("cursor"),
          ...answering(object({ data: list, page: object({ next: string }) })),
        }),
        pages: [
          { data: [1, 2], page: { next: "c" } },
          { data: [3], page: {} },
        ],
        asked: ["", "?cursor=c"],
      }),
      walk("offset without a step counts pages", {
        operation: fern(
          { offset: "$request.number", results: "$response.items" },
          { ...query("number"), ...answering(object({ items: list })) },
        ),
        pages: two,
        asked: ["", "?number=2", "?number=3"],
      }),
      walk("offset without a step, from the parameter's default 0", {
        operation: fern(
          { offset: "$request.number", results: "$response.items" },
          {
            parameters: [{ name: "number", in: "query", schema: { ...integer, default: 0 } }],
            ...answering(object({ items: list })),
          },
        ),
        pages: two,
        asked: ["", "?number=1", "?number=2"],
      }),
      walk("offset with a step, to has-next-page", {
        operation: fern(
          {
            offset: "$request.from",
            step: "$request.limit",
            "has-next-page": "$response.more",
            results: "$response.items",
          },
          { ...query("from", "limit"), ...answering(object({ items: list, more: { type: "boolean" } })) },
        ),
        params: "{ limit: 2 }",
        pages: [
          { items: [1, 2], more: true },
          { items: [3], more: false },
        ],
        asked: ["?limit=2", "?from=2&limit=2"],
      }),
      walk("next_uri", {
        operation: fern(
          { next_uri: "$response.next", results: "$response.items" },
          answering(object({ items: list, next: string })),
        ),
        pages: [{ items: [1, 2], next: "/row6?at=2" }, { items: [3] }],
        asked: ["", "?at=2"],
      }),
      walk("next_path", {
        operation: fern(
          { next_path: "$response.next", results: "$response.items" },
          answering(object({ items: list, next: string })),
        ),
        pages: [
          { items: [1, 2], next: "/row7?at=2" },
          { items: [3], next: "" },
        ],
        asked: ["", "?at=2"],
      }),
    ],
  },
  {
    subject: "x-stainless-pagination-property",
    rows: [
      walk("items, next_cursor_param, next_cursor_field; previous_cursor_param is left aside", {
        operation: {
          parameters: [
            { name: "c", in: "query", schema: purpose("next_cursor_param", string) },
            { name: "b", in: "query", schema: purpose("previous_cursor_param", string) },
          ],
          ...answering(object({ a: list, rows: purpose("items", list), n: purpose("next_cursor_field", string) })),
        },
        pages: [{ rows: [1, 2], n: "x" }, { rows: [3] }],
        asked: ["", "?c=x"],
      }),
      {
        ...walk("next_cursor_field with from_header", {
          operation: {
            ...asks("c", "next_cursor_param", string),
            ...answering(
              object({
                rows: purpose("items", list),
                n: { "x-stainless-pagination-property": { purpose: "next_cursor_field", from_header: "X-Next" } },
              }),
            ),
          },
          pages: [],
          asked: ["", "?c=x"],
        }),
        answers: [json({ rows: [1, 2] }, 200, { "x-next": "x" }), json({ rows: [3] })],
      },
      {
        ...walk("cursor_url_field with from_header", {
          operation: answering(
            object({
              rows: purpose("items", list),
              n: { "x-stainless-pagination-property": { purpose: "cursor_url_field", from_header: "X-Next-Url" } },
            }),
          ),
          pages: [],
          asked: ["", "?at=2"],
        }),
        answers: [json({ rows: [1, 2] }, 200, { "x-next-url": "/row3?at=2" }), json({ rows: [3] })],
      },
      walk("page_number_param, current_page_number_field, total_page_count_field", {
        operation: {
          ...asks("n", "page_number_param"),
          ...answering(
            object({
              rows: purpose("items", list),
              at: purpose("current_page_number_field", integer),
              of: purpose("total_page_count_field", integer),
            }),
          ),
        },
        pages: [
          { rows: [1, 2], at: 1, of: 2 },
          { rows: [3], at: 2, of: 2 },
        ],
        asked: ["", "?n=2"],
      }),
      walk("offset_count_param, offset_count_start_field, offset_total_count_field", {
        operation: {
          ...asks("n", "offset_count_param"),
          ...answering(
            object({
              rows: purpose("items", list),
              start: purpose("offset_count_start_field", integer),
              total: purpose("offset_total_count_field", integer),
            }),
          ),
        },
        pages: [
          { rows: [1, 2], start: 0, total: 3 },
          { rows: [3], start: 2, total: 3 },
        ],
        asked: ["", "?n=2"],
      }),
      walk("cursor_url_field and has_next_page", {
        operation: answering(
          object({
            rows: purpose("items", list),
            next: purpose("cursor_url_field", string),
            more: purpose("has_next_page", { type: "boolean" }),
          }),
        ),
        pages: [
          { rows: [1, 2], next: "/row6?at=2", more: true },
          { rows: [3], next: "/row6?at=3", more: false },
        ],
        asked: ["", "?at=2"],
      }),
      walk(
        "next_cursor_id_param and cursor_item_id",
        {
          operation: {
            ...asks("after", "next_cursor_id_param", string),
            ...answering(
              object({
                rows: purpose("items", { type: "array", items: object({ id: purpose("cursor_item_id", string) }) }),
                more: purpose("has_next_page", { type: "boolean" }),
              }),
            ),
          },
          pages: [
            { rows: [{ id: "a" }], more: true },
            { rows: [{ id: "b" }], more: false },
          ],
          asked: ["", "?after=a"],
        },
        [{ id: "a" }, { id: "b" }],
      ),
      walk("is_top_level_array: the items are the answer", {
        operation: {
          ...asks("n", "page_number_param"),
          ...answering({ ...list, "x-stainless-pagination-property": { is_top_level_array: true } }),
        },
        pages: [[1, 2], [3], []],
        asked: ["", "?n=2", "?n=3"],
      }),
    ],
  },
  {
    subject: "x-ms-pageable",
    rows: [
      walk("nextLinkName, items in value", {
        operation: pageable({ nextLinkName: "nextLink" }, object({ value: list, nextLink: string })),
        pages: [{ value: [1, 2], nextLink: "/row1?$skiptoken=2" }, { value: [3] }],
        asked: ["", "?$skiptoken=2"],
      }),
      walk("itemName", {
        operation: pageable(
          { nextLinkName: "@odata.nextLink", itemName: "rows" },
          object({ rows: list, "@odata.nextLink": string }),
        ),
        pages: [{ rows: [1, 2], "@odata.nextLink": "/row2?at=2" }, { rows: [3] }],
        asked: ["", "?at=2"],
      }),
      {
        subject: "nextLinkName null: the list comes whole",
        operation: pageable({ nextLinkName: null }, object({ value: list })),
        answers: json({ value: [1] }),
        sends: ["GET ", `accept: ${JSON_TYPE}`],
        gives: { value: [1] },
      },
    ],
  },
];
