import { describe, expect, test } from "vitest";
import { typeOf } from "./support.js";

const T = "T";

const others = `T: {type: object, properties: {t: {type: string}}}
N: {type: object, nullable: true, properties: {n: {type: string}}}
Yes: true
Names: {type: string, enum: [a, b]}`;

const ref = (name: string) => `$ref: '#/components/schemas/${name}'`;

/** Schemas by what they show, and the types that stand for them. */
const groups: Readonly<Record<string, readonly [title: string, schema: string, want: string][]>> = {
  "boolean schemas": [
    ["true", "true", "unknown"],
    ["false", "false", "never"],
    ["not of everything", "{not: {}}", "never"],
    ["a property of each", "{properties: {a: true, b: false}, required: [a]}", "{ a: unknown; b?: never; }"],
    ["in allOf", `{allOf: [true, {${ref("T")}}]}`, T],
    ["false in allOf", `{allOf: [false, {${ref("T")}}]}`, "never"],
    ["false in a union", `{anyOf: [false, {${ref("T")}}]}`, T],
    ["true in a union beside a type", "{type: string, oneOf: [true, {const: a}]}", 'string | "a"'],
    ["items of none", "{type: array, items: false}", "never[]"],
    ["a component that is one", `{${ref("Yes")}}`, "Yes"],
  ],
  "items after a prefix": [
    ["any where nothing says which", "{prefixItems: [true]}", "[ unknown?, ...unknown[] ]"],
    ["none where there may be no more", "{prefixItems: [{type: string}, true], maxItems: 1}", "[ string? ]"],
    ["none that are unevaluated", "{prefixItems: [{type: string}], unevaluatedItems: false}", "[ string? ]"],
    [
      "any that contains describes",
      "{prefixItems: [{type: string}], contains: {type: integer}, unevaluatedItems: false}",
      "[ string?, ...unknown[] ]",
    ],
    ["of an enum of lists", "{type: array, items: {const: [1, 2]}}", "[ 1, 2 ][]"],
  ],
  "other properties": [
    ["unevaluated, of a type", "{type: object, unevaluatedProperties: {type: string}}", "{ [key: string]: string; }"],
    [
      "unevaluated beside a composition",
      `{allOf: [{${ref("T")}}], unevaluatedProperties: {type: string}}`,
      `{ [key: string]: unknown; } & ${T}`,
    ],
    ["none unevaluated", "{type: object, unevaluatedProperties: false}", "Record<string, never>"],
    ["at most none", "{type: object, maxProperties: 0}", "Record<string, never>"],
    ["names of values", `{type: object, propertyNames: {${ref("Names")}}}`, "{ a?: unknown; b?: unknown; }"],
    [
      "names of values, with a type",
      "{type: object, propertyNames: {enum: [a, b]}, additionalProperties: {type: integer}, required: [b]}",
      "{ a?: number; b: number; }",
    ],
  ],
  "patterns of names": [
    ["that end so", "{type: object, patternProperties: {_at$: {type: string}}}", "{ [key: `${string}_at`]: string; }"],
    ["with such a part", "{patternProperties: {at: {type: string}}}", "{ [key: `${string}at${string}`]: string; }"],
    ["that are one name", "{patternProperties: {'^at$': {type: string}}}", "{ at?: string; }"],
    ["with escaped dots", "{patternProperties: {'^x\\.': {type: string}}}", "{ [key: `x.${string}`]: string; }"],
    ["all", "{patternProperties: {'.*': {type: string}}}", "{ [key: string]: string; }"],
    ["that no type says, of others too", "{patternProperties: {'^[a-z]+$': true}}", "{ [key: string]: unknown; }"],
    [
      "that no type says, of no others",
      "{patternProperties: {'^[a-z]+$': {type: string}}, additionalProperties: false}",
      "{ [key: string]: string; }",
    ],
    [
      "that overlap",
      "{patternProperties: {^a: {type: string}, b$: {type: [string, integer]}}}",
      "{ [key: `a${string}`]: string; } & { [key: `${string}b`]: string | number; }",
    ],
  ],
  "names that are required": [
    ["and nothing else", "{type: object, required: [a]}", "{ a: unknown; } & { [key: string]: unknown; }"],
    ["without a type", "{required: [a]}", "{ a: unknown; } & { [key: string]: unknown; }"],
    [
      "described as undeclared ones are",
      "{type: object, required: [a], additionalProperties: {type: string, description: Text.}}",
      "{ a: string; } & { [key: string]: string; }",
    ],
    [
      "described by a pattern, maybe",
      "{type: object, required: [a], patternProperties: {^a: {type: integer}}, additionalProperties: {type: string}}",
      "{ a: unknown; } & { [key: string]: string | number; } & { [key: `a${string}`]: number; }",
    ],
    ["beside others", "{properties: {b: {type: string}}, required: [a]}", "{ b?: string; a: unknown; }"],
    ["beside a base", `{allOf: [{${ref("T")}}, {required: [a, t]}]}`, `{ a: unknown; } & WithRequired<${T}, "t">`],
    [
      "in a branch",
      "{type: object, properties: {a: {type: string}}, anyOf: [{required: [a]}, {required: [z]}]}",
      "{ a: string; } | { a?: string; z: unknown; }",
    ],
    [
      "of a base that may be null",
      `{allOf: [{${ref("N")}}], required: [n]}`,
      'WithRequired<NonNullable<N>, "n"> | null',
    ],
    [
      "of values that may be no objects",
      `{anyOf: [{type: string}, {${ref("T")}}], required: [a]}`,
      `string | ({ a: unknown; } & ${T})`,
    ],
    [
      "where there can be no others",
      "{type: object, required: [a], additionalProperties: false}",
      "Record<string, never>",
    ],
  ],
  "names in conditions": [
    ["of dependent names", "{properties: {a: true}, dependentRequired: {a: [b]}}", "{ a?: unknown; b?: unknown; }"],
    [
      "of dependent schemas",
      `{properties: {a: true}, dependentSchemas: {a: {${ref("T")}}}}`,
      "{ a?: unknown; t?: unknown; }",
    ],
    [
      "that lead back to themselves",
      `{type: object, if: {${ref("S")}}, then: {properties: {b: true}}}`,
      "{ b?: unknown; } & { [key: string]: unknown; }",
    ],
  ],
};

describe.each(Object.entries(groups))("%s", (_, cases) => {
  test.each(cases)("%s", async (_title, schema, want) => {
    expect(await typeOf(schema, others)).toBe(want);
  });
});

test("boolean schemas are read in OpenAPI 3.0 too", async () => {
  expect(await typeOf("{type: object, properties: {a: true, b: false}}", "", "3.0.3")).toBe(
    "{ a?: unknown; b?: never; }",
  );
});
