import { randomUUID } from "node:crypto";
import type { Dirent } from "node:fs";
import { posix } from "node:path";
import process from "node:process";
import { decodeText } from "../document/text.js";
import type { SourceText } from "../openapi/document.js";
import { ToolchainError } from "../errors.js";
import { compareText } from "../json.js";
import * as gate from "./gate/gate.js";
import { slashed } from "./gate/paths.js";

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
 * @throws {ToolchainError} `document/unreadable` where the file is not UTF-8, is a folder, or is not accessible;
 * `path/outside`.
 */
export async function readText(root: string, path: string): Promise<SourceText | undefined> {
  const bytes = await readBytes(root, path);
  return bytes === undefined ? undefined : decodeText(path, bytes);
}

async function readBytes(root: string, path: string): Promise<Buffer | undefined> {
  try {
    return await gate.readBytes(root, path);
  } catch (cause) {
    if (gate.isMissing(cause)) return undefined;
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): ToolchainError {
  if (cause instanceof ToolchainError) return cause;
  return new ToolchainError("document/unreadable", `Cannot read ${path}: ${messageOf(cause)}`, {
    location: { file: path },
    cause,
  });
}

/** The files below a folder, sorted; empty where the folder does not exist. A link counts as a file. */
export async function listFiles(root: string, folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const path of filesBelow(folder, (name) => gate.entries(root, name))) found.push(path);
  return found.toSorted(compareText);
}

/**
 * The files below a folder that only the toolchain writes; none where the folder does not exist. They come one by one,
 * because the folder may turn out to be somebody else's, with millions of files.
 */
export function ownedFiles(root: string, folder: string): AsyncGenerator<string> {
  return filesBelow(folder, (name) => gate.ownedEntries(root, name));
}

/** @throws {ToolchainError} `document/unreadable` where a folder cannot be read. */
async function* filesBelow(folder: string, entriesOf: (folder: string) => Promise<Dirent[]>): AsyncGenerator<string> {
  for (const entry of await entriesIn(folder, entriesOf)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(path, entriesOf);
    else yield path;
  }
}

async function entriesIn(folder: string, entriesOf: (folder: string) => Promise<Dirent[]>): Promise<Dirent[]> {
  try {
    return (await entriesOf(folder)).toSorted((a, b) => compareText(a.name, b.name));
  } catch (error) {
    if (gate.isMissing(error)) return [];
    throw unreadable(folder, error);
  }
}

/**
 * Compares texts with the files on disk.
 *
 * @param owned Folders whose other files have to be removed.
 * @throws {ToolchainError} `path/outside` where one of these folders, or a folder of a text, is a link.
 */
export async function compareFiles(
  root: string,
  texts: ReadonlyMap<string, string>,
  owned: readonly string[],
): Promise<FileChange[]> {
  const extra: string[] = [];
  for (const folder of owned) for await (const path of ownedFiles(root, folder)) if (!texts.has(path)) extra.push(path);
  const changes = [
    ...[...texts].map(([path, after]) => compareFile(root, path, after)),
    ...extra.map((path) => compareFile(root, path, undefined)),
  ];
  return (await Promise.all(changes))
    .filter((change) => change !== undefined)
    .toSorted((a, b) => compareText(a.path, b.path));
}

/**
 * Compares bytes, because a file to be replaced may not be text. A link is not followed: it counts as changed. So does a
 * folder with the name of a file; writing refuses it.
 */
async function compareFile(root: string, path: string, after: string | undefined): Promise<FileChange | undefined> {
  if (gate.isLinkedFile(root, path)) return { path, before: "", after };
  if (gate.isFolder(root, path)) return { path, before: undefined, after };
  const bytes = await readBytes(root, path);
  if (after === undefined) return { path, before: bytes?.toString() ?? "", after };
  return bytes?.equals(Buffer.from(after)) === true ? undefined : { path, before: bytes?.toString(), after };
}

/**
 * Applies changes. Writes all temporary files first and then renames them, so a failed or killed run leaves every old
 * file complete.
 *
 * @throws {ToolchainError} `output/unwritable` or `path/outside`, with no file changed; `output/interrupted`, with some.
 */
export async function applyChanges(root: string, changes: readonly FileChange[]): Promise<void> {
  const staged = await stage(root, changes);
  let done = 0;
  try {
    for (const { draft, path } of staged) {
      await gate.move(root, draft, path);
      done += 1;
    }
    for (const { path, after } of changes) if (after === undefined) await gate.remove(root, path);
    await removeLeftovers(root, new Set(staged.map(({ path }) => posix.dirname(path))));
  } catch (cause) {
    await Promise.allSettled(staged.slice(done).map(({ draft }) => gate.remove(root, draft)));
    throw new ToolchainError("output/interrupted", `${done} of ${staged.length} files written: ${messageOf(cause)}`, {
      location: { file: staged[done]?.path ?? slashed(root) },
      cause,
    });
  }
}

interface Staged {
  readonly path: string;
  /** The temporary file. */
  readonly draft: string;
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
      if (gate.isFolder(root, path)) throw new Error("a folder has the same name");
      const file = gate.fileInPlaceOfFolder(root, path);
      if (file !== undefined) throw new Error(`${slashed(file)} is a file, and no folder`);
      folders.push((await gate.createFolderOf(root, path)) ?? "");
      staged.push({ path, draft: path + suffix });
      await gate.writeNew(root, path + suffix, after);
    }
    return staged;
  } catch (cause) {
    // The first failure is told, not what it leads to.
    await Promise.allSettled(staged.map(({ draft }) => gate.remove(root, draft)));
    const createdFolders = folders.filter((folder) => folder !== "");
    await Promise.all(createdFolders.map((folder) => gate.removeCreatedFolder(folder)));
    if (cause instanceof ToolchainError) throw cause;
    throw new ToolchainError("output/unwritable", `Cannot write ${current}: ${messageOf(cause)}`, {
      location: { file: current },
      cause,
    });
  }
}

/** Removes temporary files of killed runs; files of running processes are kept. */
async function removeLeftovers(root: string, folders: ReadonlySet<string>): Promise<void> {
  for (const folder of folders)
    for (const { name } of await gate.entries(root, folder)) {
      const pid = temporaryName.exec(name)?.groups?.["pid"];
      if (pid !== undefined && !isRunning(Number(pid))) await gate.remove(root, posix.join(folder, name));
    }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
