import { copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, inject, test } from "vitest";
import { run } from "../support/command.js";

const project = join(inject("consumer"), "of-pnpm");

/** What each package may import, as pnpm links it. */
const DEPENDENCIES: Readonly<Record<string, readonly string[]>> = {
  "@specloom/roe": ["@specloom/runtime"],
  "@specloom/runtime": ["openapi-fetch"],
  "openapi-fetch": ["openapi-typescript-helpers"],
  "openapi-typescript-helpers": [],
};

/** Where pnpm puts a package: beside it are only its own dependencies. */
const stored = (name: string): string => join(project, "node_modules/.pnpm", name.replace("/", "+"), "node_modules");

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(relative(dirname(path), target), path, "dir");
}

/** A project in which pnpm has installed `@specloom/roe`: the runtime cannot be imported from it. */
function install(): void {
  for (const [name, dependencies] of Object.entries(DEPENDENCIES)) {
    cpSync(join(inject("consumer"), "node_modules", name), join(stored(name), name), { recursive: true });
    for (const other of dependencies) link(join(stored(other), other), join(stored(name), other));
  }
  link(join(stored("@specloom/roe"), "@specloom/roe"), join(project, "node_modules/@specloom/roe"));
  mkdirSync(join(project, "src"));
  copyFileSync(join(import.meta.dirname, "declarations/app.ts"), join(project, "src/app.ts"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
  const compilerOptions = {
    target: "ES2022",
    module: "NodeNext",
    lib: ["ES2022", "DOM"],
    types: [],
    strict: true,
    declaration: true,
    rootDir: "src",
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["src/app.ts"] }));
}

test("declarations of what a client returns name its package, and no folder of pnpm", async () => {
  install();
  for (const compiler of ["typescript", "typescript-7"]) {
    const compile = [join(inject("checkers"), compiler, "bin/tsc"), "--project", ".", "--outDir", compiler];
    expect(await run(process.execPath, compile, { cwd: project })).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    const declared = readFileSync(join(project, compiler, "app.d.ts"), "utf8");
    expect(declared.match(/export declare const/gu)?.length).toBe(20);
    expect([...new Set(declared.match(/import\("[^"]*"\)/gu))]).toEqual(['import("@specloom/roe")']);
  }
});
