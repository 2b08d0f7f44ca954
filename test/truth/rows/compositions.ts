import type { Row } from "./row.js";

const text = { type: "string" };
const integer = { type: "integer" };
const a = { type: "object", properties: { a: text }, required: ["a"] };
const b = { type: "object", properties: { b: integer }, required: ["b"] };

/** `allOf`, `anyOf`, `oneOf`, `not` and `if`. */
export const compositions: readonly Row[] = [
  {
    title: "all of two objects",
    schema: { allOf: [a, b] },
    valid: [{ a: "t", b: 1 }],
    refused: [{ a: "t" }, { b: 1 }],
  },
  { title: "all of one", schema: { allOf: [a] }, valid: [{ a: "t" }], refused: [{}] },
  {
    title: "all of two limits",
    schema: { allOf: [{ type: "integer", minimum: 1 }, { maximum: 9 }] },
    valid: [1, 9],
    refused: ["t"],
  },
  {
    title: "all of two lists of types",
    schema: { allOf: [{ type: ["string", "integer"] }, { type: ["integer", "null"] }] },
    valid: [1],
    refused: ["t", null],
  },
  { title: "all of number and integer", schema: { allOf: [{ type: "number" }, integer] }, valid: [1], refused: ["t"] },
  {
    title: "allOf beside properties",
    schema: { type: "object", properties: { b: integer }, allOf: [a] },
    valid: [{ a: "t" }, { a: "t", b: 1 }],
    refused: [{}, { a: "t", b: "t" }],
  },
  {
    title: "allOf that narrows a property",
    schema: {
      allOf: [{ type: "object", properties: { k: text }, required: ["k"] }, { properties: { k: { const: "one" } } }],
    },
    valid: [{ k: "one" }],
    refused: [{ k: "two" }],
  },
  {
    title: "allOf that describes",
    schema: { allOf: [{ $ref: "#/components/schemas/@A" }, { description: "Here." }] },
    parts: { "@A": a },
    valid: [{ a: "t" }],
    refused: [{}],
  },
  { title: "any of two scalars", schema: { anyOf: [text, integer] }, valid: ["t", 1], refused: [null] },
  {
    title: "any of two objects",
    schema: { anyOf: [a, b] },
    valid: [{ a: "t" }, { b: 1 }, { a: "t", b: 1 }],
    refused: [{}],
  },
  { title: "any of what says nothing", schema: { anyOf: [{}, text] }, valid: [1, "t", null] },
  {
    title: "anyOf beside a type",
    schema: { type: "string", anyOf: [{ maxLength: 2 }, { pattern: "^a" }] },
    valid: ["t", "along"],
    refused: [1],
  },
  {
    title: "anyOf beside an enum",
    schema: { enum: ["a", "b", 1], anyOf: [text, { minimum: 5 }] },
    valid: ["a", "b"],
    refused: ["c"],
  },
  {
    title: "anyOf beside properties",
    schema: { type: "object", properties: { k: text }, anyOf: [a, b] },
    valid: [{ a: "t" }, { k: "t", b: 1 }],
    refused: [{}, { k: 1, a: "t" }],
  },
  {
    title: "anyOf in anyOf",
    schema: { anyOf: [{ anyOf: [text, { type: "null" }] }, integer] },
    valid: ["t", null, 1],
    refused: [true],
  },
  { title: "one of two scalars", schema: { oneOf: [text, integer] }, valid: ["t", 1], refused: [true] },
  {
    title: "one of a number or an integer",
    schema: { oneOf: [{ type: "number" }, integer] },
    valid: [1.5],
    refused: ["t"],
  },
  {
    title: "one of two constants",
    schema: { oneOf: [{ const: "a", title: "A" }, { const: "b" }] },
    valid: ["a", "b"],
    refused: ["c"],
  },
  {
    title: "oneOf beside properties",
    schema: {
      type: "object",
      properties: { k: text },
      required: ["k"],
      oneOf: [
        { properties: { a: text }, required: ["a"] },
        { properties: { b: integer }, required: ["b"] },
      ],
    },
    valid: [
      { k: "t", a: "t" },
      { k: "t", b: 1 },
    ],
    refused: [{ a: "t" }, { k: "t" }],
  },
  {
    title: "oneOf and anyOf together",
    schema: { type: "object", oneOf: [a, b], anyOf: [{ properties: { c: integer } }] },
    valid: [{ a: "t" }, { b: 1, c: 2 }],
    refused: [{ c: 2 }],
  },
  {
    title: "an object or a list of it",
    schema: { oneOf: [a, { type: "array", items: a }] },
    valid: [{ a: "t" }, [], [{ a: "t" }]],
    refused: [[{}]],
  },
  {
    title: "objects that tell by a constant",
    schema: {
      oneOf: [
        { type: "object", properties: { k: { const: "a" }, x: text }, required: ["k", "x"] },
        { type: "object", properties: { k: { const: "b" }, y: integer }, required: ["k", "y"] },
      ],
    },
    valid: [
      { k: "a", x: "t" },
      { k: "b", y: 1 },
    ],
    refused: [{ k: "a", y: 1 }],
  },
  { title: "not a type", schema: { not: text }, valid: [1, null, {}] },
  { title: "not a constant", schema: { type: "string", not: { const: "a" } }, valid: ["b"], refused: [1] },
  {
    title: "not an enum, of an enum",
    schema: { type: "string", enum: ["a", "b"], not: { enum: ["b"] } },
    valid: ["a"],
    refused: ["c"],
  },
  { title: "not null", schema: { type: ["string", "null"], not: { type: "null" } }, valid: ["t"], refused: [1] },
  {
    title: "not a property",
    schema: { type: "object", properties: { a: text, b: text }, not: { required: ["a"] } },
    valid: [{}, { b: "t" }],
    refused: [{ b: 1 }],
  },
  {
    title: "not both properties",
    schema: { type: "object", properties: { a: text, b: text }, not: { required: ["a", "b"] } },
    valid: [{}, { a: "t" }, { b: "t" }],
    refused: [{ a: 1 }],
  },
  {
    title: "not an object with a constant",
    schema: { type: "object", properties: { a: text }, not: { properties: { a: { const: "x" } }, required: ["a"] } },
    valid: [{}, { a: "t" }],
    refused: [{ a: 1 }],
  },
  { title: "not not", schema: { not: { not: text } }, valid: ["t"] },
  {
    title: "if and then of a property",
    schema: {
      type: "object",
      properties: { a: integer, b: text },
      if: { properties: { a: { const: 1 } }, required: ["a"] },
      then: { required: ["b"] },
    },
    valid: [{}, { a: 2 }, { a: 1, b: "t" }],
    refused: [{ a: "t" }],
  },
  {
    title: "then names a property",
    schema: {
      type: "object",
      properties: { a: integer },
      if: { properties: { a: { const: 1 } }, required: ["a"] },
      then: { properties: { b: text }, required: ["b"] },
    },
    valid: [{}, { a: 2 }, { a: 1, b: "t" }],
    refused: [{ a: "t" }],
  },
  {
    title: "else names a property",
    schema: {
      type: "object",
      properties: { a: integer },
      if: { required: ["a"] },
      then: {},
      else: { properties: { c: text } },
    },
    valid: [{ a: 1 }, { c: "t" }],
    refused: [{ a: "t" }],
  },
  {
    title: "if names a property",
    schema: {
      type: "object",
      properties: { a: integer },
      if: { properties: { d: { const: "x" } }, required: ["d"] },
      then: { required: ["a"] },
    },
    valid: [{}, { a: 1, d: "x" }],
    refused: [{ a: "t" }],
  },
  {
    title: "then and else of another type",
    schema: { if: { type: "string" }, then: { maxLength: 3 }, else: { type: "integer" } },
    valid: ["t", 1],
  },
  { title: "if alone", schema: { type: "string", if: { const: "a" } }, valid: ["a", "b"], refused: [1] },
  {
    title: "any of an object or anything",
    schema: { allOf: [{ type: "object", properties: { k: text } }, { anyOf: [{ properties: { a: text } }, {}] }] },
    valid: [{ a: "t", k: "t" }, { k: "t" }],
    refused: [{ k: 1 }],
  },
  {
    title: "any of objects or what bounds them",
    schema: {
      type: "object",
      properties: { k: text },
      anyOf: [{ properties: { b: text } }, { minProperties: 1 }, { allOf: [{ $ref: "#/components/schemas/@A" }] }],
    },
    parts: { "@A": a },
    valid: [{ b: "t" }, { k: "t", a: "t" }],
    refused: [{ k: 1 }],
  },
  {
    title: "any of an object or a bounded text, of both types",
    schema: {
      type: ["object", "string"],
      properties: { k: text },
      anyOf: [{ properties: { a: text } }, { minLength: 1 }],
    },
    valid: [{ a: "t", k: "t" }, "t"],
    refused: [1, { k: 1 }],
  },
  {
    title: "required beside a union in which one member has it",
    schema: { required: ["b"], anyOf: [{ properties: { b: text } }, { properties: { a: text } }, text] },
    valid: [{ b: "t" }, { a: "t", b: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "required beside an object or a list",
    schema: { required: ["a"], anyOf: [{ properties: { b: text } }, { type: "array", items: text }] },
    valid: [{ a: 1 }, { a: 1, b: "t" }],
    refused: [{ b: "t" }],
  },
  {
    title: "required beside all of a reference or a list",
    schema: {
      required: ["b"],
      allOf: [{ anyOf: [{ $ref: "#/components/schemas/@A" }, { type: "array", items: text }] }],
    },
    parts: { "@A": a },
    valid: [{ a: "t", b: 1 }],
    refused: [{ a: "t" }],
  },
  { title: "then without if", schema: { type: "string", then: { type: "integer" } }, valid: ["a"], refused: [1] },
];
