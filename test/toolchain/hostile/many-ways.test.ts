import { describe, expect, test } from "vitest";
import type { Json } from "../../../packages/toolchain/src/json.js";
import { lines } from "../drift/pair.js";
import { generated } from "./support.js";

/** So many steps that work for each way to the last schema, of which there are 2²⁴, would not end. */
const STEPS = 24;

/** A schema that leads to the next one by two ways. */
type Step = (next: Json, index: number) => Json;

const steps: Readonly<Record<string, Step>> = {
  "two members of allOf": (next) => ({ allOf: [next, next] }),
  "members of allOf within members": (next, index) => ({
    type: "object",
    properties: { [`p${index}`]: { type: "string" } },
    allOf: [next, { allOf: [next] }],
  }),
  "two branches of anyOf": (next) => ({ anyOf: [next, { ...Object(next), description: "text" }] }),
  "two branches of oneOf": (next) => ({ oneOf: [next, { ...Object(next), minProperties: 1 }] }),
  "a branch and a list of it": (next) => ({ anyOf: [next, { type: "array", items: next }] }),
  "two unions with null": (next) => ({
    allOf: [{ anyOf: [next, { type: "null" }] }, { anyOf: [next, { type: "null" }] }],
  }),
  "branches that a constant tells apart": (next) => ({
    oneOf: ["a", "b"].map((kind) => ({
      type: "object",
      required: ["kind"],
      properties: { kind: { const: kind }, value: next },
    })),
  }),
  "a reference beside allOf": (next) => ({ ...Object(next), allOf: [next] }),
  "a reference beside anyOf": (next) => ({ ...Object(next), anyOf: [next, { type: "null" }] }),
  "what must not be": (next) => ({ type: "object", not: next, allOf: [next] }),
  "a condition and its consequences": (next) =>
    Object.fromEntries([["type", "object"], ...["if", "then", "else"].map((key): [string, Json] => [key, next])]),
  "schemas that properties add": (next) => ({ type: "object", dependentSchemas: { a: next, b: next } }),
  "items and an item among them": (next) => ({ type: "array", items: next, contains: next }),
  "places of a list": (next) => ({ type: "array", prefixItems: [next, next] }),
  "two properties": (next) => ({ type: "object", properties: { a: next, b: next } }),
  "a property and others": (next) => ({ type: "object", properties: { a: next }, additionalProperties: next }),
  "two properties that may be null": (next) => ({
    type: "object",
    properties: { a: { anyOf: [next, { type: "null" }] }, b: { oneOf: [{ type: "null" }, next], default: null } },
  }),
  "two properties that extend it": (next) => ({
    type: "object",
    properties: {
      a: { allOf: [next, { type: "object", properties: { x: { type: "string" } } }] },
      b: { ...Object(next), required: ["z"] },
    },
  }),
  "two properties with texts around it": (next) => ({
    type: "object",
    properties: { a: { allOf: [next], description: "a" }, b: { ...Object(next), description: "b" } },
  }),
  "two patterns of names": (next) => ({ type: "object", patternProperties: { "^a": next, "^b": next } }),
  "names and unevaluated properties": (next) => ({
    type: "object",
    propertyNames: next,
    unevaluatedProperties: next,
  }),
};

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** What the last schema is, before and after. */
const ends: Readonly<Record<string, readonly [Json, Json]>> = {
  "an object": [
    { type: "object", properties: { z: { type: "string" } } },
    { type: "object", properties: { z: { type: "integer" } } },
  ],
  "any value": [{}, { type: "string", description: "text" }],
  values: [
    { type: "string", enum: ["a", "b"] },
    { type: "string", enum: ["a", "c"] },
  ],
  "the first again": [
    { type: "object", properties: { z: ref("S0") } },
    { type: "object", properties: { z: ref("S0"), y: { type: "string" } } },
  ],
};

