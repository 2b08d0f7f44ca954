import { readSource } from "../document/read-source.js";
import { documentPaths, type Source } from "../document/source.js";
import { ToolchainError } from "../errors.js";
import type { ProviderState } from "../read-state.js";
import { chooseProviders, readLock, readProvider } from "../repository/repository.js";
import type { NamedStates } from "../repository/states/states.js";
import { shellWord } from "../shell-word.js";
import { type AccessOptions, createAccess } from "./vendor/access.js";
import { fetchUpstream } from "./vendor/upstream.js";

/** The options for fetching what providers publish. */
export type UpstreamOptions = Pick<AccessOptions, "hosts" | "timeoutMs">;

/** A provider whose documents could not be fetched or read. */
export interface ProviderFailure {
  readonly name: string;
  readonly error: ToolchainError;
}

/** What providers publish now, with the local overlays and names; the failure of one leaves the others. */
export interface UpstreamStates extends NamedStates {
  readonly failures: readonly ProviderFailure[];
  /** Providers without an address, where others have one and nobody named them. */
  readonly local: readonly string[];
}

/** Fetches what providers publish. Writes nothing. */
export async function upstreamStates(
  names: readonly string[],
  options: UpstreamOptions,
  { root, env, network }: Pick<AccessOptions, "env" | "network"> & { readonly root: string },
): Promise<UpstreamStates> {
  const lock = await readLock(root);
  const providers = new Map<string, ProviderState>();
  const failures: ProviderFailure[] = [];
  const local: ProviderFailure[] = [];
  // Sequential, so that a host gets one request at a time.
  for (const name of chooseProviders(root, names)) {
    try {
      const { source: text, overlay, contract, custom, documents, lock: known } = await readProvider(root, name, lock);
      const source = readSource(text);
      if (source.files.every(({ url, index }) => url === undefined && index === undefined)) {
        local.push(noAddress(source));
        continue;
      }
      const access = createAccess(source, { ...options, env, network });
      const upstream = await fetchUpstream({ source, documents, lock: known }, access);
      providers.set(name, {
        label: "upstream",
        source: text,
        overlay,
        contract,
        custom,
        documents: upstream.documents,
      });
    } catch (error) {
      if (!(error instanceof ToolchainError)) throw error;
      failures.push({ name, error });
    }
  }
  // Nothing can be said of them, which is no "no changes".
  const isTold = names.length > 0 || providers.size + failures.length === 0;
  if (isTold) failures.push(...local);
  return { providers, isWhole: false, failures, local: isTold ? [] : local.map(({ name }) => name) };
}

function noAddress(source: Source): ProviderFailure {
  const { name } = source;
  const [document] = documentPaths(source);
  const error = new ToolchainError("source/no-address", "Expected a file with an address, found local files alone", {
    location: { file: source.path },
    hint: `Compare two files: \`specloom drift --from ${document === undefined ? "<file>" : shellWord(document)} --to <file>\`; or give its address in source.yaml.`,
  });
  return { name, error };
}
