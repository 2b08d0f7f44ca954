import type { ParameterPagination, Params, Position } from "@specloom/runtime";
import {
  ApiError,
  paginate,
  paginateLinks,
  PaginationError,
  positionOf,
  PositionMismatchError,
} from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import {
  byCursor,
  byNextUrl,
  byOffset,
  byPage,
  collection,
  cursorServer,
  drain,
  listThings,
  offsetServer,
  searchThings,
} from "./collection.js";

/** The position as another process reads it. */
function copy(position: Position | undefined): Position {
  const read: Position = JSON.parse(JSON.stringify(position));
  return read;
}

const CHAIN = cursorServer({
  "": { items: [1, 2], next: "a" },
  a: { items: [], next: "b" },
  b: { items: [3], next: "c" },
  c: { items: [4, 5] },
});

describe("positions", () => {
  test("[38] are small plain JSON without arguments", async () => {
    const { client } = collection(CHAIN);
    const page = await paginate(client, listThings, byCursor, ["b"], { tag: "private" }).page();
    expect(copy(page.position)).toEqual(page.position);
    expect(page.position).toEqual({
      version: 1,
      operation: "list_things",
      style: "cursor",
      arguments: expect.stringMatching(/^[0-9a-z]{1,7}$/),
      at: "a",
      skip: 0,
      before: 2,
    });
  });

  test("[38] of a page: a new walk goes on after it", async () => {
    const { client } = collection(CHAIN);
    const rest: unknown[][] = [];
    for await (const { position } of paginate<number, unknown>(client, listThings, byCursor, ["b"]).pages()) {
      const pager = paginate<number, unknown>(client, listThings, byCursor, ["b"], {}, { from: copy(position) });
      rest.push(await pager.toArray({ maxItems: 9 }));
    }
    expect(rest).toEqual([[3, 4, 5], [3, 4, 5], [4, 5], []]);
  });

  test("[38] of an iterator: a new walk goes on with the next item, mid-page too", async () => {
    const { client } = collection(CHAIN);
    const iterator = paginate<number, unknown>(client, listThings, byCursor, ["b"])[Symbol.asyncIterator]();
    const rest: unknown[][] = [];
    for (let step = 0; step < 7; step++) {
      const from = copy(iterator.position);
      rest.push(await paginate(client, listThings, byCursor, ["b"], {}, { from }).toArray({ maxItems: 9 }));
      await iterator.next();
    }
    expect(rest).toEqual([[1, 2, 3, 4, 5], [2, 3, 4, 5], [3, 4, 5], [4, 5], [5], [], []]);
  });

  test("[38] of an iterator at its end: the empty pages before it are not read again", async () => {
    const { client } = collection(
      cursorServer({ "": { items: [1], next: "a" }, a: { items: [], next: "b" }, b: { items: [] } }),
    );
    const iterator = paginate<number, unknown>(client, listThings, byCursor, ["b"])[Symbol.asyncIterator]();
    expect((await drain(iterator)).items).toEqual([1]);
    expect(iterator.position).toMatchObject({ at: "b", skip: 0 });
  });

  test("[38] after maxItems a new walk goes on mid-page", async () => {
    const { client, asked } = collection(offsetServer([1, 2, 3, 4, 5], 3));
    const pager = (from?: Position) => paginate<number, unknown>(client, listThings, byOffset, ["b"], {}, { from });
    const first = await pager().page({ maxItems: 2 });
    const second = await pager(copy(first.position)).page({ maxItems: 1 });
    const third = await pager(copy(second.position)).page();
    expect([first.items, second.items, third.items]).toEqual([[1, 2], [3], [4, 5]]);
    expect(asked()).toEqual(["/things", "/things", "/things?offset=3"]);
  });

  test("[38] a page of which nothing is wanted moves no position", async () => {
    const { client } = collection(CHAIN);
    const pager = (from?: Position) => paginate<number, unknown>(client, listThings, byCursor, ["b"], {}, { from });
    const { position } = await pager().page({ maxItems: 1 });
    const none = await pager(copy(position)).page({ maxItems: 0 });
    expect([none.items, none.hasNext, none.position]).toEqual([[], false, position]);
  });

  test("[38] the keys of a page read twice are known from the first time", async () => {
    const pages = cursorServer({
      "": { items: [{ id: 1 }, { id: 2 }], next: "a" },
      a: { items: [{ id: 1 }, { id: 3 }] },
    });
    const { client } = collection(pages);
    const pager = (from?: Position) =>
      paginate<{ id: number }, unknown>(client, listThings, byCursor, ["b"], {}, { from, uniqueBy: "/id" });
    const first = await pager().page({ maxItems: 1 });
    expect(await pager(copy(first.position)).toArray({ maxItems: 9 })).toEqual([{ id: 2 }, { id: 3 }]);
  });

  test("[38] the total goes on to be counted where pages are", async () => {
    const spec: ParameterPagination = { ...byPage, response: { items: "/results", total: "/count" } };
    const { client, asked } = collection(() => ({ results: [1], count: 3 }));
    const first = await paginate(client, listThings, spec, ["b"]).page();
    const from = copy(first.position);
    expect(await paginate(client, listThings, spec, ["b"], {}, { from }).toArray({ maxItems: 9 })).toEqual([1, 1]);
    expect(asked()).toEqual(["/things", "/things?page=2", "/things?page=3"]);
  });
});

