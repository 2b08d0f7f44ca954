import { paginate } from "@specloom/runtime";
import { expect, test } from "vitest";
import { byCursor, byOffset, collection, cursorServer, listThings, offsetServer, searchThings } from "./collection.js";

const rows = [1, 2, 3, 4, 5];

test("[32] nothing is sent until the pager is read, and `await` does not read it", async () => {
  const { client, asked } = collection(offsetServer(rows, 2));
  const pager = paginate(client, listThings, byOffset, ["b"]);
  expect("then" in pager).toBe(false);
  const awaited = await Promise.resolve(pager);
  const iterator = awaited[Symbol.asyncIterator]();
  const pages = pager.pages()[Symbol.asyncIterator]();
  expect(asked()).toEqual([]);
  await iterator.next();
  expect(asked()).toEqual(["/things"]);
  await pages.next();
  expect(asked()).toEqual(["/things", "/things"]);
});

test("[32] a page is requested when its first item is asked for, not before", async () => {
  const { client, asked } = collection(offsetServer(rows, 2));
  const iterator = paginate(client, listThings, byOffset, ["b"])[Symbol.asyncIterator]();
  const counts: number[] = [];
  for (let step = 0; step < 6; step++) {
    await iterator.next();
    counts.push(asked().length);
  }
  expect(counts).toEqual([1, 1, 2, 2, 3, 3]);
});

test("[32] iterators of one pager are independent", async () => {
  const { client } = collection(offsetServer(rows, 2));
  const pager = paginate<number, unknown>(client, listThings, byOffset, ["b"]);
  const pages = pager.pages();
  const read = async () => {
    const items: number[] = [];
    for await (const page of pages) items.push(...page.items);
    return items;
  };
  const first = pager[Symbol.asyncIterator]();
  await first.next();
  expect(await Promise.all([pager.toArray({ maxItems: 9 }), read(), read()])).toEqual([rows, rows, rows]);
  expect((await first.next()).value).toBe(2);
});

test("[32] what the caller gave is not changed, and changing it later changes nothing", async () => {
  const pages = cursorServer({ "": { items: [1], next: "two" }, two: { items: [2] } });
  const { client, sent } = collection((_url, count) => pages(new URL(count === 0 ? "x:" : "x:?cursor=two")));
  const filter = Object.freeze({ tag: "a" });
  const body = Object.freeze({ filter, page: Object.freeze({ size: 1 }) });
  const params: Record<string, unknown> = { body };
  const path = ["b"];
  const spec = { ...byCursor, request: { cursor: "/page/after" } } as const;
  const pager = paginate(client, searchThings, spec, path, params);
  path[0] = "c";
  params["body"] = {};
  await pager.toArray({ maxItems: 9 });
  expect(sent.map(({ url }) => new URL(url).pathname)).toEqual(["/v1/boxes/b/things", "/v1/boxes/b/things"]);
  expect(sent.map((request) => request.body)).toEqual([
    { filter: { tag: "a" }, page: { size: 1 } },
    { filter: { tag: "a" }, page: { size: 1, after: "two" } },
  ]);
  expect(body).toEqual({ filter: { tag: "a" }, page: { size: 1 } });
});

test("[32] concurrent calls of next() send one request at a time and are answered in order", async () => {
  let inFlight = 0;
  let most = 0;
  const serve = offsetServer(rows, 2);
  const { client, asked } = collection(async (url) => {
    most = Math.max(most, ++inFlight);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    inFlight--;
    return serve(url);
  });
  const iterator = paginate(client, listThings, byOffset, ["b"])[Symbol.asyncIterator]();
  const results = await Promise.all(Array.from({ length: 7 }, () => iterator.next()));
  expect(results.map(({ value }) => value)).toEqual([...rows, undefined, undefined]);
  expect(results.map(({ done }) => done)).toEqual([false, false, false, false, false, true, true]);
  expect(most).toBe(1);
  expect(asked()).toEqual(["/things", "/things?offset=2", "/things?offset=4"]);
});

test("[32] a page's successor is requested once however often it is asked for, and again after a failure", async () => {
  let broken = true;
  const serve = offsetServer(rows, 2);
  const { client, asked } = collection((url, count) => {
    if (count === 1 && broken) return new Response(null, { status: 500 });
    return serve(url);
  });
  const first = await paginate(client, listThings, byOffset, ["b"]).page();
  await expect(first.next()).rejects.toMatchObject({ status: 500 });
  broken = false;
  const [one, two] = await Promise.all([first.next(), first.next()]);
  expect(one?.items).toEqual([3, 4]);
  expect(two).toBe(one);
  expect(await (await one?.next())?.next()).toBeUndefined();
  expect(asked()).toEqual(["/things", "/things?offset=2", "/things?offset=2", "/things?offset=4"]);
});

test("[32] options of one reading win over the pager's, and an undefined one leaves it", async () => {
  const { client, sent } = collection(offsetServer(rows, 2));
  const options = { maxItems: 1, headers: { "x-a": "1", "x-b": "1" } };
  const pager = paginate(client, listThings, byOffset, ["b"], {}, options);
  expect(await pager.toArray({ maxItems: 3, headers: { "X-B": "2" } })).toEqual([1, 2, 3]);
  expect((await pager.page({ maxItems: undefined })).items).toEqual([1]);
  expect(sent.map(({ headers }) => [headers.get("x-a"), headers.get("x-b")])).toEqual([
    ["1", "2"],
    ["1", "2"],
    ["1", "1"],
  ]);
});
