import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSource } from "../../packages/toolchain/src/document/read-source.js";
import { errorCodes } from "../../packages/toolchain/src/errors.js";
import { navigation, titleOf } from "../../packages/site/src/navigation.js";
import { brokenLinks } from "../../packages/site/src/links.js";
import { codeBlocksOf } from "../../packages/site/src/code-blocks.js";
import { specloom } from "../support/specloom.js";
import { root, sitePages, writtenPages } from "./pages.js";
import { studioClient } from "./studio-client.js";

const pages = sitePages();

test("every page is in the navigation, once", () => {
  const listed = navigation.flatMap((section) => section.pages.map((page) => `${page}.md`));
  expect(listed.toSorted()).toEqual([...pages.keys()].filter((path) => path !== "index.md").toSorted());
});

test.each([...pages].filter(([path]) => path !== "index.md"))("%s has a title and no insertion left", (_path, text) => {
  expect(titleOf(text)).toBeTruthy();
  expect(text).not.toContain("<!-- insert:");
});

test.each([...pages])("every link of %s leads to a page, a heading or a picture", (path, text) => {
  const isPicture = (target: string): boolean => existsSync(join(root, "packages/site", target));
  expect(brokenLinks(path, text, pages, isPicture)).toEqual([]);
});

test.each([...pages])("every column of a table of %s has a name", (_path, text) => {
  const heads = [...text.matchAll(/^\|(?<head>.*)\|\n\| *-{3}/gmu)].map((match) => match.groups?.["head"] ?? "");
  expect(heads.filter((head) => head.split("|").some((name) => name.trim() === ""))).toEqual([]);
});

test("a link that leads nowhere is found", () => {
  const text =
    "[a](/nowhere) [b](/start#nowhere) [c](#here) [d](../x.md) [e](/start#call-it) ![f](/pictures/none.png)\n\n## Here\n";
  expect(brokenLinks("x.md", text, pages, () => false)).toEqual([
    "/nowhere",
    "/start#nowhere",
    "../x.md",
    "/pictures/none.png",
  ]);
});

describe("errors", () => {
  test("every code has a heading", () => {
    const text = pages.get("reference/error-codes.md") ?? "";
    expect(errorCodes.filter((code) => !text.includes(`### \`${code}\`\n`))).toEqual([]);
  });
});

const blocks = [...writtenPages()].flatMap(([page, text]) => codeBlocksOf(page, text));
const overlays = blocks.filter(({ language, code }) => language === "yaml" && /^actions:/mu.test(code));
const sources = blocks.filter(({ language, code }) => language === "yaml" && /^files:/mu.test(code));
const commands = blocks
  .filter(({ language }) => language === "sh")
  .flatMap(({ place, code }) => code.split("\n").map((line) => [place, line.replace(/\s+#.*$/u, "")] as const))
  .filter(([, line]) => line.includes("npx specloom "));

test.each(overlays.map((block) => [block.place, block.code] as const))(
  "the overlay of %s applies",
  async (_place, code) => {
    const header = "overlay: 1.1.0\ninfo: { title: Repairs, version: 1.0.0 }\n";
    const files = await studioClient(code.startsWith("overlay:") ? code : header + code);
    expect(files.size).toBeGreaterThan(5);
  },
);

test.each(sources.map((block) => [block.place, block.code] as const))(
  "the source.yaml of %s is valid",
  (_place, code) => {
    expect(readSource({ path: "specs/acme/source.yaml", text: code }).name).toBe("acme");
  },
);

test.each(commands)("%s: the command line has %s", async (_place, line) => {
  const [name = "", ...words] = line.trim().replace("npx specloom ", "").split(/\s+/u);
  const { out } = await specloom(root, [name, "--help"]);
  expect(out).toMatch(new RegExp(`^Usage: specloom ${name}\\b`, "u"));
  const options = words.filter((word) => word.startsWith("--") || /^-[a-z]$/u.test(word));
  expect(options.filter((option) => !out.includes(option))).toEqual([]);
});

test("there are overlays, sources and commands to try", () => {
  expect([overlays.length, sources.length, commands.length].every((count) => count > 0)).toBe(true);
});
