import type { LinkPagination, Operation } from "@specloom/runtime";
import { encodeBody, MalformedPageError, paginateLinks, UnsafeNextUrlError, urlencoded } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { cannedFetch, json } from "../../support/canned-fetch.js";
import { sampleClient } from "../../support/sample-client.js";
import { shown } from "../../support/shown.js";
import { byLinkHeader, byNextUrl, collection, drain, listThings, searchThings } from "./collection.js";

const ROOT = "https://api.example.com/v1";
const THINGS = `${ROOT}/boxes/b/things`;

/** Walks two pages, the first with the link `next`. Returns the full URLs of the requests. */
async function walk(next: unknown) {
  const { client, sent } = collection((_url, count) => ({ items: [count], links: count === 0 ? { next } : {} }));
  const { items, error } = await drain(paginateLinks(client, listThings, byNextUrl, ["b"], { tag: "t" }));
  const keys = sent.map(({ headers }) => headers.has("authorization"));
  return { items, error, keys, urls: sent.map(({ url }) => url) };
}

test.each(["/v1/secret-path/2?token=hidden", "secret-path/2?token=hidden", "/v1/secret-path/"])(
  "[H10] hooks, spans and errors show the template of a page, not the link that a server sent: %s",
  async (next) => {
    const heard: unknown[] = [];
    const hear = (event: unknown) => void heard.push(event);
    const answer = (_url: URL, count: number) =>
      count === 0 ? { items: [1], links: { next } } : new Response("{}", { status: 404 });
    const { client, sent } = collection(answer, { onCall: hear, onAttempt: hear, onError: (...of) => hear(of) });
    const { error } = await drain(paginateLinks(client, listThings, byNextUrl, ["b"]));
    expect(sent[1]?.url).toContain("/secret-path/");
    expect(error).toMatchObject({ name: "NotFoundError", path: "/boxes/{box_id}/things" });
    const query = next.includes("?") ? "?token=REDACTED" : "";
    expect(heard).toContainEqual(
      expect.objectContaining({
        kind: "failed",
        call: expect.objectContaining({ path: "/boxes/{box_id}/things", url: `${ROOT}/boxes/{box_id}/things${query}` }),
      }),
    );
    expect(shown([heard, error])).not.toMatch(/secret-path|hidden/u);
  },
);

