import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "@specloom/toolchain";
import { readProvider } from "../packages/toolchain/src/cli/repository.js";

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
  const { files } = await generate(await readProvider(input, "acme", new Map()));
  if (process.env["UPDATE_GOLDEN"] === "1") rewrite(expected, files);
  expect(Object.fromEntries(files)).toEqual(readBelow(expected));
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
