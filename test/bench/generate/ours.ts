import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { runOrThrow } from "../../support/command.js";
import type { Contender } from "./contender.js";

const toolchain = resolve(import.meta.dirname, "../../../packages/toolchain");

/** The built command. */
export const program = join(toolchain, "dist/specloom.js");

/** Compiles the command as it is published. */
export async function build(): Promise<void> {
  await runOrThrow("npm", ["run", "build", "--silent"], { cwd: toolchain });
}

/** The command, on a repository with one provider. */
export const ours: Contender = (document, cwd) => {
  const file = `openapi${extname(document)}`;
  mkdirSync(join(cwd, "specs/subject"), { recursive: true });
  mkdirSync(join(cwd, "packages/subject"), { recursive: true });
  copyFileSync(document, join(cwd, "specs/subject", file));
  writeFileSync(join(cwd, "specs/subject/source.yaml"), source(file));
  writeFileSync(join(cwd, "packages/subject/package.json"), `{ "name": "subject", "version": "1.0.0" }\n`);
  const generate = { cwd, args: [program, "generate"] };
  return { cold: generate, again: generate, check: { cwd, args: [...generate.args, "--check"] } };
};

function source(file: string): string {
  return `name: subject
package: subject
title: The subject of a benchmark
document: whole
files:
  ${file}: https://example.com/${file}
`;
}
