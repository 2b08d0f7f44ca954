import { readSource } from "../document/read-source.js";
import type { ProviderState } from "../read-state.js";
import { chooseProviders, readLock, readProvider } from "../repository/repository.js";
import { type AccessOptions, createAccess } from "./vendor/access.js";
import { fetchUpstream } from "./vendor/upstream.js";

/** The options for fetching what providers publish. */
export type UpstreamOptions = Pick<AccessOptions, "hosts" | "timeoutMs">;

/**
 * The states that providers publish now, with the local overlays and names. Writes nothing.
 *
 * @throws {ToolchainError} A `network/` code.
 */
export async function upstreamStates(
  names: readonly string[],
  options: UpstreamOptions,
  { root, env, network }: Pick<AccessOptions, "env" | "network"> & { readonly root: string },
): Promise<Map<string, ProviderState>> {
  const lock = await readLock(root);
  const states = new Map<string, ProviderState>();
  // Sequential, so that a host gets one request at a time.
  for (const name of chooseProviders(root, names)) {
    const { source: text, overlay, contract, documents, lock: known } = await readProvider(root, name, lock);
    const source = readSource(text);
    const access = createAccess(source, { ...options, env, network });
    const upstream = await fetchUpstream({ source, documents, lock: known }, access);
    states.set(name, { label: "upstream", source: text, overlay, contract, documents: upstream.documents });
  }
  return states;
}
