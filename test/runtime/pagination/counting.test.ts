import type { Operation, ParameterPagination, Params } from "@specloom/runtime";
import { paginate } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import type { Page } from "./collection.js";
import { byOffset, byPage, collection, drain, listThings, offsetServer } from "./collection.js";

/** The requests to a server that answers with `pages`, one after another. */
async function asked(spec: ParameterPagination, params: Params, pages: readonly Page[]) {
  const server = collection((_url, count) => pages[count] ?? { items: [], results: [], next: null });
  const { items, error } = await drain(paginate(server.client, listThings, spec, ["b"], params));
  expect(error).toBeUndefined();
  return { items, queries: server.asked().map((path) => path.replace("/things", "")) };
}

describe("offsets", () => {
  const rows: readonly [string, Params, readonly Page[], readonly string[]][] = [
    [
      "advance by what came, from an omitted offset",
      { limit: 10 },
      [
        { items: [1, 2], total: 3 },
        { items: [3], total: 3 },
      ],
      ["?limit=10", "?offset=2&limit=10"],
    ],
    [
      "advance from a given offset, a text too",
      { offset: "5" },
      [
        { items: [1, 2], total: 8 },
        { items: [3], total: 8 },
      ],
      ["?offset=5", "?offset=7"],
    ],
    ["end at the total", { offset: 0 }, [{ items: [1, 2], total: 2, has_more: true }], ["?offset=0"]],
    ["without a total, end where there is no more", {}, [{ items: [1], has_more: false }], [""]],
    [
      "without either, end at an empty page",
      { limit: 2 },
      [{ items: [1, 2] }, { items: [3] }, { items: [] }],
      ["?limit=2", "?offset=2&limit=2", "?offset=3&limit=2"],
    ],
    [
      "a total that is no number says nothing",
      {},
      [
        { items: [1], total: null, has_more: true },
        { items: [2], total: "many", has_more: false },
      ],
      ["", "?offset=1"],
    ],
  ];
  test.each(rows)("[35] %s", async (_name, params, pages, want) => {
    expect((await asked(byOffset, params, pages)).queries).toEqual(want);
  });

  test("[35] a server that gives less than the limit loses no row", async () => {
    const all = Array.from({ length: 25 }, (_, index) => index);
    const { client } = collection(offsetServer(all, 4));
    expect(await paginate(client, listThings, byOffset, ["b"], { limit: 10 }).toArray({ maxItems: 99 })).toEqual(all);
  });

  const next = { ...byOffset, response: { items: "/items", next: "/next" } };
  test("[35] an offset in `next` is not believed, but for an empty page it is the only way on", async () => {
    const pages = [
      { items: [1], next: "https://api.example.com/v1/things?offset=50" },
      { items: [], next: "https://api.example.com/v1/things?offset=9" },
      { items: [2], next: 20 },
      { items: [], next: 30 },
      { items: [3], next: null },
    ];
    const { items, queries } = await asked(next, {}, pages);
    expect(items).toEqual([1, 2, 3]);
    expect(queries).toEqual(["", "?offset=1", "?offset=9", "?offset=10", "?offset=30"]);
  });
});

