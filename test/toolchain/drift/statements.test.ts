import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readPairs } from "./pair.js";

const toolchain = resolve(import.meta.dirname, "..");

/** By number, by promise, by file: titles. */
type Statements = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>>;

const statements: Statements = parse(readFileSync(join(import.meta.dirname, "statements.yaml"), "utf8"));

test("the statements are 1 to 29", () => {
  expect(Object.keys(statements)).toEqual(Array.from({ length: 29 }, (_, index) => `${index + 1}`));
});

const rows = Object.entries(statements).flatMap(([number, promises]) =>
  Object.entries(promises).map(([promise, files]) => ({ number, promise, files })),
);

test.each(rows)("statement $number, $promise: the tests are there", ({ files }) => {
  expect(Object.keys(files).length).toBeGreaterThan(0);
  for (const [file, titles] of Object.entries(files)) {
    expect(titles.length).toBeGreaterThan(0);
    expect(titlesIn(file)).toEqual(expect.arrayContaining([...titles]));
  }
});

/** What a file of tests says in quotes, or what the pairs of a file are called. */
function titlesIn(file: string): string[] {
  if (file.endsWith(".yaml")) return readPairs(file.slice("drift/pairs/".length)).map(({ what }) => what);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(toolchain, file), "utf8"), ts.ScriptTarget.Latest));
  return found;
}
