import type { Drift, PaginationSpec } from "@specloom/runtime";
import { exactJson, MalformedPageError, paginate, PaginationLoopError } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import type { Page } from "./collection.js";
import { byCursor, byOffset, byPage, collection, drain, listThings, pagerOf, searchThings } from "./collection.js";

const counted: PaginationSpec = { ...byPage, response: { items: "/items", total: "/total" } };
const cursorAndTotal: PaginationSpec = { ...byCursor, response: { ...byCursor.response, total: "/total" } };

/** Walks over a server that answers with `pages`, one after another, the last for ever. */
async function walk(spec: PaginationSpec, pages: readonly Page[]) {
  const drifts: Drift[] = [];
  const { client, asked } = collection((_url, count) => pages[Math.min(count, pages.length - 1)]);
  const onDrift = (drift: Drift) => drifts.push(drift);
  const { items, error } = await drain(pagerOf(spec, client, listThings, ["b"], {}, { onDrift }));
  return { items, error, drifts, queries: asked().map((path) => path.replace("/things", "")) };
}

describe("a total that is not reached", () => {
  const rows: readonly [string, PaginationSpec, readonly Page[], readonly unknown[], readonly string[]][] = [
    [
      "by offset",
      byOffset,
      [
        { items: [1], total: 9 },
        { items: [], total: 9 },
      ],
      [1],
      ["", "?offset=1", "?offset=1"],
    ],
    [
      "by page number",
      counted,
      [
        { items: [1], total: 9 },
        { items: [], total: 9 },
      ],
      [1],
      ["", "?page=2", "?page=2"],
    ],
    ["on the first page", byOffset, [{ items: [], total: 9 }], [], ["", ""]],
    [
      "until rows come after all",
      byOffset,
      [
        { items: [1], total: 2 },
        { items: [], total: 2 },
        { items: [2], total: 2 },
      ],
      [1, 2],
      ["", "?offset=1", "?offset=1"],
    ],
    [
      "and again on a later page",
      counted,
      [
        { items: [], total: 3 },
        { items: [1], total: 3 },
        { items: [], total: 3 },
        { items: [2, 3], total: 3 },
      ],
      [1, 2, 3],
      ["", "", "?page=2", "?page=2"],
    ],
  ];
  test.each(rows)("[35a] %s: an empty page is asked for once more", async (_name, spec, pages, want, queries) => {
    const result = await walk(spec, pages);
    expect(result).toMatchObject({ items: want, error: undefined, queries });
    const total = Number(pages[0]?.["total"]);
    expect(result.drifts).toEqual(total === want.length ? [] : [{ kind: "rows", total, rows: want.length }]);
  });
});

describe("a total that counts nothing", () => {
  test.each([-1, "2", null, 0.5, {}])("[35a] %j: the end is where no items come", async (total) => {
    const { items, queries } = await walk(byOffset, [
      { items: [1, 2], total },
      { items: [3], total },
      { items: [], total },
    ]);
    expect(items).toEqual([1, 2, 3]);
    expect(queries).toEqual(["", "?offset=2", "?offset=3"]);
  });

  test("[35a] one of more digits than a number has is a total", async () => {
    const { client, asked } = collection(
      (_url, count) =>
        new Response(`{"items":${count === 0 ? "[1]" : "[]"},"total":12345678901234567890}`, {
          headers: { "content-type": "application/json" },
        }),
      { json: exactJson },
    );
    expect(await drain(paginate(client, listThings, byOffset, ["b"]))).toEqual({ items: [1] });
    expect(asked()).toHaveLength(3);
  });
});

describe("a page that repeats", () => {
  const again = (total: unknown): Page[] => [
    { items: [1], next: "a", total },
    { items: [2], next: "a", total },
  ];

  test("[35a] after everything that was promised is the end", async () => {
    expect(await walk(cursorAndTotal, again(2))).toMatchObject({ items: [1, 2], error: undefined, drifts: [] });
    const { items, error, drifts } = await walk(cursorAndTotal, again(1));
    expect({ items, error, drifts }).toEqual({
      items: [1, 2],
      error: undefined,
      drifts: [{ kind: "rows", total: 1, rows: 2 }],
    });
  });

  test.each([3, -1, undefined])("[35a] before it, with the total %j, is a loop", async (total) => {
    const { items, error } = await walk(cursorAndTotal, again(total));
    expect(items).toEqual([1, 2]);
    expect(error).toBeInstanceOf(PaginationLoopError);
  });
});

