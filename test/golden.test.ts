import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "specloom";
import { typeCheck } from "./support/type-check.js";
import { formatTypeScript } from "../packages/toolchain/src/emit/format.js";
import { readProvider } from "../packages/toolchain/src/repository/repository.js";

/**
 * Golden cases, readable as documentation: `input` is a repository with one provider, `expected` the exact files that
 * generation gives for it. `UPDATE_GOLDEN=1 pnpm test golden` rewrites `expected`; read its diff.
 */
const folder = join(import.meta.dirname, "golden");

const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test.each(cases)("%s", async (name) => {
  const input = join(folder, name, "input");
  const expected = join(folder, name, "expected");
  // As in a repository of its own, which npm installs.
  const { files } = await generate({ ...(await readProvider(input, "acme", new Map())), command: undefined });
  if (process.env["UPDATE_GOLDEN"] === "1") rewrite(expected, files);
  expect(Object.fromEntries(files)).toEqual(readBelow(expected));
});

test("what is expected type-checks, with the hand-written wrappers beside it", () => {
  const target = join(import.meta.dirname, "../node_modules/.cache/specloom/golden");
  rmSync(target, { recursive: true, force: true });
  for (const name of cases)
    for (const part of ["input", "expected"])
      cpSync(join(folder, name, part, "packages"), join(target, name, "packages"), { recursive: true });
  const files = readdirSync(target, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(30);
  const paths = files.map((file) => join(target, file));
  expect(Object.fromEntries(typeCheck(paths))).toEqual({});
  // The type of a hand-written wrapper is inferred from its function.
  const generated = paths.filter((path) => !path.startsWith(join(target, "wrappers")));
  const options = { isolatedDeclarations: true, declaration: true, noPropertyAccessFromIndexSignature: true };
  expect(Object.fromEntries(typeCheck(generated, undefined, options))).toEqual({});
});

test.each(cases)("%s is as prettier leaves it", async (name) => {
  const texts = Object.entries(readBelow(join(folder, name, "expected")));
  const formatted = texts.filter(([path]) => path.endsWith(".ts") && !/\/(?:models|schema)\.ts$/u.test(path));
  expect(formatted.length).toBeGreaterThan(2);
  for (const [, text] of formatted) expect(await formatTypeScript(text)).toBe(text);
});

test("there are cases", () => {
  expect(cases.length).toBeGreaterThan(3);
});

function rewrite(target: string, files: ReadonlyMap<string, string>): void {
  rmSync(target, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), text);
  }
}

function readBelow(target: string): Record<string, string> {
  const files = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name));
  return Object.fromEntries(paths.map((path) => [path.slice(target.length + 1), readFileSync(path, "utf8")]));
}
