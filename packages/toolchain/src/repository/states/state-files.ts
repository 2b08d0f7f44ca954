import type { SourceText } from "../../openapi/document.js";
import type { ProviderState } from "../../read-state.js";
import { compareText } from "../../json.js";
import { contractPath, isCustom, isPublished } from "../../provider-paths.js";

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
  const states = new Map<string, ProviderState>();
  for (const name of names) {
    const state = await readStateFiles(stateFiles, `specs/${name}`, contractPath(name), `packages/${name}`);
    if (state !== undefined) states.set(name, state);
  }
  return states;
}

/**
 * One provider's files; undefined where the folder has no source.yaml.
 *
 * @param packageFolder Of its package; undefined where the state has specs alone.
 */
export async function readStateFiles(
  stateFiles: StateFiles,
  folder: string,
  contract: string,
  packageFolder?: string,
): Promise<ProviderState | undefined> {
  const prefix = folder === "" ? "" : `${folder}/`;
  const source = await stateFiles.read(`${prefix}source.yaml`);
  if (source === undefined) return undefined;
  const published = (await stateFiles.list(folder)).filter((path) => isPublished(path.slice(prefix.length)));
  const manifest = packageFolder && (await stateFiles.read(`${packageFolder}/package.json`));
  const customFolder = `${packageFolder}/custom`;
  const custom = manifest && (await stateFiles.list(customFolder));
  return {
    label: stateFiles.label,
    source,
    overlay: await stateFiles.read(`${prefix}overlay.yaml`),
    documents: await readEach(stateFiles, published),
    contract: await stateFiles.read(contract),
    ...(custom && {
      custom: await readEach(
        stateFiles,
        custom.filter((path) => isCustom(path.slice(customFolder.length + 1))),
      ),
    }),
  };
}

/** One file after the other: a process may have few files open. */
async function readEach({ read }: StateFiles, paths: readonly string[]): Promise<SourceText[]> {
  const texts: SourceText[] = [];
  for (const path of paths) texts.push(...[(await read(path)) ?? []].flat());
  return texts;
}
