import { expect, test } from "vitest";
import { typeOf } from "./support.js";

const [T, U] = ["T", "U"];

const others = "T: {type: object, properties: {t: {type: string}}}\nU: {type: object, properties: {u: {type: string}}}";

const union = "[{$ref: '#/components/schemas/T'}, {$ref: '#/components/schemas/U'}]";

/** What stands beside what. */
const cases: [title: string, schema: string, want: string][] = [
  ["a union", `{anyOf: ${union}}`, `${T} | ${U}`],
  ["a union with a type beside it", `{type: object, oneOf: ${union}}`, `${T} | ${U}`],
  [
    "properties and anyOf",
    `{type: object, properties: {a: {type: string}}, anyOf: ${union}}`,
    `{ a?: string; } & (${T} | ${U})`,
  ],
  [
    "properties and oneOf",
    `{type: object, properties: {a: {type: string}}, oneOf: ${union}}`,
    `{ a?: string; } & (${T} | ${U})`,
  ],
  [
    "allOf and anyOf",
    `{allOf: [{properties: {a: {type: string}}}], anyOf: ${union}}`,
    `{ a?: string; } & (${T} | ${U})`,
  ],
  ["anyOf and oneOf", `{anyOf: ${union}, oneOf: ${union}}`, `(${T} | ${U}) & (${T} | ${U})`],
  [
    "a reference and properties",
    "{$ref: '#/components/schemas/T', properties: {a: {type: string}}}",
    `{ a?: string; } & ${T}`,
  ],
  ["a reference and what it requires", "{$ref: '#/components/schemas/T', required: [t]}", `WithRequired<${T}, "t">`],
  ["a reference and words", "{$ref: '#/components/schemas/T', description: d}", T],
  ["a type and constants", "{type: string, oneOf: [{const: a}, {const: b}]}", '"a" | "b"'],
  ["a type and patterns", "{type: string, anyOf: [{pattern: a}, {enum: [b]}]}", 'string | "b"'],
  ["a list and constraints", "{type: array, items: {type: string}, anyOf: [{minItems: 1}, {maxItems: 3}]}", "string[]"],
  [
    "what one member has and another requires",
    "{allOf: [{$ref: '#/components/schemas/T'}, {type: object, required: [t]}]}",
    `WithRequired<${T}, "t">`,
  ],
  ["an empty member", "{allOf: [{}, {$ref: '#/components/schemas/T'}]}", T],
  [
    "what a union requires",
    "{required: [a], anyOf: [{properties: {a: {type: string}}}, {properties: {b: {type: string}}}]}",
    "{ a: unknown; } & ({ a: string; } | { b?: string; })",
  ],
  [
    "one property or another",
    "{type: object, properties: {a: {type: string}, b: {type: integer}, c: {type: string}}, required: [c], oneOf: [{required: [a]}, {required: [b]}]}",
    "{ a: string; b?: number; c: string; } | { a?: string; b: number; c: string; }",
  ],
  [
    "one property, or not",
    "{type: object, properties: {a: {type: string}}, anyOf: [{required: [a]}, {not: {required: [a]}}]}",
    "{ a: string; } | { a?: string; }",
  ],
  [
    "presence of what is not declared",
    "{type: object, oneOf: [{required: [a]}, {required: [b]}]}",
    "({ a: unknown; } & { [key: string]: unknown; }) | ({ b: unknown; } & { [key: string]: unknown; })",
  ],
  [
    "conditions, which no type can say, and what they name",
    "{type: object, properties: {a: {type: string}}, if: {required: [a]}, then: {required: [b]}, not: {required: [c]}}",
    "{ a?: string; b?: unknown; }",
  ],
  [
    "properties and extras of a type",
    "{type: object, properties: {a: {type: integer}, t: {$ref: '#/components/schemas/T'}}, required: [a], additionalProperties: {type: string}}",
    `{ a: number; t?: ${T}; } & { [key: string]: string | number | ${T}; }`,
  ],
  [
    "properties and any extras",
    "{type: object, properties: {a: {type: integer}}, additionalProperties: true}",
    "{ a?: number; } & { [key: string]: unknown; }",
  ],
  [
    "properties and patterns",
    "{type: object, properties: {a: {type: integer}}, patternProperties: {'^x-': {type: string}}}",
    "{ a?: number; } & { [key: `x-${string}`]: string; }",
  ],
];

test.each(cases)("%s", async (_, schema, want) => {
  expect(await typeOf(schema, others)).toBe(want);
});
