import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { decodeText } from "../document/text.js";
import type { SourceText } from "../openapi/document.js";
import { ToolchainError } from "../errors.js";
import { compareText } from "../json.js";

/** A file that writing would change. Paths are relative to the repository, with `/` on every platform. */
export interface FileChange {
  readonly path: string;
  /** Undefined where the file does not exist. */
  readonly before: string | undefined;
  /** Undefined where the file has to be removed. */
  readonly after: string | undefined;
}

/** A temporary file, with the id of the process that wrote it. */
const temporaryName = /\.specloom-(?<pid>\d+)-[\da-f-]{36}\.tmp$/u;

/**
 * The file's text; undefined where the file does not exist.
 *
 * @throws {ToolchainError} `document/unreadable` where the file is not UTF-8, is a folder, or is not accessible.
 */
export async function readText(root: string, path: string): Promise<SourceText | undefined> {
  const bytes = await readBytes(root, path);
  return bytes === undefined ? undefined : decodeText(path, bytes);
}

async function readBytes(root: string, path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(join(root, path));
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new ToolchainError("document/unreadable", `Cannot read ${path}: ${messageOf(cause)}`, {
      location: { file: path },
      cause,
    });
  }
}

/** The files below a folder, sorted; empty where the folder does not exist. */
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
 * Compares texts with the files on disk.
 *
 * @param owned Folders whose other files have to be removed.
 */
export async function compareFiles(
  root: string,
  texts: ReadonlyMap<string, string>,
  owned: readonly string[],
): Promise<FileChange[]> {
  const existing = (await Promise.all(owned.map((folder) => listFiles(root, folder)))).flat();
  const extra = existing.filter((path) => !texts.has(path));
  const changes = [
    ...[...texts].map(([path, after]) => compareFile(root, path, after)),
    ...extra.map((path) => compareFile(root, path, undefined)),
  ];
  return (await Promise.all(changes))
    .filter((change) => change !== undefined)
    .toSorted((a, b) => compareText(a.path, b.path));
}

/** Compares bytes, because a file to be replaced may not be text. */
async function compareFile(root: string, path: string, after: string | undefined): Promise<FileChange | undefined> {
  const bytes = await readBytes(root, path);
  if (after === undefined) return { path, before: bytes?.toString() ?? "", after };
  return bytes?.equals(Buffer.from(after)) === true ? undefined : { path, before: bytes?.toString(), after };
}

/**
 * Applies changes. Writes all temporary files first and then renames them, so a failed or killed run leaves every old
 * file complete.
 *
 * @throws {ToolchainError} `output/unwritable`, with no file changed; `output/interrupted`, with some.
 */
export async function applyChanges(root: string, changes: readonly FileChange[]): Promise<void> {
  const staged = await stage(root, changes);
  let done = 0;
  try {
    for (const { from, to } of staged) {
      await rename(from, to);
      done += 1;
    }
    for (const { path, after } of changes) if (after === undefined) await rm(join(root, path), { force: true });
    await removeLeftovers(new Set(staged.map(({ to }) => dirname(to))));
  } catch (cause) {
    await Promise.all(staged.slice(done).map(({ from }) => rm(from, { force: true })));
    throw new ToolchainError("output/interrupted", `${done} of ${staged.length} files written: ${messageOf(cause)}`, {
      location: { file: staged[done]?.path ?? root },
      cause,
    });
  }
}

interface Staged {
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** Writes every new text to a temporary file; removes all of them where one fails. */
async function stage(root: string, changes: readonly FileChange[]): Promise<Staged[]> {
  const suffix = `.specloom-${process.pid}-${randomUUID()}.tmp`;
  const staged: Staged[] = [];
  const folders: string[] = [];
  let current = "";
  try {
    for (const { path, after } of changes) {
      if (after === undefined) continue;
      current = path;
      const to = join(root, path);
      if (await isFolder(to)) throw new Error("a folder has the same name");
      folders.push((await mkdir(dirname(to), { recursive: true })) ?? "");
      staged.push({ path, from: to + suffix, to });
      await writeFile(to + suffix, after, { flag: "wx" });
    }
    return staged;
  } catch (cause) {
    await Promise.all(staged.map(({ from }) => rm(from, { force: true })));
    const createdFolders = folders.filter((folder) => folder !== "");
    await Promise.all(createdFolders.map((folder) => rm(folder, { recursive: true, force: true })));
    throw new ToolchainError("output/unwritable", `Cannot write ${current}: ${messageOf(cause)}`, {
      location: { file: current },
      cause,
    });
  }
}

/** Removes temporary files of killed runs; files of running processes are kept. */
async function removeLeftovers(folders: ReadonlySet<string>): Promise<void> {
  for (const folder of folders)
    for (const name of await readdir(folder)) {
      const pid = temporaryName.exec(name)?.groups?.["pid"];
      if (pid !== undefined && !isRunning(Number(pid))) await rm(join(folder, name), { force: true });
    }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
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
