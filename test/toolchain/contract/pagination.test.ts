import { describe, expect, it } from "vitest";
import type { Pagination } from "../../../packages/toolchain/src/contract/contract.js";
import { readData } from "../../../packages/toolchain/src/document/read-data.js";
import { contractOf } from "./support.js";

const list = (parameters: readonly string[], schema: string, more = ""): string =>
  `
paths:
  /things:
    get:
      parameters: [${parameters.filter((parameter) => parameter !== link).join(", ")}]
      ${more}
      responses: { "200": { headers: { link: {} }, content: { application/json: { schema: ${schema} } } } }
components:
  schemas:
    Django:
      type: object
      properties:
        count: { type: integer }
        next: { type: [string, "null"], format: uri }
        previous: { type: [string, "null"], format: uri }
        results: { type: array, items: {} }
`.replace("headers: { link: {} }, ", parameters.includes(link) ? "headers: { link: {} }, " : "");

/** Stands among the parameters where the answer has a Link header. */
const link = "LINK";
const query = (name: string, schema = ""): string =>
  `{ name: ${name}, in: query${schema === "" ? "" : `, schema: { ${schema} }`} }`;
const object = (fields: Record<string, string>): string =>
  `{ type: object, properties: { ${Object.entries(fields)
    .map(([name, schema]) => `${name}: { ${schema} }`)
    .join(", ")} } }`;
const array = "type: array, items: {}";

const inferred: readonly { given: string; yaml: string; want: Pagination }[] = [
  {
    given: "Django REST pages",
    yaml: list([query("page", "type: integer"), query("page_size")], '{ $ref: "#/components/schemas/Django" }'),
    want: {
      style: "page",
      request: { page: "page", size: "page_size" },
      response: { items: "/results", next: "/next", total: "/count" },
    },
  },
  {
    given: "Django REST offsets, behind allOf",
    yaml: list(
      [query("limit"), query("offset")],
      '{ allOf: [{ $ref: "#/components/schemas/Django" }, { description: More }] }',
    ),
    want: {
      style: "offset",
      request: { offset: "offset", size: "limit" },
      response: { items: "/results", total: "/count" },
    },
  },
  {
    given: "Django REST cursors, which only a URL carries",
    yaml: list([query("cursor", "type: string")], object({ next: "type: string, format: uri", results: array })),
    want: { style: "next-url", request: { cursor: "cursor" }, response: { items: "/results", next: "/next" } },
  },
  {
    given: "skip and take with a total",
    yaml: list([query("skip"), query("take")], object({ items: array, totalCount: "type: integer" })),
    want: {
      style: "offset",
      request: { offset: "skip", size: "take" },
      response: { items: "/items", total: "/totalCount" },
    },
  },
  {
    given: "a page token answered by the next one",
    yaml: list(
      [query("pageToken", "type: string"), query("pageSize")],
      object({ nextPageToken: "type: string", users: array }),
    ),
    want: {
      style: "cursor",
      request: { cursor: "pageToken", size: "pageSize" },
      response: { items: "/users", next: "/nextPageToken" },
    },
  },
  {
    given: "a cursor in an object beside the items",
    yaml: list(
      [query("cursor", "type: string")],
      object({
        data: array,
        tags: array,
        pagination: "type: object, properties: { next_cursor: { type: string }, has_more: { type: boolean } }",
      }),
    ),
    want: {
      style: "cursor",
      request: { cursor: "cursor" },
      response: { items: "/data", next: "/pagination/next_cursor", hasMore: "/pagination/has_more" },
    },
  },
  {
    given: "has_more with after and the last id",
    yaml: list(
      [query("after", "type: string"), query("limit")],
      object({ data: array, last_id: "type: string", has_more: "type: boolean" }),
    ),
    want: {
      style: "cursor",
      request: { cursor: "after", size: "limit" },
      response: { items: "/data", next: "/last_id", hasMore: "/has_more" },
    },
  },
  {
    given: "pages with a flag",
    yaml: list([query("page")], object({ data: array, hasMore: "type: boolean" })),
    want: { style: "page", request: { page: "page" }, response: { items: "/data", hasMore: "/hasMore" } },
  },
  {
    given: "a page number and a size, and a list that is the whole answer",
    yaml: list([query("page", "type: integer, default: 0"), query("per_page")], `{ ${array} }`),
    want: { style: "page", request: { page: "page", size: "per_page", first: 0 }, response: { items: "" } },
  },
  {
    given: "a page number and a size, and one list in the answer, whatever its name",
    yaml: list([query("page"), query("per_page")], object({ names: array, owner: "type: string" })),
    want: { style: "page", request: { page: "page", size: "per_page" }, response: { items: "/names" } },
  },
  {
    given: "an offset and a limit, and a list of a usual name among others",
    yaml: list([query("offset"), query("limit")], object({ items: array, warnings: array })),
    want: { style: "offset", request: { offset: "offset", size: "limit" }, response: { items: "/items" } },
  },
  {
    given: "a cursor in an object of that name",
    yaml: list(
      [query("cursor", "type: string"), query("limit")],
      object({
        items: array,
        cursor: "type: object, properties: { previous: { type: string }, next: { type: string } }",
      }),
    ),
    want: {
      style: "cursor",
      request: { cursor: "cursor", size: "limit" },
      response: { items: "/items", next: "/cursor/next" },
    },
  },
  {
    given: "a page that is text, answered by the next one",
    yaml: list([query("page", "type: string")], object({ data: array, next_page: "type: string" })),
    want: { style: "cursor", request: { cursor: "page" }, response: { items: "/data", next: "/next_page" } },
  },
  {
    given: "after and has_more, items with ids",
    yaml: list(
      [query("after", "type: string")],
      object({ data: "type: array, items: { properties: { id: { type: string } } }", has_more: "type: boolean" }),
    ),
    want: {
      style: "cursor",
      request: { cursor: "after" },
      response: { items: "/data", hasMore: "/has_more", itemCursor: "/id" },
    },
  },
  {
    given: "a Link header beside a page number",
    yaml: list([query("page"), query("per_page"), link], `{ ${array} }`),
    want: { style: "link-header", request: { page: "page", size: "per_page" }, response: { items: "" } },
  },
  {
    given: "a Link header, and a list that is the whole answer",
    yaml: list([link], `{ ${array} }`),
    want: { style: "link-header", request: {}, response: { items: "" } },
  },
  {
    given: "a Link header beside a page number, and a list in an object",
    yaml: list([query("page"), link], object({ tasks: array, active: "type: integer" })),
    want: { style: "link-header", request: { page: "page" }, response: { items: "/tasks" } },
  },
  {
    given: "a cursor whose description speaks of the Link header",
    yaml: list(
      ["{ name: after, in: query, description: A cursor as given in the Link header., schema: { type: string } }"],
      object({ things: array }),
    ),
    want: { style: "link-header", request: { cursor: "after" }, response: { items: "/things" } },
  },
];

