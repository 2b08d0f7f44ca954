import type { SourceText } from "../../openapi/document.js";
import type { ProviderState } from "../../read-state.js";
import { compareText } from "../../json.js";
import { contractPath, isPublished } from "../../provider-paths.js";

/** The files of one state: on disk, or in a revision. Paths are relative to its root. */
export interface StateFiles {
  /** The state, as typed. */
  readonly label: string;
  /** The files below a folder, sorted. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly read: (path: string) => Promise<SourceText | undefined>;
}

/** The providers of a state, by name: the folders of `specs` with a source.yaml. */
export async function readAllStates(stateFiles: StateFiles): Promise<Map<string, ProviderState>> {
  const files = await stateFiles.list("specs");
  const names = files.flatMap((path) => /^specs\/([^/]+)\/source\.yaml$/u.exec(path)?.[1] ?? []).toSorted(compareText);
  const states = names.map(async (name) => {
    const state = await readStateFiles(stateFiles, `specs/${name}`, contractPath(name));
    return state === undefined ? [] : [[name, state] as const];
  });
  return new Map((await Promise.all(states)).flat());
}

/** One provider's files; undefined where the folder has no source.yaml. */
export async function readStateFiles(
  stateFiles: StateFiles,
  folder: string,
  contract: string,
): Promise<ProviderState | undefined> {
  const prefix = folder === "" ? "" : `${folder}/`;
  const files = await stateFiles.list(folder);
  const published = files.filter((path) => isPublished(path.slice(prefix.length)));
  const [source, overlay, locked, ...documents] = await Promise.all(
    [`${prefix}source.yaml`, `${prefix}overlay.yaml`, contract, ...published].map((path) => stateFiles.read(path)),
  );
  if (source === undefined) return undefined;
  return {
    label: stateFiles.label,
    source,
    overlay,
    documents: documents.filter((text) => text !== undefined),
    contract: locked,
  };
}
