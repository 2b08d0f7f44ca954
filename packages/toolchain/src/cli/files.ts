import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { decodeText } from "../document/text.js";
import type { SourceText } from "../document/document.js";
import { ToolchainError } from "../errors.js";
import { compareText } from "../json.js";

/** What writing a set of files would change. Paths are relative to the repository, with `/` on every platform. */
export interface FileChange {
  readonly path: string;
  /** Undefined where the file does not exist. */
  readonly before: string | undefined;
  /** Undefined where the file does not belong. */
  readonly after: string | undefined;
}

const temporary = /\.specloom-[\da-f-]{36}\.tmp$/u;

/** The file's text, or undefined where there is none. */
export async function readText(root: string, path: string): Promise<SourceText | undefined> {
  try {
    return decodeText(path, await readFile(join(root, path)));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The files below a folder, sorted; none where there is no folder. */
export async function listFiles(root: string, folder: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    const nested = entries.map((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(root, path) : Promise.resolve([path]);
    });
    return (await Promise.all(nested)).flat().toSorted(compareText);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/**
 * Compares texts with what stands on disk.
 *
 * @param owned Folders in which a file that is not among the texts does not belong.
 */
export async function compareFiles(
  root: string,
  texts: ReadonlyMap<string, string>,
  owned: readonly string[],
): Promise<FileChange[]> {
  const existing = (await Promise.all(owned.map((folder) => listFiles(root, folder)))).flat();
  const extra = existing.filter((path) => !texts.has(path));
  const changes = [
    ...[...texts].map(async ([path, after]) => ({ path, before: (await readText(root, path))?.text, after })),
    ...extra.map(async (path) => ({ path, before: (await readText(root, path))?.text ?? "", after: undefined })),
  ];
  return (await Promise.all(changes))
    .filter(({ before, after }) => before !== after)
    .toSorted((a, b) => compareText(a.path, b.path));
}

/**
 * Applies changes: everything is written beside its place first, and renamed only when all of it is there, so that a
 * run that fails or is killed leaves each old file whole.
 *
 * @throws {ToolchainError} `output/unwritable`; no file was changed.
 */
export async function applyChanges(root: string, changes: readonly FileChange[]): Promise<void> {
  const run = randomUUID();
  const staged: { readonly from: string; readonly to: string }[] = [];
  let current = "";
  try {
    for (const { path, after } of changes) {
      if (after === undefined) continue;
      current = path;
      const to = join(root, path);
      if (await isFolder(to)) throw new Error("a folder stands in its place");
      await mkdir(dirname(to), { recursive: true });
      const from = `${to}.specloom-${run}.tmp`;
      staged.push({ from, to });
      await writeFile(from, after, { flag: "wx" });
    }
  } catch (cause) {
    await Promise.all(staged.map(({ from }) => rm(from, { force: true })));
    throw new ToolchainError("output/unwritable", `Cannot write ${current}: ${messageOf(cause)}`, {
      location: { file: current },
      cause,
    });
  }
  for (const { from, to } of staged) await rename(from, to);
  for (const { path, after } of changes) if (after === undefined) await rm(join(root, path), { force: true });
  await removeLeftovers(new Set(staged.map(({ to }) => dirname(to))));
}

/** Removes the temporary files that a killed run left where this one wrote. */
async function removeLeftovers(folders: ReadonlySet<string>): Promise<void> {
  for (const folder of folders)
    for (const name of await readdir(folder)) if (temporary.test(name)) await rm(join(folder, name), { force: true });
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
