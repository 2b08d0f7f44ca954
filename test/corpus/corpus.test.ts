import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { corpus } from "./corpus.js";
import { findDocuments } from "./documents.js";
import { compile } from "./compile.js";
import { faultsOf, type Outcome, reportOf } from "./outcome.js";

const fixtures = join(import.meta.dirname, "fixtures");
const published = resolve(import.meta.dirname, "../../../shared/corpus");

async function run(args: readonly string[], processes = 0): Promise<{ exitCode: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const exitCode = await corpus(args, { out: (text) => (out += text), err: (text) => (err += text) }, processes);
  return { exitCode, out, err };
}

const lastLine = (text: string): string | undefined => text.trimEnd().split("\n").at(-1);

test("documents, and the files that they refer to", () => {
  const { documents } = findDocuments(fixtures);
  expect(documents).toEqual([
    { path: "bundle.yaml", files: ["bundle.yaml", "parts/paths.yaml", "parts/schemas.json"], isValid: true },
    { path: "invalid/outside.yaml", files: ["invalid/outside.yaml"], isValid: false },
    { path: "invalid/version.yaml", files: ["invalid/version.yaml"], isValid: false },
    { path: "old.json", files: ["old.json"], isValid: true },
    { path: "types.yaml", files: ["types.yaml"], isValid: true },
  ]);
});

test("valid documents compile, invalid ones are told with their place", async () => {
  const { exitCode, out } = await run([fixtures]);
  expect(out).toMatch(/^refused test\/corpus\/fixtures\/invalid\/outside\.yaml:7:\d+ .*: The reference 'https:/mu);
  expect(out).toMatch(/^refused test\/corpus\/fixtures\/invalid\/version\.yaml:1:1 .*\[document\/version\]$/mu);
  expect(lastLine(out)).toBe("5 documents, 3 generated, 3 type-checked, 2 refused");
  expect(exitCode).toBe(0);
});

test("one document alone, by another process", async () => {
  const { exitCode, out } = await run([join(fixtures, "invalid/version.yaml"), "--only", "7"], 1);
  expect([exitCode, lastLine(out)]).toEqual([0, "1 documents, 0 generated, 0 type-checked, 1 refused"]);
});

test.each([[[]], [["nowhere"]], [["a", "b"]], [[fixtures, "--wrong"]], [[fixtures, "--only", "6"]]])(
  "%j is answered by the usage",
  async (args) => {
    const { exitCode, err } = await run(args);
    expect([exitCode, err]).toEqual([2, expect.stringContaining("Usage: pnpm corpus <folder>")]);
  },
);

describe("faults", () => {
  const generated = { kind: "generated", folder: "d0", fallbacks: 1, defects: [], operations: 3 } as const;
  const valid: Outcome = { path: "a.yaml", isValid: true, result: generated };
  const refused = { kind: "refused", code: "document/version", place: "a.yaml:1:1", message: "No." } as const;
  const cases: [title: string, outcome: Outcome, messages: string[], want: string[]][] = [
    ["none", valid, [], []],
    [
      "an error of a compiler",
      valid,
      ["src/a.ts:1: x", "src/b.ts:2: y"],
      ["does not compile a.yaml: src/a.ts:1: x (and 1 more)"],
    ],
    [
      "a valid document refused",
      { ...valid, result: refused },
      [],
      ["refused though valid a.yaml:1:1: No. [document/version]"],
    ],
    ["an invalid document refused, which is right", { ...valid, isValid: false, result: refused }, [], []],
    [
      "an invalid document of which nothing is told",
      { ...valid, isValid: false },
      [],
      ["generated though invalid, and nothing told a.yaml"],
    ],
    [
      "an invalid document whose defects are told",
      { path: "a.yaml", isValid: false, result: { ...generated, defects: ["a.yaml:1:1: no"] } },
      [],
      [],
    ],
    ["a breakdown", { ...valid, result: { kind: "failed", message: "boom" } }, [], ["failed a.yaml: boom"]],
  ];
  test.each(cases)("%s", (_, outcome, messages, want) => {
    const diagnostics = new Map(messages.length > 0 ? [["d0", messages]] : []);
    expect(faultsOf(outcome, diagnostics)).toEqual(want);
    expect(reportOf([outcome], diagnostics).isGood).toBe(want.length === 0);
  });
});

describe("a compiler's findings", () => {
  let scratch = "";

  beforeAll(() => {
    const cache = resolve(import.meta.dirname, "../../node_modules/.cache/specloom");
    mkdirSync(cache, { recursive: true });
    scratch = mkdtempSync(join(cache, "corpus-test-"));
  });

  afterAll(() => rmSync(scratch, { recursive: true }));

  test("are told by document, unused names and missing indexes among them", () => {
    const texts = {
      good: "export const a: number = 1;\n",
      bad: "const unused = 1;\nexport const b: number = [1][0];\n",
    };
    for (const [folder, text] of Object.entries(texts)) {
      mkdirSync(join(scratch, folder, "src"), { recursive: true });
      writeFileSync(join(scratch, folder, "src/index.ts"), text);
    }
    const found = compile(scratch, Object.keys(texts));
    expect(Object.keys(found)).toEqual(["bad"]);
    expect(found["bad"]?.map((message) => message.split(":", 2).join(":")).toSorted()).toEqual([
      "src/index.ts:1",
      "src/index.ts:2",
    ]);
  });
});

test("the published corpus", async ({ skip }) => {
  skip(!existsSync(published), `There is no corpus in ${published}`);
  const { exitCode, out } = await run([published, "--only", "7"]);
  expect(lastLine(out)).toBe("198 documents, 198 generated, 198 type-checked, 0 refused");
  expect(exitCode).toBe(0);
});
