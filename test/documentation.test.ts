import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { typeCheck } from "./support/type-check.js";

const root = resolve(import.meta.dirname, "..");
const pages = [
  "README.md",
  ...["runtime", "toolchain", "bullmq", "roe", "julep", "crosmos"].map((name) => `packages/${name}/README.md`),
];

interface Block {
  /** Virtual file of the block; `README.md:24` becomes `README.md-24.ts`. */
  readonly file: string;
  readonly code: string;
}

const blocks = pages.flatMap((page): Block[] => {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^```ts\n(?<code>.*?)^```$/gmsu)].map((match) => ({
    file: join(root, `${page.replaceAll("/", "-")}-${text.slice(0, match.index).split("\n").length}.ts`),
    code: match.groups?.["code"] ?? "",
  }));
});

describe("every TypeScript example type-checks", () => {
  const diagnostics = typeCheck([], new Map(blocks.map(({ file, code }) => [file, code])));

  test("there is one in every page", () => {
    const missing = pages.filter((page) => !blocks.some(({ file }) => file.includes(page.replaceAll("/", "-"))));
    expect(missing).toEqual([]);
  });

  test.each(blocks.map(({ file }) => file.slice(root.length + 1)))("%s", (file) => {
    expect(diagnostics.get(join(root, file)) ?? []).toEqual([]);
  });
});

test("every file that CONTRIBUTING names as the place of a decision exists", () => {
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const files = [...text.matchAll(/^\| [^|]+\? +\| `([^`]+)` +\|$/gmu)].map(([, file = ""]) => file);
  expect(files.length).toBeGreaterThanOrEqual(15);
  const missing = files.filter(
    (file) => !existsSync(join(root, file.startsWith("packages/") ? "" : "packages/toolchain/src", file)),
  );
  expect(missing).toEqual([]);
});

test.each([...pages, "CONTRIBUTING.md"])("every link and picture of %s leads to a file", (page) => {
  const text = readFileSync(join(root, page), "utf8").replaceAll(/^```.*?^```$/gmsu, "");
  const targets = [...text.matchAll(/\]\((?!https?:|#)(?<target>[^)#\s]+)/gu)].map(
    (match) => match.groups?.["target"] ?? "",
  );
  expect(targets.filter((target) => !existsSync(resolve(root, dirname(page), target)))).toEqual([]);
});

test("the README stays short", () => {
  expect(readFileSync(join(root, "README.md"), "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(120);
});
