import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "../../../packages/toolchain/src/document/json-text.js";
import { readData } from "../../../packages/toolchain/src/document/read-data.js";
import { readYaml } from "../../../packages/toolchain/src/document/yaml.js";
import { formatPointer, isObject, type Json } from "../../../packages/toolchain/src/json.js";
import { failure } from "./support.js";

const read = (text: string) => readJson({ path: "a.json", text });

describe("values", () => {
  const cases: [title: string, text: string, want: Json][] = [
    ["an integer beyond 2⁵³ keeps its digits", '{"max": 9223372036854775807}', { max: 9223372036854775807n }],
    ["a large number with an exponent is a number", "[1e20, 1.5e300]", [1e20, 1.5e300]],
    [
      "a version that is a number keeps its digits",
      '{"swagger": 2.0, "info": {"version": 1.10}}',
      { swagger: "2.0", info: { version: "1.10" } },
    ],
    ["escapes", '"\\u0041\\n\\"\\\\"', 'A\n"\\'],
    ["a string that ends in a backslash", '["\\\\", 1]', ["\\", 1]],
    ["a byte order mark and CRLF", '\uFEFF{\r\n"a": 1\r\n}\r\n', { a: 1 }],
  ];
  it.each(cases)("%s", (_, text, want) => {
    expect(read(text).value).toStrictEqual(want);
  });

  it("keys that name the prototype are plain data", () => {
    const { value } = read('{"__proto__": {"polluted": true}, "constructor": {"prototype": {}}}');
    expect(Object.keys(value ?? {})).toStrictEqual(["__proto__", "constructor"]);
    expect(value).not.toHaveProperty("polluted");
    expect({}).not.toHaveProperty("polluted");
  });

  it("is what JSON.parse reads, for any JSON text", () => {
    const same = fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 1, 2), (text, indent) => {
      const printed = JSON.stringify(JSON.parse(text), undefined, indent);
      expect(rounded(read(printed).value)).toStrictEqual(JSON.parse(printed));
    });
    fc.assert(same);
  });

  it("refuses what JSON.parse refuses, for any text made of JSON's characters", () => {
    const text = fc.string({
      unit: fc.constantFrom(...'{}[]:,"\\ntruefalse01.-eE \n\t\u0001'.split("")),
      maxLength: 30,
    });
    const same = fc.property(text, (candidate) => {
      const isJson = failureOf(() => JSON.parse(candidate)) === undefined;
      const found = failure(() => read(candidate));
      // Equal keys are the one thing that is refused though JSON.parse reads it; huge exponents have no finite value.
      fc.pre(!/duplicate-key|document\/number/.test(found));
      expect(found === "no failure").toBe(isJson);
    });
    fc.assert(same, { numRuns: 2000 });
  });
});

/** As JSON.parse has it: integers beyond 2⁵³ lose digits. */
function rounded(value: Json): unknown {
  if (Array.isArray(value)) return value.map(rounded);
  if (!isObject(value)) return typeof value === "bigint" ? Number(value) : value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, rounded(member)]));
}

function failureOf(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe("locations", () => {
  const text = '{\n  "paths": {\n    "/a": {"get": {"tags": ["x", "y"]}}\n  }\n}\n';
  const cases: [pointer: string, line: number, column: number][] = [
    ["", 1, 1],
    ["/paths", 2, 3],
    ["/paths/~1a/get", 3, 12],
    ["/paths/~1a/get/tags/1", 3, 34],
    ["/paths/~1a/put", 3, 5],
  ];
  it.each(cases)("%s stands at %i:%i", (pointer, line, column) => {
    expect(read(text).locate(pointer)).toStrictEqual({ file: "a.json", line, column, pointer });
  });

  it("are those that the YAML reader gives for the same text", () => {
    const same = fc.property(fc.object({ maxDepth: 3, key: fc.string({ unit: "grapheme-ascii" }) }), (object) => {
      const printed = JSON.stringify(object, undefined, 2);
      const [json, yaml] = [read(printed), readYaml({ path: "a.json", text: printed })];
      for (const pointer of pointersOf(json.value)) expect(json.locate(pointer)).toStrictEqual(yaml.locate(pointer));
    });
    fc.assert(same, { numRuns: 50 });
  });
});

function pointersOf(value: Json, path: readonly string[] = []): string[] {
  const members = Array.isArray(value) || isObject(value) ? Object.entries(value) : [];
  return [formatPointer(path), ...members.flatMap(([key, member]) => pointersOf(member, [...path, key]))];
}

const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

describe("refusals", () => {
  const cases: [title: string, text: string, want: string][] = [
    ["an empty text", "", "document/unreadable at a.json:1:1: Expected a JSON value, found the end of the text"],
    [
      "a duplicate key",
      '{"a": 1,\n "b": {"k": 1,\n "l": 2,\n "k": 3}}',
      'document/duplicate-key at a.json:4:2 (/b/k): Expected each key once, found "k" on line 2 and on line 4',
    ],
    ["a trailing comma", '{"a": 1,}', 'document/unreadable at a.json:1:9: Expected a key in double quotes, found "}"'],
    ["a comment", "[1 // one\n]", 'document/unreadable at a.json:1:4: Expected "," or "]", found "// one\\n]"'],
    ["a missing colon", '{"a" 1}', 'document/unreadable at a.json:1:6 (/a): Expected ":", found "1}"'],
    ["text after the value", "{} {}", 'document/unreadable at a.json:1:4: Expected the end of the text, found "{}"'],
    [
      "an unclosed string",
      '["a',
      "document/unreadable at a.json:1:2 (/0): Expected a string to end, found the end of the text",
    ],
    [
      "a bad escape",
      '["\\x"]',
      "document/unreadable at a.json:1:2 (/0): Expected a JSON string, found a bad escape or a control character",
    ],
    ["a leading zero", "[01]", 'document/unreadable at a.json:1:3: Expected "," or "]", found "1]"'],
    [
      "a number too large to hold",
      "[1e400]",
      "document/number at a.json:1:2 (/0): Expected a finite number, found 1e400",
    ],
  ];
  it.each(cases)("%s", (_, text, want) => {
    expect(failure(() => read(text))).toBe(want);
  });

  it("reads 200 levels and refuses 201, and a million", () => {
    expect(failure(() => read(nested(200)))).toBe("no failure");
    expect(failure(() => read(nested(201)))).toMatch(/^document\/too-deep at a.json:1:201 /);
    expect(failure(() => read(nested(1_000_000)))).toMatch(/^document\/too-deep/);
  });
});

it("the file's name decides between JSON and YAML", () => {
  expect(readData({ path: "a.yaml", text: "{a: 1}" }).value).toStrictEqual({ a: 1 });
  expect(failure(() => readData({ path: "a.JSON", text: "{a: 1}" }))).toMatch(/^document\/unreadable/);
});
