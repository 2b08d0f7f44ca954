import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matches } from "../../../packages/toolchain/src/overlay/linear-pattern.js";
import { runRules } from "./run-cases.js";

describe("Overlay 1.1 target: which nodes", () => {
  runRules("1.1.0", [
    {
      rule: "a target that selects no node succeeds and changes nothing",
      document: { a: { b: 1 } },
      actions: [{ target: "$.missing", update: { c: 2 } }],
      expected: { a: { b: 1 } },
    },
    {
      rule: "a target that selects one node changes it alone",
      document: { a: {}, b: {} },
      actions: [{ target: "$.a", update: { x: 1 } }],
      expected: { a: { x: 1 }, b: {} },
    },
    {
      rule: "a target that selects several objects changes each",
      document: { paths: { "/a": { get: {} }, "/b": { get: { tags: [] } }, "/c": { post: {} } } },
      actions: [{ target: "$.paths.*.get", update: { "x-safe": true } }],
      expected: {
        paths: { "/a": { get: { "x-safe": true } }, "/b": { get: { tags: [], "x-safe": true } }, "/c": { post: {} } },
      },
    },
    {
      rule: "a target that selects several arrays changes each",
      document: { a: [1], b: [2] },
      actions: [{ target: "$.*", update: 3 }],
      expected: { a: [1, 3], b: [2, 3] },
    },
    {
      rule: "a target that selects several primitives, null among them, changes each",
      document: { list: ["a", 1, null, true] },
      actions: [{ target: "$.list[*]", update: "same" }],
      expected: { list: ["same", "same", "same", "same"] },
    },
    {
      rule: "a node that a query selects twice is changed once",
      document: { a: [1] },
      actions: [{ target: "$['a','a']", update: 2 }],
      expected: { a: [1, 2] },
    },
    {
      rule: "nodes that stand inside other selected nodes are changed too",
      document: { schema: { properties: { schema: { type: "string" } } } },
      actions: [{ target: "$..schema", update: { "x-seen": true } }],
      expected: { schema: { properties: { schema: { type: "string", "x-seen": true } }, "x-seen": true } },
    },
    {
      rule: "nodes that the same action inserts are not selected",
      document: { a: {} },
      actions: [{ target: "$..a", update: { a: {} } }],
      expected: { a: { a: {} } },
    },
    {
      rule: "a filter selects by content",
      document: {
        parameters: [
          { name: "filter", in: "query" },
          { name: "filter", in: "header" },
        ],
      },
      actions: [{ target: "$.parameters[?@.name=='filter' && @.in=='query']", update: { required: true } }],
      expected: {
        parameters: [
          { name: "filter", in: "query", required: true },
          { name: "filter", in: "header" },
        ],
      },
    },
    {
      rule: "a filter looks into what a node holds",
      document: {
        paths: { "/a": { get: { "x-traits": ["paged"] } }, "/b": { get: { "x-traits": ["other"] } }, "/c": {} },
      },
      actions: [
        { target: "$.paths[?@.get['x-traits'][?@ == 'paged']].get", update: { parameters: [{ name: "top" }] } },
      ],
      expected: {
        paths: {
          "/a": { get: { "x-traits": ["paged"], parameters: [{ name: "top" }] } },
          "/b": { get: { "x-traits": ["other"] } },
          "/c": {},
        },
      },
    },
    {
      rule: "the root can be updated",
      document: { info: { title: "A" } },
      actions: [{ target: "$", update: { info: { version: "1" }, tags: [] } }],
      expected: { info: { title: "A", version: "1" }, tags: [] },
    },
  ]);
});

describe("Overlay 1.1 actions: order and modifiers", () => {
  runRules("1.1.0", [
    {
      rule: "each action works on the result of the one before",
      document: { a: {} },
      actions: [
        { target: "$.a", update: { b: {} } },
        { target: "$.a.b", update: { c: 1 } },
        { target: "$.a.b.c", update: 2 },
      ],
      expected: { a: { b: { c: 2 } } },
    },
    {
      rule: "the last of two updates wins",
      document: { a: 0 },
      actions: [
        { target: "$.a", update: 1 },
        { target: "$.a", update: 2 },
      ],
      expected: { a: 2 },
    },
    {
      rule: "a node removed by one action can be created again by a later one, of another type",
      document: { a: { type: ["string"] } },
      actions: [
        { target: "$.a.type", remove: true },
        { target: "$.a", update: { type: "string" } },
      ],
      expected: { a: { type: "string" } },
    },
    {
      rule: "update has no effect where remove is true",
      document: { a: { b: 1 }, c: 2 },
      actions: [{ target: "$.a", update: { x: 1 }, remove: true }],
      expected: { c: 2 },
    },
    {
      rule: "update has its effect where remove is false",
      document: { a: {} },
      actions: [{ target: "$.a", update: { x: 1 }, remove: false }],
      expected: { a: { x: 1 } },
    },
  ]);
});

describe("patterns of `match` and `search`", () => {
  const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("a", "b", "é", "😀", ".", "[ab]", "[^a]", String.raw`\.`, String.raw`\p{Lu}`, "^", "$", ""),
      fc.tuple(tie("pattern"), tie("pattern")).map((both) => both.join("")),
      fc.tuple(tie("pattern"), tie("pattern")).map(([one, other]) => `(${one}|${other})`),
      fc
        .tuple(tie("pattern"), fc.constantFrom("*", "+", "?", "{2}", "{1,}", "{0,2}"))
        .map(([one, times]) => `(${one})${times}`),
    ),
  }));
  const text = fc
    .array(fc.constantFrom("a", "b", "A", ".", "\n", "é", "😀"), { maxLength: 7 })
    .map((all) => all.join(""));

  test("mean what they mean to JavaScript", () => {
    fc.assert(
      fc.property(pattern, text, (written, value) => {
        const same = written.replaceAll(/(?<!\\)\./gu, String.raw`[^\n\r]`);
        expect(matches(value, written, true)).toBe(new RegExp(`^(?:${same})$`, "u").test(value));
        expect(matches(value, written, false)).toBe(new RegExp(same, "u").test(value));
      }),
    );
  });

  test.each([..."()*+-.?[]^{|}\\\n\r\t".matchAll(/./gsu)].flat())(
    "have the escape of %j, alone and in a class",
    (character) => {
      const escape = { "\n": "n", "\r": "r", "\t": "t" }[character] ?? character;
      expect(matches(`a${character}b`, `a\\${escape}b`, true)).toBe(true);
      expect(matches(`a${character}b`, `[\\${escape}]+`, false)).toBe(true);
      expect(matches("a_b", `a\\${escape}b`, true)).toBe(false);
    },
  );

  test.each(["(a+)+b", "(a|a|aa)*b", "((a*)*)*b", ".*.*.*.*b"])("take a time that grows with the text: %s", (slow) => {
    const before = performance.now();
    expect(matches("a".repeat(100_000), slow, false)).toBe(false);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  test.each([
    "(",
    "a)",
    "a**",
    "*",
    "[",
    "[b-a]",
    "a{2,1}",
    "{1}",
    String.raw`\d`,
    "(".repeat(999),
    "((a{999}){999}){999}",
  ])("that are none match nothing: %s", (wrong) => {
    expect([matches("a", wrong, true), matches("a", wrong, false)]).toEqual([false, false]);
  });
});