/** A job whose status is the first of the schemas, and a list of such jobs. */
function documentOf(step: Step, end: Json): { openapi: string; info: Json; paths: Json; components: Json } {
  const schemas = Array.from({ length: STEPS }, (_, index): [string, Json] => [
    `S${index}`,
    index === STEPS - 1 ? end : step(ref(`S${index + 1}`), index),
  ]);
  const answer = (schema: Json): Json => ({
    "200": { description: "d", content: { "application/json": { schema } } },
  });
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const list = {
    type: "object",
    properties: { items: { type: "array", items: ref("S0") }, total: { type: "integer" } },
  };
  return {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/jobs": {
        get: {
          operationId: "listJobs",
          parameters: [{ name: "page", in: "query", schema: { type: "integer" } }],
          responses: answer(list),
        },
        post: {
          operationId: "createJob",
          requestBody: { content: { "application/json": { schema: ref("S0") } } },
          responses: answer(ref("S0")),
        },
      },
      "/jobs/{id}": { get: { operationId: "getJob", parameters: [id], responses: answer(ref("S0")) } },
    },
    components: { schemas: Object.fromEntries(schemas) },
  };
}

describe.each(Object.entries(steps))("schemas to which many ways lead: %s", (_title, step) => {
  test.each(Object.entries(ends))("to %s", async (_end, [before, after]) => {
    const files = await generated(documentOf(step, before));
    expect(files.get("src/models.ts")).toContain("export type S0 ");
    expect(lines("document", documentOf(step, before), documentOf(step, after))).not.toEqual([]);
  });
});

/** How each schema refers to four of the others. */
const links: Readonly<Record<string, (other: Json) => Json>> = {
  alone: (other) => other,
  "or null": (other) => ({ anyOf: [other, { type: "null" }] }),
  "with a text": (other) => ({ allOf: [other], description: "text" }),
  "or null within allOf": (other) => ({ allOf: [{ anyOf: [other, { type: "null" }] }] }),
  "or text": (other) => ({ oneOf: [other, { type: "string" }] }),
  "or text or null": (other) => ({ anyOf: [other, { type: "string" }, { type: "null" }], default: null }),
  "with more properties": (other) => ({ allOf: [other, { type: "object", properties: { x: { type: "string" } } }] }),
  "with required names": (other) => ({ ...Object(other), required: ["id"] }),
  "in a list": (other) => ({ type: ["array", "null"], items: { anyOf: [other, { type: "null" }] } }),
  "in a map": (other) => ({ type: "object", additionalProperties: { anyOf: [other, { type: "null" }] } }),
  "in a property": (other) => ({ type: "object", properties: { in: { allOf: [other], nullable: true } } }),
  "under a condition": (other) => Object.fromEntries(["if", "then"].map((key): [string, Json] => [key, other])),
};

/** Every schema can lead to every other one by many paths, and back to itself. */
function linkedDocument(link: (other: Json) => Json, type: string): Json {
  const count = 30;
  const schemas = Array.from({ length: count }, (_, index): [string, Json] => {
    const others = [1, 2, 7, 11].map((step): [string, Json] => [`r${step}`, link(ref(`S${(index + step) % count}`))]);
    const own = { id: { type: "string" }, ...(index === 5 ? { changed: { type } } : {}) };
    return [`S${index}`, { type: "object", properties: { ...own, ...Object.fromEntries(others) } }];
  });
  const responses = { "200": { description: "d", content: { "application/json": { schema: ref("S0") } } } };
  return {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: { "/things": { get: { operationId: "listThings", responses } } },
    components: { schemas: Object.fromEntries(schemas) },
  };
}

test.each(Object.entries(links))("schemas that all lead to each other: %s", (_title, link) => {
  const found = lines("document", linkedDocument(link, "string"), linkedDocument(link, "integer"));
  expect(found.filter((line) => line.includes("response-type-changed"))).not.toEqual([]);
});

test("a schema is compared once, though many nullable properties lead to it", () => {
  const link = (other: Json): Json => ({ anyOf: [other, { type: "null" }] });
  expect(lines("document", linkedDocument(link, "string"), linkedDocument(link, "integer"))).toEqual([
    "breaking/breaking response-type-changed changed",
  ]);
});
