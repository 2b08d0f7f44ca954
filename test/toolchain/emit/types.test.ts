import { describe, expect, test } from "vitest";
import type { Contract, Operation, Parameter } from "../../../packages/toolchain/src/contract/contract.js";
import { declaredErrors, paramsType, resultType, typeAt } from "../../../packages/toolchain/src/emit/types.js";

const get: Operation = {
  id: "get",
  name: "things.get",
  method: "GET",
  path: "/things/{id}",
  parameters: [],
  responses: [],
  origins: { name: "derived" },
};

const parameter = (name: string, location: Parameter["in"], required = false): Parameter => ({
  name,
  in: location,
  required,
  style: "form",
  explode: true,
});

const contract: Pick<Contract, "parameters"> = { parameters: [{ name: "org", in: "query", option: "org" }] };

describe("the params slot", () => {
  const query = 'NonNullable<operations["get"]["parameters"]["query"]>';
  const header = 'NonNullable<operations["get"]["parameters"]["header"]>';
  const body = 'NonNullable<operations["get"]["requestBody"]>["content"]["application/json"]';
  const cases: [string, Partial<Operation>, ReturnType<typeof paramsType>][] = [
    ["nothing to give", {}, { type: undefined, optional: true }],
    ["path parameters only", { parameters: [parameter("id", "path", true)] }, { type: undefined, optional: true }],
    ["optional query", { parameters: [parameter("q", "query")] }, { type: query, optional: true }],
    ["required query", { parameters: [parameter("q", "query", true)] }, { type: query, optional: false }],
    [
      "query and header",
      { parameters: [parameter("q", "query"), parameter("h", "header")] },
      { type: `${query} & ${header}`, optional: true },
    ],
    [
      "a required parameter that the client can give",
      { parameters: [parameter("org", "query", true)] },
      { type: `Omit<${query}, "org"> & Partial<Pick<${query}, "org">>`, optional: true },
    ],
    [
      "a required body",
      { body: { required: true, mediaTypes: ["application/json"] } },
      { type: `{ body: ${body} }`, optional: false },
    ],
    [
      "an optional body beside a query",
      { parameters: [parameter("q", "query")], body: { required: false, mediaTypes: ["application/json"] } },
      { type: `${query} & { body?: ${body} }`, optional: true },
    ],
  ];
  test.each(cases)("%s", (_title, change, expected) => {
    expect(paramsType({ ...get, ...change }, contract)).toEqual(expected);
  });
});

describe("the body of an error is what the runtime reads", () => {
  const declared = (type: string) => `operations["get"]["responses"][404]["content"]["${type}"]`;
  const cases: [mediaTypes: string[], want: string][] = [
    [["application/problem+json"], declared("application/problem+json")],
    [["application/json", "text/plain"], `${declared("application/json")} | string`],
    [["application/xml"], "string"],
    [["*/*"], "unknown"],
    [["image/png"], "unknown"],
    [["application/json", "application/octet-stream"], "unknown"],
    [["text/event-stream"], "unknown"],
    [["application/x-ndjson"], "unknown"],
    [[], "unknown"],
  ];
  test.each(cases)("%j", (mediaTypes, body) => {
    expect(declaredErrors({ ...get, responses: [{ status: "404", mediaTypes }] })).toEqual([{ status: "404", body }]);
  });
});

describe("the result", () => {
  const json = (status: string): string => `operations["get"]["responses"][${status}]["content"]["application/json"]`;
  const cases: [string, Operation["responses"], string][] = [
    ["nothing declared", [], "unknown"],
    ["one success", [{ status: "200", mediaTypes: ["application/json"] }], json("200")],
    [
      "errors are not results",
      [
        { status: "200", mediaTypes: ["application/json"] },
        { status: "404", mediaTypes: ["application/json"] },
      ],
      json("200"),
    ],
    ["no content", [{ status: "204", mediaTypes: [] }], "undefined"],
    [
      "several successes",
      [
        { status: "200", mediaTypes: ["application/json"] },
        { status: "204", mediaTypes: [] },
      ],
      `${json("200")} | undefined`,
    ],
    ["a range", [{ status: "2XX", mediaTypes: ["application/json"] }], json('"2XX"')],
    ["default alone", [{ status: "default", mediaTypes: ["application/json"] }], json('"default"')],
    [
      "default beside a success is an error",
      [
        { status: "200", mediaTypes: ["text/plain"] },
        { status: "default", mediaTypes: ["application/json"] },
      ],
      "string",
    ],
    ["binary", [{ status: "200", mediaTypes: ["application/pdf"] }], "Blob"],
  ];
  test.each(cases)("%s", (_title, responses, expected) => {
    expect(resultType({ ...get, responses })).toBe(expected);
  });
});

test.each([
  ["", "Page"],
  ["/results", 'Page["results"]'],
  ["/data/items", 'NonNullable<Page["data"]>["items"]'],
  ["/a~1b", 'Page["a/b"]'],
])("the type at %j is %s", (pointer, expected) => {
  expect(typeAt("Page", pointer)).toBe(expected);
});
