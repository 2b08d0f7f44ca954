import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { WAIT_RULES } from "../packages/runtime/src/jobs/wait-options.js";
import { WALK_RULES } from "../packages/runtime/src/pagination/walk-options.js";
import { CALL_RULES } from "../packages/runtime/src/settings/call-options.js";
import { CLIENT_RULES, SCHEDULER_RULES } from "../packages/runtime/src/settings/client-option-rules.js";
import { commands } from "../packages/toolchain/src/cli/commands.js";
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

test.each([
  ["a client", { ...CLIENT_RULES, ...SCHEDULER_RULES }],
  ["a call", CALL_RULES],
  ["a list", WALK_RULES],
  ["a wait", WAIT_RULES],
])("the runtime's README names every option of %s", (_of, rules) => {
  const text = readFileSync(join(root, "packages/runtime/README.md"), "utf8");
  expect(Object.keys(rules).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test("the runtime's README has the defaults that the options' comments have", () => {
  const text = readFileSync(join(root, "packages/runtime/README.md"), "utf8");
  const sources = ["settings/options.ts", "pagination/walk-options.ts", "jobs/wait-options.ts"];
  const comment = /@default (?<value>[\w]+)\n +\*\/\n +readonly (?<name>\w+)\?/gu;
  const defaults = sources.flatMap((path) => [
    ...readFileSync(join(root, "packages/runtime/src", path), "utf8").matchAll(comment),
  ]);
  expect(defaults.length).toBeGreaterThanOrEqual(15);
  const missing = defaults.filter(({ groups: { name = "", value = "" } = {} }) => {
    const shown = value.replaceAll("_", ",");
    return !text.split("\n").some((line) => new RegExp(`^\\| \`${name}\` +\\| \`?${shown}\`? +\\|`, "u").test(line));
  });
  expect(missing.map(([found]) => found)).toEqual([]);
});

test("the toolchain's README names every option of the command line", () => {
  const text = readFileSync(join(root, "packages/toolchain/README.md"), "utf8");
  const defined = commands.flatMap((define) => define(() => () => Promise.resolve()).options);
  const missing = defined.filter(({ long }) => !new RegExp(`${long}(?![\\w-])`, "u").test(text));
  expect(missing.map(({ flags }) => flags)).toEqual([]);
});

test("the README stays short", () => {
  expect(readFileSync(join(root, "README.md"), "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(120);
});
