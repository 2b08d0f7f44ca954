import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isObject, type Json, type JsonObject } from "../../../packages/toolchain/src/json.js";
import { levels } from "../../../packages/toolchain/src/drift/rules/rule.js";
import { propertyRuns } from "../../support/property.js";
import { compared, lines } from "./pair.js";
import { schema } from "./random-schemas.js";

/** The same, its keys the other way round, and so the lists that are sets. */
function reversed(value: Json, key = ""): Json {
  if (Array.isArray(value)) {
    const items = value.map((item) => reversed(item));
    return ["required", "enum", "oneOf", "type"].includes(key) ? items.toReversed() : items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, item]) => [name, reversed(item, name)]),
  );
}

/** A document in which a schema is sent and received: in place, or as a component. */
function shop(value: Json, name?: string): JsonObject {
  const used: Json = name === undefined ? value : { $ref: `#/components/schemas/${name}` };
  const content = { "application/json": { schema: used } };
  const operation = {
    operationId: "orders_create",
    requestBody: { content },
    responses: { 200: { description: "", content } },
  };
  const components = name === undefined ? {} : { components: { schemas: { [name]: value } } };
  return { paths: { "/orders": { post: operation } }, ...components };
}

const options = propertyRuns(60);

/** The kind that takes a change back, by the last word of its name. */
function opposite(kind: string): string {
  const words = [
    ["added", "removed"],
    ["raised", "lowered"],
    ["widened", "narrowed"],
    ["opened", "closed"],
    ["required", "optional"],
  ];
  const last = kind.split("-").at(-1) ?? "";
  const pair = words.find((both) => both.includes(last));
  return kind.replace(new RegExp(`${last}$`, "u"), pair?.find((word) => word !== last) ?? last);
}

describe("what means the same is no change", () => {
  test("a document and itself", () => {
    fc.assert(
      fc.property(schema, (value) => {
        expect(lines("schema", value, value)).toEqual([]);
      }),
      options,
    );
  });

  test("another order of keys, and of lists that are sets", () => {
    fc.assert(
      fc.property(schema, (value) => {
        expect(lines("schema", value, reversed(value))).toEqual([]);
      }),
      options,
    );
  });

  test("a component and what it says, written in place", () => {
    fc.assert(
      fc.property(schema, (value) => {
        expect(lines("document", shop(value, "Order"), shop(value))).toEqual(["none/breaking model-removed"]);
      }),
      options,
    );
  });

  test("a reference and what it leads to, written in its place while the component stays", () => {
    fc.assert(
      fc.property(schema, (value) => {
        const { components } = shop(value, "Order");
        expect(lines("document", shop(value, "Order"), { ...shop(value), components })).toEqual([]);
      }),
      options,
    );
  });

  test("another name of a component that nothing uses; of a schema, which is exported, those who import it see it", () => {
    const sections = ["schemas", "parameters", "responses", "headers", "requestBodies", "examples"] as const;
    const held = {
      schemas: (value: JsonObject) => value,
      parameters: (value: JsonObject) => ({ name: "q", in: "query", schema: value }),
      responses: (value: JsonObject) => ({ description: "", content: { "application/json": { schema: value } } }),
      headers: (value: JsonObject) => ({ schema: value }),
      requestBodies: (value: JsonObject) => ({ content: { "application/json": { schema: value } } }),
      examples: (value: JsonObject) => ({ value }),
    };
    fc.assert(
      fc.property(schema, fc.constantFrom(...sections), (value, section) => {
        const named = (name: string): JsonObject => ({
          ...shop(value),
          components: { [section]: { [name]: held[section](value) } },
        });
        const want = section === "schemas" ? ["none/breaking model-removed", "none/non-breaking model-added"] : [];
        expect(lines("document", named("Spare"), named("Other"))).toEqual(want);
      }),
      options,
    );
  });

  test("`allOf` of one, and a union of one", () => {
    fc.assert(
      fc.property(schema, fc.constantFrom("allOf", "oneOf", "anyOf"), (value, keyword) => {
        expect(lines("schema", value, { [keyword]: [value] })).toEqual([]);
      }),
      options,
    );
  });

  test("another name of a component is seen by those who import it, and by nobody else", () => {
    fc.assert(
      fc.property(schema, (value) => {
        expect(lines("document", shop(value, "Order"), shop(value, "Purchase"))).toEqual([
          "none/breaking model-renamed",
        ]);
      }),
      options,
    );
  });

  test("OpenAPI 3.0 and 3.1, where null is written in another way", () => {
    const older = (value: Json): Json =>
      Array.isArray(value)
        ? value.map(older)
        : isObject(value)
          ? Object.fromEntries(
              Object.entries(value).flatMap(([key, item]): [string, Json][] =>
                key === "type" && Array.isArray(item)
                  ? [
                      ["type", item[0] ?? null],
                      ["nullable", true],
                    ]
                  : key === "const"
                    ? [["enum", [item]]]
                    : [[key, older(item)]],
              ),
            )
          : value;
    fc.assert(
      fc.property(schema, (value) => {
        expect(lines("versions", ["3.0.3", older(value)], ["3.1.0", value])).toEqual([]);
      }),
      options,
    );
  });
});

