import { describe, expect, test } from "vitest";
import { apiCalls, spread } from "../../github/calls.js";
import { heyApiModule, openapiFetchModule, specloomModule } from "../../github/modules.js";
import { sample } from "../../github/sample.js";
import { parseCosts } from "../../support/compilers.js";
import type { JsonObject } from "../../../packages/toolchain/src/json.js";
import { typesFigures, typesTables } from "./figures.js";

const facts = { method: "GET", responses: [], origins: { name: "derived" } } as const;
const inPath = { name: "id", in: "path", style: "simple", explode: false, required: true } as const;
const json = (schema: JsonObject): JsonObject => ({ content: { "application/json": { schema } } });

const document: JsonObject = {
  paths: {
    "/jobs": {
      get: {
        parameters: [{ name: "per_page", in: "query", schema: { type: "integer" } }],
        responses: { 200: json({ type: "array", items: {} }) },
      },
    },
    "/jobs/{id}": {
      parameters: [{ $ref: "#/components/parameters/id" }],
      post: {
        requestBody: json({ type: "object", required: ["name"], properties: { name: { type: "string" } } }),
        responses: { 201: json({ type: "object", properties: { state: { type: "string" } } }) },
      },
    },
  },
  components: { parameters: { id: { name: "id", in: "path", required: true, schema: { type: "integer" } } } },
};

const calls = apiCalls(
  {
    client: "GitHub",
    package: "client",
    provider: "github",
    title: "GitHub",
    servers: [],
    parameters: [],
    environment: {},
    defaults: {},
    security: { schemes: {}, default: [] },
    jobs: [],
    operations: [
      { ...facts, id: "jobs/list-all", name: "jobs.list", path: "/jobs", parameters: [] },
      {
        ...facts,
        id: "jobs/start",
        name: "jobs.start",
        method: "POST",
        path: "/jobs/{id}",
        parameters: [inPath],
        body: { required: true, mediaTypes: ["application/json"] },
      },
      { ...facts, id: "jobs/unknown", name: "jobs.unknown", path: "/unknown", parameters: [] },
    ],
  },
  document,
);

describe("the same calls, as the users of each client write them", () => {
  const body = (text: string): string[] => text.split("\n").filter((line) => line.includes("answer"));

  test("ours", () => {
    expect(body(specloomModule(calls, "client"))).toEqual([
      'const answer0 = await github.jobs.list({"per_page":10});',
      "seen.push(answer0[0]);",
      'const answer1 = await github.jobs.start(1, {"body":{"name":"text"}});',
      "seen.push(answer1.state);",
    ]);
  });

  test("openapi-fetch's", () => {
    expect(body(openapiFetchModule(calls, "./schema.js"))).toEqual([
      'const answer0 = await client.GET("/jobs", {"params":{"query":{"per_page":10}}});',
      "seen.push(answer0.data?.[0]);",
      'const answer1 = await client.POST("/jobs/{id}", {"params":{"path":{"id":1}},"body":{"name":"text"}});',
      "seen.push(answer1.data?.state);",
    ]);
  });

  test("Hey API's", () => {
    expect(body(heyApiModule(calls, "sdk"))).toEqual([
      'const answer0 = await jobsListAll({"query":{"per_page":10}});',
      "seen.push(answer0.data?.[0]);",
      'const answer1 = await jobsStart({"path":{"id":1},"body":{"name":"text"}});',
      "seen.push(answer1.data?.state);",
    ]);
  });

  test("are spread over all that there are", () => {
    expect(spread([0, 1, 2, 3, 4, 5, 6], 3)).toEqual([0, 3, 5]);
    expect(spread([0, 1], 2)).toEqual([0, 1]);
    expect(() => spread([0], 2)).toThrow(RangeError);
  });
});

test.each([
  { schema: { enum: ["b", "a"] }, want: "b" },
  { schema: { type: "array", items: { type: "boolean" } }, want: [true] },
  { schema: { type: "object", required: ["a"], properties: { a: { type: "number" }, b: {} } }, want: { a: 1 } },
  { schema: { type: "object", required: ["a"], properties: { a: {} } }, want: undefined },
  { schema: { anyOf: [{ type: "string" }] }, want: undefined },
])("the smallest value of $schema", ({ schema, want }) => {
  expect(sample(schema, {})).toEqual(want);
});

test("what the compilers tell is read", () => {
  const text = "Files:   276\nInstantiations:             237541\nMemory used:  1K\nCheck time:     1.757s\n";
  expect(parseCosts(text)).toEqual({ instantiations: 237_541, checkSeconds: 1.757 });
  expect(() => parseCosts("Files: 1")).toThrow("says nothing of its Instantiations");
});

test("each is compared with openapi-fetch, by compiler and number of calls", () => {
  const costs = (instantiations: number, ...seconds: number[]) =>
    seconds.map((checkSeconds) => ({ instantiations, checkSeconds }));
  const file = { compiler: "TypeScript 7", calls: 10 };
  const figures = typesFigures([
    { ...file, client: "openapi-fetch", costs: costs(109_655, 1, 2, 4) },
    { ...file, client: "specloom", costs: costs(136, 0.05, 0.1, 0.4) },
  ]);
  const [table] = typesTables(figures);
  expect(table?.title).toBe("A file of 10 calls, TypeScript 7");
  expect(table?.rows).toEqual([
    ["openapi-fetch", "109,655", "2000", "1.00 ×"],
    ["specloom", "136", "100", "0.05 ×"],
  ]);
});
