import { readFile, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { decodeText } from "../../document/text.js";
import type { ProviderState } from "../../read-state.js";
import { ToolchainError } from "../../errors.js";
import { filesOnDisk } from "./disk.js";
import { filesOfRevision } from "./revision.js";
import { readStateFiles, readAllStates } from "./state-files.js";

/** The folders for finding states. */
export interface StateFolders {
  readonly root: string;
  readonly cwd: string;
  /** The provider name of a single document. */
  readonly name: string;
}

/**
 * The providers of a state, by name. A state is a folder with `specs`, one provider's folder, a document, or a git
 * revision.
 *
 * @throws {ToolchainError} `drift/state` for anything else.
 */
export async function statesOf(named: string, { root, cwd, name }: StateFolders): Promise<Map<string, ProviderState>> {
  const path = resolve(cwd, named);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return readAllStates(await filesOfRevision(root, named));
  if (found.isFile()) return new Map([[name, await singleState(path, named, name)]]);
  const states = await readAllStates(filesOnDisk(path, named));
  if (states.size > 0) return states;
  const state = await readStateFiles(filesOnDisk(path, named), "", "contract.json");
  if (state !== undefined) return new Map([[name, state]]);
  throw new ToolchainError("drift/state", `Expected ${named} to have \`specs\` or a source.yaml, found neither`);
}

/** A single document, without an overlay and without names from a contract. */
async function singleState(path: string, label: string, name: string): Promise<ProviderState> {
  const document = decodeText(label, await readFile(path));
  const folder = label.slice(0, label.length - basename(label).length);
  const source = [
    `name: ${name}`,
    `package: ${name}`,
    `title: ${JSON.stringify(basename(label))}`,
    "document: whole",
    `files: { ${JSON.stringify(basename(label))}: https://localhost/ }`,
  ];
  return {
    label,
    source: { path: `${folder}source.yaml`, text: `${source.join("\n")}\n` },
    overlay: undefined,
    documents: [document],
    contract: undefined,
  };
}
