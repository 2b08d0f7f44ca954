import { posix } from "node:path";
import { GENERATED } from "../../emit/banner.js";
import { ToolchainError } from "../../errors.js";
import { ownMember } from "../../json.js";
import { fileInPlaceOfFolder, isFolder, isLinkedFile } from "../gate/gate.js";
import { slashed } from "../gate/paths.js";
import { compareFiles, ownedFiles, readText, type FileChange } from "../files.js";

/** Files that a client has at the top of its folder only. */
const TOP_FILES: ReadonlySet<string> = new Set([".gitattributes", "contract.json"]);

/** Files that operating systems leave in any folder. */
const HARMLESS = new Set([".DS_Store", "Thumbs.db"]);

/**
 * The changes that give a folder exactly the generated files. A file that is no longer generated is removed.
 *
 * @param changes Of the files that are generated.
 * @throws {ToolchainError} `output/foreign` where the folder holds a file that Specloom has not written;
 * `output/nested` if another client's folder is inside or around this one; `output/file`; `output/installed`.
 */
export async function changesOf(
  root: string,
  folder: string,
  files: ReadonlyMap<string, string>,
  changes: readonly FileChange[],
): Promise<FileChange[]> {
  refuseInstalled(folder);
  refuseFileName(root, folder);
  await refuseNested(root, folder);
  const removed: FileChange[] = [];
  for await (const path of ownedFiles(root, folder)) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (HARMLESS.has(name) || /\.specloom-\d+-[\da-f-]+\.tmp$/u.test(name)) continue;
    const text = await textOf(root, path);
    if (text === undefined || !isGenerated(name, text)) throw foreign(folder, path);
    if (TOP_FILES.has(name) && path !== `${folder}/${name}`) throw nested(folder, posix.dirname(path));
    if (!files.has(path)) removed.push({ path, before: text, after: undefined });
  }
  return [...changes.filter((change) => !isSameText(change)), ...removed];
}

/**
 * The change that gives a file a generated text; undefined where it has it.
 *
 * @throws {ToolchainError} `output/foreign` where the file is there and Specloom has not written it; `output/nested`.
 */
export async function changeOf(root: string, path: string, after: string): Promise<FileChange | undefined> {
  await refuseNested(root, path);
  const [change] = await compareFiles(root, new Map([[path, after]]), []);
  if (change === undefined || isSameText(change)) return undefined;
  const before = change.before === undefined ? undefined : await textOf(root, path);
  if (change.before !== undefined && (before === undefined || !isGenerated(path, before))) throw foreignFile(path);
  return change;
}

/**
 * Refuses a place below `node_modules`. A package manager removes there what it has not installed, and neither Node nor
 * TypeScript compiles sources there.
 *
 * @throws {ToolchainError} `output/installed`.
 */
export function refuseInstalled(place: string): void {
  if (!place.split(/[\\/]/u).includes("node_modules")) return;
  throw new ToolchainError("output/installed", "Expected a place outside of node_modules, found one in it", {
    location: { file: slashed(place) },
  });
}

/** Refuses a folder where a file is, and a new folder with the name of a module, which the user means as a file. */
function refuseFileName(root: string, folder: string): void {
  const file = fileInPlaceOfFolder(root, `${folder}/index.ts`);
  if (file === undefined && (!/\.[cm]?[jt]sx?$/u.test(folder) || isFolder(root, folder))) return;
  const found = file === undefined ? "that of a module" : `the file ${slashed(file)}`;
  throw new ToolchainError("output/file", `Expected the name of a folder, found ${found}`, {
    location: { file: folder },
  });
}

/** Refuses a place in the folder of a client, because the next generation of that client removes it. */
async function refuseNested(root: string, place: string): Promise<void> {
  for (let above = posix.dirname(place); above !== posix.dirname(above); above = posix.dirname(above))
    for (const name of TOP_FILES) {
      const text = await textOf(root, `${above}/${name}`);
      if (text !== undefined && isGenerated(name, text)) throw nested(above, place);
    }
}

/** A file's text; undefined where it is no text, or is a link that leads elsewhere. */
async function textOf(root: string, path: string): Promise<string | undefined> {
  try {
    return isLinkedFile(root, path) ? undefined : (await readText(root, path))?.text;
  } catch (error) {
    if (error instanceof ToolchainError) return undefined;
    throw error;
  }
}

/** Whether Specloom has written a file. */
function isGenerated(name: string, text: string): boolean {
  if (name === ".gitattributes") return /^\* .*linguist-generated/u.test(text);
  if (name !== "contract.json") return text.startsWith(`// ${GENERATED} `);
  try {
    const contract: unknown = JSON.parse(text);
    return ["client", "operations", "provider"].every((key) => ownMember(contract, key) !== undefined);
  } catch {
    return false;
  }
}

/** A checkout may have given the lines other ends. */
function isSameText({ before, after }: FileChange): boolean {
  return before !== undefined && before.replaceAll("\r\n", "\n") === after;
}

function nested(outer: string, inner: string): ToolchainError {
  return new ToolchainError("output/nested", `Expected no client's folder around another output, found ${outer}`, {
    location: { file: inner },
  });
}

function foreignFile(path: string): ToolchainError {
  return new ToolchainError("output/foreign", "Expected a new file or a generated one, found one that is neither", {
    location: { file: path },
    hint: "Name another file, or move or delete this one. Nothing was changed.",
  });
}

function foreign(folder: string, path: string): ToolchainError {
  return new ToolchainError("output/foreign", `Expected a folder with generated files alone, found ${path}`, {
    location: { file: path },
    hint: `Name a folder of its own, such as \`--output ${folder}/client\`, or move the file. Nothing was changed.`,
  });
}
