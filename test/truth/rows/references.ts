import type { Row } from "./row.js";

const text = { type: "string" };
const integer = { type: "integer" };
const toPart = (name: string): Readonly<Record<string, unknown>> => ({ $ref: `#/components/schemas/@${name}` });

/** `$ref` and `$defs`, and circles of them. */
export const references: readonly Row[] = [
  { title: "a reference", schema: toPart("Thing"), parts: { "@Thing": integer }, valid: [1], refused: ["t"] },
  {
    title: "a chain of references",
    schema: toPart("One"),
    parts: { "@One": toPart("Two"), "@Two": toPart("Three"), "@Three": integer },
    valid: [1],
    refused: ["t"],
  },
  {
    title: "a reference beside a description",
    schema: { ...toPart("Thing"), description: "Here." },
    parts: { "@Thing": integer },
    valid: [1],
    refused: ["t"],
  },
  {
    title: "a reference beside properties",
    schema: { ...toPart("Thing"), properties: { b: integer }, required: ["b"] },
    parts: { "@Thing": { type: "object", properties: { a: text } } },
    valid: [{ b: 1 }, { a: "t", b: 1 }],
    refused: [{ a: "t" }, { a: 1, b: 1 }],
  },
  {
    title: "a reference beside required",
    schema: { ...toPart("Thing"), required: ["a"] },
    parts: { "@Thing": { type: "object", properties: { a: text } } },
    valid: [{ a: "t" }],
    refused: [{}],
  },
  {
    title: "a reference that can be null beside properties",
    schema: { ...toPart("Thing"), properties: { a: text }, required: ["a"] },
    parts: { "@Thing": { properties: { a: { type: "string" } }, nullable: true } },
    valid: [{ a: "t" }],
    refused: [{}],
  },
  {
    title: "a reference beside a type",
    schema: { ...toPart("Thing"), type: "string" },
    parts: { "@Thing": { type: ["string", "null"] } },
    valid: ["t"],
    refused: [null],
  },
  {
    title: "a reference beside a constant",
    schema: { ...toPart("Thing"), const: "a" },
    parts: { "@Thing": text },
    valid: ["a"],
    refused: ["b"],
  },
  {
    title: "a reference beside limits",
    schema: { ...toPart("Thing"), maxLength: 2 },
    parts: { "@Thing": text },
    valid: ["ab"],
    refused: [1],
  },
  {
    title: "a reference beside a union",
    schema: { ...toPart("Thing"), oneOf: [{ required: ["a"] }, { required: ["b"] }] },
    parts: { "@Thing": { type: "object", properties: { a: text, b: integer } } },
    valid: [{ a: "t" }, { b: 1 }],
    refused: [{}],
  },
  {
    title: "a reference beside allOf",
    schema: { ...toPart("Thing"), allOf: [{ type: "object", properties: { b: integer }, required: ["b"] }] },
    parts: { "@Thing": { type: "object", properties: { a: text } } },
    valid: [{ b: 1 }, { a: "t", b: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "definitions",
    schema: {
      $defs: { inner: integer },
      type: "object",
      properties: { a: { $ref: "#/components/schemas/@/$defs/inner" } },
    },
    valid: [{}, { a: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "definitions of definitions",
    schema: {
      $defs: {
        outer: {
          $defs: { inner: integer },
          type: "array",
          items: { $ref: "#/components/schemas/@/$defs/outer/$defs/inner" },
        },
      },
      type: "object",
      properties: { a: { $ref: "#/components/schemas/@/$defs/outer" } },
    },
    valid: [{}, { a: [1] }],
    refused: [{ a: ["t"] }],
  },
  {
    title: "names that pointers escape",
    schema: {
      type: "object",
      properties: {
        a: { $ref: "#/components/schemas/@/$defs/one~1two" },
        b: { $ref: "#/components/schemas/@/$defs/til~0de" },
        c: { $ref: "#/components/schemas/@/$defs/per%25cent" },
      },
      $defs: { "one/two": integer, "til~de": text, "per%cent": { type: "boolean" } },
    },
    valid: [{ a: 1, b: "t", c: true }],
    refused: [{ a: "t" }, { b: 1 }, { c: 1 }],
  },
  {
    title: "a reference to a property",
    schema: {
      type: "object",
      properties: {
        a: { type: "object", properties: { x: integer } },
        b: { $ref: "#/components/schemas/@/properties/a" },
      },
    },
    valid: [{}, { b: { x: 1 } }],
    refused: [{ b: { x: "t" } }],
  },
  {
    title: "a reference to items",
    schema: {
      type: "object",
      properties: { a: { type: "array", items: integer }, b: { $ref: "#/components/schemas/@/properties/a/items" } },
    },
    valid: [{}, { a: [1], b: 1 }],
    refused: [{ b: "t" }],
  },
  {
    title: "a reference to a member of allOf",
    schema: { type: "object", properties: { b: { $ref: "#/components/schemas/@Both/allOf/1" } } },
    parts: { "@Both": { allOf: [{ type: "object" }, { type: "object", properties: { x: integer } }] } },
    valid: [{}, { b: { x: 1 } }],
    refused: [{ b: { x: "t" } }],
  },
  {
    title: "a tree",
    schema: toPart("Node"),
    parts: {
      "@Node": {
        type: "object",
        properties: { value: integer, children: { type: "array", items: toPart("Node") } },
        required: ["value"],
      },
    },
    valid: [{ value: 1 }, { value: 1, children: [{ value: 2, children: [] }] }],
    refused: [{ value: 1, children: [{}] }],
  },
  {
    title: "a list that goes on",
    schema: toPart("Node"),
    parts: { "@Node": { type: ["object", "null"], properties: { next: toPart("Node") }, required: ["next"] } },
    valid: [null, { next: null }, { next: { next: null } }],
    refused: [{}, { next: 1 }],
  },
  {
    title: "any JSON",
    schema: toPart("Json"),
    parts: {
      "@Json": {
        anyOf: [
          { type: ["string", "number", "boolean", "null"] },
          { type: "array", items: toPart("Json") },
          { type: "object", additionalProperties: toPart("Json") },
        ],
      },
    },
    valid: [1, null, ["t", [1]], { a: { b: [null] } }],
  },
  {
    title: "two that hold each other",
    schema: toPart("One"),
    parts: {
      "@One": { type: "object", properties: { two: toPart("Two") } },
      "@Two": { type: "array", items: toPart("One") },
    },
    valid: [{}, { two: [] }, { two: [{ two: [{}] }] }],
    refused: [{ two: [1] }],
  },
  {
    title: "extras that refer to the whole",
    schema: toPart("Map"),
    parts: { "@Map": { type: "object", additionalProperties: toPart("Map") } },
    valid: [{}, { a: { b: {} } }],
    refused: [{ a: 1 }],
  },
  {
    title: "a tuple that refers to the whole",
    schema: toPart("Pair"),
    parts: { "@Pair": { type: "array", prefixItems: [integer, toPart("Pair")], items: false } },
    valid: [[], [1], [1, [2]]],
    refused: [["t"]],
  },
  {
    title: "aliases of each other",
    schema: toPart("One"),
    parts: { "@One": toPart("Two"), "@Two": toPart("One") },
    valid: [],
    unjudged: "it never ends",
  },
  {
    title: "an alias of itself in allOf",
    schema: { type: "object", properties: { a: toPart("Self") } },
    parts: { "@Self": { allOf: [toPart("Self"), { type: "object", properties: { x: integer } }] } },
    valid: [{}],
    unjudged: "it never ends",
  },
  {
    title: "the same part in two members of allOf",
    schema: {
      allOf: [
        { type: "object", properties: { a: toPart("Int") } },
        { type: "object", additionalProperties: toPart("Int") },
      ],
    },
    parts: { "@Int": integer },
    valid: [{}, { a: 1 }],
    refused: [{ a: "t" }],
  },
  { title: "a reference named in an enum", schema: { enum: [{ $ref: "#/nowhere" }] }, valid: [{ $ref: "#/nowhere" }] },
  {
    title: "a reference named in an example",
    schema: {
      type: "object",
      properties: { a: integer },
      examples: [{ $ref: "#/nowhere" }],
      default: { $ref: "#/nowhere" },
    },
    valid: [{ a: 1 }],
    refused: [{ a: "t" }],
  },
];