describe("a URL that is followed", () => {
  const rows: readonly [string, string, string][] = [
    ["absolute", `${THINGS}?cursor=abc&tag=t`, `${THINGS}?cursor=abc&tag=t`],
    ["of a path alone", "/v1/other/things?cursor=abc", `${ROOT}/other/things?cursor=abc`],
    ["of a query alone", "?cursor=abc", `${THINGS}?cursor=abc`],
    ["relative", "more/2", `${ROOT}/boxes/b/more/2`],
    ["with dot segments inside", `${ROOT}/a/../things/2`, `${ROOT}/things/2`],
    ["with encoded and repeated parts", `${ROOT}/a%20b/c%2Fd?x=1&x=2&y=%26&z=`, `${ROOT}/a%20b/c%2Fd?x=1&x=2&y=%26&z=`],
    ["with parameters in any order", `${THINGS}?x=1&y=2&x=3`, `${THINGS}?x=1&y=2&x=3`],
    ["with a query that is one text", `${THINGS}?YWJjZA==`, `${THINGS}?YWJjZA==`],
    ["with names without values", `${THINGS}?a&b=&=c&d`, `${THINGS}?a&b=&=c&d`],
    ["with other separators", `${THINGS}?a=1;b=2/3,4:5`, `${THINGS}?a=1;b=2/3,4:5`],
    ["with plus signs and spaces", `${THINGS}?q=a+b%20c%2Bd e`, `${THINGS}?q=a+b%20c%2Bd%20e`],
    ["with what is no encoding", `${THINGS}?q=100%&r=%zz`, `${THINGS}?q=100%&r=%zz`],
    ["with braces in its query", `${THINGS}?q={box_id}&r={}`, `${THINGS}?q={box_id}&r={}`],
    ["with parameters of its operation and of objects", `${THINGS}?body=1&__proto__=2`, `${THINGS}?body=1&__proto__=2`],
    ["with an empty query", `${THINGS}/2?`, `${THINGS}/2`],
    ["with a fragment", `${THINGS}?cursor=abc#top`, `${THINGS}?cursor=abc`],
    ["with braces", `${ROOT}/{box_id}/things`, `${ROOT}/%7Bbox_id%7D/things`],
  ];
  test.each(rows)("[37] %s is sent as it is, with the key", async (_name, next, want) => {
    const { urls, keys, items } = await walk(next);
    expect(urls[1]).toBe(want);
    expect({ items, keys }).toEqual({ items: [0, 1], keys: [true, true] });
  });

  const unsafe: readonly [string, unknown][] = [
    ["another host", "https://evil.example/v1/boxes/b/things?cursor=2"],
    ["another host that begins like it", "https://api.example.com.evil.example/v1/things"],
    ["no scheme and another host", "//evil.example/v1/things"],
    ["plain http", "http://api.example.com/v1/things"],
    ["another port", "https://api.example.com:8443/v1/things"],
    ["user-info", "https://user:secret@api.example.com/v1/things"],
    ["a path out of the base path", "https://api.example.com/v2/things"],
    ["a path that begins like it", "https://api.example.com/v10/things"],
    ["dot segments", `${ROOT}/../admin`],
    ["encoded dot segments", `${ROOT}/%2e%2E/admin`],
    ["encoded slashes that climb", `${ROOT}/x%2F..%2F..%2Fadmin`],
    ["backslashes that climb", `${ROOT}\\..\\admin`],
    ["encoded backslashes that climb", `${ROOT}/x%5c..%5c..%5cadmin`],
    ["an empty first segment", `${ROOT}//evil.example/x`],
    ["another scheme", "javascript:alert(1)"],
    ["data", "data:[text/html,x"],
  ];
  test.each(unsafe)("[37] one with %s throws and sends nothing", async (_name, next) => {
    const { urls, error, items } = await walk(next);
    expect(urls).toHaveLength(1);
    expect(items).toEqual([0]);
    expect(error).toBeInstanceOf(UnsafeNextUrlError);
    expect(String(error)).not.toMatch(/secret|evil/);
  });

  const unreadable: readonly [string, unknown][] = [
    ["no URL", "https://["],
    ["no text", { href: "//evil.example" }],
    ["a number", 7],
    ["a truth", true],
  ];
  test.each(unreadable)("[37] one that is %s is no end, but a malformed page", async (_name, next) => {
    const { urls, error, items } = await walk(next);
    expect(urls).toHaveLength(1);
    expect(items).toEqual([0]);
    expect(error).toBeInstanceOf(MalformedPageError);
    expect(error).toMatchObject({ position: { skip: 1 } });
  });

  test("[37] a position from outside passes the same gate", async () => {
    const { client, sent } = collection(() => ({ items: [1], links: {} }));
    const position = (await paginateLinks(client, listThings, byNextUrl, ["b"]).page()).position;
    for (const at of [
      "@evil.example/",
      "//evil.example/",
      "/../admin",
      ".evil.example/",
      "/x%2f..%2f..%2fadmin",
      "?x=1",
      7,
    ]) {
      const from = { ...position, at };
      const { error } = await drain(paginateLinks(client, listThings, byNextUrl, ["b"], {}, { from }));
      expect([at, error instanceof UnsafeNextUrlError]).toEqual([at, true]);
    }
    expect(sent).toHaveLength(1);
  });

  test("[37] headers of the caller go along, path and query parameters do not", async () => {
    const { client, sent } = collection((_url, count) => ({
      items: [1],
      links: { next: count === 0 ? "?cursor=2" : "" },
    }));
    await drain(paginateLinks(client, listThings, byNextUrl, ["b"], { "X-Org": "o", tag: "t" }));
    expect(sent.map(({ headers }) => headers.get("x-org"))).toEqual(["o", "o"]);
    expect(sent[1]?.url).toBe(`${THINGS}?cursor=2`);
  });

  const twoPages = (_url: URL, count: number) => ({ items: [1], links: { next: count === 0 ? "?cursor=2" : "" } });
  const methods: readonly [string, string | undefined, readonly unknown[]][] = [
    ["is requested by GET, without the body", undefined, ["GET", undefined, null]],
    [
      "is requested as declared, with the body",
      "POST",
      ["POST", "query=q", "application/x-www-form-urlencoded;charset=UTF-8"],
    ],
  ];
  test.each(methods)("[37] the next link of a list that is read by POST %s", async (_name, method, want) => {
    const { fetch, sent } = cannedFetch(json(twoPages(new URL(ROOT), 0)), json(twoPages(new URL(ROOT), 1)));
    const search: Operation = {
      ...searchThings,
      idempotencyKey: "Idempotency-Key",
      body: {
        mediaTypes: ["application/json", "application/x-www-form-urlencoded"],
        encode: encodeBody,
        forms: { "application/x-www-form-urlencoded": urlencoded() },
      },
    };
    const spec: LinkPagination = method === undefined ? byNextUrl : { ...byNextUrl, request: { method } };
    const params = { body: { query: "q" }, "content-type": "application/x-www-form-urlencoded" };
    await drain(paginateLinks(sampleClient({ fetch }), search, spec, ["b"], params));
    expect(
      sent.map(({ method: sentBy, body, headers }) => [sentBy, body ?? undefined, headers["content-type"] ?? null]),
    ).toEqual([["POST", "query=q", "application/x-www-form-urlencoded;charset=UTF-8"], want]);
    expect(sent.map(({ headers }) => headers["idempotency-key"] !== undefined)).toEqual([true, method === "POST"]);
  });

  const carried: readonly [string, string, string][] = [
    ["carries the parameters that every request needs", "?cursor=2", "?cursor=2&page_size=5&tag=a%20b"],
    ["keeps its own where it has one", "?cursor=2&tag=own", "?cursor=2&tag=own&page_size=5"],
  ];
  test.each(carried)("[37] a link %s", async (_name, next, want) => {
    const spec: LinkPagination = { ...byNextUrl, request: { carry: ["tag", "page_size", "limit"] } };
    const { client, sent } = collection(
      (_url, count) => ({ items: [1], links: { next: count === 0 ? next : "" } }),
      {},
      { api: { parameters: [{ name: "page_size", in: "query", option: "pageSize" }] }, parameters: { page_size: 5 } },
    );
    await drain(paginateLinks(client, listThings, spec, ["b"], { tag: "a b", offset: 3 }));
    expect(sent[1]?.url).toBe(THINGS + want);
  });

  test("[37] a link is relative to the page below a path parameter that the client sets", async () => {
    const operation: Operation = { ...listThings, path: "/orgs/{org}/things", parameters: [] };
    const { client, sent } = collection(
      twoPages,
      {},
      { api: { parameters: [{ name: "org", in: "path", option: "org" }] }, parameters: { org: "blue/green" } },
    );
    expect((await drain(paginateLinks(client, operation, byNextUrl, [undefined]))).error).toBeUndefined();
    expect(sent[1]?.url).toBe(`${ROOT}/orgs/blue%2Fgreen/things?cursor=2`);
  });

  test("[37] a link is followed at the servers of its own operation", async () => {
    const operation: Operation = { ...listThings, servers: ["https://lists.example.com/v2"] };
    const { client, sent } = collection(twoPages);
    expect((await drain(paginateLinks(client, operation, byNextUrl, ["b"]))).error).toBeUndefined();
    expect(sent[1]?.url).toBe("https://lists.example.com/v2/boxes/b/things?cursor=2");
  });

  test("[34] `hasMore`, where it is declared, ends it as well", async () => {
    const spec: LinkPagination = { ...byNextUrl, response: { ...byNextUrl.response, hasMore: "/more" } };
    const { client, sent } = collection((_url, count) => ({
      items: [1],
      links: { next: `?c=${count}` },
      more: count < 2,
    }));
    expect((await drain(paginateLinks(client, listThings, spec, ["b"]))).items).toEqual([1, 1, 1]);
    expect(sent).toHaveLength(3);
  });

  test("[37] relative links are relative to where the response came from", async () => {
    const moved = (value: unknown) => Object.defineProperty(json(value), "url", { value: `${ROOT}/moved/here` });
    const { client, sent } = collection((_url, count) =>
      moved({ items: [1], links: { next: count === 0 ? "there" : null } }),
    );
    await drain(paginateLinks(client, listThings, byNextUrl, ["b"]));
    expect(sent[1]?.url).toBe(`${ROOT}/moved/there`);
  });

  test("[37] a base URL with a slash at its end, or none of its own path", async () => {
    for (const [baseUrl, next, want] of [
      [`${ROOT}/`, "/v1/x?a=1", `${ROOT}/x?a=1`],
      ["https://api.example.com", "/x", "https://api.example.com/x"],
    ]) {
      const { client, sent } = collection(
        (_url, count) => ({ items: [1], links: { next: count === 0 ? next : null } }),
        { baseUrl },
      );
      expect((await drain(paginateLinks(client, listThings, byNextUrl, ["b"]))).error).toBeUndefined();
      expect(sent[1]?.url).toBe(want);
    }
  });

  test("[34] a link seen before throws", async () => {
    const { client, sent } = collection((url) => ({
      items: [1],
      links: { next: url.search === "?c=1" ? "?c=2" : "?c=1" },
    }));
    const { error } = await drain(paginateLinks(client, listThings, byNextUrl, ["b"]));
    expect(error).toMatchObject({ name: "PaginationLoopError" });
    expect(sent).toHaveLength(3);
  });
});