describe("a page that does not say its number, or how many there are", () => {
  const ends = (fields: object): readonly Page[] => [
    { results: [1], ...fields },
    { results: [2], ...fields },
    { results: [], ...fields },
  ];
  const inBody = (response: object): PaginationSpec => ({ ...byPage, response: { items: "/results", ...response } });

  test.each([null, "", " "])("[35a] a number that is %j is the one that was asked for", async (number) => {
    const { items, error, queries } = await walk(inBody({ page: "/page" }), ends({ page: number }));
    expect({ items, error, queries }).toEqual({ items: [1, 2], error: undefined, queries: ["", "?page=2", "?page=3"] });
  });

  test.each([true, false, "two", 1.5, {}, [], [2]])("[35a] a number that is %j is a malformed page", async (number) => {
    const { items, error, queries } = await walk(inBody({ page: "/page" }), ends({ page: number }));
    expect({ items, queries }).toEqual({ items: [1], queries: [""] });
    expect(error).toBeInstanceOf(MalformedPageError);
  });

  test.each([-1, 1.5, "1", null, true])("[35a] a number of pages that is %j is unknown", async (pages) => {
    const { items, error, queries } = await walk(inBody({ pages: "/pages" }), ends({ pages }));
    expect({ items, error, queries }).toEqual({ items: [1, 2], error: undefined, queries: ["", "?page=2", "?page=3"] });
  });
});

describe("a cursor", () => {
  test.each([{ after: 1 }, ["a"], true, false])("[35a] that is %j is a malformed page", async (next) => {
    for (const spec of [byCursor, { ...byOffset, response: { items: "/items", next: "/next" } }]) {
      const { items, error, queries } = await walk(spec, [{ items: [1], next }]);
      expect({ items, queries }).toEqual({ items: [1], queries: [""] });
      expect(error).toBeInstanceOf(MalformedPageError);
      expect(error).toMatchObject({ position: { at: null, skip: 1 } });
    }
  });

  const digits = "12345678901234567890";
  const bigPages = (_url: URL, count: number) =>
    new Response(`{"items":[${count}],"next":${count === 0 ? digits : "null"}}`, {
      headers: { "content-type": "application/json" },
    });

  test("[35a] of more digits than a number has is sent with all of them", async () => {
    const { client, asked } = collection(bigPages, { json: exactJson });
    expect(await drain(paginate(client, listThings, byCursor, ["b"]))).toEqual({ items: [0, 1] });
    expect(asked()[1]).toBe(`/things?cursor=${digits}`);
  });

  test("[35a] like that is a number in a body, and in a position that JSON kept", async () => {
    const spec: PaginationSpec = { ...byCursor, request: { cursor: "/after" } };
    const bodies: unknown[] = [];
    const { client } = collection(
      (_url, count, init) => {
        bodies.push(init.body);
        return bigPages(_url, count);
      },
      { json: exactJson },
    );
    const first = await pagerOf(spec, client, searchThings, ["b"], { body: {} }).page();
    const from = JSON.parse(JSON.stringify(first.position));
    await drain(pagerOf(spec, client, searchThings, ["b"], { body: {} }, { from }));
    expect(bodies).toEqual(["{}", `{"after":${digits}}`]);
  });

  test("[35a] that no number can hold is a malformed page", async () => {
    const response = () =>
      new Response('{"items":[1],"next":1e999}', { headers: { "content-type": "application/json" } });
    const { client, asked } = collection(response);
    const { items, error } = await drain(paginate(client, listThings, byCursor, ["b"]));
    expect({ items, asked: asked() }).toEqual({ items: [1], asked: ["/things"] });
    expect(error).toBeInstanceOf(MalformedPageError);
  });

  test.each(["x", {}, 1.5])("[35a] an offset or page that is %j is no way on", async (next) => {
    const spec: PaginationSpec = { ...byOffset, response: { items: "/items", next: "/next" } };
    expect((await walk(spec, [{ items: [], next }])).error).toBeInstanceOf(MalformedPageError);
    const byNumber: PaginationSpec = { ...byPage, response: { items: "/items", page: "/next", hasMore: "/more" } };
    expect((await walk(byNumber, [{ items: [1], next, more: true }])).error).toBeInstanceOf(MalformedPageError);
  });
});
