import { readdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import process from "node:process";
import { installCheckers } from "../packages/checkers.js";
import { run } from "../support/command.js";
import { typeCheck } from "../support/type-check.js";

const repository = resolve(import.meta.dirname, "../..");

/** Messages by the folder of a document, each as `file:line: message`. */
export type Found = Record<string, string[]>;

/** Type-checks the sources in folders of the scratch place in one program, as strictly as the repository is checked. */
export function compile(scratch: string, folders: readonly string[]): Found {
  const files = folders.flatMap((folder) =>
    readdirSync(join(scratch, folder, "src"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => join(scratch, folder, "src", path)),
  );
  const found: Found = {};
  for (const [file, messages] of typeCheck(files, new Map(), {}))
    for (const message of messages) add(found, scratch, file, message);
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
    add(found, scratch, resolve(scratch, file), `${line}: TypeScript 7: ${message}`);
  if (exitCode !== 0 && Object.keys(found).length === 0)
    throw new Error(`TypeScript 7 ended with ${exitCode}: ${stdout}${stderr}`);
  return found;
}

function add(found: Found, scratch: string, file: string, message: string): void {
  const [folder = "", ...rest] = relative(scratch, file).replaceAll("\\", "/").split("/");
  (found[folder] ??= []).push(`${rest.join("/")}:${message}`);
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
