import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { installCheckers } from "../packages/checkers.js";
import { type Finished, run } from "./command.js";

const repository = resolve(import.meta.dirname, "../..");

/** One release of TypeScript, run as its users run it. */
export interface Compiler {
  readonly name: string;
  /** Compiles by a configuration; whatever comes of it. */
  run(config: string, ...flags: readonly string[]): Promise<Finished>;
}

/** Installs the compilers that generated code must pass, the older first. */
export async function installCompilers(): Promise<readonly [Compiler, Compiler]> {
  const checkers = await installCheckers();
  const compiler = (name: string, folder: string): Compiler => ({
    name,
    run: (config, ...flags) =>
      run(process.execPath, [join(checkers, folder, "bin/tsc"), "--project", config, "--pretty", "false", ...flags], {
        cwd: repository,
      }),
  });
  return [compiler("TypeScript 5.9", "typescript"), compiler("TypeScript 7", "typescript-7")];
}

/** A configuration with the repository's own strict settings beneath its options. TypeScript 7 wants to be told the root. */
export function writeConfig(path: string, compilerOptions: object, include: readonly string[]): string {
  const config = {
    extends: join(repository, "tsconfig.json"),
    compilerOptions: { rootDir: repository, ...compilerOptions },
    include,
    exclude: [],
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}

/** What checking a program took, as `--extendedDiagnostics` tells it. */
export interface CheckCosts {
  readonly instantiations: number;
  readonly checkSeconds: number;
}

/**
 * Checks a program and gives what that took.
 *
 * @throws {Error} with the compiler's output where the program is wrong.
 */
export async function checkCosts(compiler: Compiler, config: string): Promise<CheckCosts> {
  const { exitCode, stdout, stderr } = await compiler.run(config, "--extendedDiagnostics");
  if (exitCode !== 0) throw new Error(`${compiler.name} refuses ${config}\n${stdout}${stderr}`);
  return parseCosts(stdout);
}

/** @throws {Error} where a figure is missing. */
export function parseCosts(diagnostics: string): CheckCosts {
  const figure = (name: string): number => {
    const found = new RegExp(`^${name}:\\s+([\\d.]+)`, "mu").exec(diagnostics)?.[1];
    if (found === undefined) throw new Error(`The compiler says nothing of its ${name}\n${diagnostics}`);
    return Number(found);
  };
  return { instantiations: figure("Instantiations"), checkSeconds: figure("Check time") };
}
