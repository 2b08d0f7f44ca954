import { expect, test } from "vitest";
import { typeOf } from "./support.js";

/** Schemas by themselves, and the types that stand for them. */
const cases: [title: string, schema: string, want: string][] = [
  ["text", "{type: string}", "string"],
  ["a whole number of any size", "{type: integer, format: int64}", "number"],
  ["one of several types", "{type: [string, integer, 'null']}", "string | number | null"],
  ["no type at all", "{description: d}", "unknown"],
  ["a type that is none", "{type: any}", "unknown"],
  ["types of which one is none", "{type: [string, file]}", "string"],
  ["any object", "{type: object}", "Record<string, unknown>"],
  ["no properties at all", "{type: object, additionalProperties: false}", "Record<string, never>"],
  ["properties", "{properties: {a: {type: string}}, required: [a]}", "{ a: string; }"],
  ["a default says nothing about presence", "{properties: {a: {type: string, default: x}}}", "{ a?: string; }"],
  ["a map", "{type: object, additionalProperties: {type: integer}}", "{ [key: string]: number; }"],
  [
    "a map by patterns",
    "{type: object, patternProperties: {'^x-': {type: integer}}}",
    "{ [key: `x-${string}`]: number; }",
  ],
  ["a list", "{type: array, items: {type: string}}", "string[]"],
  ["a list that does not say that it is one", "{items: {type: string}}", "string[]"],
  ["a list of anything", "{type: array}", "unknown[]"],
  ["an enum", "{type: string, enum: [a-b, a_b, '', 'it''s', 1]}", '"a-b" | "a_b" | "" | "it\'s" | 1'],
  ["an enum of numbers", "{type: integer, enum: [-1, 0, 1.5]}", "-1 | 0 | 1.5"],
  ["an enum of nothing", "{type: string, enum: []}", "string"],
  ["an enum of objects", "{type: object, enum: [{a: 1}, {a: 2}]}", "{ a: 1; } | { a: 2; }"],
  ["an enum that lists null", "{type: [string, 'null'], enum: [a, null]}", '"a" | null'],
  ["an enum of null alone", "{type: [string, 'null'], enum: [null]}", "null"],
  ["a constant", "{const: a}", '"a"'],
  ["a constant null", "{const: null}", "null"],
  ["bytes", "{type: string, format: binary}", "Blob | Uint8Array"],
  ["bytes of a media type", "{type: string, contentMediaType: image/png}", "Blob | Uint8Array"],
  ["text or a whole number, as Kubernetes has it", "{type: string, format: int-or-string}", "string | number"],
  ["bytes in base64", "{type: string, contentMediaType: image/png, contentEncoding: base64}", "string"],
  ["JSON in text", "{type: string, contentMediaType: application/json}", "string"],
  ["a pair", "{type: array, prefixItems: [{type: string}, {type: integer}]}", "[ string?, number?, ...unknown[] ]"],
  [
    "a pair and more",
    "{type: array, prefixItems: [{type: string}], items: {type: integer}}",
    "[ string?, ...number[] ]",
  ],
  [
    "a pair of which one may be missing",
    "{type: array, prefixItems: [{type: string}, {type: [integer, 'null']}], items: false, minItems: 1}",
    "[ string, (number | null)? ]",
  ],
];

test.each(cases)("%s", async (_, schema, want) => {
  expect(await typeOf(schema)).toBe(want);
});
