import { describe, expect, it } from "vitest";
import {
  schemaFieldAt,
  schemaFieldOf,
  typesOf,
  valuesOf,
} from "../../../packages/toolchain/src/openapi/schema-fields.js";
import { isInEveryShape } from "../../../packages/toolchain/src/openapi/schema-shapes.js";
import { documentOf } from "../contract/support.js";

const document = documentOf(`
components:
  schemas:
    Loop: { properties: { name: { type: string }, next: { $ref: "#/components/schemas/Loop" } }, allOf: [{ $ref: "#/components/schemas/Loop" }] }
    Deep: { oneOf: [{ $ref: "#/components/schemas/Loop" }, { properties: { other: { type: integer } } }] }
    Beside: { $ref: "#/components/schemas/Loop", properties: { more: { type: integer } } }
    Within: { $ref: "#/components/schemas/Beside" }
    Round: { $ref: "#/components/schemas/Around", properties: { a: { type: string } } }
    Around: { $ref: "#/components/schemas/Round", properties: { b: { type: string } } }
    Root:
      type: object
      required: [own]
      properties:
        own: { type: string }
        "a/b~c": { type: boolean }
        constructor: { type: number }
        loop: { $ref: "#/components/schemas/Loop" }
        deep: { anyOf: [{ $ref: "#/components/schemas/Deep" }, { type: "null" }] }
        list: { type: [array, "null"], items: { $ref: "#/components/schemas/Loop" } }
        map: { type: object, additionalProperties: { type: integer } }
        open: { type: object }
        anything: {}
        always: true
        never: false
        closed: { type: object, additionalProperties: false }
        loose: { properties: { a: {} }, additionalProperties: true }
        state: { anyOf: [{ enum: [a, b, null] }, { type: "null" }, { const: c }] }
        beside: { $ref: "#/components/schemas/Beside", properties: { own: { type: boolean } } }
        within: { $ref: "#/components/schemas/Within" }
        half: { anyOf: [{ enum: [a] }, { type: string }] }
`);

const root = schemaFieldOf(document, { value: { $ref: "#/components/schemas/Root" }, pointer: "" });

describe("fieldAt", () => {
  it.each([
    ["", ["object"]],
    ["/own", ["string"]],
    ["/a~1b~0c", ["boolean"]],
    ["/constructor", ["number"]],
    ["/loop/next/next/name", ["string"]],
    ["/deep/other", ["integer"]],
    ["/beside/own", ["boolean"]],
    ["/beside/more", ["integer"]],
    ["/beside/next/name", ["string"]],
    ["/within/more", ["integer"]],
    ["/deep/next/name", ["string"]],
    ["/list", ["array"]],
    ["/list/0/name", ["string"]],
    ["/map/any", ["integer"]],
    ["/open/any", []],
    ["/anything/at/all", []],
    ["/always/too", []],
  ])("finds %j", (pointer, types) => {
    const field = schemaFieldAt(document, root, pointer);
    expect(field && [...typesOf(field)]).toEqual(types);
  });

  it.each(["/owns", "/toString", "/own/length", "/loop/nothing", "/list/name", "/never/x", "/closed/x", "/loose/b"])(
    "finds nothing at %j",
    (pointer) => {
      expect(schemaFieldAt(document, root, pointer)).toBeUndefined();
    },
  );
});

describe("isInEveryShape", () => {
  it.each([
    ["a field beside a reference", "Root/properties/beside", "/own", true],
    ["a field beside a reference to which another one leads", "Root/properties/within", "/more", true],
    ["a field of the end of such references", "Root/properties/within", "/name", true],
    ["a field that none has", "Root/properties/within", "/own", false],
    ["references that lead round", "Round", "/c", false],
  ])("%s", (_title, place, field, want) => {
    const schema = { value: { $ref: `#/components/schemas/${place}` }, pointer: "" };
    expect(isInEveryShape(document, schema, field)).toBe(want);
  });
});

describe("valuesOf", () => {
  it("gathers enums and constants, and knows that an open branch leaves them open", () => {
    expect(valuesOf(schemaFieldAt(document, root, "/state") ?? [])).toEqual(["a", "b", "c"]);
    expect(valuesOf(schemaFieldAt(document, root, "/half") ?? [])).toBeUndefined();
    expect(valuesOf(schemaFieldAt(document, root, "/own") ?? [])).toBeUndefined();
  });
});
