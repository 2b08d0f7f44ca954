import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { compareText } from "../json.js";

/** The file with the digests of all inputs and outputs. */
export const LOCK_PATH = "specs/lock.json";

/** The nearest parent folder with `specs`; the folder itself where there is none. */
export function findRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "specs"))) return folder;
    if (dirname(folder) === folder) return from;
  }
}

/** The names of the providers: the folders of `specs`. */
export function providersIn(root: string): string[] {
  const folder = join(root, "specs");
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted(compareText);
}