describe("inferred pagination", () => {
  it.each(inferred)("$given", ({ yaml, want }) => {
    const { contract, notes } = contractOf(yaml);
    expect(contract.operations[0]?.pagination).toEqual(want);
    expect(contract.operations[0]?.origins.pagination).toBe("inferred");
    expect(notes).toEqual([]);
  });
});

const plain = [
  { given: "no sign at all", yaml: list([query("q")], object({ items: array })) },
  { given: "a size alone", yaml: list([query("limit")], object({ items: array, total: "type: integer" })) },
  { given: "nothing that holds items", yaml: list([query("page")], object({ total: "type: integer" })) },
  {
    given: "two arrays and no usual name",
    yaml: list([query("page")], object({ a: array, b: array, total: "type: integer" })),
  },
  {
    given: "a Link header, and an object that has a list in it",
    yaml: list([link], object({ items: array })),
  },
  {
    given: "what only counts things",
    yaml: list([query("page")], '{ $ref: "#/components/schemas/Django" }').replace("/things:", "/things/count:"),
  },
  {
    given: "a page number, a size and two arrays of no usual name",
    yaml: list([query("page"), query("size")], object({ parents: array, files: array })),
  },
  {
    given: "a date called after",
    yaml: list(
      [query("after", "type: string, format: date-time")],
      object({ data: array, last_id: "type: string", has_more: "type: boolean" }),
    ),
  },
  {
    given: "a required cursor",
    yaml: list(
      ["{ name: cursor, in: query, required: true, schema: { type: string } }"],
      object({ data: array, next_cursor: "type: string" }),
    ),
  },
  {
    given: "a declaration that says no",
    yaml: list([query("page")], '{ $ref: "#/components/schemas/Django" }', "x-specloom-pagination: false"),
  },
];

describe("no pagination", () => {
  it.each(plain)("from $given", ({ yaml }) => {
    const { contract, notes } = contractOf(yaml);
    expect(contract.operations[0]).not.toHaveProperty("pagination");
    expect(contract.operations[0]?.origins).not.toHaveProperty("pagination");
    expect(notes).toEqual([]);
  });

  it("from a POST, whatever it looks like", () => {
    const { contract } = contractOf(
      list([query("page")], '{ $ref: "#/components/schemas/Django" }').replace("get:", "post:"),
    );
    expect(contract.operations[0]).not.toHaveProperty("pagination");
  });
});

