import type { FSWatcher } from "node:fs";
import { ToolchainError } from "../../errors.js";
import { entriesSync, watchFolder } from "../../repository/gate/gate.js";
import { specFolders } from "../../repository/root.js";

/** Watches each folder by itself: a recursive watch fails on files that a generation writes and renames. */
export class FolderWatch {
  readonly #root: string;
  readonly #changed: (path: string) => void;
  readonly #watchers = new Map<string, FSWatcher>();

  /** @param changed Called with the path of a change, relative to the root. */
  constructor(root: string, changed: (path: string) => void) {
    this.#root = root;
    this.#changed = changed;
  }

  /** Watches exactly the folders that exist now. */
  refresh(): void {
    const wanted = new Set(watchedFolders(this.#root));
    for (const [folder, watcher] of this.#watchers) if (!wanted.has(folder)) this.#close(folder, watcher);
    for (const folder of wanted) if (!this.#watchers.has(folder)) this.#open(folder);
  }

  close(): void {
    for (const [folder, watcher] of this.#watchers) this.#close(folder, watcher);
  }

  #open(folder: string): void {
    const watcher = openWatch(this.#root, folder, (name) => this.#changed(`${folder}/${name}`));
    watcher.on("error", () => this.#close(folder, watcher));
    this.#watchers.set(folder, watcher);
  }

  #close(folder: string, watcher: FSWatcher): void {
    watcher.close();
    this.#watchers.delete(folder);
  }
}

/**
 * Watches a folder without its subfolders. If the folder is removed, the watch ends, and the watch of the parent
 * reports the removal.
 *
 * @throws {ToolchainError} `output/watch` if the folder does not exist, or if the system allows no further watch;
 * `path/outside`.
 */
export function openWatch(root: string, folder: string, changed: (name: string) => void): FSWatcher {
  try {
    const watcher = watchFolder(root, folder, changed);
    return watcher.on("error", () => watcher.close());
  } catch (cause) {
    if (cause instanceof ToolchainError) throw cause;
    const found = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new ToolchainError("output/watch", `Expected a folder that can be watched, found ${found}`, {
      location: { file: folder },
      hint: "Check that the folder exists. ENOSPC and EMFILE say that the system has too many watches or open files.",
      cause,
    });
  }
}

/** The folders that hold inputs of a generation. */
export function watchedFolders(root: string): string[] {
  const custom = specFolders(root).flatMap((name) => existing(root, `packages/${name}`, true));
  return [...existing(root, "specs", false), ...custom];
}

/** A folder and its subfolders; of a package, only `custom`. */
function existing(root: string, folder: string, isPackage: boolean): string[] {
  try {
    const below = entriesSync(root, folder).filter((entry) => entry.isDirectory());
    const wanted = isPackage ? below.filter(({ name }) => name === "custom") : below;
    return [folder, ...wanted.flatMap(({ name }) => existing(root, `${folder}/${name}`, false))];
  } catch {
    return [];
  }
}

/**
 * Whether a change at a path needs a generation. Files that a generation writes, and swap files of editors, do not.
 */
export function concernsGeneration(path: string): boolean {
  if (path === "specs/lock.json" || /\.tmp$|~$|\.sw[a-z]$/u.test(path)) return false;
  return path.startsWith("specs/") || /^packages\/[^/]+\/(?:custom\/|custom$|package\.json$)/u.test(path);
}
