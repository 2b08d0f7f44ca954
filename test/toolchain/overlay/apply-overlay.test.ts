import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../packages/toolchain/src/json.js";
import { applyOverlay } from "../../../packages/toolchain/src/overlay/apply-overlay.js";
import { parseOverlay } from "../../../packages/toolchain/src/overlay/parse-overlay.js";
import { deepFreeze, failureOf, overlayOf } from "./support.js";

const locate = (pointer: string) => ({ file: "overlay.yaml", pointer });

describe("applyOverlay: the report", () => {
  it("tells for each action how many nodes matched and whether anything changed", () => {
    const overlay = overlayOf([
      { target: "$.list[*]", update: { x: 1 }, description: "Why" },
      { target: "$.list[*].x", update: 1 },
      { target: "$.list[0].x", remove: false },
      { target: "$.missing", remove: true },
      { target: "$.list", update: [] },
      { target: "$.list[0]", remove: true },
    ]);
    const { report } = applyOverlay({ list: [{}, {}] }, overlay);
    expect(report.map(({ action, matched, changed }) => [action, matched, changed])).toEqual([
      [1, 2, true],
      [2, 2, false],
      [3, 1, false],
      [4, 0, false],
      [5, 1, false],
      [6, 1, true],
    ]);
    expect(report[0]).toEqual({
      action: 1,
      target: "$.list[*]",
      description: "Why",
      matched: 2,
      changed: true,
      location: { file: "overlay.yaml", pointer: "/actions/0" },
    });
  });

  it("gives back the very document where every action is obsolete", () => {
    const document = deepFreeze({ a: { type: "string" } });
    const result = applyOverlay(document, overlayOf([{ target: "$.a", update: { type: "string" } }]));
    expect(result.document).toBe(document);
  });

  it("leaves `extends` to the caller: the document given is the one changed", () => {
    const value = { overlay: "1.1.0", info: { title: "t", version: "1" }, extends: "./other.yaml" };
    const overlay = parseOverlay({ ...value, actions: [{ target: "$", update: { b: 2 } }] }, locate);
    expect(overlay.extends).toBe("./other.yaml");
    expect(applyOverlay({ a: 1 }, overlay).document).toEqual({ a: 1, b: 2 });
  });
});

describe("applyOverlay: shared parts", () => {
  it("changes one of two places that hold the same object", () => {
    const shared = { type: "string" };
    const document = deepFreeze({ a: shared, b: shared });
    const result = applyOverlay(document, overlayOf([{ target: "$.a", update: { type: "number" } }]));
    expect(result.document).toEqual({ a: { type: "number" }, b: { type: "string" } });
    expect(shared).toEqual({ type: "string" });
  });

  it("inserts a copy into each node, so that later changes to one reach no other", () => {
    const result = applyOverlay(
      { a: {}, b: {}, c: [] },
      overlayOf([
        { target: "$['a','b']", update: { schema: { type: "string" } } },
        { target: "$.c", copy: "$.a.schema" },
        { target: "$.a.schema.type", update: "number" },
      ]),
    );
    expect(result.document).toEqual({
      a: { schema: { type: "number" } },
      b: { schema: { type: "string" } },
      c: [{ type: "string" }],
    });
  });

  it("keeps what it does not touch", () => {
    const document = deepFreeze({ a: {}, b: { c: [] } });
    expect(applyOverlay(document, overlayOf([{ target: "$.a", update: { x: 1 } }])).document["b"]).toBe(document.b);
  });
});

describe("applyOverlay: hazards", () => {
  const hazards: { name: string; document: JsonObject; actions: Json[]; expected: JsonObject }[] = [
    {
      name: "integers beyond 2^53 stay exact",
      document: { maximum: 9223372036854775807n, other: {} },
      actions: [
        { target: "$.other", update: { minimum: -9223372036854775808n } },
        { target: "$.other", copy: "$" },
      ],
      expected: {
        maximum: 9223372036854775807n,
        other: {
          minimum: -9223372036854775808n,
          maximum: 9223372036854775807n,
          other: { minimum: -9223372036854775808n },
        },
      },
    },
    {
      name: "a filter compares an integer beyond 2^53",
      document: { schemas: [{ maximum: 9223372036854775807n }, { maximum: 1 }] },
      actions: [{ target: "$.schemas[?@.maximum > 2147483647]", update: { format: "int64" } }],
      expected: { schemas: [{ maximum: 9223372036854775807n, format: "int64" }, { maximum: 1 }] },
    },
    {
      name: "what every object inherits is no key",
      document: { a: {} },
      actions: [{ target: "$.a['toString','constructor','__proto__','hasOwnProperty']", update: { polluted: true } }],
      expected: { a: {} },
    },
    {
      name: "an array's length is no key",
      document: { a: [1] },
      actions: [{ target: "$.a.length", update: 0 }],
      expected: { a: [1] },
    },
    {
      name: "a key called constructor is merged as any other",
      document: { properties: {} },
      actions: [{ target: "$.properties", update: { constructor: { type: "string" }, toString: { type: "number" } } }],
      expected: { properties: { constructor: { type: "string" }, toString: { type: "number" } } },
    },
    {
      name: "nodes 400 levels deep are found",
      document: nest(400, { leaf: 1 }),
      actions: [{ target: "$..leaf", update: 2 }],
      expected: nest(400, { leaf: 2 }),
    },
  ];
  it.each(hazards)("$name", ({ document, actions, expected }) => {
    expect(applyOverlay(deepFreeze(document), overlayOf(actions)).document).toEqual(expected);
  });

  it("keeps __proto__ an ordinary key, in the document and in an update", () => {
    const document = JSON.parse('{ "a": { "__proto__": { "kept": 1 } }, "b": {} }');
    const update = JSON.parse('{ "__proto__": { "added": 2 } }');
    const result = applyOverlay(document, overlayOf([{ target: "$.*", update }])).document;
    expect(JSON.stringify(result)).toBe('{"a":{"__proto__":{"kept":1,"added":2}},"b":{"__proto__":{"added":2}}}');
    expect(Object.hasOwn(Object.prototype, "added")).toBe(false);
    const removed = applyOverlay(result, overlayOf([{ target: "$.a['__proto__']", remove: true }])).document;
    expect(JSON.stringify(removed)).toBe('{"a":{},"b":{"__proto__":{"added":2}}}');
  });

  it("refuses a document 5,000 levels deep with an error of its own", () => {
    const error = failureOf(() => applyOverlay(nest(5000, {}), overlayOf([{ target: "$..leaf", remove: true }])));
    expect(error.code).toBe("overlay/too-deep");
    expect(error.location).toEqual({ file: "overlay.yaml", pointer: "/actions/0/target" });
  });

  it("refuses actions that make the document ever deeper", () => {
    const actions = Array.from({ length: 12 }, () => ({ target: "$..leaf", copy: "$" }));
    const error = failureOf(() => applyOverlay({ a: { leaf: {} } }, overlayOf(actions)));
    expect(error.code).toBe("overlay/too-deep");
  });
});

function nest(levels: number, leaf: JsonObject): JsonObject {
  return Array.from({ length: levels }).reduce<JsonObject>((inner) => ({ inner }), leaf);
}
