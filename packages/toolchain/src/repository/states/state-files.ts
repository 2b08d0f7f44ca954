import type { SourceText } from "../../openapi/document.js";
import type { ProviderState } from "../../read-state.js";
import { compareText } from "../../json.js";
import { contractPath, isPublished } from "../../provider-paths.js";

/** Files of one state of a repository: those on disk, or those of a revision. Paths are relative to its root. */
export interface StateFiles {
  /** The state as people named it. */
  readonly label: string;
  /** The files below a folder, sorted. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly read: (path: string) => Promise<SourceText | undefined>;
}

/** The providers of a state, by name: every folder of `specs` that has a source.yaml. */
export async function readAllStates(tree: StateFiles): Promise<Map<string, ProviderState>> {
  const files = await tree.list("specs");
  const names = files.flatMap((path) => /^specs\/([^/]+)\/source\.yaml$/u.exec(path)?.[1] ?? []).toSorted(compareText);
  const states = names.map(async (name) => {
    const state = await readStateFiles(tree, `specs/${name}`, contractPath(name));
    return state === undefined ? [] : [[name, state] as const];
  });
  return new Map((await Promise.all(states)).flat());
}

/** One provider's folder; undefined where it has no source.yaml. */
export async function readStateFiles(
  tree: StateFiles,
  folder: string,
  contract: string,
): Promise<ProviderState | undefined> {
  const prefix = folder === "" ? "" : `${folder}/`;
  const files = await tree.list(folder);
  const published = files.filter((path) => isPublished(path.slice(prefix.length)));
  const [source, overlay, locked, ...documents] = await Promise.all(
    [`${prefix}source.yaml`, `${prefix}overlay.yaml`, contract, ...published].map((path) => tree.read(path)),
  );
  if (source === undefined) return undefined;
  return {
    label: tree.label,
    source,
    overlay,
    documents: documents.filter((text) => text !== undefined),
    contract: locked,
  };
}
