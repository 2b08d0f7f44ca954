import { join } from "node:path";
import { runOrThrow } from "../support/command.js";

const FLAGS = ["--bundle", "--format=esm", "--platform=neutral", "--target=es2022", "--log-level=warning"];

/**
 * Bundles the programs for every platform at once, as plain modules of the web: an import of a platform's own module
 * fails. The packages go in as their sources are.
 *
 * @param packages Folder of the installed packages.
 * @param target Gets `run-cases.js` and `live.js`.
 */
export async function bundlePrograms(packages: string, target: string): Promise<void> {
  const program = join(import.meta.dirname, "program");
  await runOrThrow(
    process.execPath,
    [
      join(packages, "esbuild/bin/esbuild"),
      ...["run-cases.ts", "live.ts"].map((name) => join(program, name)),
      ...FLAGS,
      `--outdir=${target}`,
    ],
    { cwd: import.meta.dirname },
  );
}

/** The text of a module that calls a function of a bundle beside it, with texts; the last argument prints a line. */
export function callOf(bundle: string, name: string, args: readonly string[], print: string): string {
  const list = args.map((text) => JSON.stringify(text)).join(", ");
  return `import { ${name} } from "./${bundle}.js";\nawait ${name}(${list}, (line) => ${print}(line));\n`;
}
