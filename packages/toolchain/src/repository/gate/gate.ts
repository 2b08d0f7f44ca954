import {
  closeSync,
  type Dirent,
  existsSync,
  type FSWatcher,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  watch,
} from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { foldersUpwards, isLink, owned, readable, statusOf, writable } from "./paths.js";

// The only way to the files of a repository. Paths are relative to its root, with `/` on every platform; each function
// throws `path/outside` for a path that leaves the root, and Node's errors for what the system refuses.

// One file or folder is open at a time, whoever asks: a system may allow 256, and a client can have thousands.

/** Reads a regular file. A pipe would keep the process waiting. */
export async function readBytes(root: string, path: string): Promise<Buffer> {
  const file = readable(root, path);
  const status = statusOf(file);
  if (status?.isFile() === false) throw new Error(status.isDirectory() ? "it is a folder" : "it is no regular file");
  return readFileSync(file);
}

export function readTextSync(root: string, path: string): string {
  return readFileSync(readable(root, path), "utf8");
}

/** Reads a file in pieces, all of them into one buffer. */
export function readPiecesSync(
  root: string,
  path: string,
  buffer: Uint8Array,
  take: (piece: Uint8Array) => void,
): void {
  const file = openSync(readable(root, path), "r");
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) take(buffer.subarray(0, read));
  } finally {
    closeSync(file);
  }
}

/** Whether a file or folder is there; a link that leads nowhere is not. */
export function exists(root: string, path: string): boolean {
  return existsSync(readable(root, path));
}

/** Whether a folder has a file, a folder or a link of this name. */
export function hasEntry(folder: string, name: string): boolean {
  return statusOf(join(folder, name)) !== undefined;
}

/** Whether a folder, and no link, has a name that a file is to have. */
export function isFolder(root: string, path: string): boolean {
  return statusOf(writable(root, path))?.isDirectory() === true;
}

/** The first file that is in place of a folder of a path, or of the root; undefined where none is. */
export function fileInPlaceOfFolder(root: string, path: string): string | undefined {
  const names = path.split("/").slice(0, -1);
  const folders = [root, ...names.map((_, index) => writable(root, names.slice(0, index + 1).join("/")))];
  return folders.find((folder) => statusOf(folder)?.isFile() === true);
}

/** What is in a folder. A link is neither a file nor a folder. */
export async function entries(root: string, folder: string): Promise<Dirent[]> {
  return entriesSync(root, folder);
}

export function entriesSync(root: string, folder: string): Dirent[] {
  return readdirSync(readable(root, folder), { withFileTypes: true });
}

/** What is in a folder that only the toolchain writes. The folder itself is no link. */
export async function ownedEntries(root: string, folder: string): Promise<Dirent[]> {
  return readdirSync(owned(root, folder), { withFileTypes: true });
}

/** Whether a file is a link, so that what it holds is somewhere else. */
export function isLinkedFile(root: string, path: string): boolean {
  return isLink(writable(root, path));
}

/** Creates the folder of a file. @returns The first folder that was not there. */
export async function createFolderOf(root: string, path: string): Promise<string | undefined> {
  const folders = [...foldersUpwards(dirname(writable(root, path)))];
  const missing = folders
    .slice(
      0,
      folders.findIndex((folder) => existsSync(folder)),
    )
    .toReversed();
  // Node's recursive `mkdir` never ends in `/proc`, where the system reports a new folder as missing.
  for (const folder of missing)
    await mkdir(folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  return missing[0];
}

/** Writes a file that must not exist. */
export async function writeNew(root: string, path: string, text: string): Promise<void> {
  await writeFile(writable(root, path), text, { flag: "wx" });
}

/** Gives a file another name; what had the name is replaced. */
export async function move(root: string, from: string, to: string): Promise<void> {
  await rename(writable(root, from), writable(root, to));
}

/** Removes a file or link, if it is there. */
export async function remove(root: string, path: string): Promise<void> {
  await rm(writable(root, path), { force: true });
}

/** Removes a folder that this run created. @param folder As `createFolderOf` returned it. */
export async function removeCreatedFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Watches a folder, without the folders in it. */
export function watchFolder(root: string, folder: string, changed: (name: string) => void): FSWatcher {
  return watch(readable(root, folder), (_event, name) => changed(name ?? ""));
}

/** Whether a file system error says that nothing is there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
