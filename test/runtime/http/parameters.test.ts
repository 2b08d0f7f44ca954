import type { Operation, Parameter, StyledParameter } from "@specloom/runtime";
import { ConfigurationError, encodeBody, ParameterError, segments, styled } from "@specloom/runtime";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cannedFetch, json } from "../../support/canned-fetch.js";
import { propertyRuns } from "../../support/property.js";
import { sampleClient } from "../../support/sample-client.js";

type Given = Omit<StyledParameter, "name" | "write">;

const ARRAY = ["blue", "black", "brown"];
const OBJECT = { R: 100, G: 200, B: 150 };
type PlainOrStyled = Omit<Extract<Parameter, { write?: undefined }>, "name"> | Omit<StyledParameter, "name">;

const REFUSED = Symbol("refused");
const ABSENT = undefined;

/** The parameter `color` as sent. `styled` and the default writer must agree where both apply. */
async function wire({ style, ...facts }: Given, value: unknown): Promise<string | undefined> {
  const { content, allowReserved, ...plain } = facts;
  const usual = facts.in === "path" || facts.in === "header" ? "simple" : "form";
  const isPlain = (style ?? usual) === usual && content === undefined && allowReserved === undefined;
  if (isPlain)
    expect(await outcome(travels(plain, value))).toEqual(await outcome(travels({ ...plain, write: styled }, value)));
  return travels(isPlain ? plain : { ...facts, style, write: styled }, value);
}

function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch((error: unknown) => error);
}

/** The path segment, the query, or the header's value. */
async function travels(parameter: PlainOrStyled, value: unknown): Promise<string | undefined> {
  const { fetch, sent } = cannedFetch(json({}));
  const inPath = parameter.in === "path";
  const operation: Operation = {
    id: "paint",
    method: "GET",
    path: inPath ? "/paint/{color}" : "/paint",
    parameters: [{ name: "color", ...parameter }],
  };
  await sampleClient({ fetch }).call(operation, inPath ? [value] : [], inPath ? {} : { color: value });
  const request = sent[0];
  const url = request?.url ?? "";
  if (inPath) return url.slice("https://api.example.com/v1/paint/".length);
  if (parameter.in === "query") return url.includes("?") ? url.slice(url.indexOf("?") + 1) : undefined;
  return request?.headers[parameter.in === "cookie" ? "cookie" : "color"];
}

