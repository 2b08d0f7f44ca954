import { readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { ToolchainError } from "../../errors.js";
import { compareText } from "../../json.js";
import type { CommandContext } from "../context.js";
import type { ExitCode } from "../exit-code.js";
import { applyChanges } from "../../repository/files.js";
import { createGit } from "../../github/git.js";
import { hasEntry } from "../../repository/gate/gate.js";
import { foldersUpwards, owned, slashed, typedPlace } from "../../repository/gate/paths.js";
import { enter } from "../first-call.js";
import { readManifest } from "../manifest.js";
import { packageName, repositoryFiles } from "./repository-files.js";

/** Files that an empty folder may contain. */
const harmless = new Set([".git", ".DS_Store"]);

/** Makes a new repository in an empty folder; writes all files or none. */
export async function runInit(folder: string, context: CommandContext): Promise<ExitCode> {
  const root = typedPlace(context.cwd, folder, owned);
  await checkEmpty(root);
  const { version, dependencies } = readManifest();
  const name = packageName(basename(root));
  const branch = await branchOf(root);
  const files = repositoryFiles({ name, branch, toolchain: version, typescript: dependencies["typescript"] ?? "" });
  await applyChanges(
    root,
    [...files].map(([path, after]) => ({ path, before: undefined, after })),
  );
  if (context.json) context.printJson({ root: slashed(root), name, files: [...files.keys()] });
  const steps = [
    ...enter(root, context.cwd),
    "npm install",
    "npx specloom add <name> <file or URL of an OpenAPI document>",
  ];
  const outer = [...foldersUpwards(dirname(root))].find((above) => hasEntry(above, ".git"));
  const lost =
    outer === undefined
      ? []
      : [`The folder is in the repository ${slashed(outer)}. GitHub runs workflows of that folder only.`, ""];
  context.say(
    [`Made ${name}: ${files.size} files.`, "", ...lost, "Next:", ...steps.map((step) => `  ${step}`)].join("\n"),
  );
  return 0;
}

/** The branch of a repository without commits, which becomes its default; `main` where there is no repository yet. */
async function branchOf(root: string): Promise<string> {
  if (!hasEntry(root, ".git")) return "main";
  try {
    return await createGit(root)("symbolic-ref", "--short", "HEAD");
  } catch {
    return "main";
  }
}

async function checkEmpty(root: string): Promise<void> {
  const found = (await entriesOf(root)).filter((entry) => !harmless.has(entry)).toSorted(compareText);
  if (found.length === 0) return;
  const files = found.slice(0, 5).join(", ") + (found.length > 5 ? ` and ${found.length - 5} more` : "");
  throw new ToolchainError("init/not-empty", `Expected an empty folder, found ${files}.`, {
    location: { file: slashed(root) },
  });
}

async function entriesOf(root: string): Promise<string[]> {
  try {
    return await readdir(root);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ENOENT") return [];
    const found = code === "ENOTDIR" ? "a file" : String(cause);
    throw new ToolchainError("init/not-empty", `Expected a folder or an unused name, found ${found}`, {
      location: { file: slashed(root) },
      cause,
    });
  }
}
