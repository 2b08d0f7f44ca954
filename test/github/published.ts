import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Generated } from "specloom";
import { type Compiler, writeConfig } from "../support/compilers.js";

const repository = resolve(import.meta.dirname, "../..");

/**
 * Lays out a generated client and the runtime below `folder` as their users install them, as declarations, and the
 * client's sources beside them.
 *
 * @returns The folder of the sources.
 * @throws {Error} with the compiler's output where the client does not compile.
 */
export async function publishClient({ files, contract }: Generated, folder: string, compiler: Compiler) {
  const prefix = `packages/${contract.provider}/src/`;
  const sources = join(folder, "sources", contract.provider);
  for (const [path, text] of files) {
    if (!path.startsWith(prefix)) continue;
    const file = join(sources, path.slice(prefix.length));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const installed = (name: string): string => join(folder, "node_modules", name);
  await declare(join(repository, "packages/runtime/src"), installed("@specloom/runtime"), compiler);
  await declare(sources, installed(contract.package), compiler);
  link(join(repository, "packages/runtime/node_modules/openapi-fetch"), installed("openapi-fetch"));
  return sources;
}

/** Makes a package of declarations from the sources of a folder. */
export async function declare(sources: string, target: string, compiler: Compiler, options: object = {}) {
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "package.json"), JSON.stringify({ type: "module", types: "./index.d.ts" }));
  const emitted = { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: sources, outDir: target };
  const config = writeConfig(`${target}.json`, { ...emitted, ...options }, [sources]);
  const { exitCode, stdout, stderr } = await compiler.run(config);
  if (exitCode !== 0) throw new Error(`${compiler.name} refuses ${sources}\n${stdout}${stderr}`);
}

function link(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to);
}