function linked(next: string | undefined, items: readonly unknown[]): Response {
  const link = `<${ROOT}/first>; rel="first", <${next}>; rel="next"`;
  return json(items, next === undefined ? {} : { headers: { link } });
}

test("[37] the Link header is followed by the same rules", async () => {
  const good = collection((_url, count) => linked(count === 0 ? "?cursor=2" : undefined, [count]));
  expect((await drain(paginateLinks(good.client, listThings, byLinkHeader, ["b"]))).items).toEqual([0, 1]);
  expect(good.asked()).toEqual(["/things", "/things?cursor=2"]);
  const bad = collection(() => linked("https://evil.example/v1/things?cursor=2", [0]));
  const { items, error } = await drain(paginateLinks(bad.client, listThings, byLinkHeader, ["b"]));
  expect(items).toEqual([0]);
  expect(error).toBeInstanceOf(UnsafeNextUrlError);
  expect(bad.sent).toHaveLength(1);
});

test("[37] a next link without results is the end", async () => {
  const pages = collection((_url, count) => {
    const results = count < 2;
    const link = `<${THINGS}?cursor=${count + 1}>; rel="next"; results="${results}"; cursor="0:${count + 1}:0"`;
    return json(results ? [count] : [], { headers: { link } });
  });
  expect((await drain(paginateLinks(pages.client, listThings, byLinkHeader, ["b"]))).items).toEqual([0, 1]);
  expect(pages.asked()).toEqual(["/things", "/things?cursor=1", "/things?cursor=2"]);
});