/** A change that lets a schema accept more, at its root. */
type Widening = [narrow: JsonObject, wide: JsonObject];

const widening: fc.Arbitrary<Widening> = fc.oneof(
  fc.tuple(schema, schema).map(([a, b]) => {
    const tagged = (value: JsonObject, kind: string): JsonObject => ({
      type: "object",
      properties: { kind: { const: kind }, value },
    });
    return [
      { oneOf: [tagged(a, "x"), tagged(b, "y")] },
      { oneOf: [tagged(a, "x"), tagged(b, "y"), tagged(a, "z")] },
    ] satisfies Widening;
  }),
  schema.map(
    (value) =>
      [
        { type: "object", properties: { a: value }, required: ["a"] },
        { type: "object", properties: { a: value } },
      ] satisfies Widening,
  ),
  schema.map(
    (value) =>
      [
        { type: "object", properties: { a: value }, additionalProperties: false },
        { type: "object", properties: { a: value } },
      ] satisfies Widening,
  ),
  fc.nat({ max: 9 }).map(
    (limit) =>
      [
        { type: "string", maxLength: limit },
        { type: "string", maxLength: limit + 1 },
      ] satisfies Widening,
  ),
  fc
    .uniqueArray(fc.string(), { minLength: 2, maxLength: 4 })
    .map((values) => [{ enum: values.slice(1) }, { enum: values }] satisfies Widening),
);

describe("a change that widens a request", () => {
  test("breaks no request, and seen from the other side is one that narrows it", () => {
    fc.assert(
      fc.property(widening, ([narrow, wide]) => {
        const sent = compared("schema", narrow, wide).filter(({ change }) => change.direction === "request");
        const back = compared("schema", wide, narrow).filter(({ change }) => change.direction === "request");
        expect(sent.length).toBeGreaterThan(0);
        for (const { judgement, change } of sent) {
          expect(levels.indexOf(judgement.wire)).toBeLessThan(levels.indexOf("review"));
          expect(back.map(({ change: { kind } }) => kind)).toContain(opposite(change.kind));
        }
        for (const { judgement } of back)
          expect(levels.indexOf(judgement.wire)).toBeGreaterThanOrEqual(levels.indexOf("review"));
      }),
      options,
    );
  });

  test("is for review or breaking where it is received", () => {
    fc.assert(
      fc.property(widening, ([narrow, wide]) => {
        const received = compared("schema", narrow, wide).filter(({ change }) => change.direction === "response");
        expect(received.some(({ level }) => level === "breaking" || level === "review")).toBe(true);
      }),
      options,
    );
  });
});
