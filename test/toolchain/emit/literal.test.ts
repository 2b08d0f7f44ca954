import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LiteralValue, literal } from "../../../packages/toolchain/src/emit/literal.js";
import { propertyRuns } from "../../support/property.js";

describe("literal", () => {
  const cases: [LiteralValue, string][] = [
    [null, "null"],
    [1.5, "1.5"],
    ['a "b"\n', '"a \\"b\\"\\n"'],
    ["\u2028\u2029", '"\\u2028\\u2029"'],
    [[1, "a"], '[1, "a"]'],
    [{ name: 1, "X-Id": 2, gone: undefined }, '{ name: 1, "X-Id": 2 }'],
    [{ ["__proto__"]: 1 }, '{ ["__proto__"]: 1 }'],
  ];
  test.each(cases)("%j is written as %s", (data, expected) => {
    expect(literal(data)).toBe(expected);
  });

  test("means the same data to JavaScript, whatever the data", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(runInNewContext(`JSON.stringify(${literal(toData(value))})`)).toBe(JSON.stringify(value));
      }),
      propertyRuns(),
    );
  });
});

/** The same value, typed as what the emitter takes. */
function toData(value: fc.JsonValue): LiteralValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toData);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toData(member ?? null)]));
}
