import { readFileSync } from "node:fs";
import { join } from "node:path";
import { raw } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { cannedFetch, json } from "../../support/canned-fetch.js";
import { sampleClient } from "../../support/sample-client.js";
import { typeCheck } from "../../support/type-check.js";

interface Paths {
  readonly "/things": {
    readonly get: {
      readonly parameters: { readonly query?: Record<string, unknown>; readonly cookie?: Record<string, string> };
      readonly responses: { readonly 200: { readonly content: { readonly "application/json": unknown } } };
    };
    readonly post: {
      readonly parameters: {};
      readonly requestBody: { readonly content: { readonly "application/json": unknown } };
      readonly responses: { readonly 200: { readonly content: { readonly "application/json": unknown } } };
    };
  };
}

type Asked = {
  readonly params?: { readonly query?: Record<string, unknown>; readonly cookie?: Record<string, string> };
};

/** The request of `raw`, and its result for the given response. */
async function asking(options: Asked, answer = json({})) {
  const { fetch, sent } = cannedFetch(answer);
  const given = await raw<Paths>(sampleClient({ fetch, maxRetries: 0 })).GET("/things", options);
  return { query: new URL(sent[0]?.url ?? "").search, headers: sent[0]?.headers, given };
}

async function posting(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const { fetch, sent } = cannedFetch(json({}));
  await raw<Paths>(sampleClient({ fetch })).POST("/things", { body, headers });
  return `${sent[0]?.headers["content-type"] ?? ""}: ${await new Response(sent[0]?.body ?? null).text()}`;
}

const query = async (values: Readonly<Record<string, unknown>>): Promise<string> =>
  (await asking({ params: { query: values } })).query;

const file = join(import.meta.dirname, "raw-types.ts");
const program = `import type { RawClient } from "@specloom/runtime";
type Answer = { readonly 200: { readonly content: { readonly "application/json": { readonly at: Date } } } };
type Paths = { readonly "/a": { readonly get: { readonly parameters: {}; readonly responses: Answer } } };
export async function time(client: RawClient<Paths>) {
  const { data } = await client.GET("/a");
  const at: Date | undefined = data?.at;
  return at;
}
`;

/** Each line of the list in the README, and a check that it still holds. */
const LIMITS: readonly { readonly sentence: string; readonly check: () => Promise<unknown>; readonly want: unknown }[] =
  [
    {
      sentence:
        "A call has one style for its whole query: a list repeats its name (`a=1&a=2`), whatever the document says.",
      check: () => query({ a: [1, 2] }),
      want: "?a=1&a=2",
    },
    {
      sentence:
        "An object in the query is sent as `deepObject` (`a[b]=1`); the default of the specification is `form`.",
      check: () => query({ a: { b: 1 } }),
      want: "?a[b]=1",
    },
    {
      sentence: "A list or object inside that object throws.",
      check: () => query({ a: { b: { c: 1 } } }).catch(() => "throws"),
      want: "throws",
    },
    { sentence: "A `Date` in the query is dropped.", check: () => query({ a: new Date(0), b: 1 }), want: "?&b=1" },
    {
      sentence: "A null in a list leaves an empty pair (`a=1&&a=2`).",
      check: () => query({ a: [1, null, 2] }),
      want: "?a=1&&a=2",
    },
    {
      sentence: "Names of query parameters are not encoded: `a&b` becomes two parameters.",
      check: () => query({ "a&b": 1 }),
      want: "?a&b=1",
    },
    {
      sentence: "Cookie parameters are not sent, and `Accept` is not set.",
      check: async () => {
        const { headers } = await asking({ params: { cookie: { session: "a" } } });
        return [headers?.["cookie"], headers?.["accept"]];
      },
      want: [undefined, undefined],
    },
    {
      sentence: "A body is JSON unless the call has a `bodySerializer`: a `Blob` becomes `{}`.",
      check: () => posting(new Blob(["hi"])),
      want: "application/json: {}",
    },
    {
      sentence: "`URLSearchParams` become `{}` too, and a `Uint8Array` becomes an object of its indexes.",
      check: async () => [await posting(new URLSearchParams({ a: "b" })), await posting(new Uint8Array([1]))],
      want: ["application/json: {}", 'application/json: {"0":1}'],
    },
    {
      sentence: "A body that the document declares as multipart is still JSON; pass a `FormData`.",
      check: async () => posting({ a: "b" }, { "content-type": "multipart/form-data" }),
      want: 'multipart/form-data: {"a":"b"}',
    },
    {
      sentence: "A form whose `Content-Type` has a charset is JSON.",
      check: () => posting({ a: "b" }, { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" }),
      want: 'application/x-www-form-urlencoded;charset=UTF-8: {"a":"b"}',
    },
    {
      sentence: "The `error` of a failure without a body is falsy: check `response.ok`.",
      check: async () => {
        const failed = new Response(null, { status: 500, headers: { "content-length": "0" } });
        const { given } = await asking({}, failed);
        return [Boolean(given.error), given.response.ok];
      },
      want: [false, false],
    },
    {
      sentence: "A success that is not JSON throws unless the call sets `parseAs`.",
      check: () => asking({}, new Response("ok")).catch((error: unknown) => error instanceof SyntaxError),
      want: true,
    },
    {
      sentence: "In response types, a `Blob`, `Date` or tuple is mapped to its properties.",
      check: async () => typeCheck([], new Map([[file, program]])).get(file)?.length ?? 0,
      want: 1,
    },
  ];

describe("what stays true of raw", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../packages/runtime/README.md"), "utf8");
  const section = /^## The raw client\n(.*?)(?=^## |$(?![\s\S]))/msu.exec(page)?.[1] ?? "";

  test("the README lists all of it, and nothing else", () => {
    const listed = section.replaceAll(/\n {2}/gu, " ").match(/^- .*$/gmu) ?? [];
    expect(listed).toEqual(LIMITS.map(({ sentence }) => `- ${sentence}`));
  });

  test.each(LIMITS)("$sentence", async ({ check, want }) => {
    expect(await check()).toEqual(want);
  });
});
