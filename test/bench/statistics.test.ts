import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { propertyRuns } from "../support/property.js";
import { compare, median } from "./statistics.js";

describe("median", () => {
  test.each([
    { given: [7], want: 7 },
    { given: [3, 1], want: 2 },
    { given: [10, 9, 1], want: 9 },
    { given: [100, 2, 1, 3], want: 2.5 },
  ])("of $given is $want", ({ given, want }) => {
    expect(median(given)).toBe(want);
  });

  test("of nothing there is none", () => {
    expect(() => median([])).toThrow(RangeError);
  });

  test("has as many values below as above, and leaves them as they are", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const before = [...values];
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(below).toBeLessThanOrEqual(values.length / 2);
        expect(above).toBeLessThanOrEqual(values.length / 2);
        expect(values).toEqual(before);
      }),
      propertyRuns(),
    );
  });
});

describe("compare", () => {
  test("takes ratio and difference within each round", () => {
    // Round by round the ratios are 3, 1.5 and 2; that of the medians would be 1.5.
    const samples = { base: [10, 20, 100], other: [30, 30, 200] };
    expect(compare(samples, "base")).toEqual([
      { name: "base", median: 20, ratio: 1, added: 0 },
      { name: "other", median: 30, ratio: 2, added: 20 },
    ]);
  });

  test("refuses rounds that have no counterpart", () => {
    expect(() => compare({ base: [1, 2], other: [1] }, "base")).toThrow("other has 1 rounds, base 2");
    expect(() => compare({ other: [1] }, "base")).toThrow(RangeError);
  });
});
