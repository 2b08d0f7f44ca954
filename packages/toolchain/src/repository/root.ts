import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { compareText } from "../json.js";

/** Where the digests of all that goes in and comes out are kept. */
export const LOCK_PATH = "specs/lock.json";

/** The nearest folder upwards that holds `specs`; the folder itself where there is none. */
export function findRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "specs"))) return folder;
    if (dirname(folder) === folder) return from;
  }
}

/** Names of the folders of `specs` that describe a provider. */
export function providersIn(root: string): string[] {
  const folder = join(root, "specs");
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted(compareText);
}
