import type { ParameterPagination, WalkOptions } from "@specloom/runtime";
import { MalformedPageError, PageLimitError, paginate, PaginationLoopError } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import type { Page } from "./collection.js";
import { byCursor, byOffset, byPage, collection, cursorServer, drain, listThings, offsetServer } from "./collection.js";

const nested: ParameterPagination = { ...byOffset, response: { items: "/data/rows", total: "/data/total" } };

/** Walks by cursor over pages by name; `""` is the first. */
async function walk(pages: Readonly<Record<string, Page>>, options: WalkOptions = {}) {
  const { client, asked } = collection(cursorServer(pages));
  const result = await drain(paginate<number, unknown>(client, listThings, byCursor, ["b"], {}, options));
  return { ...result, requests: asked().length };
}

/** `count` empty pages by cursor, then one with an item. */
function emptyPages(count: number): Record<string, Page> {
  const entries = Array.from({ length: count }, (_, index): [string, Page] => [
    index === 0 ? "" : `c${index}`,
    { items: [], next: `c${index + 1}` },
  ]);
  return { ...Object.fromEntries(entries), [`c${count}`]: { items: [7] } };
}

/** A server of pages of two that never ends. */
function endless(url: URL): Page {
  const offset = Number(url.searchParams.get("offset") ?? 0);
  return { items: [offset, offset + 1], has_more: true };
}

describe("the continuation", () => {
  const ends: readonly [string, Page, WalkOptions | undefined][] = [
    ["null", { items: [1], next: null }, undefined],
    ["absent", { items: [1] }, undefined],
    ["empty", { items: [1], next: "" }, undefined],
    ["a value declared as the end", { items: [1], next: "-1" }, { endValues: [0, "-1"] }],
    ["a cursor, but no more", { items: [1], next: "two", has_more: false }, undefined],
  ];
  test.each(ends)("[34] %s ends", async (_name, first, options) => {
    expect(await walk({ "": first, two: { items: [2] } }, options)).toEqual({ items: [1], requests: 1 });
  });

  const none: readonly [string, ParameterPagination, unknown][] = [
    ["page 0", byPage, 0],
    ["page 0 as text", byPage, "0"],
    ["page -1", byPage, -1],
    ["offset 0", byOffset, 0],
    ["offset -1", byOffset, -1],
  ];
  test.each(none)("[34] %s is no next one", async (_name, { style, request }, next) => {
    const spec: ParameterPagination = { style, request, response: { items: "/items", next: "/next" } };
    const { client, asked } = collection((_url, count) => ({ items: [count], next: count === 0 ? 1 : next }));
    expect(await paginate(client, listThings, spec, ["b"]).toArray({ maxItems: 9 })).toEqual([0, 1]);
    expect(asked()).toHaveLength(2);
  });

  const goOn: readonly [string, unknown, string][] = [
    ["0", 0, "cursor=0"],
    ["a number", 12, "cursor=12"],
    ["text that looks like JSON null", "null", "cursor=null"],
    ["any character", "a b&c=%2F?/ü", "cursor=a%20b%26c%3D%252F%3F%2F%C3%BC"],
  ];
  test.each(goOn)("[33] %s does not end", async (_name, next, query) => {
    const { client, asked } = collection((_url, count) => (count === 0 ? { items: [1], next } : { items: [2] }));
    expect(await paginate(client, listThings, byCursor, ["b"]).toArray({ maxItems: 9 })).toEqual([1, 2]);
    expect(asked()).toEqual(["/things", `/things?${query}`]);
  });
});

