import { compareText } from "../json.js";
import * as gate from "./gate/gate.js";
import { foldersUpwards } from "./gate/paths.js";
import { isWorkspaceRoot } from "./package-manager.js";

/** The file with the digests of all inputs and outputs. */
export const LOCK_PATH = "specs/lock.json";

/**
 * Finds the root of a repository of clients: the nearest parent folder whose `specs` has providers or is empty. If
 * there is none, it is the root of the workspace, so that new packages become its members. If there is no workspace, it
 * is the nearest parent folder with any `specs`, else the folder itself.
 */
export function findRoot(from: string): string {
  const withSpecs = [...foldersUpwards(from)].filter((folder) => gate.hasEntry(folder, "specs"));
  return withSpecs.find(hasOwnSpecs) ?? workspaceAround(from) ?? withSpecs[0] ?? from;
}

/** Whether `specs` has providers or is empty. Other tools use folders of this name too. */
function hasOwnSpecs(folder: string): boolean {
  try {
    const names = gate.entriesSync(folder, "specs").map(({ name }) => name);
    return names.every((name) => name.startsWith(".")) || names.includes("lock.json") || providersIn(folder).length > 0;
  } catch {
    // The command reports the error.
    return true;
  }
}

function workspaceAround(from: string): string | undefined {
  for (const folder of foldersUpwards(from)) {
    if (isWorkspaceRoot(folder)) return folder;
    if (gate.hasEntry(folder, ".git")) break;
  }
  return undefined;
}

/** A provider's folder has at least one of these files. */
const PROVIDER_FILES = ["source.yaml", "overlay.yaml"];

/**
 * The names of the providers: the folders of `specs` with a source.yaml, or with an overlay.yaml that needs one.
 *
 * @throws {ToolchainError} `path/outside`.
 */
export function providersIn(root: string): string[] {
  return specFolders(root).filter((name) =>
    PROVIDER_FILES.some((file) => gate.hasEntry(root, `specs/${name}/${file}`)),
  );
}

/**
 * All folders of `specs`. Some are not providers, or not yet.
 *
 * @throws {ToolchainError} `path/outside`.
 */
export function specFolders(root: string): string[] {
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
