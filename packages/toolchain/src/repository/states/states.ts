import { readFile, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { decodeText } from "../../document/text.js";
import type { ProviderState } from "../../read-state.js";
import { ToolchainError } from "../../errors.js";
import { filesOnDisk } from "./disk.js";
import { filesOfRevision } from "./revision.js";
import { readStateFiles, readAllStates } from "./state-files.js";

/** Where states are looked for. */
export interface Whereabouts {
  readonly root: string;
  readonly cwd: string;
  /** The provider that a single document is taken for. */
  readonly name: string;
}

/**
 * The providers of a state, by name. It is a folder with `specs`, one provider's folder, a document, or else a git
 * revision.
 *
 * @throws {ToolchainError} `drift/state` where it is none of them.
 */
export async function statesOf(named: string, { root, cwd, name }: Whereabouts): Promise<Map<string, ProviderState>> {
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

/** A document on its own, as its author left it: no overlay, and no names that stand. */
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
