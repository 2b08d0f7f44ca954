import type { Drift, ParameterPagination } from "@specloom/runtime";
import { paginate, UnsafeNextUrlError } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { byCursor, byOffset, byPage, collection, drain, listThings, searchThings } from "./collection.js";

const ROOT = "https://api.example.com/v1";
const THINGS = `${ROOT}/boxes/b/things`;

/** Walks two pages, the first with the link `next`. Returns the full URLs of the requests. */
async function walk(spec: ParameterPagination, next: unknown) {
  const drifts: Drift[] = [];
  const { client, sent } = collection((_url, count) => ({
    items: [count],
    results: [count],
    next: count === 0 ? next : null,
  }));
  const onDrift = (drift: Drift) => drifts.push(drift);
  const { items, error } = await drain(paginate(client, listThings, spec, ["b"], { tag: "t" }, { onDrift }));
  return { items, error, drifts, urls: sent.map(({ url }) => url) };
}

describe("a URL in the cursor style", () => {
  const rows: readonly [string, string, string, string | undefined][] = [
    ["the API's own", `${THINGS}?cursor=abc&tag=t`, "abc", undefined],
    ["behind a proxy", "http://10.0.0.7:8080/internal/things?cursor=abc", "abc", "http://10.0.0.7:8080"],
    ["of plain http", "http://api.example.com/v1/things?cursor=abc", "abc", "http://api.example.com"],
    ["of another host", "https://evil.example/v1/boxes/b/things?cursor=abc", "abc", "https://evil.example"],
    ["of no scheme", "//evil.example/?cursor=abc", "abc", "https://evil.example"],
    ["of a path alone", "/elsewhere?cursor=abc&limit=7", "abc", undefined],
    ["of a query alone", "?cursor=a%2Fb%20c", "a%2Fb%20c", undefined],
    ["with a fragment", `${THINGS}?cursor=abc#cursor=def`, "abc", undefined],
  ];
  test.each(rows)(
    "[37] %s is read for the cursor, and nothing else of it is used",
    async (_name, next, value, received) => {
      const { urls, drifts, items } = await walk(byCursor, next);
      expect(urls).toEqual([`${THINGS}?tag=t`, `${THINGS}?cursor=${value}&tag=t`]);
      expect(items).toEqual([0, 1]);
      expect(drifts).toEqual(
        received === undefined ? [] : [{ kind: "origin", expected: new URL(ROOT).origin, received }],
      );
    },
  );

  const unsafe: readonly [string, string][] = [
    ["user-info", "https://user:secret@api.example.com/v1/things?cursor=abc"],
    ["a user alone", "https://user@api.example.com/v1/things?cursor=abc"],
    ["no cursor", `${THINGS}?page=2`],
    ["an empty cursor", `${THINGS}?cursor=`],
    ["no host", "https://?cursor=abc"],
  ];
  test.each(unsafe)("[37] one with %s throws and sends nothing", async (_name, next) => {
    const { urls, error, items } = await walk(byCursor, next);
    expect(urls).toHaveLength(1);
    expect(items).toEqual([0]);
    expect(error).toBeInstanceOf(UnsafeNextUrlError);
    expect(JSON.stringify(error) + String(error)).not.toMatch(/secret|user@|abc/);
  });

  const opaque = ["/base64+with/slashes==", "a?b", "urn:x:1", "javascript:alert(1)", "a:b//c"];
  test.each(opaque)("[37] %s is no URL but a cursor", async (cursor) => {
    const { urls } = await walk(byCursor, cursor);
    expect(new URL(urls[1] ?? "").searchParams.get("cursor")).toBe(cursor);
  });

  test("[37] a cursor for the body is read by the last part of its pointer", async () => {
    const { client, sent } = collection((_url, count) => ({ items: [1], next: count === 0 ? "/s?after=abc" : null }));
    const spec: ParameterPagination = { ...byCursor, request: { cursor: "/page/after" } };
    await drain(paginate(client, searchThings, spec, ["b"]));
    expect(sent.map(({ body }) => body)).toEqual([undefined, { page: { after: "abc" } }]);
  });
});

describe("a URL in the counting styles", () => {
  const next: ParameterPagination = { ...byOffset, response: { items: "/items", next: "/next" } };
  test("[37] an offset's origin is reported, its user-info refused", async () => {
    const foreign = await walk(next, "https://evil.example/?offset=1");
    expect(foreign.urls[1]).toBe(`${THINGS}?offset=1&tag=t`);
    expect(foreign.drifts).toHaveLength(1);
    const unsafe = await walk(next, "https://user:secret@api.example.com/v1/things?offset=1");
    expect(unsafe.urls).toHaveLength(1);
    expect(unsafe.error).toBeInstanceOf(UnsafeNextUrlError);
  });

  const hostile = ["https://evil.example/?page=9", "https://u:p@evil.example/", "http://[", "garbage", 17, true, {}];
  test.each(hostile)("[37] page style reads only whether `next` is null: %j", async (value) => {
    const { urls, drifts, items } = await walk(byPage, value);
    expect(urls).toEqual([`${THINGS}?tag=t`, `${THINGS}?page=2&tag=t`]);
    expect({ items, drifts }).toEqual({ items: [0, 1], drifts: [] });
  });
});