describe("every cell of the style table (OpenAPI 3.1.1, Style Examples)", () => {
  // style, explode, then: empty string, string, array, object.
  type Row = readonly [Given["in"], NonNullable<Given["style"]>, boolean, ...(string | typeof REFUSED)[]];
  const table: readonly Row[] = [
    ["path", "matrix", false, REFUSED, ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
    ["path", "matrix", true, REFUSED, ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
    ["path", "label", false, REFUSED, ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
    ["path", "label", true, REFUSED, ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
    ["path", "simple", false, REFUSED, "blue", "blue,black,brown", "R,100,G,200,B,150"],
    ["path", "simple", true, REFUSED, "blue", "blue,black,brown", "R=100,G=200,B=150"],
    ["query", "form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
    ["query", "form", true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
    [
      "query",
      "spaceDelimited",
      false,
      "color=",
      "color=blue",
      "color=blue%20black%20brown",
      "color=R%20100%20G%20200%20B%20150",
    ],
    [
      "query",
      "spaceDelimited",
      true,
      "color=",
      "color=blue",
      "color=blue&color=black&color=brown",
      "R=100&G=200&B=150",
    ],
    [
      "query",
      "pipeDelimited",
      false,
      "color=",
      "color=blue",
      "color=blue%7Cblack%7Cbrown",
      "color=R%7C100%7CG%7C200%7CB%7C150",
    ],
    ["query", "pipeDelimited", true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
    [
      "query",
      "deepObject",
      false,
      "color=",
      "color=blue",
      "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
      "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
    ],
    [
      "query",
      "deepObject",
      true,
      "color=",
      "color=blue",
      "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
      "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
    ],
    ["header", "simple", false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
    ["header", "simple", true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"],
    ["cookie", "form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
    ["cookie", "form", true, "color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"],
  ];
  const values = ["", "blue", ARRAY, OBJECT];
  const cells = table.flatMap(([location, style, explode, ...wants]) => [
    ...wants.map((want, index) => [{ in: location, style, explode }, values[index], want] as const),
    // Nothing to send: dropped, but an error in a path.
    ...[null, undefined, [], {}, [null], { a: undefined }].map(
      (value) => [{ in: location, style, explode }, value, location === "path" ? REFUSED : ABSENT] as const,
    ),
  ]);
  test.each(cells)("[H7] %j of %j", async (parameter, value, want) => {
    if (want === REFUSED) await expect(wire(parameter, value)).rejects.toThrow(/^color .*path/);
    else expect(await wire(parameter, value)).toBe(want);
  });
});

describe("beyond the table", () => {
  const day = new Date("2026-01-02T03:04:05.678Z");
  const rows: readonly [string, Given, unknown, string | undefined | typeof REFUSED][] = [
    ["a path is simple by default", { in: "path" }, ["a", "b"], "a,b"],
    ["a path has no explode by default", { in: "path" }, OBJECT, "R,100,G,200,B,150"],
    ["a query is form and exploded by default", { in: "query" }, ["a", "b"], "color=a&color=b"],
    ["a header is simple by default", { in: "header" }, ["a", "b"], "a,b"],
    ["a cookie is form by default", { in: "cookie" }, "a", "color=a"],
    ["spaceDelimited has no explode by default", { in: "query", style: "spaceDelimited" }, ["a", "b"], "color=a%20b"],
    ["a Date is ISO 8601", { in: "query" }, day, "color=2026-01-02T03%3A04%3A05.678Z"],
    ["a Date in a list", { in: "query", explode: false }, [day], "color=2026-01-02T03%3A04%3A05.678Z"],
    ["a Date in a path", { in: "path" }, day, "2026-01-02T03%3A04%3A05.678Z"],
    ["an invalid Date", { in: "query" }, new Date(NaN), REFUSED],
    ["zero, false and a BigInt", { in: "query" }, [0, false, 10n], "color=0&color=false&color=10"],
    ["null and undefined among items", { in: "query", explode: false }, ["a", null, undefined, "b"], "color=a,b"],
    ["an empty item", { in: "query" }, ["a", ""], "color=a&color="],
    ["delimiters in values", { in: "query", explode: false }, ["a,b", "c&d=e"], "color=a%2Cb,c%26d%3De"],
    ["a value in a path", { in: "path" }, "a/b?c#d%2e é", "a%2Fb%3Fc%23d%252e%20%C3%A9"],
    ["property names", { in: "query" }, { "a&b": 1 }, "a%26b=1"],
    ["reserved characters, by default", { in: "query" }, "a/b:c", "color=a%2Fb%3Ac"],
    ["reserved characters, allowed", { in: "query", allowReserved: true }, ":/?@!$'()*,;=", "color=:/?@!$'()*,;="],
    [
      "what would end a value, allowed or not",
      { in: "query", allowReserved: true },
      "a#b&c+d[e]",
      "color=a%23b%26c%2Bd%5Be%5D",
    ],
    ["a triplet, reserved characters allowed", { in: "query", allowReserved: true }, "a%2Fb c", "color=a%2Fb%20c"],
    ["reserved characters in a path are never allowed", { in: "path", allowReserved: true }, "a/b", "a%2Fb"],
    [
      "JSON content",
      { in: "query", content: "application/json" },
      { a: [1, null] },
      "color=%7B%22a%22%3A%5B1%2Cnull%5D%7D",
    ],
    ["JSON content of a string", { in: "query", content: "application/json" }, "a", "color=%22a%22"],
    ["JSON content of null", { in: "query", content: "application/json" }, null, "color=null"],
    ["JSON content in a header", { in: "header", content: "application/json" }, { a: 1 }, '{"a":1}'],
    ["JSON content in a path", { in: "path", content: "application/vnd.x+json" }, { a: 1 }, "%7B%22a%22%3A1%7D"],
    ["text content", { in: "query", content: "text/plain" }, "a b", "color=a%20b"],
    ["undefined content", { in: "query", content: "application/json" }, undefined, ABSENT],
    [
      "nested objects in deepObject",
      { in: "query", style: "deepObject" },
      { a: { b: 1 }, c: [2, 3] },
      "color%5Ba%5D%5Bb%5D=1&color%5Bc%5D%5B%5D=2&color%5Bc%5D%5B%5D=3",
    ],
    ["nested objects elsewhere", { in: "query" }, { a: { b: 1 } }, REFUSED],
    ["nested lists elsewhere", { in: "query", explode: false }, [["a"]], REFUSED],
    ["functions", { in: "query" }, () => 1, REFUSED],
    ["a lone surrogate", { in: "query" }, "\uD800", REFUSED],
    ["a line break in a header", { in: "header" }, "a\r\nX-Evil: 1", REFUSED],
    ["a header beyond Latin-1", { in: "header" }, "☃", REFUSED],
    ["a header is not percent-encoded", { in: "header" }, "a b/é", "a b/é"],
    ["JSON that holds a cycle or a BigInt", { in: "query", content: "application/json" }, { a: 1n }, REFUSED],
  ];
  test.each(rows)("[H7] %s", async (_name, parameter, value, want) => {
    if (want === REFUSED) await expect(wire(parameter, value)).rejects.toThrow(ParameterError);
    else expect(await wire(parameter, value)).toBe(want);
  });

  test.each<[string, object]>([
    ["a URL", new URL("https://x.example/")],
    ["a Map", new Map([["a", 1]])],
    ["a Set", new Set(["a"])],
    ["a Promise", Promise.resolve("a")],
    ["a Blob", new Blob(["a"])],
    ["bytes", new Uint8Array([1, 2])],
    ["URLSearchParams", new URLSearchParams({ a: "b" })],
    ["a boxed text", Object("a")],
  ])("[H7] %s is refused, by name, and not left out", async (_name, value) => {
    const places: readonly Given[] = [
      { in: "query" },
      { in: "query", style: "deepObject" },
      { in: "query", style: "pipeDelimited" },
      { in: "header" },
      { in: "cookie" },
      { in: "path" },
    ];
    for (const place of places) {
      await expect(wire(place, value)).rejects.toThrow("color does not fit its style");
      if (place.in === "query" && place.style !== "deepObject")
        await expect(wire(place, [value])).rejects.toThrow("color does not fit its style");
    }
  });

  test("[H7] fields of an object without a prototype, and of a class, are sent", async () => {
    class Filter {
      readonly a = 1;
    }
    for (const value of [new Filter(), Object.assign(Object.create(null), { a: 1 })])
      expect(await wire({ in: "query" }, value)).toBe("a=1");
  });

  test("[H7] each parameter of a call has its own style, and its name is encoded", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    const operation: Operation = {
      id: "mix",
      method: "GET",
      path: "/mix/{a}/x{b}",
      parameters: [
        { name: "a", in: "path", style: "label", write: styled },
        { name: "b", in: "path", style: "matrix", explode: true, write: styled },
        { name: "filter[x]", in: "query" },
        { name: "ordering", in: "query", explode: false },
        { name: "tags", in: "query", style: "pipeDelimited", explode: false, write: styled },
        { name: "deep", in: "query", style: "deepObject", write: styled },
        { name: "X-Ids", in: "header" },
        { name: "one", in: "cookie" },
        { name: "two", in: "cookie" },
      ],
    };
    await sampleClient({ fetch }).call(operation, ["p", ["q", "r"]], {
      "filter[x]": 1,
      ordering: ["-created_at", "cost"],
      tags: ["a", "b"],
      deep: { k: "v" },
      "X-Ids": [1, 2],
      one: "1",
      two: "2",
    });
    expect(sent[0]?.url).toBe(
      "https://api.example.com/v1/mix/.p/x;b=q;b=r?filter%5Bx%5D=1&ordering=-created_at,cost&tags=a%7Cb&deep%5Bk%5D=v",
    );
    expect(sent[0]?.headers).toMatchObject({ "x-ids": "1,2", cookie: "one=1; two=2" });
  });

  test("[H7] any text in a form query comes back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), async (values) => {
        const { fetch, sent } = cannedFetch(json({}));
        const parameters = Object.keys(values).map((name): Parameter => ({ name, in: "query" }));
        await sampleClient({ fetch }).call({ id: "q", method: "GET", path: "/q", parameters }, [], values);
        expect(Object.fromEntries(new URL(sent[0]?.url ?? "").searchParams)).toEqual({ ...values });
      }),
      propertyRuns(),
    );
  });
});

describe("path parameters", () => {
  const operation: Operation = {
    id: "sub",
    method: "GET",
    path: "/jobs/{job_id}/result/",
    parameters: [{ name: "job_id", in: "path" }],
  };
  test.each([".", "..", "", null, undefined])("[H6] %j is refused, by name, before anything is sent", async (value) => {
    const { fetch, sent } = cannedFetch(json({}));
    const call = sampleClient({ fetch }).call(operation, [value]);
    await expect(call).rejects.toThrow(/job_id/);
    await expect(call).rejects.toMatchObject({ parameter: "job_id" });
    expect(sent).toEqual([]);
  });

  test.each(["../agents/secret", "%2e%2e", "a/../../b", "..\\..", "a?b=c", "#", "...", "{job_id}", "$&"])(
    "[H6] %j stays one segment",
    async (value) => {
      const { fetch, sent } = cannedFetch(json({}));
      await sampleClient({ fetch }).call(operation, [value]);
      expect(new URL(sent[0]?.url ?? "").pathname).toBe(`/v1/jobs/${encodeURIComponent(value)}/result/`);
    },
  );

  test("[H6] whatever the text, the path keeps its shape and the value comes back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (value) => {
        fc.pre(value !== "." && value !== "..");
        const { fetch, sent } = cannedFetch(json({}));
        await sampleClient({ fetch }).call(operation, [value]);
        const parts = new URL(sent[0]?.url ?? "").pathname.split("/");
        expect(parts).toEqual(["", "v1", "jobs", expect.any(String), "result", ""]);
        expect(decodeURIComponent(parts[3] ?? "")).toBe(value);
      }),
      propertyRuns(),
    );
  });
});

test("[H10] cookie parameters are refused in browsers, by name of the reason", async () => {
  const { fetch, sent } = cannedFetch(json({}));
  const operation: Operation = { id: "c", method: "GET", path: "/c", parameters: [{ name: "one", in: "cookie" }] };
  const call = sampleClient({ fetch }, { browser: true }).call(operation, [], { one: "1" });
  await expect(call).rejects.toThrow(ConfigurationError);
  expect(sent).toEqual([]);
});

test("[H7] a client's own parameter is sent where an operation declares it, unless the call gives one", async () => {
  const { fetch, sent } = cannedFetch(json({}));
  const declared: Operation = {
    id: "d",
    method: "GET",
    path: "/d",
    parameters: [{ name: "organization_id", in: "query" }],
  };
  const parameters = [{ name: "organization_id", in: "query", option: "organizationId", env: "ORG" }] as const;
  const given = sampleClient({ fetch }, { api: { parameters }, parameters: { organization_id: "mine" } });
  const fromEnvironment = sampleClient({ fetch }, { api: { parameters }, env: { ORG: "env" } });
  await given.call(declared, []);
  await given.call(declared, [], { organization_id: "other" });
  await given.call(declared, [], { organization_id: null });
  await given.call({ ...declared, parameters: [] }, []);
  await fromEnvironment.call(declared, []);
  expect(sent.map(({ url }) => new URL(url).search)).toEqual([
    "?organization_id=mine",
    "?organization_id=other",
    "",
    "",
    "?organization_id=env",
  ]);
});

test("[H16] parameters of one name in several places reach their own places", async () => {
  const operation: Operation = {
    id: "search",
    method: "POST",
    path: "/search/{limit}",
    parameters: [
      { name: "limit", in: "path" },
      { name: "limit", in: "query" },
      { name: "limit", key: "headerLimit", in: "header" },
      { name: "body", key: "queryBody", in: "query" },
      { name: "content-type", key: "queryContentType", in: "query" },
    ],
    body: { mediaTypes: ["application/json"], encode: encodeBody },
  };
  const { fetch, sent } = cannedFetch(json({}));
  const params = { limit: 2, headerLimit: 3, queryBody: "b", queryContentType: "t", body: { limit: 4 } };
  await sampleClient({ fetch }).call(operation, [1], params);
  expect(sent[0]).toMatchObject({
    url: "https://api.example.com/v1/search/1?limit=2&body=b&content-type=t",
    headers: { limit: "3", "content-type": "application/json" },
    body: '{"limit":4}',
  });
});

describe("several segments of a path", () => {
  const written = (value: unknown) => travels({ in: "path", write: segments }, value);

  test.each([
    ["one", "a b", "a%20b"],
    ["several", "subscriptions/a b/x?y#z", "subscriptions/a%20b/x%3Fy%23z"],
    ["those after the template's own slash", "/a/b", "a/b"],
    ["a number", 5, "5"],
    ["dots in a name", "a/..b/.c", "a/..b/.c"],
  ])("keep their slashes: %s", async (_, value, want) => {
    expect(await written(value)).toBe(want);
  });

  test.each(["", "/", "a//b", "a/", "a/./b", "../b", "a/..", "//a.test", undefined, null, {}])(
    "lead nowhere else: %j",
    async (value) => {
      await expect(written(value)).rejects.toThrow(ParameterError);
    },
  );
});