describe("errors", () => {
  const loop = cursorServer({ "": { items: [1], next: "a" }, a: { items: [2, 3], next: "a" } });
  const repaired = cursorServer({ "": { items: [1], next: "a" }, a: { items: [2, 3], next: "b" }, b: { items: [4] } });

  test("[38] of the pager carry where to go on once the server is repaired", async () => {
    const before = collection(loop);
    const { items, error } = await drain(paginate(before.client, listThings, byCursor, ["b"]));
    expect(items).toEqual([1, 2, 3]);
    const from = copy(positionOf(error));
    expect(error instanceof PaginationError && error.position).toEqual(from);
    const after = collection(repaired);
    expect(await paginate(after.client, listThings, byCursor, ["b"], {}, { from }).toArray({ maxItems: 9 })).toEqual([
      4,
    ]);
  });

  test("[38] of limits carry the page that was not read", async () => {
    const { client } = collection(CHAIN);
    const { items, error } = await drain(paginate(client, listThings, byCursor, ["b"], {}, { maxPages: 3 }));
    const from = copy(positionOf(error));
    const rest = await paginate(client, listThings, byCursor, ["b"], {}, { from, maxPages: 1 }).toArray({
      maxItems: 9,
    });
    expect([items, rest]).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  test("[38] of a request have a position as well, by `positionOf`", async () => {
    let broken = true;
    const { client } = collection((url, count) =>
      broken && count === 2 ? new Response(null, { status: 503 }) : CHAIN(url),
    );
    const { items, error } = await drain(paginate(client, listThings, byCursor, ["b"]));
    expect(error).toBeInstanceOf(ApiError);
    broken = false;
    const from = copy(positionOf(error));
    const rest = await paginate(client, listThings, byCursor, ["b"], {}, { from }).toArray({ maxItems: 9 });
    expect([items, rest]).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  test("[38] an abort has none: its reason may be shared", async () => {
    const { client } = collection(CHAIN);
    const signal = AbortSignal.abort(new Error("stop"));
    const { error } = await drain(paginate(client, listThings, byCursor, ["b"], {}, { signal }));
    expect([error, positionOf(error)]).toEqual([signal.reason, undefined]);
    expect(positionOf("text")).toBeUndefined();
  });
});

describe("arguments", () => {
  const at = new Date(0);
  const params: Params = { tag: ["a", "b"], page_size: 2, at, big: 1n, body: { x: { b: 1, a: 2 } } };
  const first = async () => {
    const { client } = collection(CHAIN);
    return copy((await paginate(client, listThings, byCursor, ["b", 7], params).page()).position);
  };

  const same: readonly [string, Params][] = [
    ["in another order", { big: 1n, body: { x: { a: 2, b: 1 } }, at, page_size: 2, tag: ["a", "b"] }],
    ["with undefined ones", { ...params, page: undefined }],
    ["with another cursor", { ...params, cursor: "elsewhere" }],
  ];
  test.each(same)("[38] that are equal, %s, are accepted", async (_name, given) => {
    const { client, asked } = collection(CHAIN);
    const from = await first();
    const { error } = await drain(paginate(client, listThings, byCursor, ["b", 7], given, { from }));
    expect(error).toBeUndefined();
    expect(asked()[0]).toContain("cursor=a");
  });

  const other: readonly [string, Params, readonly unknown[]][] = [
    ["another filter", { ...params, tag: ["b", "a"] }, ["b", 7]],
    ["one filter less", { page_size: 2, at, big: 1n, body: params["body"] }, ["b", 7]],
    ["another page size", { ...params, page_size: 3 }, ["b", 7]],
    ["another date", { ...params, at: new Date(1) }, ["b", 7]],
    ["another body", { ...params, body: { x: { b: 1, a: 3 } } }, ["b", 7]],
    ["another path", params, ["c", 7]],
  ];
  test.each(other)("[38] %s is refused, and nothing is sent", async (_name, given, path) => {
    const { client, asked } = collection(CHAIN);
    const from = await first();
    const pager = paginate(client, listThings, byCursor, path, given, { from });
    await expect(pager.page()).rejects.toBeInstanceOf(PositionMismatchError);
    const { error } = await drain(pager.pages());
    expect(error).toMatchObject({ name: "PositionMismatchError", position: from });
    expect((await drain(pager)).error).toBeInstanceOf(PositionMismatchError);
    expect(asked()).toEqual([]);
  });

  test.each([{}, [], [1], true, { integer: "x" }, { integer: "1e3" }])("[38] the place %j is none", async (place) => {
    const { client, asked } = collection(CHAIN);
    const from: Position = { ...(await first()), at: place };
    const pager = paginate(client, listThings, byCursor, ["b"], {}, { from });
    await expect(pager.page()).rejects.toMatchObject({ name: "ParameterError", parameter: "from" });
    expect(asked()).toEqual([]);
  });

  test("[38] another operation, style, API or version is refused", async () => {
    const { client } = collection(CHAIN);
    const { position } = await paginate(client, listThings, byCursor, ["b"]).page();
    const renamed = collection(CHAIN, {}, { api: { name: "other" } }).client;
    const later: Position = JSON.parse(JSON.stringify({ ...position, version: 2 }));
    const attempts = [
      paginate(client, searchThings, byCursor, ["b"], {}, { from: position }),
      paginateLinks(client, listThings, byNextUrl, ["b"], {}, { from: position }),
      paginate(renamed, listThings, byCursor, ["b"], {}, { from: position }),
      paginate(client, listThings, byCursor, ["b"], {}, { from: later }),
    ];
    for (const pager of attempts) await expect(pager.page()).rejects.toBeInstanceOf(PositionMismatchError);
  });
});