const doubtful = [
  {
    given: "a page number and an array",
    yaml: list([query("page")], `{ ${array} }`),
    why: "its parameters page",
  },
  {
    given: "a cursor that nothing answers",
    yaml: list([query("after", "type: string")], object({ data: array, last_id: "type: string" })),
    why: "its parameters after",
  },
  {
    given: "a cursor that is described in other words",
    yaml: list(
      ["{ name: after, in: query, description: A cursor., schema: { type: string } }"],
      object({ things: array }),
    ),
    why: "its parameters after",
  },
  {
    given: "after and has_more, items without ids",
    yaml: list([query("after", "type: string")], object({ data: array, has_more: "type: boolean" })),
    why: "its parameters after",
  },
  {
    given: "a cursor of another name and has_more, items with ids",
    yaml: list(
      [query("cursor", "type: string")],
      object({ data: "type: array, items: { properties: { id: { type: string } } }", has_more: "type: boolean" }),
    ),
    why: "its parameters cursor",
  },
  {
    given: "an offset without a size, and a total",
    yaml: list([query("offset")], object({ items: array, total: "type: integer" })),
    why: "its parameters offset",
  },
  {
    given: "an offset and items",
    yaml: list([query("offset")], object({ items: array })),
    why: "its parameters offset",
  },
];

describe("doubtful pagination", () => {
  it("is that of a list in one thing, asked for by its id", () => {
    const one = list([query("page"), query("size")], object({ title: "type: string", tags: array }))
      .replace("/things:", "/things/{id}:")
      .replace("parameters: [", "parameters: [{ name: id, in: path, required: true }, ");
    const { contract, notes } = contractOf(one);
    expect(contract.operations[0]).not.toHaveProperty("pagination");
    expect(notes).toMatchObject([
      { kind: "doubtful", action: expect.stringContaining("style: page"), message: expect.stringContaining("alone") },
    ]);
  });

  it.each(doubtful)("$given is reported, with a declaration that can be pasted", ({ yaml, why }) => {
    const { contract, notes } = contractOf(yaml);
    expect(contract.operations[0]).not.toHaveProperty("pagination");
    expect(notes.map(({ kind, operation, message }) => [kind, operation, message])).toEqual([
      ["doubtful", "GET /things", `GET /things looks paginated by ${why} alone; it is not declared.`],
    ]);
    const action = readData({ path: "overlay.yaml", text: notes[0]?.action ?? "" }).value;
    expect(action).toMatchObject([{ target: "$.paths['/things'].get", update: {} }]);
    const declaration = (notes[0]?.action ?? "").split("x-specloom-pagination:\n")[1]?.replaceAll(/^/gm, "  ") ?? "";
    const declared = contractOf(
      yaml.replace("      responses:", `      x-specloom-pagination:\n${declaration}\n      responses:`),
    );
    expect(declared.contract.operations[0]?.origins.pagination).toBe("declared");
    expect(declared.notes).toEqual([]);
  });
});

describe("declared pagination", () => {
  it.each([
    "{ style: page, request: { page: page, size: X-Size }, response: { items: /results, next: /next, total: /count } }",
    "{ style: page, request: { page: page, first: 0 }, response: { items: /results, pages: /count, page: /count } }",
    "{ style: cursor, request: { cursor: page }, response: { items: /results, itemCursor: /id } }",
    "{ style: offset, request: { offset: page }, response: { items: /results } }",
    "{ style: cursor, request: { cursor: page }, response: { items: /results, next: /next } }",
    "{ style: next-url, response: { items: /results, next: /next } }",
    "{ style: link-header, request: { page: page }, response: { items: /results } }",
  ])("%s is taken as it stands", (declaration) => {
    const yaml = list(
      [query("page"), "{ name: X-Size, in: header }"],
      '{ $ref: "#/components/schemas/Django" }',
      `x-specloom-pagination: ${declaration}`,
    );
    const { contract } = contractOf(yaml);
    const want = readData({ path: "declaration.yaml", text: declaration }).value;
    expect(contract.operations[0]?.pagination).toEqual({ request: {}, ...Object(want) });
    expect(contract.operations[0]?.origins.pagination).toBe("declared");
  });

  it("names a header of the answer, as the document writes it, and no other", () => {
    const declared = (name: string): string =>
      list(
        [query("page", "type: string"), link],
        object({ data: array }),
        `x-specloom-pagination: { style: cursor, request: { cursor: page }, response: { items: /data, next: ${name} } }`,
      ).replace("link: {}", "X-Next: {}");
    expect(contractOf(declared("x-next")).contract.operations[0]?.pagination?.response.next).toBe("X-Next");
    expect(() => contractOf(declared("x-nxt"))).toThrow('Expected a JSON pointer, such as /status, found "x-nxt".');
  });

  it("names fields of the body by pointer, and items of a top-level array by an empty one", () => {
    const { contract } = contractOf(`
paths:
  /things/search:
    post:
      x-specloom-pagination: { style: offset, request: { offset: /range/from, size: /range/size }, response: { items: "" } }
      requestBody: { content: { application/json: { schema: { properties: { range: { properties: { from: {}, size: {} } } } } } } }
      responses: { default: { content: { application/problem+json: { schema: { type: array } } } } }
`);
    expect(contract.operations[0]?.pagination?.request).toEqual({ offset: "/range/from", size: "/range/size" });
  });
});
