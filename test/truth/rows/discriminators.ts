import type { Row } from "./row.js";

const text = { type: "string" };
const integer = { type: "integer" };

/** A schema that extends `@Pet` by a property. */
const heir = (name: string, schema: object) => ({
  allOf: [{ $ref: "#/components/schemas/@Pet" }, { type: "object", properties: { [name]: schema }, required: [name] }],
});

/** Unions, and bases with children, that tell their members by a property. */
export const discriminators: readonly Row[] = [
  {
    title: "a discriminator of constants",
    schema: {
      oneOf: [{ $ref: "#/components/schemas/@Cat" }, { $ref: "#/components/schemas/@Dog" }],
      discriminator: { propertyName: "kind" },
    },
    parts: {
      "@Cat": { type: "object", properties: { kind: { const: "cat" }, claws: integer }, required: ["kind", "claws"] },
      "@Dog": { type: "object", properties: { kind: { const: "dog" }, tail: text }, required: ["kind", "tail"] },
    },
    valid: [
      { kind: "cat", claws: 1 },
      { kind: "dog", tail: "t" },
    ],
    refused: [
      { kind: "cat", tail: "t" },
      { kind: "cow", claws: 1 },
    ],
  },
  {
    title: "a discriminator that maps open texts",
    schema: {
      oneOf: [{ $ref: "#/components/schemas/@Cat" }, { $ref: "#/components/schemas/@Dog" }],
      discriminator: {
        propertyName: "kind",
        mapping: { c: "#/components/schemas/@Cat", d: "#/components/schemas/@Dog" },
      },
    },
    parts: {
      "@Cat": { type: "object", properties: { kind: text, claws: integer }, required: ["kind", "claws"] },
      "@Dog": { type: "object", properties: { kind: text, tail: text }, required: ["kind", "tail"] },
    },
    valid: [
      { kind: "c", claws: 1 },
      { kind: "d", tail: "t" },
    ],
    refused: [
      { kind: "c", tail: "t" },
      { kind: "e", claws: 1 },
    ],
  },
  {
    title: "a discriminator that maps two values to one member",
    schema: {
      oneOf: [{ $ref: "#/components/schemas/@Cat" }, { $ref: "#/components/schemas/@Dog" }],
      discriminator: {
        propertyName: "kind",
        mapping: { c: "#/components/schemas/@Cat", k: "@Cat", d: "#/components/schemas/@Dog" },
      },
    },
    parts: {
      "@Cat": { type: "object", properties: { kind: text, claws: integer }, required: ["kind", "claws"] },
      "@Dog": { type: "object", properties: { kind: text, tail: text }, required: ["kind", "tail"] },
    },
    valid: [
      { kind: "c", claws: 1 },
      { kind: "k", claws: 1 },
      { kind: "d", tail: "t" },
    ],
    refused: [{ kind: "d", claws: 1 }],
  },
  {
    title: "a discriminator that says what any other value means",
    unjudged: "a validator knows no `defaultMapping`",
    schema: {
      anyOf: [{ $ref: "#/components/schemas/@Cat" }, { $ref: "#/components/schemas/@Other" }],
      discriminator: {
        propertyName: "kind",
        mapping: { c: "#/components/schemas/@Cat", o: "@Other" },
        defaultMapping: "#/components/schemas/@Other",
      },
    },
    parts: {
      "@Cat": { type: "object", properties: { kind: text, claws: integer }, required: ["claws"] },
      "@Other": { type: "object", properties: { kind: text, note: text }, required: ["note"] },
    },
    valid: [{ kind: "c", claws: 1 }, { kind: "o", note: "n" }, { kind: "x", note: "n" }, { note: "n" }],
    refused: [{ kind: "x", claws: 1 }, { kind: "c" }, {}],
  },
  {
    title: "a base with children of which one is what any other value means",
    unjudged: "a validator knows no `defaultMapping`",
    schema: { $ref: "#/components/schemas/@Pet" },
    parts: {
      "@Pet": {
        type: "object",
        properties: { kind: text },
        discriminator: { propertyName: "kind", defaultMapping: "@Dog" },
      },
      "@Cat": heir("claws", integer),
      "@Dog": heir("tail", text),
    },
    valid: [{ kind: "@Cat", claws: 1 }, { kind: "cow", tail: "t" }, { tail: "t" }],
    refused: [{ kind: "cow", claws: 1 }, {}],
  },
  {
    title: "a base that is what any other value means",
    unjudged: "a validator knows no `defaultMapping`",
    schema: { $ref: "#/components/schemas/@Pet" },
    parts: {
      "@Pet": {
        type: "object",
        properties: { kind: text },
        discriminator: { propertyName: "kind", defaultMapping: "@Pet" },
      },
      "@Cat": heir("claws", integer),
    },
    valid: [{ kind: "@Cat", claws: 1 }, { kind: "cow" }, {}],
    refused: [{ kind: 1 }],
  },
  {
    title: "a discriminator of names",
    schema: {
      oneOf: [{ $ref: "#/components/schemas/@Cat" }, { $ref: "#/components/schemas/@Dog" }],
      discriminator: { propertyName: "kind" },
    },
    parts: {
      "@Cat": { type: "object", properties: { kind: text, claws: integer }, required: ["kind", "claws"] },
      "@Dog": { type: "object", properties: { kind: text, tail: text }, required: ["kind", "tail"] },
    },
    valid: [
      { kind: "@Cat", claws: 1 },
      { kind: "@Dog", tail: "t" },
    ],
    refused: [{ kind: "@Dog", claws: 1 }],
  },
  {
    title: "a discriminator that members lack, mapped",
    schema: {
      oneOf: [{ $ref: "#/components/schemas/@Cat" }, { $ref: "#/components/schemas/@Dog" }],
      discriminator: {
        propertyName: "kind",
        mapping: { cat: "#/components/schemas/@Cat", dog: "#/components/schemas/@Dog" },
      },
    },
    parts: {
      "@Cat": { type: "object", properties: { claws: integer }, required: ["claws"] },
      "@Dog": { type: "object", properties: { tail: text }, required: ["tail"] },
    },
    valid: [
      { kind: "cat", claws: 1 },
      { kind: "dog", tail: "t" },
    ],
    refused: [{ kind: "cat", tail: "t" }],
  },
  {
    title: "a discriminator that members lack, by names",
    schema: {
      anyOf: [{ $ref: "#/components/schemas/@Cat" }, { $ref: "#/components/schemas/@Dog" }],
      discriminator: { propertyName: "kind" },
    },
    parts: {
      "@Cat": { type: "object", properties: { claws: integer }, required: ["claws"] },
      "@Dog": { type: "object", properties: { tail: text }, required: ["tail"] },
    },
    valid: [
      { kind: "@Cat", claws: 1 },
      { kind: "@Dog", tail: "t" },
    ],
    refused: [{ kind: "@Cat", tail: "t" }],
  },
  {
    title: "a discriminator with an enum that members share",
    schema: {
      oneOf: [{ $ref: "#/components/schemas/@Cat" }, { $ref: "#/components/schemas/@Dog" }],
      discriminator: {
        propertyName: "kind",
        mapping: { cat: "#/components/schemas/@Cat", dog: "#/components/schemas/@Dog" },
      },
    },
    parts: {
      "@Kind": { type: "string", enum: ["cat", "dog"] },
      "@Cat": {
        type: "object",
        properties: { kind: { $ref: "#/components/schemas/@Kind" }, claws: integer },
        required: ["kind", "claws"],
      },
      "@Dog": {
        type: "object",
        properties: { kind: { $ref: "#/components/schemas/@Kind" }, tail: text },
        required: ["kind", "tail"],
      },
    },
    valid: [
      { kind: "cat", claws: 1 },
      { kind: "dog", tail: "t" },
    ],
    refused: [{ kind: "cow", claws: 1 }],
  },
  {
    title: "a base with a discriminator and children",
    schema: { $ref: "#/components/schemas/@Pet" },
    parts: {
      "@Pet": {
        type: "object",
        properties: { kind: text },
        required: ["kind"],
        discriminator: {
          propertyName: "kind",
          mapping: { cat: "#/components/schemas/@Cat", dog: "#/components/schemas/@Dog" },
        },
      },
      "@Cat": heir("claws", integer),
      "@Dog": heir("tail", text),
    },
    valid: [
      { kind: "cat", claws: 1 },
      { kind: "dog", tail: "t" },
    ],
    refused: [{ kind: "cat", tail: "t" }, { kind: "cow" }],
    unjudged: "a reference to the base means its children",
  },
  {
    title: "a child of a base with a discriminator",
    schema: { $ref: "#/components/schemas/@Cat" },
    parts: {
      "@Pet": {
        type: "object",
        properties: { kind: text },
        required: ["kind"],
        discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/@Cat" } },
      },
      "@Cat": heir("claws", integer),
    },
    valid: [{ kind: "cat", claws: 1 }],
    refused: [{ kind: "cat" }, { kind: "dog", claws: 1 }],
    unjudged: "the value of the base's discriminator is the child's",
  },
  {
    title: "a discriminator in a union with what is not",
    schema: {
      type: "object",
      required: ["a"],
      anyOf: [
        { not: { required: ["a"] } },
        {
          oneOf: [{ $ref: "#/components/schemas/@Cat" }, { $ref: "#/components/schemas/@Dog" }],
          discriminator: { propertyName: "kind" },
        },
      ],
    },
    parts: {
      "@Cat": { type: "object", properties: { claws: integer }, required: ["claws"] },
      "@Dog": { type: "object", properties: { tail: text }, required: ["tail"] },
    },
    valid: [
      { a: 1, kind: "@Cat", claws: 1 },
      { a: 1, kind: "@Dog", tail: "t" },
    ],
    refused: [{ claws: 1 }],
  },
];
