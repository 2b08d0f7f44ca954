import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { decodeText } from "../document/text.js";
import type { SourceText } from "../openapi/document.js";
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

/** A file beside its place, with the process that wrote it. */
const temporary = /\.specloom-(?<pid>\d+)-[\da-f-]{36}\.tmp$/u;

/**
 * The file's text, or undefined where there is none.
 *
 * @throws {ToolchainError} `document/unreadable` where it is not UTF-8, a folder, or closed to the reader.
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
    ...[...texts].map(([path, after]) => compareFile(root, path, after)),
    ...extra.map((path) => compareFile(root, path, undefined)),
  ];
  return (await Promise.all(changes))
    .filter((change) => change !== undefined)
    .toSorted((a, b) => compareText(a.path, b.path));
}

/** Compares bytes, since a file that is to be replaced need not be text. */
async function compareFile(root: string, path: string, after: string | undefined): Promise<FileChange | undefined> {
  const bytes = await readBytes(root, path);
  if (after === undefined) return { path, before: bytes?.toString() ?? "", after };
  return bytes?.equals(Buffer.from(after)) === true ? undefined : { path, before: bytes?.toString(), after };
}

/**
 * Applies changes: everything is written beside its place first, and renamed only when all of it is there, so that a
 * run that fails or is killed leaves each old file whole.
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

/** Writes every new text beside its place; where one cannot be written, nothing of it stays. */
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
      if (await isFolder(to)) throw new Error("a folder stands in its place");
      folders.push((await mkdir(dirname(to), { recursive: true })) ?? "");
      staged.push({ path, from: to + suffix, to });
      await writeFile(to + suffix, after, { flag: "wx" });
    }
    return staged;
  } catch (cause) {
    await Promise.all(staged.map(({ from }) => rm(from, { force: true })));
    const made = folders.filter((folder) => folder !== "");
    await Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true })));
    throw new ToolchainError("output/unwritable", `Cannot write ${current}: ${messageOf(cause)}`, {
      location: { file: current },
      cause,
    });
  }
}

/** Removes what killed runs left where this one wrote; the files of a run that still goes on are its own. */
async function removeLeftovers(folders: ReadonlySet<string>): Promise<void> {
  for (const folder of folders)
    for (const name of await readdir(folder)) {
      const pid = temporary.exec(name)?.groups?.["pid"];
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
