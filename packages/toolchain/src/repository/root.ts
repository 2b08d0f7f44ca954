import { compareText } from "../json.js";
import * as gate from "./gate/gate.js";
import { foldersUpwards } from "./gate/paths.js";
import { isWorkspaceRoot } from "./package-manager.js";

/** The file with the digests of all inputs and outputs. */
export const LOCK_PATH = "specs/lock.json";

/**
 * The nearest parent folder with `specs`. Where there is none, the root of the workspace that the folder is in, so that
 * new packages are its members; else the folder itself.
 */
export function findRoot(from: string): string {
  for (const folder of foldersUpwards(from)) if (gate.hasEntry(folder, "specs")) return folder;
  for (const folder of foldersUpwards(from)) {
    if (isWorkspaceRoot(folder)) return folder;
    if (gate.hasEntry(folder, ".git")) break;
  }
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
