import type { Row } from "./row.js";

const text = { type: "string" };
const integer = { type: "integer" };

/** `properties`, `required`, `additionalProperties`, `minProperties` and `maxProperties`. */
export const objects: readonly Row[] = [
  {
    title: "properties",
    schema: { type: "object", properties: { a: text, b: integer }, required: ["a"] },
    valid: [{ a: "t" }, { a: "t", b: 1 }],
    refused: [{}, { a: 1 }, { a: "t", c: 1 }],
  },
  {
    title: "properties without a type",
    schema: { properties: { a: text } },
    valid: [{}, { a: "t" }],
    refused: [{ a: 1 }],
  },
  { title: "no properties", schema: { type: "object", properties: {} }, valid: [{}, { a: 1 }], refused: [1] },
  {
    title: "names that TypeScript quotes",
    schema: {
      type: "object",
      properties: { "two words": text, "a-b": text, '"': text, 1: text, ü: text, "": text },
      required: ["two words", "a-b", '"', "1", "ü", ""],
    },
    valid: [{ "two words": "t", "a-b": "t", '"': "t", 1: "t", ü: "t", "": "t" }],
  },
  {
    title: "names that are keywords",
    schema: {
      type: "object",
      properties: {
        $ref: text,
        type: integer,
        properties: text,
        items: text,
        required: integer,
        enum: text,
        default: text,
        allOf: text,
      },
    },
    valid: [{ $ref: "t", type: 1, properties: "t", items: "t", required: 1, enum: "t", default: "t", allOf: "t" }],
    refused: [{ $ref: 1 }, { type: "t" }],
  },
  {
    title: "names that every object has",
    schema: {
      type: "object",
      properties: { constructor: integer, toString: text },
      required: ["constructor", "toString"],
    },
    valid: [{ constructor: 1, toString: "t" }],
  },
  {
    title: "an object in an object",
    schema: { type: "object", properties: { a: { type: "object", properties: { b: text }, required: ["b"] } } },
    valid: [{}, { a: { b: "t" } }],
    refused: [{ a: {} }, { a: { b: 1 } }],
  },
  {
    title: "required without properties",
    schema: { type: "object", required: ["a", "b"] },
    valid: [{ a: 1, b: null }],
    refused: [{ a: 1 }, {}],
  },
  {
    title: "required without properties or a type",
    schema: { required: ["a"] },
    valid: [{ a: 1 }, { a: [] }],
    refused: [{}],
  },
  {
    title: "required beside other properties",
    schema: { type: "object", properties: { a: text }, required: ["b"] },
    valid: [{ b: 1 }, { a: "t", b: null }],
    refused: [{ a: "t" }, { a: 1, b: 1 }],
  },
  {
    title: "required beside extras",
    schema: { type: "object", additionalProperties: integer, required: ["a"] },
    valid: [{ a: 1 }, { a: 1, b: 2 }],
    refused: [{ b: 2 }, { a: "t" }],
  },
  {
    title: "required twice",
    schema: { type: "object", properties: { a: text }, required: ["a", "a"] },
    valid: [{ a: "t" }],
    refused: [{}],
  },
  {
    title: "required nothing",
    schema: { type: "object", properties: { a: text }, required: [] },
    valid: [{}, { a: "t" }],
  },
  {
    title: "one of two required, of any type",
    schema: { type: "object", anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    valid: [{ a: 1 }, { b: 1 }, { a: 1, b: 1 }],
    refused: [{}],
  },
  {
    title: "one of two properties required",
    schema: { type: "object", properties: { a: text, b: integer }, anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    valid: [{ a: "t" }, { b: 1 }, { a: "t", b: 1 }],
    refused: [{}, { a: 1 }],
  },
  {
    title: "exactly one of two properties required",
    schema: { type: "object", properties: { a: text, b: integer }, oneOf: [{ required: ["a"] }, { required: ["b"] }] },
    valid: [{ a: "t" }, { b: 1 }],
    refused: [{}, { a: 1 }],
  },
  {
    title: "one required, declared or not",
    schema: { type: "object", properties: { a: text }, anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    valid: [{ a: "t" }, { b: 1 }, { b: null, a: "t" }],
    refused: [{}],
  },
  {
    title: "required in allOf beside a base",
    schema: { allOf: [{ $ref: "#/components/schemas/@Base" }, { required: ["a"] }] },
    parts: { "@Base": { type: "object", properties: { a: text, b: integer } } },
    valid: [{ a: "t" }, { a: "t", b: 1 }],
    refused: [{}, { b: 1 }],
  },
  {
    title: "required in allOf of what a base lacks",
    schema: { allOf: [{ $ref: "#/components/schemas/@Base" }, { required: ["c"] }] },
    parts: { "@Base": { type: "object", properties: { a: text } } },
    valid: [{ c: 1 }, { a: "t", c: null }],
    refused: [{ a: "t" }],
  },
  {
    title: "required in allOf of a base that can be null",
    schema: { allOf: [{ $ref: "#/components/schemas/@Base" }, { required: ["a"] }] },
    parts: { "@Base": { type: ["object", "null"], properties: { a: text } } },
    valid: [{ a: "t" }],
    refused: [{}],
  },
  {
    title: "one required in allOf, declared or not",
    schema: {
      allOf: [
        { type: "object", properties: { k: text } },
        { properties: { a: text }, required: ["a"], anyOf: [{ required: ["a"] }, { required: ["c", "a"] }] },
      ],
    },
    valid: [{ a: "t" }, { a: "t", c: 1 }],
    refused: [{ c: 1 }],
  },
  {
    title: "one required in allOf of allOf",
    schema: {
      type: "object",
      properties: { k: text },
      allOf: [{ allOf: [{ anyOf: [{ required: ["a"] }, { required: ["c"] }] }] }],
    },
    valid: [{ a: 1 }, { c: 1, k: "t" }],
    refused: [{ k: "t" }],
  },
  {
    title: "one required in allOf, or not",
    schema: { allOf: [{ properties: { k: text } }, { oneOf: [{ required: ["a"] }, { not: { required: ["a"] } }] }] },
    valid: [{ a: 1 }, { k: "t" }],
    refused: [{ k: 1 }],
  },
  {
    title: "one required of an object or a text",
    schema: {
      type: ["object", "string"],
      properties: { a: text },
      anyOf: [{ type: "object", required: ["a"] }, { required: ["c"] }],
    },
    valid: [{ a: "t" }, { c: 1 }],
    refused: [1],
  },
  {
    title: "one required of an object too long to repeat",
    schema: {
      type: "object",
      properties: { a: { enum: Array.from({ length: 700 }, (_, index) => `value ${index}`) } },
      anyOf: [{ required: ["a"] }, { required: ["c"] }],
    },
    valid: [{ a: "value 1" }, { c: 1 }],
    refused: [{ a: 1 }],
  },
  {
    title: "required of an object or a text",
    schema: { type: ["object", "string"], properties: { a: text }, required: ["c"] },
    valid: ["t", { a: "t", c: 1 }],
    refused: [1, { a: "t" }],
  },
  {
    title: "both or neither",
    schema: {
      type: "object",
      properties: { a: text, b: text },
      anyOf: [{ required: ["a", "b"] }, { not: { anyOf: [{ required: ["a"] }, { required: ["b"] }] } }],
    },
    valid: [{}, { a: "t", b: "t" }],
    refused: [{ a: 1 }],
  },
  {
    title: "at least two properties",
    schema: { type: "object", minProperties: 2 },
    valid: [{ a: 1, b: "t" }],
    refused: [1],
  },
  { title: "at most one property", schema: { type: "object", maxProperties: 1 }, valid: [{}, { a: 1 }], refused: [1] },
  { title: "at most no property", schema: { type: "object", maxProperties: 0 }, valid: [{}], refused: [{ a: 1 }] },
  { title: "at most no property, without a type", schema: { maxProperties: 0 }, valid: [{}], refused: [{ a: 1 }] },
  {
    title: "at least one of the properties",
    schema: { type: "object", properties: { a: text, b: integer }, minProperties: 1 },
    valid: [{ a: "t" }, { b: 1 }],
    refused: [{ a: 1 }],
  },
  {
    title: "extras of a type",
    schema: { type: "object", additionalProperties: integer },
    valid: [{}, { a: 1, b: 2 }],
    refused: [{ a: "t" }],
  },
  {
    title: "extras of a type, without a type",
    schema: { additionalProperties: integer },
    valid: [{}, { a: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "extras beside properties of another type",
    schema: { type: "object", properties: { a: text }, required: ["a"], additionalProperties: integer },
    valid: [{ a: "t" }, { a: "t", b: 1 }],
    refused: [{ a: 1 }, {}],
  },
  {
    title: "extras that are objects",
    schema: { type: "object", additionalProperties: { type: "object", properties: { a: text }, required: ["a"] } },
    valid: [{}, { x: { a: "t" } }],
    refused: [{ x: {} }],
  },
  {
    title: "no extras",
    schema: { type: "object", properties: { a: text }, additionalProperties: false },
    valid: [{}, { a: "t" }],
    refused: [{ b: 1 }, { a: 1 }],
  },
  {
    title: "no extras without a type",
    schema: { properties: { a: text }, additionalProperties: false },
    valid: [{}, { a: "t" }],
    refused: [{ b: 1 }],
  },
  {
    title: "extras that can be null",
    schema: { type: "object", additionalProperties: { type: ["integer", "null"] } },
    valid: [{ a: 1, b: null }],
    refused: [{ a: "t" }],
  },
  {
    title: "extras in extras",
    schema: { type: "object", additionalProperties: { type: "object", additionalProperties: integer } },
    valid: [{ a: { b: 1 } }, { a: {} }],
    refused: [{ a: { b: "t" } }],
  },
  {
    title: "extras in allOf beside properties",
    schema: {
      allOf: [
        { type: "object", properties: { a: text } },
        { type: "object", additionalProperties: true },
      ],
    },
    valid: [{}, { a: "t" }],
    refused: [{ a: 1 }],
  },
];
