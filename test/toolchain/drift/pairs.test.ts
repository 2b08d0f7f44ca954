import { describe, expect, test } from "vitest";
import { rowsOf } from "../../../packages/toolchain/src/drift/rules/rules.js";
import { lines, pairFiles, readPairs } from "./pair.js";

const pairs = pairFiles.flatMap((file) => readPairs(file).map((pair) => ({ file, ...pair })));

describe.each(pairFiles)("%s", (file) => {
  test.each(readPairs(file))("$what", ({ form, before, after, there }) => {
    expect(lines(form, before, after)).toEqual(there);
  });

  test.each(readPairs(file))("$what, and back", ({ form, before, after, back }) => {
    expect(lines(form, after, before)).toEqual(back);
  });

  test.each(readPairs(file))("$what: each is equal to itself", ({ form, before, after }) => {
    expect([...lines(form, before, before), ...lines(form, after, after)]).toEqual([]);
  });
});

test("there are 290 pairs and more, no two alike", () => {
  const both = pairs.flatMap(({ form, before, after }) => [
    JSON.stringify([form, before, after]),
    JSON.stringify([form, after, before]),
  ]);
  expect(new Set(both).size).toBe(both.length);
  expect(pairs.length).toBeGreaterThanOrEqual(290);
});

/** What is seen on neither axis is not told; providers and hand-written methods stand in no document. */
const seen = rowsOf().filter(
  ({ id, judgement: { wire, source } }) =>
    (wire !== "none" || source !== "none") && !/^(?:provider|wrapper)-/u.test(id),
);

test.each(seen)("$id has a pair", ({ id }) => {
  const found = pairs.filter(({ there, back }) => [...there, ...back].some((line) => line.split(" ")[1] === id));
  expect(found.length).toBeGreaterThan(0);
});