describe("empty pages", () => {
  test.each([1, 11, 100])("[33] %i in a row with a continuation go on", async (count) => {
    expect(await walk(emptyPages(count))).toEqual({ items: [7], requests: count + 1 });
  });

  test("[33] more than 100 in a row throw", async () => {
    const { items, error, requests } = await walk(emptyPages(101));
    expect({ items, requests }).toEqual({ items: [], requests: 101 });
    expect(error).toBeInstanceOf(PageLimitError);
    expect(error).toMatchObject({ name: "PageLimitError", position: { at: "c101", skip: 0 } });
  });

  test("[33] only those in a row count, and the limit can be set", async () => {
    const pages = { "": { items: [], next: "a" }, a: { items: [1], next: "b" }, b: { items: [], next: "c" } };
    expect(await walk({ ...pages, c: { items: [2] } }, { maxEmptyPages: 1 })).toEqual({ items: [1, 2], requests: 4 });
    const { error } = await walk(emptyPages(1), { maxEmptyPages: 0 });
    expect(error).toBeInstanceOf(PageLimitError);
  });

  test.each([null, {}])("[33] an empty list written as %j is a page", async (items) => {
    expect(await walk({ "": { items, next: "a" }, a: { items: [1] } })).toEqual({ items: [1], requests: 2 });
  });

  test("[33] a page of nothing is an empty one: some servers leave out what is empty", async () => {
    expect(await walk({ "": {} })).toEqual({ items: [], requests: 1 });
    expect(await walk({ "": { items: [1], next: "a" }, a: {} })).toEqual({ items: [1], requests: 2 });
  });

  const leftOut: readonly [string, Page, ParameterPagination][] = [
    ["the end of the cursors", { next: "" }, byCursor],
    ["no more", { has_more: false, kind: "things#list", etag: '"1"' }, byCursor],
    ["a total of 0", { total: 0 }, byOffset],
    ["a total of 0, and neighbours that are objects", { total: 0, links: { self: "/things" } }, byOffset],
    ["a number of pages", { meta: { pages: 0 } }, { ...byPage, response: { items: "/results", pages: "/meta/pages" } }],
    ["a total beside the place of the list", { data: { total: 0 } }, nested],
    [
      "a total apart from the place of the list",
      { data: {}, meta: { total: 0 } },
      { ...nested, response: { items: "/data/rows", total: "/meta/total" } },
    ],
  ];
  test.each(leftOut)("[33] a page that leaves out its list and says %s is an empty one", async (_name, page, spec) => {
    const { client, asked } = collection(() => page);
    expect(await drain(paginate(client, listThings, spec, ["b"]))).toEqual({ items: [] });
    expect(asked()).toHaveLength(1);
  });

  test("[33] a page that leaves out its list and says where the next is goes on", async () => {
    expect(await walk({ "": { next: "a" }, a: { items: [1] } })).toEqual({ items: [1], requests: 2 });
  });

  test("[33] a declared success without content is an empty page", async () => {
    const { client } = collection(() => new Response(null, { status: 204 }));
    const operation = { ...listThings, empty: { 204: true } };
    expect(await drain(paginate(client, operation, byCursor, ["b"]))).toEqual({ items: [] });
  });

  const malformed: readonly [string, Page][] = [
    ["absent", { error: "maintenance" }],
    ["absent beside another list", { rows: [2], next: "b" }],
    ["a text beside other fields", { items: "none", next: "b" }],
    ["an object beside other fields", { items: { length: 0 }, has_more: false }],
    ["an object", { items: { length: 0 } }],
    ["a text", { items: "none" }],
  ];
  test.each(malformed)("[33] items that are %s are no end but an error", async (_name, page) => {
    const { items, error } = await walk({ "": { items: [1], next: "a" }, a: page });
    expect(items).toEqual([1]);
    expect(error).toBeInstanceOf(MalformedPageError);
    expect(error).toMatchObject({ position: { at: "a", skip: 0 } });
  });
});