describe("page numbers", () => {
  const rows: readonly [string, Params, readonly Page[], readonly string[]][] = [
    [
      "count on from an omitted page",
      {},
      [
        { results: [1], next: "n", count: 2 },
        { results: [2], next: null, count: 2 },
      ],
      ["", "?page=2"],
    ],
    [
      "count on from a given page, a text too",
      { page: "7", page_size: 1 },
      [
        { results: [1], next: "n" },
        { results: [2], next: null },
      ],
      ["?page=7&page_size=1", "?page=8&page_size=1"],
    ],
    ["count on from 0", { page: 0 }, [{ results: [1], next: "n" }, { results: [2] }], ["?page=0", "?page=1"]],
    ["end where `next` is null, whatever `count` says", {}, [{ results: [1], next: null, count: 99 }], [""]],
    [
      "go on where `next` is there, whatever `count` says",
      {},
      [
        { results: [1], next: "n", count: 1 },
        { results: [2], next: null, count: 1 },
      ],
      ["", "?page=2"],
    ],
    [
      "go past an empty page",
      {},
      [
        { results: [], next: "n" },
        { results: [1], next: null },
      ],
      ["", "?page=2"],
    ],
  ];
  test.each(rows)("[35] %s", async (_name, params, pages, want) => {
    expect((await asked(byPage, params, pages)).queries).toEqual(want);
  });

  const uncontinued = { ...byPage, response: { items: "/results", total: "/count", hasMore: "/more" } };
  const counted: readonly [string, Params, readonly Page[], readonly string[]][] = [
    [
      "end at the total, counted from the first page",
      { page: 1 },
      [
        { results: [1, 2], count: 3 },
        { results: [3], count: 3 },
      ],
      ["?page=1", "?page=2"],
    ],
    [
      "from a later page the total says nothing, but `hasMore` does",
      { page: 3 },
      [
        { results: [1], count: 2, more: true },
        { results: [2], count: 2, more: false },
      ],
      ["?page=3", "?page=4"],
    ],
    ["else an empty page ends", { page: 3 }, [{ results: [1], count: 2 }, { results: [] }], ["?page=3", "?page=4"]],
  ];
  test.each(counted)("[35] without `next`: %s", async (_name, params, pages, want) => {
    expect((await asked(uncontinued, params, pages)).queries).toEqual(want);
  });

  test.each(["page~0", "page/number", "~1"])("[35] the parameter may have any name: %s", async (name) => {
    const spec = { ...byPage, request: { page: name } };
    const operation: Operation = { ...listThings, parameters: [{ name, in: "query" }] };
    const { client, sent } = collection((_url, count) => ({ results: [count], next: count < 2 ? "n" : null }));
    await drain(paginate(client, operation, spec, ["b"], { [name]: 4 }));
    expect(sent.map(({ url }) => new URL(url).searchParams.get(name))).toEqual(["4", "5", "6"]);
  });

  const empty = { results: [], count: 3 };
  const starts: readonly [string, ParameterPagination, Params, string | undefined][] = [
    ["of a number that nobody told", uncontinued, { page: 1 }, 'may need "first: 0"'],
    ["that is asked for without a number", uncontinued, {}, 'may need "first: 0"'],
    ["of a declared number", { ...uncontinued, request: { page: "page", first: 1 } }, { page: 1 }, undefined],
    ["that is a later one", uncontinued, { page: 7 }, undefined],
    ["of offsets", { ...byOffset, response: { items: "/results", total: "/count" } }, {}, undefined],
  ];
  test.each(starts)("[35a] an empty first page %s", async (_name, spec, params, message) => {
    const { client, sent } = collection(() => empty);
    const { items, error } = await drain(paginate(client, listThings, spec, ["b"], params));
    expect({ items, asked: sent.length }).toEqual({ items: [], asked: params["page"] === 7 ? 1 : 2 });
    if (message === undefined) expect(error).toBeUndefined();
    else expect(error).toMatchObject({ name: "MalformedPageError", message: expect.stringContaining(message) });
  });

  test("[35] the first page may be declared to be another than 1", async () => {
    const spec: ParameterPagination = { ...byPage, request: { page: "page", first: 0 } };
    const pages = [
      { results: [1], next: "n" },
      { results: [2], next: null },
    ];
    expect((await asked(spec, {}, pages)).queries).toEqual(["", "?page=1"]);
  });

  const toldPages = (...numbers: readonly number[]): Page[] =>
    numbers.map((page) => ({ items: [page], page, pages: numbers.length }));
  test.each([
    ["from 0", {}, [0, 1], ["", "?page=1"]],
    ["from a page 0 that is asked for", { page: 0 }, [0, 1], ["?page=0", "?page=1"]],
    ["from 1", {}, [1, 2], ["", "?page=2"]],
  ])("[35] pages are counted by the number that the server tells, %s", async (_name, params, numbers, want) => {
    const response = { items: "/items", page: "/page", pages: "/pages" };
    const spec: ParameterPagination = { style: "page", request: { page: "page" }, response };
    expect((await asked(spec, params, toldPages(...numbers))).queries).toEqual(want);
  });

  test.each([
    ["an omitted one", {}, ["", "?offset=3"]],
    ["the first", { offset: 1 }, ["?offset=1", "?offset=3"]],
    ["0, which a server takes for the first", { offset: 0 }, ["?offset=0", "?offset=3"]],
    ["a later one", { offset: 4 }, ["?offset=4"]],
  ])("[35] the first offset may be declared to be 1: from %s", async (_name, params, want) => {
    const spec: ParameterPagination = { ...byOffset, request: { ...byOffset.request, first: 1 } };
    const pages = [
      { items: [1, 2], total: 4 },
      { items: [3, 4], total: 4 },
    ];
    expect((await asked(spec, params, pages)).queries).toEqual(want);
  });
});

describe("further signs of the end and of the way on", () => {
  const page = (first: number | undefined, response: object): ParameterPagination => ({
    style: "page",
    request: first === undefined ? { page: "page" } : { page: "page", first },
    response: { items: "/items", ...response },
  });
  const rows: readonly [string, ParameterPagination, Params, readonly Page[], readonly string[]][] = [
    [
      "the number of pages ends a walk",
      page(undefined, { pages: "/pages" }),
      {},
      [
        { items: [1], pages: 2 },
        { items: [2], pages: 2 },
      ],
      ["", "?page=2"],
    ],
    [
      "pages that are counted from 0 end one number earlier",
      page(0, { pages: "/pages" }),
      {},
      [
        { items: [1], pages: 2 },
        { items: [2], pages: 2 },
      ],
      ["", "?page=1"],
    ],
    [
      "the number that the server gives a page is believed",
      page(undefined, { page: "/page", hasMore: "/has_more" }),
      {},
      [
        { items: [1], page: 0, has_more: true },
        { items: [2], page: 1, has_more: false },
      ],
      ["", "?page=1"],
    ],
    [
      "the last item holds the next cursor, an empty page none",
      { style: "cursor", request: { cursor: "cursor" }, response: { items: "/items", itemCursor: "/id" } },
      {},
      [{ items: [{ id: "a" }, { id: "b" }] }, { items: [] }],
      ["", "?cursor=b"],
    ],
  ];
  test.each(rows)("[33] %s", async (_name, spec, params, pages, want) => {
    expect((await asked(spec, params, pages)).queries).toEqual(want);
  });
});
