import { writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import process from "node:process";
import ts from "typescript";
import { installCheckers } from "../packages/checkers.js";
import { run } from "../support/command.js";

const repository = resolve(import.meta.dirname, "../..");

/** Messages by the folder of a document, each as `file:line: message`. */
export type Found = Record<string, string[]>;

/** Type-checks the sources in folders of the scratch place in one program, as strictly as the repository is checked. */
export function compile(scratch: string, folders: readonly string[]): Found {
  const { options, fileNames } = ts.parseJsonConfigFileContent(settings(folders), ts.sys, scratch);
  const program = ts.createProgram(fileNames, options);
  const found: Found = {};
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(program)) {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    add(found, scratch, file?.fileName ?? "", line, ts.flattenDiagnosticMessageText(messageText, " "));
  }
  return found;
}

/** The same by TypeScript 7, which is installed the first time. */
export async function compileWith7(scratch: string, folders: readonly string[]): Promise<Found> {
  const config = join(scratch, "tsconfig.json");
  writeFileSync(config, JSON.stringify(settings(folders)));
  const compiler = join(await installCheckers(), "typescript-7/bin/tsc");
  const { exitCode, stdout, stderr } = await run(
    process.execPath,
    [compiler, "--project", config, "--pretty", "false"],
    { cwd: scratch },
  );
  const found: Found = {};
  for (const [, file = "", line = "0", message = ""] of stdout.matchAll(/^(.+?)\((\d+),\d+\): (error .*)$/gmu))
    add(found, scratch, resolve(scratch, file), Number(line), `TypeScript 7: ${message}`);
  if (exitCode !== 0 && Object.keys(found).length === 0)
    throw new Error(`TypeScript 7 ended with ${exitCode}: ${stdout}${stderr}`);
  return found;
}

function add(found: Found, scratch: string, file: string, line: number, message: string): void {
  const [folder = "", ...rest] = relative(scratch, file).replaceAll("\\", "/").split("/");
  (found[folder] ??= []).push(`${rest.join("/")}:${line}: ${message}`);
}

/** The repository's own settings, for the sources in some folders. TypeScript 7 wants to be told the root. */
function settings(folders: readonly string[]): object {
  return {
    extends: join(repository, "tsconfig.json"),
    compilerOptions: { rootDir: repository },
    include: folders.map((folder) => `${folder}/src`),
    exclude: [],
  };
}
