import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const pages = [
  "README.md",
  ...["runtime", "toolchain", "roe", "julep", "crosmos"].map((name) => `packages/${name}/README.md`),
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
  const diagnostics = check(blocks);

  test("there is one in every page", () => {
    const missing = pages.filter((page) => !blocks.some(({ file }) => file.includes(page.replaceAll("/", "-"))));
    expect(missing).toEqual([]);
  });

  test.each(blocks.map(({ file }) => file.slice(root.length + 1)))("%s", (file) => {
    expect(diagnostics.get(join(root, file)) ?? []).toEqual([]);
  });
});

test("the README stays short", () => {
  expect(readFileSync(join(root, "README.md"), "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(120);
});

/** Messages by file, with the line in the page. */
function check(sources: readonly Block[]): Map<string, string[]> {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, "tsconfig.json"),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
  );
  const texts = new Map(sources.map(({ file, code }) => [file, code]));
  const options = { ...config?.options, noEmit: true, noUnusedLocals: false };
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.fileExists = (file) => texts.has(file) || disk.fileExists(file);
  host.readFile = (file) => texts.get(file) ?? disk.readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = texts.get(file);
    return text === undefined ? disk.getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  const found = new Map<string, string[]>();
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(program)) {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    const message = `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    found.set(file?.fileName ?? "", [...(found.get(file?.fileName ?? "") ?? []), message]);
  }
  return found;
}

function fail(diagnostic: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, " "));
}
