import { expect, it } from "vitest";
import { findClosest } from "../../packages/toolchain/src/closest.js";

it.each([
  ["updat", ["target", "update", "remove"], "update"],
  ["Extends", ["actions", "extends"], "extends"],
  ["/job/{id}", ["/jobs/{id}", "/jobs"], "/jobs/{id}"],
  ["descripton", ["description"], "description"],
  ["ab", ["xb", "ay"], "xb"],
  ["licence", ["title", "version"], undefined],
  ["naem", ["item", "name"], "name"],
  ["ab", ["cd", "ba"], "ba"],
  ["a", [], undefined],
])("the name nearest to %s among %j is %s", (name, candidates, nearest) => {
  expect(findClosest(name, candidates)).toBe(nearest);
});

it("compares no more letters than a person would wait for", () => {
  const long = "a".repeat(100_000);
  expect(findClosest(long, [`${long}b`])).toBeUndefined();
  const many = Array.from({ length: 200_000 }, (_, index) => `name${index}`);
  expect(findClosest("nam", ["name", ...many])).toBe("name");
});
