import type { Row } from "./row.js";

const text = { type: "string" };
const integer = { type: "integer" };

/** `unevaluatedProperties` and `unevaluatedItems`. */
export const unevaluated: readonly Row[] = [
  {
    title: "no other properties",
    schema: { type: "object", properties: { a: text }, unevaluatedProperties: false },
    valid: [{}, { a: "t" }],
    refused: [{ b: 1 }],
  },
  {
    title: "other properties of a type",
    schema: { type: "object", properties: { a: text }, unevaluatedProperties: integer },
    valid: [{ a: "t" }, { a: "t", b: 1 }],
    refused: [{ a: 1 }],
  },
  {
    title: "nothing but other properties",
    schema: { type: "object", unevaluatedProperties: integer },
    valid: [{}, { a: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "no properties at all",
    schema: { type: "object", unevaluatedProperties: false },
    valid: [{}],
    refused: [{ a: 1 }],
  },
  {
    title: "any other properties",
    schema: { type: "object", properties: { a: text }, unevaluatedProperties: true },
    valid: [{ a: "t" }, { a: "t", b: null }],
    refused: [{ a: 1 }],
  },
  {
    title: "no others than those of allOf",
    schema: {
      type: "object",
      allOf: [{ properties: { a: text }, required: ["a"] }, { properties: { b: integer } }],
      unevaluatedProperties: false,
    },
    valid: [{ a: "t" }, { a: "t", b: 1 }],
    refused: [{ a: "t", c: 1 }, {}],
  },
  {
    title: "no others than those of a base",
    schema: {
      allOf: [{ $ref: "#/components/schemas/@Base" }],
      type: "object",
      properties: { b: integer },
      unevaluatedProperties: false,
    },
    parts: { "@Base": { type: "object", properties: { a: text }, required: ["a"] } },
    valid: [{ a: "t" }, { a: "t", b: 1 }],
    refused: [{ a: "t", c: 1 }, { b: 1 }],
  },
  {
    title: "no others than those beside a reference",
    schema: { $ref: "#/components/schemas/@Base", properties: { b: integer }, unevaluatedProperties: false },
    parts: { "@Base": { type: "object", properties: { a: text } } },
    valid: [{}, { a: "t", b: 1 }],
    refused: [{ c: 1 }],
  },
  {
    title: "others of a type than those of allOf",
    schema: { type: "object", allOf: [{ properties: { a: text } }], unevaluatedProperties: integer },
    valid: [{}, { a: "t" }, { a: "t", b: 1 }],
    refused: [{ a: null }],
  },
  {
    title: "no others than those of a union",
    schema: {
      type: "object",
      properties: { k: text },
      oneOf: [
        { properties: { a: text }, required: ["a"] },
        { properties: { b: integer }, required: ["b"] },
      ],
      unevaluatedProperties: false,
    },
    valid: [{ a: "t" }, { k: "t", b: 1 }],
    refused: [{ k: "t" }, { a: "t", c: 1 }],
  },
  {
    title: "others of a type than those of a union",
    schema: {
      type: "object",
      anyOf: [
        { properties: { a: text }, required: ["a"] },
        { properties: { b: text }, required: ["b"] },
      ],
      unevaluatedProperties: integer,
    },
    valid: [{ a: "t" }, { a: "t", b: "t" }, { b: "t", n: 1 }],
  },
  {
    title: "no others than those of a condition",
    schema: {
      type: "object",
      if: { properties: { a: { const: 1 } }, required: ["a"] },
      then: { properties: { b: text } },
      else: { properties: { c: text } },
      unevaluatedProperties: false,
    },
    valid: [{}, { a: 1 }, { a: 1, b: "t" }, { c: "t" }],
  },
  {
    title: "no others than those of a pattern",
    schema: { type: "object", patternProperties: { "^x-": text }, unevaluatedProperties: false },
    valid: [{}, { "x-one": "t" }],
    refused: [{ "x-one": 1 }],
  },
  {
    title: "others beside a dependent schema",
    schema: {
      type: "object",
      properties: { a: text },
      dependentSchemas: { a: { properties: { b: integer } } },
      unevaluatedProperties: false,
    },
    valid: [{}, { a: "t" }, { a: "t", b: 1 }],
    refused: [{ a: 1 }],
  },
  {
    title: "no others in a property",
    schema: {
      type: "object",
      properties: { in: { type: "object", properties: { a: text }, unevaluatedProperties: false } },
    },
    valid: [{}, { in: { a: "t" } }],
    refused: [{ in: { b: 1 } }],
  },
  {
    title: "no other items",
    schema: { type: "array", prefixItems: [text], unevaluatedItems: false },
    valid: [[], ["t"]],
    refused: [["t", 1], [1]],
  },
  {
    title: "other items of a type",
    schema: { type: "array", prefixItems: [text], unevaluatedItems: integer },
    valid: [[], ["t"], ["t", 1, 2]],
    refused: [[1]],
  },
  {
    title: "other items of a type, without a type",
    schema: { prefixItems: [text], unevaluatedItems: integer },
    valid: [[], ["t"], ["t", 1]],
    refused: [[1]],
  },
  {
    title: "nothing but other items",
    schema: { type: "array", unevaluatedItems: integer },
    valid: [[], [1, 2]],
    refused: [["t"]],
  },
  { title: "no items at all", schema: { type: "array", unevaluatedItems: false }, valid: [[]], refused: [[1]] },
  {
    title: "items leave no others",
    schema: { type: "array", items: text, unevaluatedItems: false },
    valid: [[], ["t", "u"]],
    refused: [[1]],
  },
  {
    title: "no other items than those of allOf",
    schema: { type: "array", allOf: [{ prefixItems: [text, integer] }], unevaluatedItems: false },
    valid: [[], ["t"], ["t", 1]],
    refused: [[1]],
  },
  {
    title: "other items of a type than those of allOf",
    schema: { type: "array", allOf: [{ prefixItems: [text] }], unevaluatedItems: integer },
    valid: [[], ["t"], ["t", 1]],
    refused: [[null]],
  },
  {
    title: "no other items than those of a union",
    schema: {
      type: "array",
      anyOf: [{ prefixItems: [text] }, { prefixItems: [integer, integer] }],
      unevaluatedItems: false,
    },
    valid: [[], ["t"], [1, 2]],
  },
  {
    title: "no other items than those of a reference",
    schema: { $ref: "#/components/schemas/@Pair", unevaluatedItems: false },
    parts: { "@Pair": { type: "array", prefixItems: [text, integer] } },
    valid: [[], ["t"], ["t", 1]],
    refused: [[1]],
  },
  {
    title: "no other items than those contained",
    schema: { type: "array", contains: text, unevaluatedItems: false },
    valid: [["t"], ["t", "u"]],
  },
];