describe("loops", () => {
  const loops: readonly [string, Readonly<Record<string, Page>>, number][] = [
    ["the cursor just sent", { "": { items: [1], next: "a" }, a: { items: [2], next: "a" } }, 2],
    [
      "one from before",
      { "": { items: [1], next: "a" }, a: { items: [2], next: "b" }, b: { items: [3], next: "a" } },
      3,
    ],
  ];
  test.each(loops)("[34] %s throws, and is not sent again", async (_name, pages, requests) => {
    const result = await walk(pages);
    expect(result.requests).toBe(requests);
    expect(result.items).toHaveLength(requests);
    expect(result.error).toBeInstanceOf(PaginationLoopError);
  });

  test("[34] the caller's own cursor counts", async () => {
    const { client } = collection(cursorServer({ z: { items: [1], next: "z" } }));
    const { items, error } = await drain(paginate(client, listThings, byCursor, ["b"], { cursor: "z" }));
    expect(items).toEqual([1]);
    expect(error).toBeInstanceOf(PaginationLoopError);
  });

  test("[34] so does an offset that does not move", async () => {
    const { client, asked } = collection(() => ({ items: [], has_more: true }));
    const { error } = await drain(paginate(client, listThings, byOffset, ["b"]));
    expect(error).toBeInstanceOf(PaginationLoopError);
    expect(asked()).toEqual(["/things"]);
  });
});

describe("limits", () => {
  test("[34] maxPages throws before the next request; the pages before it are whole", async () => {
    const { client, asked } = collection(endless);
    const { items, error } = await drain(paginate(client, listThings, byOffset, ["b"], {}, { maxPages: 3 }));
    expect(items).toEqual([0, 1, 2, 3, 4, 5]);
    expect(asked()).toHaveLength(3);
    expect(error).toBeInstanceOf(PageLimitError);
    expect(error).toMatchObject({ message: "list_things: more than 3 pages (maxPages)", position: { at: 6 } });
  });

  test("[34] a collection of exactly maxPages pages ends well", async () => {
    const { client, asked } = collection(offsetServer([1, 2, 3], 1));
    const { error } = await drain(paginate(client, listThings, byOffset, ["b"], {}, { maxPages: 3 }));
    expect({ error, requests: asked().length }).toEqual({ error: undefined, requests: 3 });
  });

  test("[34] maxPages is 10,000 unless given", async () => {
    const { client, asked } = collection(offsetServer(Array.from({ length: 10_001 }), 1));
    const { error } = await drain(paginate(client, listThings, byOffset, ["b"]));
    expect(error).toBeInstanceOf(PageLimitError);
    expect(asked()).toHaveLength(10_000);
  });

  const cuts: readonly [number, number[], number][] = [
    [0, [], 0],
    [1, [0], 1],
    [2, [0, 1], 1],
    [3, [0, 1, 2], 2],
    [4, [0, 1, 2, 3], 2],
  ];
  test.each(cuts)("[34] maxItems: %i stops mid-page, without a further request", async (maxItems, want, requests) => {
    for (const prefetch of [0, 3]) {
      const { client, asked } = collection(endless);
      const pager = paginate<number, unknown>(client, listThings, byOffset, ["b"], {}, { maxItems, prefetch });
      expect((await drain(pager)).items).toEqual(want);
      expect(asked()).toHaveLength(requests);
    }
  });

  test("[34] maxItems cuts pages too, and the cut page is the last", async () => {
    const { client, asked } = collection(endless);
    const first = await paginate(client, listThings, byOffset, ["b"]).page({ maxItems: 3 });
    const second = await first.next();
    expect([first.hasNext, second?.hasNext, second?.items]).toEqual([true, false, [2]]);
    expect(second?.raw).toEqual({ items: [2, 3], has_more: true });
    expect(await second?.next()).toBeUndefined();
    expect(asked()).toHaveLength(2);
  });

  test("[34] an iteration without an end stops at maxPages in every style", async () => {
    const { client } = collection(() => ({ results: [1], next: "https://api.example.com/again" }));
    const { items, error } = await drain(paginate(client, listThings, byPage, ["b"], {}, { maxPages: 20 }));
    expect(items).toHaveLength(20);
    expect(error).toBeInstanceOf(PageLimitError);
  });
});
