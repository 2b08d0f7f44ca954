import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/** The numbered statements about the runtime. */
const statements = [
  ...readFileSync(join(root, "packages/runtime/SEMANTICS.md"), "utf8").matchAll(/^- \*\*(H?\d+a?)\*\* /gmu),
].map(([, number = ""]) => number);

/** The numbers in the titles of all tests: `[H1] [35a] a walk …`. */
const titles = new Set(
  readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.test(?:-d)?\.ts$/u.test(file) && !file.includes("node_modules"))
    .flatMap((file) => [...readFileSync(join(root, "test", file), "utf8").matchAll(/["'`](?:\[H?[1-9]\d?a?\] )+/gu)])
    .flatMap(([numbers]) => [...numbers.matchAll(/\[(H?\d+a?)\]/gu)].map(([, number = ""]) => number)),
);

test("every statement has a number of its own", () => {
  expect(statements.length).toBeGreaterThan(70);
  expect(new Set(statements).size).toBe(statements.length);
});

test.each(statements)("statement %s has a test that carries its number", (statement) => {
  expect([...titles]).toContain(statement);
});

test("no test carries the number of a statement that does not exist", () => {
  expect([...titles].filter((number) => !statements.includes(number))).toEqual([]);
});
