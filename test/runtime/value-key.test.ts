import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { valueKey } from "../../packages/runtime/src/json/value-key.js";
import { propertyRuns } from "../support/property.js";

describe("[43] a value as a key", () => {
  const same: readonly (readonly [unknown, unknown])[] = [
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [{ a: 1, b: undefined }, { a: 1 }],
    [10n, 10n],
    [new Date(5), new Date(5)],
    [
      [1, [2]],
      [1, [2]],
    ],
  ];
  test.each(same)("[19] %o and %o are the same", (one, other) => {
    expect(valueKey(one)).toBe(valueKey(other));
  });

  const different: readonly (readonly [unknown, unknown])[] = [
    [1, "1"],
    [1, 1n],
    [null, undefined],
    [[], {}],
    [["a,b"], ["a", "b"]],
    [{ a: "1,b:2" }, { a: "1", b: "2" }],
    [new Date(5), 5],
    [new Date(5), new Date(6)],
    [new Blob(["a"]), new Blob(["a"])],
    [() => 1, () => 1],
    [{ a: {} }, { a: [] }],
  ];
  test.each(different)("[19] %o and %o differ", (one, other) => {
    expect(valueKey(one)).not.toBe(valueKey(other));
    expect(valueKey(one)).toBe(valueKey(one));
  });

  test("[43] takes a cycle", () => {
    const cycle: { self?: object } = {};
    cycle.self = cycle;
    expect(valueKey(cycle)).toBe(valueKey(cycle));
  });

  test("[43] of any value is a text, equal for equal JSON and different for different JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        // Node compares deeply, whatever the order of keys.
        const isSame = isDeepStrictEqual(one, other);
        expect(valueKey(one) === valueKey(other)).toBe(isSame);
        expect(valueKey(structuredClone(one))).toBe(valueKey(one));
      }),
      propertyRuns(),
    );
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }), (value) => {
        expect(typeof valueKey(value)).toBe("string");
      }),
      propertyRuns(),
    );
  });
});
