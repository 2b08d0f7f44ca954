import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../../packages/toolchain/src/json.js";
import type { OperationPlace } from "../../../packages/toolchain/src/openapi/operations.js";
import { operationPattern } from "../../../packages/toolchain/src/openapi/operation-pattern.js";
import { propertyRuns } from "../../support/property.js";

function operation(method: string, path: string, value: JsonObject = {}): OperationPlace {
  const at = { value, pointer: "" };
  return { method, path, pathItem: at, at };
}

test.each<[pattern: string, taken: readonly OperationPlace[], left: readonly OperationPlace[]]>([
  ["GET", [operation("GET", "/pets")], [operation("POST", "/pets")]],
  ["GET /pets", [operation("GET", "/pets")], [operation("GET", "/pets/{id}"), operation("PUT", "/pets")]],
  ["/pets/*", [operation("GET", "/pets/{id}")], [operation("GET", "/pets/{id}/toys"), operation("GET", "/pets")]],
  ["/*/toys", [operation("GET", "/pets/toys")], [operation("GET", "/a/b/toys")]],
  ["/pets/**", [operation("GET", "/pets"), operation("GET", "/pets/{id}/toys")], [operation("GET", "/petshops")]],
  ["/**/toys", [operation("GET", "/a/b/toys")], [operation("GET", "/toys")]],
  ["list*", [operation("GET", "/", { operationId: "listPets" })], [operation("GET", "/", { operationId: "relist" })]],
  ["a.c", [operation("GET", "/", { operationId: "a.c" })], [operation("GET", "/", { operationId: "abc" })]],
  ["tag:p*s", [operation("GET", "/", { tags: ["x", "pets"] })], [operation("GET", "/", { tags: ["pet"] })]],
])("%s", (pattern, taken, left) => {
  const isNamed = operationPattern(pattern);
  expect([taken.filter((one) => !isNamed(one)), left.filter(isNamed)]).toEqual([[], []]);
});

test("a path is matched as a regular expression matches it", () => {
  const path = fc.array(fc.constantFrom("/", "a", "b"), { maxLength: 6 }).map((letters) => `/${letters.join("")}`);
  const pattern = fc.array(fc.constantFrom("/", "a", "*", "**"), { maxLength: 6 }).map((parts) => `/${parts.join("")}`);
  fc.assert(
    fc.property(pattern, path, (glob, text) => {
      const source = glob.replaceAll(/\/\*\*$|\*\*|\*/gu, (part) => {
        if (part === "/**") return "(?:/.*)?";
        return part === "**" ? ".*" : "[^/]*";
      });
      expect(operationPattern(glob)(operation("GET", text))).toBe(new RegExp(`^${source}$`, "u").test(text));
    }),
    propertyRuns(2_000),
  );
});

test("many stars take no longer than both lengths multiplied", () => {
  const isNamed = operationPattern(`/${"a*".repeat(1_000)}b`);
  expect(isNamed(operation("GET", `/${"a".repeat(2_000)}`))).toBe(false);
});
