import type { Row } from "./row.js";

const text = { type: "string" };
const integer = { type: "integer" };

/** `patternProperties`, `propertyNames`, `dependentRequired` and `dependentSchemas`. */
export const names: readonly Row[] = [
  {
    title: "a pattern with a prefix",
    schema: { type: "object", patternProperties: { "^x-": text } },
    valid: [{}, { "x-one": "t" }],
    refused: [{ "x-one": 1 }],
  },
  {
    title: "a pattern with a prefix and no extras",
    schema: { type: "object", patternProperties: { "^x-": text }, additionalProperties: false },
    valid: [{}, { "x-one": "t" }],
    refused: [{ "x-one": 1 }, { y: "t" }],
  },
  {
    title: "a pattern with a prefix beside a property",
    schema: { type: "object", properties: { id: integer }, patternProperties: { "^x-": text } },
    valid: [{ id: 1 }, { id: 1, "x-one": "t" }],
    refused: [{ id: "t" }, { "x-one": 1 }],
  },
  {
    title: "a pattern beside extras of another type",
    schema: { type: "object", patternProperties: { "^x-": text }, additionalProperties: integer },
    valid: [{ "x-one": "t", n: 1 }],
    refused: [{ n: null }],
  },
  {
    title: "a pattern that has no prefix",
    schema: { type: "object", patternProperties: { "[0-9]+": integer } },
    valid: [{}, { a1: 1 }],
  },
  {
    title: "a pattern that has no prefix beside a property",
    schema: { type: "object", properties: { id: text }, patternProperties: { _id$: integer } },
    valid: [{ id: "t" }, { id: "t", user_id: 1 }],
    refused: [{ id: 1 }],
  },
  {
    title: "two patterns",
    schema: { type: "object", patternProperties: { "^a-": text, "^b-": integer } },
    valid: [{ "a-x": "t", "b-x": 1 }],
    refused: [{ "a-x": 1 }],
  },
  {
    title: "two patterns that one name fits",
    schema: { type: "object", patternProperties: { "^a": { type: ["string", "integer"] }, "^ab": integer } },
    valid: [{ ax: "t" }, { abx: 1 }],
  },
  {
    title: "a pattern that a property fits too",
    schema: { type: "object", properties: { xid: integer }, patternProperties: { "^x": { type: "number" } } },
    valid: [{ xid: 1 }, { xid: 1, xother: 1.5 }],
  },
  { title: "a pattern without a type", schema: { patternProperties: { "^x-": text } }, valid: [{}, { "x-one": "t" }] },
  {
    title: "every name, by a pattern",
    schema: { type: "object", patternProperties: { ".*": integer }, additionalProperties: false },
    valid: [{}, { a: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "names of a list",
    schema: { type: "object", propertyNames: { enum: ["a", "b"] } },
    valid: [{}, { a: 1 }, { a: 1, b: "t" }],
    refused: [{ c: 1 }],
  },
  {
    title: "names of a list, values of a type",
    schema: { type: "object", propertyNames: { enum: ["a", "b"] }, additionalProperties: integer },
    valid: [{}, { a: 1, b: 2 }],
    refused: [{ a: "t" }, { c: 1 }],
  },
  {
    title: "names of a list, some required",
    schema: { type: "object", propertyNames: { enum: ["a", "b"] }, additionalProperties: integer, required: ["a"] },
    valid: [{ a: 1 }, { a: 1, b: 2 }],
    refused: [{ b: 2 }],
  },
  {
    title: "names that refer to a list",
    schema: { type: "object", propertyNames: { $ref: "#/components/schemas/@Key" }, additionalProperties: integer },
    parts: { "@Key": { type: "string", enum: ["a", "b"] } },
    valid: [{}, { a: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "names of a pattern",
    schema: { type: "object", propertyNames: { pattern: "^[a-z]+$" }, additionalProperties: integer },
    valid: [{}, { abc: 1 }],
    refused: [{ abc: "t" }],
  },
  { title: "names of a length", schema: { type: "object", propertyNames: { maxLength: 3 } }, valid: [{}, { abc: 1 }] },
  {
    title: "a constant name",
    schema: { type: "object", propertyNames: { const: "only" }, additionalProperties: text },
    valid: [{}, { only: "t" }],
    refused: [{ other: "t" }],
  },
  {
    title: "names required by another",
    schema: { type: "object", properties: { a: text, b: text }, dependentRequired: { a: ["b"] } },
    valid: [{}, { b: "t" }, { a: "t", b: "t" }],
    refused: [{ b: 1 }],
  },
  {
    title: "undeclared names required by another",
    schema: { type: "object", properties: { a: text }, dependentRequired: { a: ["b"] } },
    valid: [{}, { a: "t", b: 1 }, { b: 1 }],
    refused: [{ a: 1 }],
  },
  {
    title: "names required by others, without properties",
    schema: { dependentRequired: { a: ["b"] } },
    valid: [{}, { b: 1 }, { a: 1, b: 2 }],
  },
  {
    title: "a schema that depends on a name",
    schema: {
      type: "object",
      properties: { a: text },
      dependentSchemas: { a: { properties: { b: integer }, required: ["b"] } },
    },
    valid: [{}, { a: "t", b: 1 }],
    refused: [{ a: 1 }],
  },
  {
    title: "a schema that depends on an undeclared name",
    schema: { type: "object", properties: { a: text }, dependentSchemas: { c: { required: ["a"] } } },
    valid: [{}, { a: "t" }, { a: "t", c: 1 }],
    refused: [{ a: 1 }],
  },
];
