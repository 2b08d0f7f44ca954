import { describe, expect, test } from "vitest";
import { rowFor, rowsOf } from "../../../packages/toolchain/src/drift/rules/rules.js";
import { compared } from "./pair.js";

/** An operation whose body and whose answer have one schema, in a component or in place. */
function order(schema: object, isComponent: boolean): object {
  const content = { "application/json": { schema: isComponent ? { $ref: "#/components/schemas/Order" } : schema } };
  const operation = {
    operationId: "orders_create",
    requestBody: { content },
    responses: { 200: { description: "", content } },
  };
  const paths = { "/orders": { post: operation } };
  return isComponent ? { paths, components: { schemas: { Order: schema } } } : { paths };
}

function found(before: object, after: object): string[] {
  return compared("document", before, after).map(({ level, rule, change }) => `${level} ${rule} ${change.path}`.trim());
}

describe.each([
  ["in a component", true],
  ["in place", false],
])("schemas %s", (_, isComponent) => {
  test.each<[string, object, object, string[]]>([
    [
      "a property that becomes required breaks requests alone",
      { properties: { note: { type: "string" } } },
      { properties: { note: { type: "string" } }, required: ["note"] },
      ["breaking request-property-became-required note", "non-breaking response-property-became-required note"],
    ],
    [
      "an enum that grows is for review where it is received",
      { enum: ["a"] },
      { enum: ["b", "a"] },
      ["review response-enum-value-added", "non-breaking request-enum-value-added"],
    ],
    [
      "`nullable` written in two ways is the same",
      { type: ["string", "null"] },
      { oneOf: [{ type: "string" }, { type: "null" }] },
      [],
    ],
    [
      "`allOf` is what its members say together",
      { allOf: [{ properties: { a: { type: "string" } } }, { required: ["a"] }] },
      { type: "object", required: ["a"], properties: { a: { type: "string" } } },
      [],
    ],
    [
      "branches are matched by meaning, not by order",
      { oneOf: [{ type: "string", format: "uuid" }, { type: "integer" }] },
      {
        oneOf: [{ type: "integer" }, { type: "string", format: "uuid" }, { type: "array", items: { type: "boolean" } }],
      },
      ["breaking response-union-branch-added", "non-breaking request-union-branch-added"],
    ],
  ])("%s", (_name, before, after, want) => {
    expect(found(order(before, isComponent), order(after, isComponent))).toEqual(want);
  });
});

test("a component moved into place changes only what is exported", () => {
  const schema = { type: "object", properties: { a: { type: "string" } } };
  expect(found(order(schema, true), order(schema, false))).toEqual(["breaking model-removed"]);
});

test("a text that is new stands on both sides where it stands now, and not for what it describes", () => {
  const [finding] = compared(
    "document",
    order({ type: "string" }, false),
    order({ type: "string", title: "A" }, false),
  );
  const pointer = "/paths/~1orders/post/requestBody/content/application~1json/schema/title";
  expect(finding?.change).toMatchObject({ kind: "description-changed", before: { pointer }, after: { pointer } });
});

test("a schema that contains itself is compared once", () => {
  const tree = (more: object): object => ({
    type: "object",
    properties: { children: { type: "array", items: { $ref: "#/components/schemas/Order" } }, ...more },
  });
  expect(found(order(tree({}), true), order(tree({ name: { type: "string" } }), true))).toEqual([
    "non-breaking request-property-added-optional name",
    "non-breaking response-property-added-optional name",
  ]);
});

test.each([
  ["by allOf", { allOf: [{ $ref: "#/components/schemas/Order" }] }],
  ["by oneOf beside nullable", { oneOf: [{ $ref: "#/components/schemas/Order" }], nullable: true }],
  ["in a list, by allOf", { type: "array", items: { allOf: [{ $ref: "#/components/schemas/Order" }] } }],
  ["in a map, by allOf", { additionalProperties: { allOf: [{ $ref: "#/components/schemas/Order" }] } }],
])("the comparison of a schema that contains itself %s ends", (_, parent) => {
  const withId = (type: string): object => ({ type: "object", properties: { id: { type }, parent } });
  expect(found(order(withId("integer"), true), order(withId("string"), true))).toEqual(
    expect.arrayContaining(["breaking response-type-changed id"]),
  );
});

describe("the rule table", () => {
  test("every row has an id of its own", () => {
    const ids = rowsOf().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(150);
  });

  test.each(rowsOf())("$id is found by its kind and direction", (row) => {
    expect(rowFor(row.kind, row.direction)).toEqual(row);
  });
});

test("of a large union whose branches all changed, each is told without a trial of every pair", () => {
  const union = (type: string): object => ({
    oneOf: Array.from({ length: 400 }, (_, index) => ({
      type: "object",
      properties: { [`a${index}`]: { type }, [`b${index}${type}`]: {}, kind: { type: "string" } },
    })),
  });
  const rules = found(order(union("string"), false), order(union("integer"), false)).map((line) => line.split(" ")[1]);
  expect([rules.length > 0, new Set(rules)]).toEqual([
    true,
    new Set([
      "request-union-branch-removed",
      "request-union-branch-added",
      "response-union-branch-added",
      "response-union-branch-removed",
    ]),
  ]);
});

test("a server's variable is told by its name", () => {
  const server = (region: object): object => ({
    servers: [{ url: "https://{r}.shop.example", variables: { r: region } }],
  });
  const [finding] = compared(
    "document",
    server({ default: "eu", enum: ["eu"] }),
    server({ default: "us", enum: ["eu"] }),
  );
  expect(finding?.change).toMatchObject({
    where: "server `https://{r}.shop.example`",
    before: { value: "r.default eu" },
    after: { value: "r.default us" },
  });
});
