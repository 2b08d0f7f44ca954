import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printYaml } from "../../../packages/toolchain/src/document/print.js";
import { readYaml } from "../../../packages/toolchain/src/document/yaml.js";
import { type Json, type JsonObject, setOwn } from "../../../packages/toolchain/src/json.js";

const long = "This sentence is long enough that it does not fit on one line of a hundred columns, so it is folded.";

describe("printed text", () => {
  const cases: [title: string, value: Json, want: string][] = [
    [
      "nested maps and lists",
      { tags: ["a", { name: "b", of: [1] }], more: { deep: { x: null } } },
      "tags:\n  - a\n  - name: b\n    of:\n      - 1\nmore:\n  deep:\n    x: null\n",
    ],
    ["lists of lists", [[1, 2], [[3]]], "- - 1\n  - 2\n- - - 3\n"],
    ["empty collections", { servers: [], paths: {} }, "servers: []\npaths: {}\n"],
    ["a version that looks like a number stays text", { info: { version: "1.0" } }, "info:\n  version: '1.0'\n"],
    ["a semantic version needs no quotes", { openapi: "3.1.0" }, "openapi: 3.1.0\n"],
    ["statuses, which are keys", { "200": {}, default: {} }, "'200': {}\ndefault: {}\n"],
    ["references and paths", { "/a/{id}": { $ref: "#/components/x" } }, "/a/{id}:\n  $ref: '#/components/x'\n"],
    ["large integers in full", { max: 9223372036854775807n }, "max: 9223372036854775807\n"],
    ["a large number that is no integer type", { a: 1e20, b: -0, c: 0.1 }, "a: 1e+20\nb: -0.0\nc: 0.1\n"],
    [
      "words that older readers take for other types",
      ["no", "Null", "2024-01-31", "0x1F", "1e3", ""],
      "- 'no'\n- 'Null'\n- '2024-01-31'\n- '0x1F'\n- '1e3'\n- ''\n",
    ],
    ["quotes and colons", ["it's", "a: b", "a #b", "'q'", "- x"], "- it's\n- 'a: b'\n- 'a #b'\n- '''q'''\n- '- x'\n"],
    ["lines as they are", { d: "one\n\n  two  \nthree" }, "d: |-\n  one\n\n    two  \n  three\n"],
    ["a last newline, or several", { a: "x\ny\n", b: "x\n\n" }, "a: |\n  x\n  y\nb: |+\n  x\n\n"],
    ["one long line, folded", { d: long }, `d: >-\n  ${long.slice(0, 92)}\n  ${long.slice(93)}\n`],
    ["one long line with a newline, folded", [`${long}\n`], `- >\n  ${long.slice(0, 92)}\n  ${long.slice(93)}\n`],
    [
      "control characters and separators, escaped",
      ["a\u0000b", "a\u2028b", "\ud800", "a\tb"],
      '- "a\\u0000b"\n- "a\\u2028b"\n- "\\ud800"\n- "a\\tb"\n',
    ],
    ["letters of any script", ["größe", "日本語", "csk_…", "🚀"], "- größe\n- '日本語'\n- 'csk_…'\n- '🚀'\n"],
    ["the merge key as a name", { "<<": 1 }, "'<<': 1\n"],
    ["a scalar", "text", "text\n"],
  ];
  it.each(cases)("%s", (_, value, want) => {
    expect(printYaml(value)).toBe(want);
  });
});

/** Texts of the kinds that YAML treats specially. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom(
      ..."ab \n\t:#-'\"|>[]{},&*!%@`?~<=0.1eE_/\\\r\u0085\u00a0\u2028\ufeff\u3000".split(""),
      "\u{1f680}",
    ),
  }),
  fc
    .array(fc.constantFrom("word", "a", "", " ", "\n", "long-word-without-a-space", "-", "#", "key:"), {
      maxLength: 60,
    })
    .map((words) => words.join(" ")),
  fc.constantFrom("yes", "NULL", "1_000", "12:30:45", "0b1", ".5", "+1", "=", "---", "...", "? a", "%x", "@x", "`x`"),
);
const key = fc.oneof(
  text,
  fc.constantFrom("__proto__", "constructor", "<<", "200", "x".repeat(1100), `${"y ".repeat(700)}z`),
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 200n }),
  fc.bigInt({ min: -(2n ** 70n), max: -(2n ** 53n) }),
);
const { value: json } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 5 }).map((members) => {
      const object: JsonObject = {};
      for (const [name, value] of members) setOwn(object, name, value);
      return object;
    }),
  ),
}));

it("what is printed reads back as the same value, whatever it is", () => {
  const identity = fc.property(json, (value) => {
    const printed = printYaml({ data: value });
    expect(isDeepStrictEqual(readYaml({ path: "a.yaml", text: printed }).value, { data: value })).toBe(true);
  });
  fc.assert(identity, { numRuns: 1000 });
});

it("a text alone, or the text of a whole document, reads back too", () => {
  const identity = fc.property(json, (value) => {
    expect(isDeepStrictEqual(readYaml({ path: "a.yaml", text: printYaml(value) }).value, value)).toBe(true);
  });
  fc.assert(identity, { numRuns: 500, examples: [["|"], ["a\nb\n"], [{ info: { version: "1.0" } }]] });
});

it("what was read and printed prints the same again", () => {
  const stable = fc.property(json, (value) => {
    const printed = printYaml(value);
    expect(printYaml(readYaml({ path: "a.yaml", text: printed }).value)).toBe(printed);
  });
  fc.assert(stable, { numRuns: 300 });
});
