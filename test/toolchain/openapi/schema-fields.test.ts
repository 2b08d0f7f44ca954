import { describe, expect, it } from "vitest";
import {
  schemaFieldAt,
  schemaFieldOf,
  typesOf,
  valuesOf,
} from "../../../packages/toolchain/src/openapi/schema-fields.js";
import { documentOf } from "../contract/support.js";

const document = documentOf(`
components:
  schemas:
    Loop: { properties: { name: { type: string }, next: { $ref: "#/components/schemas/Loop" } }, allOf: [{ $ref: "#/components/schemas/Loop" }] }
    Deep: { oneOf: [{ $ref: "#/components/schemas/Loop" }, { properties: { other: { type: integer } } }] }
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

describe("valuesOf", () => {
  it("gathers enums and constants, and knows that an open branch leaves them open", () => {
    expect(valuesOf(schemaFieldAt(document, root, "/state") ?? [])).toEqual(["a", "b", "c"]);
    expect(valuesOf(schemaFieldAt(document, root, "/half") ?? [])).toBeUndefined();
    expect(valuesOf(schemaFieldAt(document, root, "/own") ?? [])).toBeUndefined();
  });
});
