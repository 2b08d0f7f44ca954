import { describe, expect, test } from "vitest";
import { compileQuery, createSelect } from "../../../packages/toolchain/src/overlay/query.js";

const location = { file: "overlay.yaml" };

describe("queries that are not well-typed (RFC 9535, section 2.3.5.1)", () => {
  test.each([
    "$[?!@.a == 1]",
    "$[?1 == !@.a]",
    "$[?@.a == !@.b]",
    "$[?@.a == 1 == 2]",
    "$[?@.a < 1 < 2]",
    "$[?(@.a && @.b) != true]",
    "$[?(@.a == 1) == (@.b == 2)]",
    "$.x[?@.y[?!@.a >= 1]]",
    "$[?count(@[?!@.a == 1]) > 1]",
    "$['a', ?!@.a == 1]",
  ])("a condition is not compared: %s", (query) => {
    expect(() => compileQuery(query, location)).toThrow("compares values, not conditions");
  });

  test.each([
    "$[?!1]",
    "$[?!'a']",
    "$[?!null]",
    "$[?!count(@.*)]",
    "$[?!length(@.a)]",
    "$[?@.a && length(@.a)]",
    "$[?value(@..a) || @.b]",
    "$..[?@.a[?@.b && count(@.*)]]",
  ])("a value is no condition: %s", (query) => {
    expect(() => compileQuery(query, location)).toThrow("takes conditions, not values");
  });

  test.each<[query: string, selected: string]>([
    ["$[?!(@.a == 1)]", "q r s"],
    ["$[?!@.a]", "s"],
    ["$[?!(!@.a)]", "p q r"],
    ["$[?!match(@.a, 'x.')]", "p r s"],
    ["$[?@.a && count(@.*) > 1]", "q"],
    ["$[?search(@.a, 'x') || @.a == null]", "q r"],
    ["$[?(@.a == 1 || @.b) && !(@.b == 3)]", "p q"],
    ["$[?length(@.a) == count(@.*)]", "q"],
  ])("%s is, and selects %s", (query, selected) => {
    const document = { p: { a: 1 }, q: { a: "xy", b: 2 }, r: { a: null }, s: { b: 3 } };
    expect(createSelect()(document, query, location).join(" ")).toBe(selected);
  });
});
