import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { run } from "../support/command.js";

const consumer = inject("consumer");

const compilers = ["typescript", "typescript-7"];

/** Strict, and without `skipLibCheck`: the declarations themselves are checked too. */
const strict = {
  target: "ES2022",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  noEmit: true,
  rootDir: ".",
};

const nodeNext = { module: "NodeNext", moduleResolution: "NodeNext" };
const bundler = { module: "ESNext", moduleResolution: "Bundler" };

const settings = [
  { title: "web types", options: { ...nodeNext, lib: ["ES2022", "DOM"], types: [] }, extension: "mts" },
  { title: "Node types alone", options: { ...nodeNext, lib: ["ES2022"], types: ["node"] }, extension: "mts" },
  { title: "a bundler", options: { ...bundler, lib: ["ES2022", "DOM"], types: [] }, extension: "ts" },
  {
    title: "CommonJS",
    options: { ...nodeNext, verbatimModuleSyntax: false, lib: ["ES2022", "DOM"], types: [] },
    extension: "cts",
  },
];

describe.each(compilers)("%s", (compiler) => {
  test.each(settings)("with $title", async ({ title, options, extension }) => {
    const files = ["consumer", "misuse"].map((name) => ({ from: `${name}.ts`, to: `${name}.${extension}` }));
    const folder = join(consumer, `${compiler} with ${title}`);
    mkdirSync(folder);
    for (const { from, to } of files) copyFileSync(join(consumer, from), join(folder, to));
    const config = { compilerOptions: { ...strict, ...options }, files: files.map(({ to }) => to) };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const compile = [join(inject("checkers"), compiler, "bin/tsc"), "--project", "tsconfig.json"];
    expect(await run(process.execPath, compile, { cwd: folder })).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });
});
