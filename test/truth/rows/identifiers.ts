import type { Row } from "./row.js";

const text = { type: "string" };
const integer = { type: "integer" };

/** `$id`, `$anchor`, `$dynamicAnchor`, and references by them. */
export const identifiers: readonly Row[] = [
  {
    title: "a part by its $id",
    schema: { $ref: "https://schemas.test/@thing" },
    parts: { "@Thing": { $id: "https://schemas.test/@thing", ...integer } },
    valid: [1],
    refused: ["t"],
  },
  {
    title: "a part by its $id in a property",
    schema: { type: "object", properties: { a: { $ref: "https://schemas.test/@inner" } } },
    parts: { "@Thing": { $id: "https://schemas.test/@inner", type: "object", properties: { x: integer } } },
    valid: [{}, { a: { x: 1 } }],
    refused: [{ a: { x: "t" } }],
  },
  {
    title: "a part by a $id relative to another",
    schema: { $id: "https://schemas.test/@dir/one", type: "object", properties: { a: { $ref: "two" } } },
    parts: { "@Two": { $id: "https://schemas.test/@dir/two", ...integer } },
    valid: [{}, { a: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "a definition by its relative $id",
    schema: {
      $id: "https://schemas.test/@rel/one",
      $defs: { x: { $id: "two", ...integer } },
      type: "object",
      properties: { a: { $ref: "two" } },
    },
    valid: [{}, { a: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "a pointer from the nearest $id",
    schema: {
      $id: "https://schemas.test/@near",
      $defs: { x: integer },
      type: "object",
      properties: { a: { $ref: "#/$defs/x" } },
    },
    valid: [{}, { a: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "the whole from the nearest $id",
    schema: { $id: "https://schemas.test/@whole", type: "object", properties: { again: { $ref: "#" }, n: integer } },
    valid: [{}, { again: { again: { n: 1 } } }],
    refused: [{ again: { n: "t" } }],
  },
  {
    title: "a $id within a $id",
    schema: {
      $id: "https://schemas.test/@outer/",
      type: "object",
      properties: { a: { $id: "inner", $defs: { x: text }, type: "object", properties: { b: { $ref: "#/$defs/x" } } } },
      $defs: { x: integer },
    },
    valid: [{}, { a: { b: "t" } }],
    refused: [{ a: { b: 1 } }],
  },
  {
    title: "a part by its anchor",
    schema: { $ref: "#@here" },
    parts: { "@Thing": { $anchor: "@here", ...integer } },
    valid: [1],
    refused: ["t"],
  },
  {
    title: "an anchor in a resource",
    schema: {
      $id: "https://schemas.test/@res",
      $defs: { x: { $anchor: "leaf", ...integer } },
      type: "object",
      properties: { a: { $ref: "#leaf" } },
    },
    valid: [{}, { a: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "an anchor in another resource",
    schema: { type: "object", properties: { a: { $ref: "https://schemas.test/@other#leaf" } } },
    parts: {
      "@Thing": { $id: "https://schemas.test/@other", $defs: { x: { $anchor: "leaf", ...integer } }, type: "object" },
    },
    valid: [{}, { a: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "one anchor in two resources",
    schema: {
      type: "object",
      properties: { a: { $ref: "https://schemas.test/@r1#leaf" }, b: { $ref: "https://schemas.test/@r2#leaf" } },
    },
    parts: {
      "@One": { $id: "https://schemas.test/@r1", $defs: { x: { $anchor: "leaf", ...integer } } },
      "@Two": { $id: "https://schemas.test/@r2", $defs: { x: { $anchor: "leaf", ...text } } },
    },
    valid: [{ a: 1, b: "t" }],
    refused: [{ a: "t" }, { b: 1 }],
  },
  {
    title: "a dynamic reference in its resource",
    schema: {
      $id: "https://schemas.test/@tree",
      $dynamicAnchor: "node",
      type: "object",
      properties: { value: integer, children: { type: "array", items: { $dynamicRef: "#node" } } },
    },
    valid: [{}, { value: 1, children: [{ value: 2 }] }],
    refused: [{ value: "t" }],
  },
  {
    title: "a dynamic reference to an anchor",
    schema: {
      $id: "https://schemas.test/@plain",
      $defs: { x: { $anchor: "leaf", ...integer } },
      type: "object",
      properties: { a: { $dynamicRef: "#leaf" } },
    },
    valid: [{}, { a: 1 }],
    refused: [{ a: "t" }],
  },
  {
    title: "a dynamic reference bound elsewhere",
    schema: {
      $id: "https://schemas.test/@strings",
      $ref: "https://schemas.test/@list",
      $defs: { item: { $dynamicAnchor: "item", ...text } },
    },
    parts: {
      "@List": {
        $id: "https://schemas.test/@list",
        type: "array",
        items: { $dynamicRef: "#item" },
        $defs: { item: { $dynamicAnchor: "item" } },
      },
    },
    valid: [[], ["t"]],
    refused: ["t"],
  },
];
