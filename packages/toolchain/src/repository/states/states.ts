import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { ProviderState } from "../../read-state.js";
import { ToolchainError } from "../../errors.js";
import { slashed } from "../gate/paths.js";
import { filesOnDisk } from "./disk.js";
import { withRevision } from "./revision.js";
import { readStateFiles, readAllStates } from "./state-files.js";

/** The folders for finding states. */
export interface StateFolders {
  readonly root: string;
  readonly cwd: string;
  /** The provider name of a single document. */
  readonly name: string;
}

/** The providers of a state, by name. */
export interface NamedStates {
  readonly providers: ReadonlyMap<string, ProviderState>;
  /** Whether these are all that a repository has. */
  readonly isWhole: boolean;
}

/**
 * The providers of a state, by name. A state is a folder with `specs`, one provider's folder, or a git revision.
 *
 * @throws {ToolchainError} `drift/state` for anything else.
 */
export async function statesOf(named: string, { root, cwd, name }: StateFolders): Promise<NamedStates> {
  const path = resolve(cwd, named);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return { providers: await withRevision(root, named, readAllStates), isWhole: true };
  const files = filesOnDisk(path, slashed(named));
  const states = await readAllStates(files);
  if (states.size > 0) return { providers: states, isWhole: true };
  const state = await readStateFiles(files, "", "contract.json");
  if (state !== undefined) return { providers: new Map([[name, state]]), isWhole: false };
  throw new ToolchainError("drift/state", `Expected '${named}' to have \`specs\` or a source.yaml, found neither`);
}
