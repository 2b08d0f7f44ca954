import { compareText } from "../json.js";
import * as gate from "./gate/gate.js";
import { foldersUpwards } from "./gate/paths.js";

/** The file with the digests of all inputs and outputs. */
export const LOCK_PATH = "specs/lock.json";

/** The nearest parent folder with `specs`; the folder itself where there is none. */
export function findRoot(from: string): string {
  for (const folder of foldersUpwards(from)) if (gate.hasEntry(folder, "specs")) return folder;
  return from;
}

/**
 * The names of the providers: the folders of `specs`.
 *
 * @throws {ToolchainError} `path/outside`.
 */
export function providersIn(root: string): string[] {
  try {
    return gate
      .entriesSync(root, "specs")
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .toSorted(compareText);
  } catch (error) {
    if (gate.isMissing(error)) return [];
    throw error;
  }
}
