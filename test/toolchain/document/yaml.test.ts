import { describe, expect, it } from "vitest";
import type { Recovery } from "../../../packages/toolchain/src/document/data.js";
import { readYaml } from "../../../packages/toolchain/src/document/yaml.js";
import { ToolchainError } from "../../../packages/toolchain/src/errors.js";
import type { Json } from "../../../packages/toolchain/src/json.js";
import { failure } from "./support.js";

const read = (text: string) => readYaml({ path: "a.yaml", text });

describe("values", () => {
  const cases: [title: string, text: string, want: Json][] = [
    ["an empty text is null", "", null],
    ["comments alone are null", "# nothing\n", null],
    ["core types", "[a, 1, 1.5, true, null, ~, '1', \"2\"]", ["a", 1, 1.5, true, null, null, "1", "2"]],
    [
      "words that only older readers take for booleans stay text",
      "[yes, no, on, off, y, n]",
      ["yes", "no", "on", "off", "y", "n"],
    ],
    ["dates stay text", "at: 2024-01-31", { at: "2024-01-31" }],
    ["octal and hexadecimal integers", "[0o17, 0x1F]", [15, 31]],
    ["an integer beyond 2⁵³ keeps its digits", "max: 9223372036854775807", { max: 9223372036854775807n }],
    ["a negative one too", "min: -9223372036854775808", { min: -9223372036854775808n }],
    ["the largest safe integer is a number", "n: 9007199254740991", { n: 9007199254740991 }],
    [
      "keys are text, whatever they look like",
      "200: a\n1.0: b\nnull: c\ntrue: d",
      { "200": "a", "1.0": "b", null: "c", true: "d" },
    ],
    [
      "a version that looks like a number keeps its digits",
      "openapi: 3.1\ninfo: {title: 12, version: 1.0}",
      { openapi: "3.1", info: { title: "12", version: "1.0" } },
    ],
    ["2.0 without quotes", "swagger: 2.0", { swagger: "2.0" }],
    [
      "the same key elsewhere is a number",
      "x: {version: 1.0, info: {version: 1.0}}",
      { x: { version: 1, info: { version: 1 } } },
    ],
    ["folded and literal text", "a: >-\n  one\n  two\nb: |\n  one\n  two\n", { a: "one two", b: "one\ntwo\n" }],
    ["an explicit tag of JSON's types", "a: !!str 1\nb: !!float 1.5", { a: "1", b: 1.5 }],
    ["an alias is copied", "a: &x {k: 1}\nb: *x", { a: { k: 1 }, b: { k: 1 } }],
    ["an alias means the anchor before it", "- &x 1\n- *x\n- &x 2\n- *x", [1, 1, 2, 2]],
    ["a quoted << is a name", "'<<': 1", { "<<": 1 }],
    ["a number of !!float without a point", "a: !!float 24", { a: 24 }],
    ["a quoted number of !!int", "a: !!int '3'\nb: !!int -9223372036854775808", { a: 3, b: -9223372036854775808n }],
    ["words of !!bool", "[!!bool yes, !!bool 'False']", [true, false]],
    ["nothing of !!null", "[!!null '', !!null ~]", [null, null]],
    ["!!map and !!seq on what they are", "a: !!map {k: !!seq [1]}", { a: { k: [1] } }],
    ["a merge key", "base: &b {k: 1, l: 2}\na: {<<: *b, l: 3}", { base: { k: 1, l: 2 }, a: { k: 1, l: 3 } }],
    ["a merge key after a key that it has", "base: &b {k: 1}\na: {k: 2, <<: *b}", { base: { k: 1 }, a: { k: 2 } }],
    [
      "of several merged mappings the first wins",
      "- &x {k: 1}\n- &y {k: 2, l: 2}\n- <<: [*x, *y]",
      [{ k: 1 }, { k: 2, l: 2 }, { k: 1, l: 2 }],
    ],
    ["a merge in a merge", "- &x {k: 1}\n- &y {<<: *x, l: 2}\n- {<<: *y}", [{ k: 1 }, { k: 1, l: 2 }, { k: 1, l: 2 }]],
    ["<< without a mapping is a name", "<<: 1", { "<<": 1 }],
    ["CR line ends (YAML 1.2.2, section 5.4)", "a: |\r  one\r  two\r# c\rb: 'x\r  y'\r", { a: "one\ntwo\n", b: "x y" }],
    ["line ends of each kind", "a:\r- b: 1\r\n- c: 2\n\r- 3\r", { a: [{ b: 1 }, { c: 2 }, 3] }],
    ["CRLF line ends", "a: |\r\n  one\r\n  two\r\nb: 1\r\n", { a: "one\ntwo\n", b: 1 }],
    ["a byte order mark", "\uFEFFa: 1", { a: 1 }],
    ["the end of a document may be marked", "---\na: 1\n...\n", { a: 1 }],
  ];
  it.each(cases)("%s", (_, text, want) => {
    expect(read(text).value).toStrictEqual(want);
  });

  it("copies of an alias share nothing", () => {
    const { value } = read("a: &x {k: [1]}\nb: *x\n");
    const [a, b] = Object.values(value ?? {});
    expect(a).toStrictEqual(b);
    expect(a).not.toBe(b);
  });

  it("keys that name the prototype are plain data", () => {
    const { value } = read("__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n");
    expect(Object.keys(value ?? {})).toStrictEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value).not.toHaveProperty("polluted");
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("locations", () => {
  const text = "# first\nopenapi: 3.1.0\npaths:\n  /a/b:\n    get:\n      tags: [x, y]\nz: &n\n  k: 1\nw: *n\n";
  const cases: [pointer: string, line: number, column: number][] = [
    ["", 2, 1],
    ["/openapi", 2, 1],
    ["/paths/~1a~1b/get", 5, 5],
    ["/paths/~1a~1b/get/tags/1", 6, 17],
    ["/paths/~1a~1b/get/summary", 5, 5],
    ["/nothing/at/all", 2, 1],
    ["/w", 9, 1],
    ["/w/k", 8, 3],
  ];
  it.each(cases)("%s stands at %i:%i", (pointer, line, column) => {
    expect(read(text).locate(pointer)).toStrictEqual({ file: "a.yaml", line, column, pointer });
    expect(read(`\uFEFF${text.replaceAll("\n", "\r\n")}`).locate(pointer)).toMatchObject({ line, column });
  });
});

const bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
for (const [name, of] of ["ba", "cb", "dc", "ed", "fe", "gf", "hg"])
  bomb.push(`${name}: &${name} [${Array(10).fill(`*${of}`).join()}]`);

const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

const nestedByLine = (levels: number) => Array.from({ length: levels }, (_, i) => `${" ".repeat(i)}a:`).join("\n");

describe("what is merged", () => {
  it("is found where it was written", () => {
    const { locate } = read("base: &b\n  k: {x: 1}\na:\n  <<: *b\n  l: 2\n");
    expect(["/a/k", "/a/k/x", "/a/l"].map((pointer) => locate(pointer).line)).toStrictEqual([2, 2, 5]);
  });

  it("counts for the limit on aliases", () => {
    const merged = bomb.map((line) => line.replaceAll(/\[(.*)\]/gu, "{list: [$1]}"));
    expect(failure(() => read(`${merged.join("\n")}\nz: {<<: *hg}`))).toMatch(
      /^document\/alias .*at most 100000 values/,
    );
  });
});

describe("slips that are recovered where that is asked for", () => {
  const cases: [title: string, text: string, want: Json][] = [
    ["a text that begins with a reserved character", "a: @x\nb: `y`\n", { a: "@x", b: "`y`" }],
    ["a wrong escape", 'a: "\\d"\nb: 1\n', { a: "\\d", b: 1 }],
    ["more after a quoted text", "a: \"x\" y\nb: 'it's'\nc: 1\n", { a: "x", b: "it", c: 1 }],
    ["a tag of nobody's", "a: !secret x\nb: !!timestamp 2001-01-01\n", { a: "x", b: "2001-01-01" }],
    ["a tag that its value is not of", "a: !!int abc\nb: !!seq {k: 1}\n", { a: "abc", b: { k: 1 } }],
  ];
  it.each(cases)("%s", (_, text, want) => {
    const recovered: Recovery[] = [];
    expect(readYaml({ path: "a.yaml", text }, recovered).value).toStrictEqual(want);
    expect(recovered[0]).toMatchObject({ message: expect.any(String), location: { file: "a.yaml", line: 1 } });
    expect(() => read(text)).toThrow(ToolchainError);
  });
});

describe("refusals", () => {
  const cases: [title: string, text: string, want: string | RegExp][] = [
    [
      "a duplicate key",
      "a: 1\nb:\n  k: 1\n  l: 2\n  k: 3\n",
      'document/duplicate-key at a.yaml:5:3 (/b/k): Expected each key once, found "k" on line 3 and on line 5',
    ],
    [
      "keys that become equal",
      "200: a\n'200': b\n",
      'document/duplicate-key at a.yaml:2:1 (/200): Expected each key once, found "200" on line 1 and on line 2',
    ],
    ["a duplicate __proto__", "__proto__: a\n__proto__: b\n", /^document\/duplicate-key at a.yaml:2:1 /],
    ["an unknown tag", "a: 1\nb: !secret x\n", /^document\/tag at a.yaml:2:\d+ \(\/b\).*!secret/],
    [
      "a tag with a JavaScript type of its own",
      "a: !!timestamp 2001-01-01\n",
      /^document\/tag at a.yaml:1:\d+ \(\/a\).*timestamp/,
    ],
    ["a binary tag", "a: !!binary aGk=\n", /^document\/tag at a.yaml:1:\d+ \(\/a\)/],
    ["a set", "a: !!set {x, y}\n", /^document\/tag at a.yaml:1/],
    ["a tagged text that is not of its type", "a: !!int abc\n", /^document\/(tag|unreadable) at a.yaml:1/],
    [
      "a second document",
      "a: 1\n---\nb: 2\n",
      "document/several-documents at a.yaml:2:1: Expected one YAML document, found a second",
    ],
    ["an alias bomb", bomb.join("\n"), /^document\/alias at a.yaml:\d+:\d+ .*at most 100000 values/],
    [
      "an alias of nothing",
      "a: *x\n",
      "document/alias at a.yaml:1:4 (/a): Expected an anchor &x further up, found none",
    ],
    [
      "an alias inside its own anchor",
      "a: &x\n  b: [*x]\n",
      "document/alias at a.yaml:2:7 (/a/b/0): Expected a finite value, found *x inside itself",
    ],
    ["an alias as a key", "- &x k\n- *x : 1\n", /^document\/unreadable at a.yaml:2/],
    [
      "infinity",
      "a: {maximum: .inf}\n",
      "document/number at a.yaml:1:14 (/a/maximum): Expected a finite number, found .inf",
    ],
    ["not a number", "a: .nan\n", /^document\/number at a.yaml:1:4/],
    ["a number too large to hold", "a: 1e400\n", /^document\/number at a.yaml:1:4/],
    ["an unclosed quote", 'a: 1\nb: "x\n', /^document\/unreadable at a.yaml:3:1: Missing closing/],
    ["a tab as indentation", "a:\n\tb: 1\n", /^document\/unreadable at a.yaml:2:1/],
    ["a wrong indentation", "a:\n  b: 1\n c: 2\n", /^document\/unreadable at a.yaml:3/],
    ["an unknown directive", "%FOO\n---\na: 1\n", /^document\/unreadable at a.yaml:1:1/],
    [
      "a page of HTML",
      "<!doctype html>\n<html><body>Not: found</body></html>\n",
      /^document\/unreadable at a.yaml:1:1/,
    ],
    [
      "flow sequences nested by the thousand",
      `${"[".repeat(10_000)}${"]".repeat(10_000)}`,
      /^document\/too-deep at a.yaml:1:20\d:/,
    ],
    ["flow mappings nested by the thousand", "{a: ".repeat(3_000_000), /^document\/too-deep at a.yaml:1/],
    [
      "block mappings nested by the thousand",
      Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
      /^document\/too-deep at a.yaml:20\d:/,
    ],
    ["sequences nested on one line", "- ".repeat(3_000_000), /^document\/too-deep at a.yaml:1/],
    ["explicit keys nested on one line", "? ".repeat(3_000_000), /^document\/too-deep at a.yaml:1/],
    ["many documents", "---\na: 1\n".repeat(1_000_000), /^document\/several-documents at a.yaml:3:1/],
    [
      "a text over the cap",
      "#".repeat(64 * 1024 * 1024 + 1),
      "document/too-large at a.yaml: Expected at most 67108864 bytes, found 67108865",
    ],
  ];
  const wanted = cases.map(([title, text, want]) => ({
    title,
    text,
    want: typeof want === "string" ? want : expect.stringMatching(want),
  }));
  it.each(wanted)("$title, however long", ({ text, want }) => {
    const found = failure(() => read(text));
    expect(found).toEqual(want);
    expect(found.length).toBeLessThan(600);
  });

  it("reads 200 levels and refuses 201", () => {
    expect(failure(() => read(nested(200)))).toBe("no failure");
    expect(failure(() => read(nested(201)))).toMatch(/^document\/too-deep/);
    expect(failure(() => read(nestedByLine(200)))).toBe("no failure");
    expect(failure(() => read(nestedByLine(201)))).toMatch(/^document\/too-deep/);
  });

  it("counts the levels that an alias adds", () => {
    const deep = `a: &x ${"[".repeat(120)}${"]".repeat(120)}\nb: ${"[".repeat(100)}*x${"]".repeat(100)}\n`;
    expect(failure(() => read(deep))).toMatch(/^document\/too-deep at a.yaml:/);
  });
});
