import { renderChangeset } from "../../drift/render/changeset.js";
import { ToolchainError } from "../../errors.js";
import { contractPath } from "../../provider-paths.js";
import type { ProviderState } from "../../read-state.js";
import { compareStates } from "../compare-states.js";
import { type CommandContext, createContext } from "../context.js";
import { applyChanges } from "../../repository/files.js";
import { exists } from "../../repository/gate/gate.js";
import { systemNetwork } from "../../fetching/network/network.js";
import { readInThread } from "../../fetching/reading/reading-thread.js";
import { type GenerateOptions, runGenerate } from "../generate.js";
import { noSource } from "../../repository/repository.js";
import { filesOnDisk } from "../../repository/states/disk.js";
import { readStateFiles } from "../../repository/states/state-files.js";
import type { UpstreamOptions } from "../../fetching/upstream-states.js";
import { runVendor } from "../vendor.js";
import type { UpstreamChange } from "../../github/propose/upstream-change.js";

/** Inputs of a proposal beside the provider's name. */
export interface UpstreamRequest {
  readonly fetching: UpstreamOptions;
  /** An ISO 8601 date. */
  readonly today: string;
}

/** Codes of errors that an overlay cannot repair: slow documents, and files and settings of the repository. */
const OTHER_FAULTS = /^(?:(?:network|output|path|provider|source)\/|drift\/accepted$)/u;

/**
 * Fetches what a provider publishes now into a worktree, generates its client again, and compares. Writes a changeset
 * where the repository uses changesets.
 *
 * @throws {ToolchainError} A `network/` code.
 */
export async function fetchUpstreamChange(
  name: string,
  root: string,
  { fetching, today }: UpstreamRequest,
  context: CommandContext,
): Promise<UpstreamChange> {
  const silent = { out: () => {}, err: () => {}, annotate: () => {}, interactive: false };
  const worktreeContext = createContext(
    { ...context, terminal: silent, cwd: root },
    { root, json: false, quiet: true },
  );
  const read = readInThread(context.network ?? systemNetwork);
  const before = await stateOf(name, root, "vendored");
  await runVendor({ names: [name], check: false, ...fetching }, worktreeContext);
  const after = await stateOf(name, root, "published");
  if (isSame(before, after)) return { kind: "unchanged" };
  try {
    const report = await compareStates(before, after, { name, root, today, read, isUpstream: true });
    const generate: GenerateOptions["generate"] = (input, isStrict) => read("generate", input, isStrict);
    await runGenerate({ names: [name], check: false, force: true, strict: false, generate }, worktreeContext);
    await writeChangeset(name, root, renderChangeset([report]));
    return { kind: "changed", report };
  } catch (error) {
    if (!(error instanceof ToolchainError) || OTHER_FAULTS.test(error.code)) throw error;
    return { kind: "stuck", error };
  }
}

async function stateOf(name: string, root: string, label: string): Promise<ProviderState> {
  const state = await readStateFiles(filesOnDisk(root, label), `specs/${name}`, contractPath(name), `packages/${name}`);
  if (state !== undefined) return state;
  throw noSource(name);
}

function isSame({ documents: before }: ProviderState, { documents: after }: ProviderState): boolean {
  const known = new Map(before.map(({ path, text }) => [path, text]));
  return before.length === after.length && after.every(({ path, text }) => known.get(path) === text);
}

async function writeChangeset(name: string, root: string, after: string): Promise<void> {
  const folder = ".changeset";
  if (after === "" || !exists(root, `${folder}/config.json`)) return;
  await applyChanges(root, [{ path: `${folder}/drift-${name}.md`, before: undefined, after }]);
}
