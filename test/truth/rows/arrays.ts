import type { Row } from "./row.js";

const text = { type: "string" };
const integer = { type: "integer" };

/** Keywords of arrays. */
export const arrays: readonly Row[] = [
  { title: "items", schema: { type: "array", items: text }, valid: [[], ["t", "u"]], refused: [[1], "t"] },
  { title: "items without a type", schema: { items: text }, valid: [[], ["t"]], refused: [[1]] },
  {
    title: "items that are objects",
    schema: { type: "array", items: { type: "object", properties: { a: text }, required: ["a"] } },
    valid: [[], [{ a: "t" }]],
    refused: [[{}]],
  },
  {
    title: "items that are a union",
    schema: { type: "array", items: { oneOf: [text, { type: "null" }] } },
    valid: [[], ["t", null]],
    refused: [[1]],
  },
  {
    title: "items that are arrays",
    schema: { type: "array", items: { type: "array", items: integer } },
    valid: [[], [[], [1]]],
    refused: [[1]],
  },
  {
    title: "a prefix alone",
    schema: { type: "array", prefixItems: [text, integer] },
    valid: [[], ["t"], ["t", 1], ["t", 1, null, {}]],
    refused: [[1], ["t", "u"]],
  },
  { title: "a prefix without a type", schema: { prefixItems: [text] }, valid: [[], ["t"], ["t", 1]], refused: [[1]] },
  {
    title: "a prefix and no more",
    schema: { type: "array", prefixItems: [text, integer], items: false },
    valid: [[], ["t"], ["t", 1]],
    refused: [["t", 1, 2], [1]],
  },
  {
    title: "a prefix and more of a type",
    schema: { type: "array", prefixItems: [text], items: integer },
    valid: [[], ["t"], ["t", 1, 2]],
    refused: [["t", "u"], [1]],
  },
  {
    title: "a whole prefix",
    schema: { type: "array", prefixItems: [text, integer], minItems: 2 },
    valid: [
      ["t", 1],
      ["t", 1, null],
    ],
    refused: [[], ["t"]],
  },
  {
    title: "a whole prefix and no more",
    schema: { type: "array", prefixItems: [text, integer], items: false, minItems: 2 },
    valid: [["t", 1]],
    refused: [["t"], ["t", 1, 2]],
  },
  {
    title: "a whole prefix by both limits",
    schema: { type: "array", prefixItems: [text, integer], minItems: 2, maxItems: 2 },
    valid: [["t", 1]],
    refused: [["t"], ["t", 1, 2]],
  },
  {
    title: "a part of a prefix",
    schema: { type: "array", prefixItems: [text, integer, text], minItems: 1, items: false },
    valid: [["t"], ["t", 1], ["t", 1, "u"]],
    refused: [[], [1]],
  },
  {
    title: "a prefix cut by maxItems",
    schema: { type: "array", prefixItems: [text, integer, text], maxItems: 2 },
    valid: [[], ["t"], ["t", 1]],
    refused: [["t", 1, "u"]],
  },
  {
    title: "a prefix of which maxItems leaves nothing",
    schema: { type: "array", prefixItems: [text], maxItems: 0 },
    valid: [[]],
    refused: [["t"]],
  },
  {
    title: "more than a prefix by minItems",
    schema: { type: "array", prefixItems: [text], items: integer, minItems: 2 },
    valid: [
      ["t", 1],
      ["t", 1, 2],
    ],
    refused: [[]],
  },
  {
    title: "more than a prefix by maxItems",
    schema: { type: "array", prefixItems: [text], maxItems: 2 },
    valid: [[], ["t"], ["t", null]],
    refused: [[1]],
  },
  {
    title: "a prefix that can be null",
    schema: { type: ["array", "null"], prefixItems: [text], items: false },
    valid: [null, [], ["t"]],
    refused: [[1], "t"],
  },
  {
    title: "a prefix of unions",
    schema: { type: "array", prefixItems: [{ type: ["string", "null"] }, { anyOf: [integer, text] }], items: false },
    valid: [[], [null], ["t", "u"], ["t", 1]],
    refused: [[1]],
  },
  {
    title: "a prefix in a prefix",
    schema: { type: "array", prefixItems: [{ type: "array", prefixItems: [integer], items: false }] },
    valid: [[], [[]], [[1]], [[1], 2]],
    refused: [[["t"]]],
  },
  {
    title: "a prefix in a property",
    schema: { type: "object", properties: { at: { type: "array", prefixItems: [integer, integer] } } },
    valid: [{}, { at: [] }, { at: [1] }, { at: [1, 2, 3] }],
    refused: [{ at: ["t"] }],
  },
  {
    title: "a prefix that refers",
    schema: { type: "array", prefixItems: [{ $ref: "#/components/schemas/@Thing" }], items: false },
    parts: { "@Thing": integer },
    valid: [[], [1]],
    refused: [["t"], [1, 2]],
  },
  {
    title: "at least one item",
    schema: { type: "array", items: text, minItems: 1 },
    valid: [["t"], ["t", "u"]],
    refused: [[1]],
  },
  {
    title: "at most one item",
    schema: { type: "array", items: text, maxItems: 1 },
    valid: [[], ["t"]],
    refused: [[1]],
  },
  { title: "at most no item", schema: { type: "array", items: text, maxItems: 0 }, valid: [[]], refused: [[1]] },
  {
    title: "two items exactly",
    schema: { type: "array", items: text, minItems: 2, maxItems: 2 },
    valid: [["t", "u"]],
    refused: [[1, 2]],
  },
  { title: "limits without a type or items", schema: { minItems: 1 }, valid: [[1], ["t", null]] },
  {
    title: "distinct items",
    schema: { type: "array", items: integer, uniqueItems: true },
    valid: [[], [1, 2]],
    refused: [["t"]],
  },
  {
    title: "contains a text",
    schema: { type: "array", contains: text },
    valid: [["t"], [1, "t", null]],
    refused: ["t"],
  },
  { title: "contains without a type", schema: { contains: text }, valid: [["t"], [1, "t"]] },
  { title: "contains at least two", schema: { type: "array", contains: text, minContains: 2 }, valid: [["t", 1, "u"]] },
  { title: "contains at most one", schema: { type: "array", contains: text, maxContains: 1 }, valid: [["t", 1]] },
  {
    title: "contains beside items",
    schema: { type: "array", items: { type: ["string", "integer"] }, contains: text },
    valid: [["t"], [1, "t"]],
    refused: [[null]],
  },
  {
    title: "contains beside a prefix",
    schema: { type: "array", prefixItems: [integer], contains: text },
    valid: [[1, "t"]],
    refused: [["t"]],
  },
  {
    title: "items in allOf",
    schema: { type: "array", items: { type: "number" }, allOf: [{ minItems: 1 }] },
    valid: [[1.5]],
    refused: [["t"]],
  },
  {
    title: "prefixes in allOf",
    schema: {
      allOf: [
        { type: "array", prefixItems: [text] },
        { type: "array", prefixItems: [text, integer] },
      ],
    },
    valid: [[], ["t"], ["t", 1]],
    refused: [[1]],
  },
  {
    title: "prefixes in a union",
    schema: {
      oneOf: [
        { type: "array", prefixItems: [text], items: false, minItems: 1 },
        { type: "array", prefixItems: [integer, integer], items: false, minItems: 1 },
      ],
    },
    valid: [["t"], [1], [1, 2]],
    refused: [[null], ["t", "u"]],
  },
];