describe("a Link header is no end", () => {
  const rows: readonly [string, string][] = [
    ["with an empty target", '<>; rel="next"'],
    ["with an empty target before a good one", '<>; rel="next", </v1/boxes/b/things?cursor=2>; rel="next"'],
    ["with a target that is no URL", '<https://[>; rel="next"'],
    ["that is no list of links", `${THINGS}?cursor=2; rel="next"`],
    ["with a target that does not close", `<${THINGS}?cursor=2; rel="next"`],
    ["with a good link before garbage", `<${ROOT}/first>; rel="first" and, <${THINGS}?cursor=2>; rel="next"`],
  ];
  test.each(rows)("[37] %s: the page is malformed", async (_name, link) => {
    const { client, sent } = collection(() => json([1], { headers: { link } }));
    const { items, error } = await drain(paginateLinks(client, listThings, byLinkHeader, ["b"]));
    expect(items).toEqual([1]);
    expect(error).toBeInstanceOf(MalformedPageError);
    expect(sent).toHaveLength(1);
  });

  const ends: readonly [string, string][] = [
    ["without a next", `<${ROOT}/first>; rel="first"`],
    ["with links for another resource", `<${ROOT}/x>; rel="next"; anchor="/other"`],
    ["without links", ", ,"],
  ];
  test.each(ends)("[37] but one %s is", async (_name, link) => {
    const { client } = collection(() => json([1], { headers: { link } }));
    expect(await drain(paginateLinks(client, listThings, byLinkHeader, ["b"]))).toEqual({ items: [1] });
  });
});
