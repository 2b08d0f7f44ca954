import { lstatSync, realpathSync, type Stats } from "node:fs";
import nodePath, { type PlatformPath } from "node:path";
import { ToolchainError } from "../../errors.js";

/**
 * The file of a path below a root, for reading and listing. Links may lead to other places below the root.
 *
 * @param path Relative to the root, with `/` on every platform; empty for the root.
 * @returns The file after all links are resolved; as it is named where nothing is there.
 * @throws {ToolchainError} `path/outside` where it is outside of the root, or in `.git`.
 */
export function readable(root: string, path: string): string {
  const named = nodePath.join(root, path);
  const top = resolved(root);
  if (!isOpen(root, named)) throw ofGit(path);
  if (!isInside(root, named)) throw outside(path);
  const found = resolved(named);
  if (found === undefined) return named;
  if (top === undefined || !isInside(top, found) || !isOpen(top, found)) throw outside(path);
  return found;
}

/**
 * The file of a path below a root, for writing and removing. No folder on the way may be a link, wherever it leads; a
 * file that is a link is itself replaced or removed.
 *
 * @throws {ToolchainError} `path/outside`.
 */
export function writable(root: string, path: string): string {
  const named = nodePath.join(root, path);
  if (!isOpen(root, named)) throw ofGit(path);
  if (!isInside(root, named) || named === nodePath.join(root)) throw outside(path);
  const folders = nodePath.relative(root, named).split(nodePath.sep).slice(0, -1);
  let folder = root;
  for (const name of folders) {
    folder = nodePath.join(folder, name);
    if (isLink(folder)) throw linked(slashed(nodePath.relative(root, folder)));
  }
  return named;
}

/**
 * A folder whose files only the toolchain writes.
 *
 * @throws {ToolchainError} `path/outside` where the folder or one around it is a link.
 */
export function owned(root: string, folder: string): string {
  const named = writable(root, folder);
  if (isLink(named)) throw linked(folder);
  return named;
}

/**
 * The path of a file or folder that a person typed, for writing. Below the working folder, no part of the path may be a
 * link, because a branch of a stranger may contain links.
 *
 * @param check `owned` for a folder that is written whole, which itself must not be a link.
 * @returns Absolute.
 * @throws {ToolchainError} `path/outside`.
 */
export function typedPlace(cwd: string, typed: string, check: typeof writable = writable): string {
  const path = nodePath.resolve(cwd, typed);
  if (path !== nodePath.resolve(cwd) && isInside(cwd, path)) check(cwd, slashed(nodePath.relative(cwd, path)));
  return path;
}

/** A folder, the folder around it, and so on up to the root of the file system. */
export function* foldersUpwards(folder: string): Generator<string> {
  yield folder;
  const parent = nodePath.dirname(folder);
  if (parent !== folder) yield* foldersUpwards(parent);
}

/** Whether a path is a symbolic link (on Windows, a junction too). */
export function isLink(path: string): boolean {
  return statusOf(path)?.isSymbolicLink() === true;
}

/** The status of a file, folder or link; undefined where nothing is there, or a file is in place of a folder above it. */
export function statusOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // What is written there fails, and says why.
    return undefined;
  }
}

/** Whether a path is a folder or below it. @param rules Those of the platform; tests give others. */
export function isInside(folder: string, path: string, rules: PlatformPath = nodePath): boolean {
  const way = rules.relative(folder, path);
  return way !== ".." && !way.startsWith(`..${rules.sep}`) && !rules.isAbsolute(way);
}

/** A path with `/` between its parts, as texts that are kept or printed have it. */
export function slashed(path: string, rules: Pick<PlatformPath, "sep"> = nodePath): string {
  return rules.sep === "/" ? path : path.replaceAll(rules.sep, "/");
}

/** Git's own folder holds credentials and programs; nothing here is for the toolchain. */
function isOpen(root: string, path: string): boolean {
  return !nodePath
    .relative(root, path)
    .split(nodePath.sep)
    .some((name) => name.toLowerCase() === ".git");
}

function resolved(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function outside(path: string): ToolchainError {
  return new ToolchainError(
    "path/outside",
    `Expected ${path === "" ? "a file" : path} inside the repository, found a way out of it`,
    {
      location: { file: path },
    },
  );
}

function ofGit(path: string): ToolchainError {
  return new ToolchainError("path/outside", `Expected a path outside of Git's own folder, found ${path}`, {
    location: { file: path },
    hint: "Name a folder or file that is not in `.git`, and for output a folder that does not hold it. Nothing was changed.",
  });
}

function linked(path: string): ToolchainError {
  return new ToolchainError("path/outside", `Expected ${path} to be a folder, found a link`, {
    location: { file: path },
  });
}
