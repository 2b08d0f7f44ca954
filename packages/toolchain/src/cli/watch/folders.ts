import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { providersIn } from "../../repository/root.js";

/** Watches folders, each by itself: a recursive watch would stumble over the files that a generation writes and renames. */
export class FolderWatch {
  readonly #root: string;
  readonly #changed: (path: string) => void;
  readonly #watchers = new Map<string, FSWatcher>();

  /** @param changed Told the path of whatever changed, relative to the root. */
  constructor(root: string, changed: (path: string) => void) {
    this.#root = root;
    this.#changed = changed;
  }

  /** Watches every folder that is there by now, and those only. */
  refresh(): void {
    const wanted = new Set(watchedFolders(this.#root));
    for (const [folder, watcher] of this.#watchers) if (!wanted.has(folder)) this.#close(folder, watcher);
    for (const folder of wanted) if (!this.#watchers.has(folder)) this.#open(folder);
  }

  close(): void {
    for (const [folder, watcher] of this.#watchers) this.#close(folder, watcher);
  }

  #open(folder: string): void {
    const watcher = watch(join(this.#root, folder), (_event, name) => this.#changed(`${folder}/${name ?? ""}`));
    // A folder that goes away ends its watch; its parent's tells of that.
    watcher.on("error", () => this.#close(folder, watcher));
    this.#watchers.set(folder, watcher);
  }

  #close(folder: string, watcher: FSWatcher): void {
    watcher.close();
    this.#watchers.delete(folder);
  }
}

/** The folders in which people write what is generated from. */
export function watchedFolders(root: string): string[] {
  return ["specs", ...providersIn(root).flatMap((name) => [`specs/${name}`, `packages/${name}`])].flatMap((folder) =>
    folder === "specs" ? [folder] : existing(root, folder, folder.startsWith("packages/")),
  );
}

/** A folder and those below it; of a package, only the one that holds its wrappers. */
function existing(root: string, folder: string, isPackage: boolean): string[] {
  try {
    const below = readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const wanted = isPackage ? below.filter(({ name }) => name === "custom") : below;
    return [folder, ...wanted.flatMap(({ name }) => existing(root, `${folder}/${name}`, false))];
  } catch {
    return [];
  }
}

/** Whether a change at a path is one to generate for: not what a generation writes itself, nor an editor's swap file. */
export function concernsGeneration(path: string): boolean {
  if (path === "specs/lock.json" || /\.tmp$|~$|\.sw[a-z]$/u.test(path)) return false;
  return path.startsWith("specs/") || /^packages\/[^/]+\/(?:custom\/|custom$|package\.json$)/u.test(path);
}
