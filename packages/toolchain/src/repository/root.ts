import { compareText } from "../json.js";
import * as gate from "./gate/gate.js";
import { foldersUpwards } from "./gate/paths.js";
import { isWorkspaceRoot } from "./package-manager.js";

/** The file with the digests of all inputs and outputs. */
export const LOCK_PATH = "specs/lock.json";

/**
 * The nearest parent folder with the `specs` of a repository of clients. Where there is none, the root of the workspace
 * that the folder is in, so that new packages are its members; else the nearest one with any `specs`, or the folder
 * itself.
 */
export function findRoot(from: string): string {
  const withSpecs = [...foldersUpwards(from)].filter((folder) => gate.hasEntry(folder, "specs"));
  return withSpecs.find(hasOwnSpecs) ?? workspaceAround(from) ?? withSpecs[0] ?? from;
}

/** Whether `specs` has providers, or nothing yet. Other tools call their folders so, too. */
function hasOwnSpecs(folder: string): boolean {
  try {
    const names = gate.entriesSync(folder, "specs").map(({ name }) => name);
    return names.every((name) => name.startsWith(".")) || names.includes("lock.json") || providersIn(folder).length > 0;
  } catch {
    // The command says what is wrong.
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

/** The files of which a provider's folder has one at least. */
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
 * The folders of `specs`, which may hold what is no provider, or none yet.
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
